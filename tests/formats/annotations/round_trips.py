"""What codecs of one file an article and reviewer are held to, and how their readers are tried."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from types import ModuleType

from hypothesis import strategies as st

from formats.annotations.errors import Fault, FormatError
from formats.annotations.labelled import LabelledArticle
from formats.source import MemorySource, Source
from tests.formats.annotations.contract import (
    TEXTS,
    Span,
    read_back,
    sample,
    sources,
    spans,
    written,
)
from tests.formats.annotations.samples import Sample

TAG, OTHER = "sourced", "needs source|a_b*"
INES, OTTO = "ines", "otto.k@desk.example.org"


def marked(text: str) -> list[Span]:
    """Overlapping, nested, adjacent, equal and touching spans of two reviewers."""
    n = len(text)
    third, half = max(1, n // 3), max(1, n // 2)
    bounds = [(0, n), (0, third), (third, n), (third, min(n, third + 1)), (0, half), (0, half)]
    bounds += [(n - 1, n), (half, n), (0, 1), (third - 1, half)]
    fitting = [(start, end) for start, end in bounds if start < end]
    ines = [(start, end, TAG, INES) for start, end in fitting]
    otto = [(start, end, OTHER, OTTO) for start, end in fitting[::2]]
    return sorted(ines + otto)


def everything() -> Sample:
    """Every text of the contract with every kind of span, and one that nobody marked."""
    articles: list[tuple[str, Sequence[Span]]] = [(text, marked(text)) for text in TEXTS.values()]
    return sample([*articles, ("Nobody marked a thing in this one.", [])])


def assert_all_come_back(codec: ModuleType) -> None:
    """Texts, spans, tags and reviewers, exactly."""
    found = read_back(codec, written(codec, everything()))
    for text in TEXTS.values():
        back = sorted(span for one in found if one.text == text for span in spans(one))
        assert back == marked(text)
    untagged = [one for one in found if one.text == "Nobody marked a thing in this one."]
    assert [list(one.passages) for one in untagged] == [[]]
    assert len(found) == 2 * len(TEXTS) + 1


def noted(note: str, confidence: str = "") -> Sample:
    """One passage with a note."""
    made = sample([("The council met on Monday.", [(4, 11, TAG, INES)])])
    rows = [replace(row, note=note, confidence=confidence) for row in made.annotation_rows]
    return replace(made, annotation_rows=rows)


def read_all(codec: ModuleType, source: Source) -> list[LabelledArticle | Fault]:
    """What a reader makes of anything: articles, faults, or the one error that it may raise."""
    codec.recognises(source)
    with suppress(FormatError):
        return list(codec.read(source))
    return []


def reasons(codec: ModuleType, source: Source) -> list[tuple[int | None, str]]:
    """The line and the sentence of everything that is wrong with it."""
    try:
        found = list(codec.read(source))
    except FormatError as error:
        return [(error.line, str(error))]
    faults = [one for one in found if isinstance(one, Fault)]
    faults += [bad for one in found if isinstance(one, LabelledArticle) for bad in one.faults]
    return [(one.line, one.reason) for one in faults]


def members(codec: ModuleType, dataset: Sample) -> Mapping[str, bytes]:
    """The files of what was written, by their names."""
    return {one.name: one.head() for one in sources(codec, written(codec, dataset))}


def beside(name: str, files: Mapping[str, str | bytes]) -> MemorySource:
    """One of several files that lie together."""
    held = {key: one.encode() if isinstance(one, str) else one for key, one in files.items()}
    return MemorySource(name, held[name], held)


@st.composite
def damaged(draw: st.DrawFn, good: Sequence[bytes]) -> bytes:
    """A good file with pieces taken out, doubled, moved or overwritten."""
    data = bytearray(draw(st.sampled_from(good)))
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(data)))
        length = draw(st.integers(0, 12))
        piece = draw(
            st.one_of(
                st.binary(max_size=6),
                st.sampled_from(PIECES),
                st.just(bytes(data[at : at + 40])),
            )
        )
        data[at : at + length] = piece
    return bytes(data)


PIECES = (
    b"\t",
    b"\n",
    b"\r\n",
    b"\x00",
    b"\xff",
    b"\xed\xa0\x80",
    b"\\",
    b"|",
    b"[1]",
    b"-1",
    b"99999999999999999999",
    b"NaN",
    b"null",
    b"{}",
    b"[[[[",
    b'"',
    b"<!DOCTYPE x>",
    b"&lol;",
    b"T1\tX 0 1\tx\n",
    "💩\u2028\ufeff".encode(),
)
