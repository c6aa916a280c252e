"""Reading everything that is to be imported, checking it, and saying what would become of it."""

from collections.abc import Callable, Iterator, Sequence
from os.path import normpath

from formats.annotations.errors import Fault, FormatError, fault
from formats.annotations.labelled import LabelledArticle
from formats.annotations.registry import Reads
from formats.articles.decoding import LIMIT
from formats.articles.documents import CODECS as DOCUMENTS
from formats.articles.documents import document_codec
from formats.articles.errors import ArticleError
from formats.articles.registry import CODECS, read_article
from formats.exchange.about_files import files_about_others
from formats.exchange.article_intake import REPLACEMENT, ArticleIntake
from formats.exchange.companions import without_companions
from formats.exchange.desk import Desk
from formats.exchange.incoming import ZIP, Files, Incoming, fault_of, shown_name
from formats.exchange.labelled_intake import LabelledIntake
from formats.exchange.plan import MOST_FILES, FilePlan, Plan
from formats.exchange.recognition import Formats
from formats.exchange.staging import Staging
from formats.source import Source
from models.errors import BadInput

UNREADABLE = (ArticleError, BadInput, FormatError, OSError, ValueError)


class Gathering:
    """One import while it is read: what is good lies in `staging`, what is told in `plan`.

    `step` hears how many bytes of all are read, and may raise to end it.
    """

    def __init__(
        self,
        desk: Desk,
        formats: Formats,
        staging: Staging,
        step: Callable[[int, int], None],
    ) -> None:
        self.plan = Plan()
        self._desk = desk
        self._formats = formats
        self._staging = staging
        self._step = step
        self._told: dict[int, FilePlan] = {}
        # Whole files whose text is there: not counted if labelled data of this import is about it.
        self._there: dict[str, list[FilePlan]] = {}
        self._companions: set[str] = set()
        # The texts beside passages that are left as a whole, each with the name of their file; and
        # the SHA-256 of whole files that passages of this import are about.
        self._left: dict[str, str] = {}
        self._used: set[str] = set()
        self._total = self._done = 0

    def run(self, places: Sequence[str | Source]) -> Plan:
        """Read all the files: articles first, since labelled data may be about them."""
        choices = self._desk.choices
        files = Files(self._formats, choices.format_name, choices.allow)
        try:
            found = list(files.find(places))
            self._total = sum(one.size for one in found) or 1
            found = self._without_about(list(without_companions(found)))
            single = [one for one in found if one.kind == "article"]
            self._single(single)
            self._collections([one for one in found if one.kind == "collection"])
            self._labelled([one for one in found if one.kind == "labelled"])
        finally:
            files.close()
        self._forgive()
        self._withdraw(single)
        for files_there in self._there.values():
            for file in files_there:
                self._tell(file)
        return self._finished(len(found))

    def _finished(self, n_files: int) -> Plan:
        self.plan.n_files = n_files
        self.plan.files = [self._told[number] for number in sorted(self._told)]
        self.plan.labels = self._desk.labels.told(self.plan.total)
        self.plan.people = self._desk.people.told(self.plan.total)
        return self.plan

    def _without_about(self, found: list[Incoming]) -> list[Incoming]:
        """All but files about others, unless a person said what every file is."""
        if self._desk.choices.format_name not in (None, ZIP):
            return found
        about = {one.number: one.path for one in files_about_others(found)}
        self.plan.about = list(about.values())
        return [one for one in found if one.number not in about]

    def _single(self, incoming: Sequence[Incoming]) -> None:
        intake = ArticleIntake(self._desk, self._staging, self._tell, self._was_there)
        self._staging.begin()
        for one in incoming:
            file = FilePlan(one.path, "article", one.number)
            try:
                self._read_single(one, file, intake)
            except UNREADABLE as error:
                self._refuse(file, fault_of(error))
            self._read(one)
        intake.finish()
        self._staging.end(keep=True)

    def _read_single(self, one: Incoming, file: FilePlan, intake: ArticleIntake) -> None:
        if one.fault is not None:
            file.kind = "none"
            self._refuse(file, one.fault)
            return
        with one.source().open() as opened:
            # One byte more than is allowed tells that there is more; the rest is not read.
            data = opened.read(LIMIT + 1)
        _refuse_other(data, self._desk.choices.format_name)
        if one.page is not None:
            url, media_type = one.page.url, one.page.content_type
            intake.take(file, read_article(data, url=url, content_type=media_type))
        else:
            intake.take(file, read_article(data, name=self._name(one.path)))

    def _collections(self, incoming: Sequence[Incoming]) -> None:
        for one in incoming:
            file = FilePlan(one.path, "collection", one.number)
            intake = ArticleIntake(self._desk, self._staging, _ignore, self._was_there)
            self._staging.begin()
            try:
                self._read_collection(one, file, intake)
                intake.finish()
            except UNREADABLE as error:
                file.refuse(fault_of(error))
            except BaseException:
                self._staging.end(keep=False)
                raise
            self._decide(one, file)

    def _read_collection(self, one: Incoming, file: FilePlan, intake: ArticleIntake) -> None:
        source = one.source()
        columns = self._desk.choices.columns
        for entry in self._formats.read_collection(source, columns, format_name=one.collection):
            article, inside = getattr(entry, "article", None), entry.path and f"{entry.path}: "
            if article is None:
                file.refuse(Fault(entry.line, f"{inside}{getattr(entry, 'reason', '')}"))
                continue
            try:
                intake.take(file, article, entry.line)
            except BadInput as error:
                file.refuse(Fault(entry.line, f"{inside}{error}"))
            else:
                file.tally.leave(getattr(entry, "left", ()))
                if unread := len(getattr(entry, "unread", ())):
                    file.tally.dropped["dropped_article_details"] += unread
            self._step(self._done + source.position, self._total)

    def _labelled(self, incoming: Sequence[Incoming]) -> None:
        """Those that lack a text are read again when all others were: it may have come with them."""
        again = [one for one in incoming if self._read_labelled(one, len(incoming) > 1)]
        for one in again:
            self._read_labelled(one, False)

    def _read_labelled(self, one: Incoming, may_wait: bool) -> bool:
        """Whether the file is left for later."""
        if one.reader is None:
            return False
        file = FilePlan(one.path, "labelled", one.number, one.reader.NAME)
        source = one.source()
        intake = LabelledIntake(self._desk, self._staging, file, self._there)
        self._staging.begin()
        source.taken.clear()
        try:
            for record in _records(one.reader, source, file):
                intake.take(record)
                self._step(self._done + source.position, self._total)
            intake.finish()
        except UNREADABLE as error:
            file.refuse(fault_of(error))
        except BaseException:
            self._staging.end(keep=False)
            raise
        if intake.lacks_text and may_wait:
            self._staging.end(keep=False)
            return True
        companions = one.companions()
        self._companions |= companions
        for digest in intake.digests:
            self._there.pop(digest, None)
        self._decide(one, file)
        if file.is_left:
            self._left.update(dict.fromkeys(companions, shown_name(one.path)))
        else:
            self._used |= intake.digests
        return False

    def _decide(self, one: Incoming, file: FilePlan) -> None:
        file.faults.sort(key=lambda fault: fault.line or 0)
        file.is_left = bool(file.faults) and not self._desk.choices.good_only
        self._staging.end(keep=not file.is_left)
        self._tell(file)
        self._read(one)

    def _forgive(self) -> None:
        """What labelled data read from beside it was needed, though it is no article by itself."""
        for number, file in list(self._told.items()):
            if file.kind == "article" and file.is_left and normpath(file.path) in self._companions:
                del self._told[number]

    def _withdraw(self, incoming: Sequence[Incoming]) -> None:
        """A text stays out with its passages, unless something else that comes in is about it."""
        for one in incoming if self._left else ():
            about = self._left.get(normpath(one.path))
            if about is None:
                continue
            text = self._staging.withdraw(one.path, {*self._used, *self._there})
            if text is None:
                continue
            self.plan.total.articles_new -= 1
            self.plan.total.damaged -= text.count(REPLACEMENT)
            file = FilePlan(one.path, "article", one.number)
            file.tally.articles_new = 1
            self._refuse(file, fault("left_with", name=about))

    def _was_there(self, file: FilePlan, digest: str) -> None:
        self._there.setdefault(digest, []).append(file)

    def _refuse(self, file: FilePlan, fault: Fault) -> None:
        file.refuse(fault)
        file.is_left = True
        self._tell(file)

    def _tell(self, file: FilePlan) -> None:
        if not file.is_left:
            self.plan.total.add(file.tally)
        if file.faults or len(self._told) < MOST_FILES:
            self._told[file.number] = file

    def _read(self, one: Incoming) -> None:
        one.done()
        self._done += one.size
        self._step(self._done, self._total)

    def _name(self, path: str) -> str:
        """The file's name, with the suffix of the format that was asked for."""
        wanted = self._desk.choices.format_name
        suffix = next((codec.SUFFIXES[0] for codec in CODECS if wanted == codec.NAME), None)
        name = shown_name(path)
        return f"{name.rpartition('.')[0] or name}{suffix}" if suffix else name


def _refuse_other(data: bytes, format_name: str | None) -> None:
    """A text is whatever text a person takes it for; a document is what its bytes say."""
    if any(format_name == codec.NAME for codec in DOCUMENTS):
        found = document_codec(data)
        if found is None or format_name != found.NAME:
            raise ArticleError("other_kind", format=format_name)


def _records(reader: Reads, source: Source, file: FilePlan) -> Iterator[LabelledArticle | Fault]:
    """What the file holds; where it breaks off, that is told, and what came before is whole."""
    try:
        yield from reader.read(source)
    except UNREADABLE as error:
        file.refuse(fault_of(error))


def _ignore(_file: FilePlan) -> None:
    """A collection is told of as a whole."""
