"""A project's labelled data out of the database into a format: bytes, as they are asked for."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from sqlalchemy.orm import Session

from formats.annotations import registry, sentences_csv
from formats.annotations.dataset import Row, WriteOptions
from formats.annotations.errors import FormatError
from formats.annotations.excel_csv import NAME as EXCEL
from formats.annotations.rows import AnnotationRow, ArticleRow, EvidenceRow, SentenceRow, TagRow
from formats.exchange.destination import dated_name, write_to
from formats.exchange.record import recorded
from models.database import Database
from models.project import Project
from models.queries.export_annotations import annotation_rows
from models.queries.export_filters import ExportFilters
from models.queries.export_second import second_projects
from models.queries.export_sentences import (
    SentenceVotes,
    sentence_votes,
    voted_tags,
)
from models.queries.export_stream import ExportError, require_exporter, take_snapshot
from models.queries.export_tables import article_rows, codebook_rows, evidence_rows
from models.queries.visible import reads_blind

DELIMITERS = (",", ";")


class ProjectDataset:
    """One project as a `WholeProject`: every stream is a query of its own on the same snapshot.

    `asker` is an editor's id, or None on the command line. `only` names revisions, where not all
    are wanted; `with_gold`: the gold of settled articles stands among the annotations.
    """

    def __init__(
        self,
        session: Session,
        asker: int | None,
        project_id: int,
        filters: ExportFilters,
        only: Sequence[int] = (),
        *,
        with_gold: bool = False,
    ) -> None:
        require_exporter(session, asker, project_id)
        self._asked = (session, asker, project_id)
        self._filters = filters
        self._only = only
        self._with_gold = with_gold
        self._is_blind = reads_blind(session, asker, project_id)
        self.project: str = session.get_one(Project, project_id).name
        voted = voted_tags(session, project_id, filters)
        self.tags: Sequence[str] = tuple(tag.name for tag in voted)

    def annotations(self) -> Iterator[AnnotationRow]:
        """Live annotations that match; ExportError where a quote is not what stands in the text."""
        found = annotation_rows(*self._asked, self._filters, self._only, with_gold=self._with_gold)
        return (AnnotationRow(**row) for row in found)

    def articles(self) -> Iterator[ArticleRow]:
        """Every revision of every article, whatever the filters."""
        found = article_rows(*self._asked, self._only)
        return (ArticleRow(**row) for row in found)

    def sentences(self) -> Iterator[SentenceRow]:
        """Every sentence, with the votes of the annotations that match."""
        found = sentence_votes(*self._asked, self._filters, self._only)
        return map(_sentence_row, found)

    def evidence(self) -> Iterator[EvidenceRow]:
        """The evidence of the annotations that match."""
        found = evidence_rows(*self._asked, self._filters, self._only)
        return (EvidenceRow(**row) for row in found)

    def codebook(self) -> Iterator[TagRow]:
        """Every tag, whatever the filters."""
        found = codebook_rows(*self._asked)
        return (TagRow(**row) for row in found)

    @property
    def is_complete(self) -> bool:
        """Whether nothing is filtered out, nor hidden from who asks, since they read blind."""
        return self._filters.asks_for_all and not self._is_blind

    def record(self, kind: type[Row]) -> Iterator[Row]:
        """Everything else of the project; what a filter cannot choose from only without filters."""
        return recorded(*self._asked, self._filters, kind) if not self._only else iter(())

    def second_readings(self) -> Iterator[tuple[int, "ProjectDataset"]]:
        """A dataset for each person who read again; by the command line alone, and without filters."""
        session, asker, project_id = self._asked
        if self._filters.asks_for_all and not self._only:
            for number, beside in second_projects(session, asker, project_id):
                yield number, ProjectDataset(session, asker, beside, self._filters, with_gold=True)


def export_project(
    session: Session,
    asker: int | None,
    project_id: int,
    format_name: str,
    filters: ExportFilters,
    options: WriteOptions,
) -> Iterator[bytes]:
    """The project in that format, all of one moment; the session must not have read anything yet.

    What cannot be exported at all is refused here and now, with an ExportError, NotAllowed or
    NotFound; only a quote that does not fit its text is found on the way.
    """
    take_snapshot(session)
    codec = find_codec(format_name)
    dataset = ProjectDataset(session, asker, project_id, filters, with_gold=keeps_gold(codec))
    check_delimiter(format_name, options.delimiter)
    return _refusing(codec.write(dataset, options))


def export_to_file(
    database: Database,
    asker: int | None,
    project_id: int,
    format_name: str,
    path: Path,
    filters: ExportFilters | None = None,
    options: WriteOptions | None = None,
) -> int:
    """Write the export to `path` (`-` is standard output) and tell its size in bytes.

    Until it is whole it is called `path` + `.part`: a file of the right name is a complete one.
    Symbolic links are followed; pipes and devices are written to as they are.
    """
    with database.read() as session:
        return write_to(
            path,
            lambda: export_project(
                session,
                asker,
                project_id,
                format_name,
                filters or ExportFilters(),
                options or WriteOptions(),
            ),
        )


def find_codec(format_name: str) -> registry.Writes:
    """The codec of that name; ExportError says which there are."""
    try:
        return registry.codec(format_name)
    except registry.UnknownFormatError as error:
        known = ", ".join(registry.CODECS)
        raise ExportError("exporting.unknown_format", name=format_name[:40], known=known) from error


def keeps_gold(codec: registry.Writes) -> bool:
    """Whether the format tells gold from the readings; else gold would pass for one of them."""
    return "gold" not in codec.CARRIES_NOT


def check_delimiter(format_name: str, delimiter: str) -> None:
    """Raises ExportError for a delimiter that the format does not have."""
    if delimiter not in DELIMITERS or (delimiter != "," and format_name != EXCEL):
        raise ExportError("exporting.wrong_delimiter")


def file_name(project: str, format_name: str) -> str:
    """What a download is called: the project, the format, the day (in UTC)."""
    return dated_name(project, format_name, find_codec(format_name).SUFFIX)


def _refusing(chunks: Iterator[bytes]) -> Iterator[bytes]:
    try:
        yield from chunks
    except FormatError as error:
        raise ExportError("exporting.not_made", why=error) from error


def _sentence_row(found: SentenceVotes) -> SentenceRow:
    return SentenceRow(
        article_id=found.article_id,
        revision=found.revision,
        sentence=found.sentence,
        start=found.start,
        end=found.end,
        text=found.text,
        n_reviewers=found.n_reviewers,
        votes=found.votes,
        majority=sentences_csv.majority(found.votes),
    )
