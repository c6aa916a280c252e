"""Annotations of pages whose text lies elsewhere: what they point at, gathered page by page.

An export of ours puts each text beside its annotations, as `texts/<same name>.txt`; then their
positions are checked and converted here. Without it the quotes have to find the article's passages.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from pathlib import PurePosixPath

from formats.annotations.documents import Document
from formats.annotations.errors import Fault, FormatError
from formats.annotations.json_tape import LIMIT
from formats.annotations.labelled import LabelledArticle, LabelledPassage
from formats.annotations.offsets import TextMap
from formats.annotations.placing import UNITS_FIRST, Basis, as_stored, place
from formats.source import Source

TOGETHER = 5000
"""So many annotations of one page are handed over as one article; the rest follow as another."""


MOST = 10_000
"""More passages than these are not made of one annotation."""


@dataclass(frozen=True, slots=True)
class Spot:
    """What an annotation points at: positions as its source counts them, or a quote, or both."""

    start: int | None = None
    end: int | None = None
    quote: str = ""
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """What one annotation gives: passages of one page, and what there is no place for."""

    url: str = ""
    passages: Sequence[LabelledPassage] = ()
    title: str = ""
    dropped: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class Ground:
    """The text that annotations count over, if it is at hand, and how they count."""

    text: TextMap | None
    bases: Sequence[Basis]

    def spread(
        self, about: LabelledPassage, spots: Sequence[Spot], tags: Sequence[str]
    ) -> Iterator[LabelledPassage]:
        """A passage for each spot and tag. Raises FormatError for bounds that no text has."""
        if len(spots) * len(tags) > MOST:
            raise FormatError("marks_too_many", n=len(spots) * len(tags))
        for number, spot in enumerate(spots, start=1):
            start, end = self._placed(spot)
            for tag in tags:
                among = [str(number)] * (len(spots) > 1) + [tag] * (len(tags) > 1)
                yield replace(
                    about,
                    tag=tag,
                    start=start,
                    end=end,
                    quote=as_stored(spot.quote) or None,
                    prefix=as_stored(spot.prefix),
                    suffix=as_stored(spot.suffix),
                    id="#".join([about.id, *among]) if about.id else "",
                )

    def _placed(self, spot: Spot) -> tuple[int | None, int | None]:
        if spot.start is None or spot.end is None:
            return None, None
        if self.text is None:
            if self.bases == UNITS_FIRST and not spot.quote:
                raise FormatError("position_alone", start=spot.start, end=spot.end)
            return spot.start, spot.end
        return place(self.text, spot.start, spot.end, as_stored(spot.quote), bases=self.bases)


def spot(
    start: int | None, end: int | None, quote: str, prefix: str = "", suffix: str = ""
) -> Spot:
    """A spot whose bounds are in order. Raises FormatError where they are not and no quote helps."""
    if start is None or end is None or not 0 <= start < end:
        if not quote:
            raise FormatError("span_empty", start=start)
        start = end = None
    return Spot(start, end, quote, prefix, suffix)


def text_name(document: Document) -> str:
    """Where an article's text lies in an export, seen from its annotations."""
    return f"texts/{document.name}.txt"


def text_beside(source: Source) -> TextMap | None:
    """The text that an export of ours has beside these annotations. Raises FormatError."""
    other = source.beside(f"texts/{PurePosixPath(source.name).stem}.txt")
    if other is None:
        return None
    if other.size > LIMIT:
        raise FormatError("too_large", limit=LIMIT // 1024 // 1024)
    with other.open() as file:
        data = file.read()
    try:
        return TextMap(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise FormatError("encoding", data[: error.start].count(b"\n") + 1) from None


def by_page(
    found: Iterable[Mark | Fault], text: TextMap | None
) -> Iterator[LabelledArticle | Fault]:
    """Articles of the marks that follow one another and are of one page."""
    is_empty = True
    numbered = enumerate(found)
    for (url, _), group in groupby(numbered, key=_page_of):
        marks: list[Mark] = []
        for _, one in group:
            is_empty = False
            if isinstance(one, Fault):
                yield one
            else:
                marks.append(one)
        if marks:
            yield _article(url, marks, text)
    if is_empty and text:
        yield LabelledArticle(text=text.text)


def _page_of(numbered: tuple[int, Mark | Fault]) -> tuple[str, int]:
    number, one = numbered
    return ("", -1) if isinstance(one, Fault) else (one.url, number // TOGETHER)


def _article(url: str, marks: Sequence[Mark], text: TextMap | None) -> LabelledArticle:
    dropped: Counter[str] = Counter()
    for mark in marks:
        dropped.update(mark.dropped)
    return LabelledArticle(
        text=text.text if text else None,
        passages=[passage for mark in marks for passage in mark.passages],
        title=next((mark.title for mark in marks if mark.title), ""),
        url=url,
        line=next((one.line for mark in marks for one in mark.passages), None),
        dropped=+dropped,
    )
