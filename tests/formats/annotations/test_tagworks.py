import hashlib
import json
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formats.annotations import tagworks
from formats.annotations.errors import FormatError
from formats.annotations.labelled import LabelledArticle
from formats.source import FileSource, MemorySource
from tests.formats.annotations.contract import TEXTS, read_back, sample, spans, written

TEXT = "One fact.\nTwo\u00a0facts."
SHA = hashlib.sha256(TEXT.encode()).hexdigest()


def source(held: object, text: bytes = TEXT.encode(), **others: object) -> MemorySource:
    beside = {f"a/{name}.json": json.dumps(one).encode() for name, one in others.items()}
    data = held if isinstance(held, bytes) else json.dumps(held).encode()
    return MemorySource("a/annotations.json", data, {"a/text.txt": text, **beside})


def marked(tuas: object, **more: object) -> dict[str, Any]:
    return {"contributor": "ines", "tuas": tuas, "file_sha256": SHA, "filename": "x.txt", **more}


def read(one: MemorySource | FileSource) -> LabelledArticle:
    (article,) = tagworks.read(one)
    assert isinstance(article, LabelledArticle)
    return article


def test_the_real_document_comes_in_whole(corpora: Path) -> None:
    root = corpora / "1_spans/tagworks"
    names = sorted(path.relative_to(root).as_posix() for path in root.rglob("*.*"))
    (one,) = (name for name in names if tagworks.recognises(FileSource(root, name)))
    article = read(FileSource(root, one))
    text = article.text or ""
    assert len(article.passages) == 69
    assert all(text[one.start : one.end] == one.quote for one in article.passages)
    assert len({one.tag for one in article.passages}) == 8
    assert all(one.is_gold for one in article.passages)
    assert article.dropped == {"dropped_cases": 69, "dropped_hints": 54}
    assert (article.outlet, article.published_at) == ("SeattleTimes", "2011-10-05")
    assert article.faults == []


@pytest.mark.parametrize("name", TEXTS)
def test_what_goes_out_comes_in_again(name: str) -> None:
    text = TEXTS[name]
    given_spans = [
        (0, len(text), "filler", "bo"),
        (0, 1, "sourced", "ines"),
        (0, 1, "sourced", "bo"),
        (0, 1, "sourced", "bo"),
        (len(text) - 1, len(text), "disputed", "ines"),
    ]
    found = read_back(tagworks, written(tagworks, sample([(text, given_spans), ("none", [])])))
    assert [one.text for one in found] == [text, text, "none"]
    assert sorted(spans(found[0]) + spans(found[1])) == sorted(given_spans)
    assert found[0].url == "https://example.org/1"
    assert spans(found[2]) == []


def test_offsets_over_a_text_with_mark_and_crlf_are_brought_to_the_stored_one() -> None:
    raw = "\ufeffOne.\r\nTwo.".encode()
    sha = hashlib.sha256(raw).hexdigest()
    held = marked({"T": {"1": [[7, 11, "Two."], [1, 7, "One.\r\n"]]}}, file_sha256=sha)
    assert spans(read(source(held, raw))) == [(0, 5, "T", "ines"), (5, 9, "T", "ines")]


def test_a_text_of_another_sha_is_not_used() -> None:
    article = read(source(marked({"T": {"1": [[0, 3, "One"]]}}), b"another"))
    assert article.text is None
    assert article.text_sha256 == SHA
    assert "SHA-256 differs" in article.faults[0].reason


@pytest.mark.parametrize(
    ("span", "sentence"),
    [
        ([0, 99, "x"], "lies outside the text"),
        ([-1, 3, "x"], "lies outside the text"),
        ([5, 3, "x"], "lies outside the text"),
        ([3, 3, ""], "is empty"),
        ([0, 3], "is not a list of [start, end, text]"),
        ([0.0, 3, "One"], "is not a list of [start, end, text]"),
        ([True, 3, "One"], "is not a list of [start, end, text]"),
        (None, "is not a list of [start, end, text]"),
        ([0, 3, "\ud800"], "cannot be stored"),
    ],
)
def test_a_span_that_fits_no_text_is_refused_and_the_others_are_read(
    span: object, sentence: str
) -> None:
    article = read(source(marked({"T": {"1": [[0, 3, "One"], span]}})))
    assert spans(article) == [(0, 3, "T", "ines")]
    assert [sentence in one.reason for one in article.faults] == [True]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b'{"tuas": {', "no valid JSON"),
        (b'{"tuas": {"a": 1, "a": 2}}', "stands twice"),
        (b'{"tuas": {}, "x": ' + b"[" * 200_000, "nested too deeply"),
        (b'{"tuas": {}, "x": ' + b"9" * 5_000 + b"}", "no valid JSON"),
        (b'{"tuas": {}, "x": NaN}', "NaN is no number"),
        (b'{"tuas": {}, "x": "\xff"}', "not UTF-8"),
        (b'{"tuas": {}, "file_sha256": "abc"}', "64 hexadecimal digits"),
        (b'{"other": 1}', "not the shape of TagWorks"),
        (b"[]", "not the shape of TagWorks"),
    ],
)
def test_what_is_not_the_format_gets_one_sentence(data: bytes, sentence: str) -> None:
    with pytest.raises(FormatError, match=sentence):
        list(tagworks.read(source(data)))


def test_what_lies_beside_and_cannot_be_read_adds_nothing() -> None:
    one = source(marked({"T": {"1": [[0, 3, "One"]]}}), metadata=[1], hints={"hints": [3]})
    assert spans(read(one)) == [(0, 3, "T", "ines")]


def test_other_json_is_not_claimed(corpora: Path) -> None:
    folder = corpora / "2_peer_formats"
    claimed = [
        path.name
        for path in sorted(folder.rglob("*"))
        if path.is_file()
        and tagworks.recognises(FileSource(folder, path.relative_to(folder).as_posix()))
    ]
    assert claimed == []


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**17), 10**17)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=4),
    max_leaves=12,
)  # fmt: skip


@given(st.dictionaries(st.text(max_size=4), JSON, max_size=3), JSON, JSON)
def test_no_json_brings_it_down(tuas: dict[str, Any], contributor: object, sha: object) -> None:
    one = source({"tuas": tuas, "contributor": contributor, "filename": sha}, hints=contributor)
    assert isinstance(read(one), LabelledArticle)


@given(st.binary(), st.integers(0, 120))
def test_no_bytes_bring_it_down(noise: bytes, at: int) -> None:
    data = json.dumps(marked({"T": {"1": [[0, 3, "One"]]}})).encode()
    with suppress(FormatError):
        list(tagworks.read(source(data[:at] + noise + data[at:])))
