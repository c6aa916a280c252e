"""No input crashes a codec of JSON with anything but its own error, or gives what has no place."""

import json
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formats.annotations.errors import Fault, FormatError
from formats.annotations.labelled import LabelledArticle
from formats.source import MemorySource
from tests.formats.annotations.contract import sample, sources, written
from tests.formats.annotations.json_reading import CODECS

NAMES = (
    *("text", "spans", "start", "end", "label", "meta", "answer", "evidence", "relations"),
    *("data", "entities", "start_offset", "end_offset", "Comments", "annotations", "result"),
    *("value", "labels", "type", "id", "completed_by", "globalOffsets", "predictions"),
    *("annotation_id", "annotator", "task", "@context", "target", "source", "selector"),
    *("refinedBy", "exact", "prefix", "body", "purpose", "motivation", "items", "creator"),
    *("created", "uri", "tags", "rows", "quote", "ranges", "user", "document", "title"),
    *("bodies", "annotation", "first", "next"),
)
WORDS = (
    *("Ferry 💩 late", "late", "tagging", "labels", "hypertextlabels", "choices", "relation"),
    *("textarea", "Annotation", "AnnotationPage", "AnnotationCollection", "TextualBody"),
    *("http://www.w3.org/ns/anno.jsonld", "TextQuoteSelector", "TextPositionSelector"),
    *("FragmentSelector", "char=1,2", "Choice", "Composite", "Independents", "accept"),
    *("https://example.org/1", "<p>Ferry</p>\n<p>late</p>", "2026-04-11T09:30:00Z", "\ud800"),
    *("a\0", "\ufeff\r\n", ""),
)
SCALARS = (
    st.sampled_from(WORDS)
    | st.text(max_size=4)
    | st.integers(-2, 14)
    | st.integers()
    | st.floats()
    | st.booleans()
    | st.none()
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(NAMES), inner, max_size=8)
    ),
    max_leaves=40,
)
TEXT = "💩 The ferry was\n\nlate again."
DATASET = sample([(TEXT, [(0, 1, "a", "ines"), (6, 11, "b", "tom")]), ("Two.", [])])

every_codec = pytest.mark.parametrize("codec", CODECS, ids=lambda codec: codec.NAME)


def check(codec: ModuleType, data: bytes) -> None:
    source = MemorySource("a.json", data, {"texts/a.txt": TEXT.encode()})
    assert codec.recognises(source) in (True, False)
    try:
        found = list(codec.read(source))
    except FormatError:
        return
    for one in found:
        if isinstance(one, LabelledArticle):
            check_article(one)
        for fault in [one] if isinstance(one, Fault) else one.faults:
            assert fault.reason
            assert fault.line is None or fault.line > 0


def check_article(article: LabelledArticle) -> None:
    strings = [article.text or "", article.title, article.url, article.outlet]
    for one in article.passages:
        strings += [one.tag, one.quote or "", one.note, one.reviewer, one.id, one.prefix]
        assert one.tag
        assert (one.start is None) == (one.end is None)
        # Where there is a quote, it decides.
        if article.text and one.start is not None and one.end is not None and not one.quote:
            assert 0 <= one.start < one.end <= len(article.text)
        assert one.start is not None or one.quote
    for text in strings:
        assert "\0" not in text
        assert text.encode().decode() == text


@every_codec
@given(value=VALUES, as_lines=st.booleans())
def test_any_json_of_the_right_words(codec: ModuleType, value: object, as_lines: bool) -> None:
    values = value if isinstance(value, list) and as_lines else [value]
    check(codec, "\n".join(json.dumps(one) for one in values).encode())


@every_codec
@given(data=st.binary(max_size=60), before=st.sampled_from([b"", b"{", b"[", b'[{"', b'{"text":']))
def test_any_bytes(codec: ModuleType, data: bytes, before: bytes) -> None:
    check(codec, before + data)


@every_codec
@given(data=st.data())
def test_what_was_written_and_then_broken(codec: ModuleType, data: st.DataObject) -> None:
    whole = data.draw(st.sampled_from(WRITTEN[codec.NAME]))
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(start, min(len(whole), start + 12)))
    put = data.draw(st.binary(max_size=6) | st.sampled_from([b"null", b"-1", b"[]", b"{}", b'"']))
    check(codec, whole[:start] + put + whole[end:])


@every_codec
@given(data=st.data())
def test_what_was_written_with_another_value_somewhere(
    codec: ModuleType, data: st.DataObject
) -> None:
    whole = data.draw(st.sampled_from(WRITTEN[codec.NAME]))
    values = (
        [json.loads(line) for line in whole.splitlines()]
        if codec.SUFFIX == ".jsonl"
        else ([json.loads(whole)])
    )
    places = list(_places(values))
    holder, key = data.draw(st.sampled_from(places))
    holder[key] = data.draw(SCALARS | VALUES)
    check(codec, "\n".join(json.dumps(one) for one in values).encode())


def _places(value: object):  # type: ignore[no-untyped-def]  # lists by number, objects by name
    inner = value.items() if isinstance(value, dict) else enumerate(value)  # type: ignore[arg-type]
    for key, held in list(inner):
        yield value, key
        if isinstance(held, dict | list):
            yield from _places(held)


WRITTEN = {
    codec.NAME: [
        source.open().read()
        for source in sources(codec, written(codec, DATASET))
        if not source.name.endswith(".txt")
    ]
    for codec in CODECS
}
