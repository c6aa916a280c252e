import csv
import hashlib
import io
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formats.annotations import goodly
from formats.annotations.dataset import WriteOptions
from formats.annotations.errors import Fault, FormatError
from formats.annotations.goodly_hunt import COLUMNS
from formats.annotations.goodly_rows import HUNT, PUBLISHED, TAGS, escaped, unescaped
from formats.annotations.labelled import LabelledArticle
from formats.source import FileSource, MemorySource
from tests.formats.annotations.contract import TEXTS, read_back, sample, spans, written
from tests.formats.annotations.samples import MOMENT, Sample

TEXT = "Experts say so.\nIt “may” work."
SHA = hashlib.sha256(TEXT.encode()).hexdigest()


def table(columns: tuple[str, ...], *rows: Mapping[str, object]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, columns, restval="")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def hunt(start: object, end: object, quote: str = "", **more: object) -> dict[str, object]:
    return {
        "article_sha256": SHA,
        "article_filename": "a.txt",
        "contributor_uuid": "c-1",
        "topic_name": "Probability",
        "answer_label": "T1.Q5.A2",
        "answer_content": "Yes",
        "answer_text": "Yes",
        "start_pos": start,
        "end_pos": end,
        "target_text": quote,
        **more,
    }


def source(data: bytes, text: bytes | None = TEXT.encode(), sha: str = SHA) -> MemorySource:
    others = {} if text is None else {f"texts/{sha}.txt": text}
    return MemorySource("datahunts/x-DataHunt.csv", data, others)


def read(one: MemorySource | FileSource) -> list[LabelledArticle]:
    found = []
    for article in goodly.read(one):
        assert isinstance(article, LabelledArticle), article
        found.append(article)
    return found


def folder(root: Path) -> Iterator[FileSource]:
    for path in sorted(root.rglob("*.csv")):
        yield FileSource(root, path.relative_to(root).as_posix())


@pytest.fixture
def public_editor(corpora: Path) -> Path:
    return corpora / "1_spans/goodly_public_editor"


def verified(article: LabelledArticle) -> int:
    text = article.text or ""
    return sum(text[one.start : one.end] == one.quote for one in article.passages)


def test_the_real_data_hunts_come_in_whole(public_editor: Path) -> None:
    articles = [
        article
        for one in folder(public_editor)
        if one.name.startswith("datahunts/")
        for article in read(one)
    ]
    dropped = sum((Counter(one.dropped) for one in articles), Counter[str]())
    passages = [passage for one in articles for passage in one.passages]
    assert len(passages) + dropped["dropped_answers"] == 290
    assert len(passages) == sum(map(verified, articles)) == 107
    assert len({one.reviewer for article in articles for one in article.readings}) == 13
    assert {len(one.text or "") for one in articles} == {6794}
    assert not [one.faults for one in articles if one.faults]
    assert {one.title for one in articles} == {"Social distancing comes with psychological fallout"}
    assert "Language Specialist V4 T1.Q1.A6: Slang" in {one.tag for one in passages}
    named = [one.id for one in passages if one.id]
    assert len(named) == len(set(named)) > 20


def test_the_real_adjudicated_tags_are_gold(public_editor: Path) -> None:
    articles = [
        article
        for one in folder(public_editor)
        if one.name.startswith("adjudicated_tags/")
        for article in read(one)
    ]
    passages = [passage for one in articles for passage in one.passages]
    assert all(one.is_gold for one in passages)
    assert sum(map(verified, articles)) == 130
    assert {one.reviewer for one in passages} == {"", "Nick Adams"}
    absent = [one for one in articles if one.text is None]
    assert {one.text_sha256[:6] for one in absent} == {"7d1747"}
    assert sum(len(one.passages) for one in absent) == 12


def test_the_real_newsfeed_comes_in(public_editor: Path) -> None:
    triage, shown = (
        article
        for name in ("triager_data.csv", "viz_data.csv")
        for one in folder(public_editor)
        if one.name.endswith(name)
        for article in read(one)
    )
    assert len(triage.passages) == verified(triage) == 12
    assert {one.tag for one in triage.passages} >= {"Needs Fact-Check", "Quoted Sources"}
    assert len(shown.passages) == 3
    assert [one.tag for one in shown.passages if one.quote] == ["Evidence: Data-Driven Evidence"]
    assert verified(shown) == 1
    assert shown.dropped == {"dropped_answers": 5, "dropped_points": 3}
    assert shown.title.startswith("US-led Coalition Strike")


@pytest.mark.parametrize("name", TEXTS)
def test_what_goes_out_comes_in_again(name: str) -> None:
    text = TEXTS[name]
    marked = [
        (0, len(text), "filler", "bo"),
        (0, 1, "sourced", "ines"),
        (0, 1, "sourced", "bo"),
        (0, 1, 'quoted, "tag"', "ines"),
        (len(text) - 1, len(text), "disputed", "ines"),
    ]
    options = WriteOptions(made_at=MOMENT)
    data = written(goodly, sample([(text, marked), ("untagged", [])]), options)
    found = read_back(goodly, data)
    assert [one.text for one in found] == [text]
    assert spans(found[0]) == sorted(marked)
    assert found[0].title == "Article 1"
    # The text that nobody marked lies beside the others, and is an article for whoever imports.
    texts = [one.read_bytes() for one in zipfile.Path(io.BytesIO(data), "texts/").iterdir()]
    assert sorted(texts) == sorted([text.encode(), b"untagged"])
    assert options.lost == {}


def test_notes_times_and_identifiers_come_back() -> None:
    one = sample([(TEXT, [(0, 7, "sourced", "ines")])])
    rows = [replace(row, note="why, indeed", is_gold=True) for row in one.annotation_rows]
    options = WriteOptions(made_at=MOMENT)
    data = written(goodly, replace(one, annotation_rows=rows), options)
    passage = read_back(goodly, data)[0].passages[0]
    assert (passage.note, passage.id) == ("why, indeed", rows[0].annotation_id)
    assert passage.created_at == rows[0].created_at
    assert options.lost == {"gold": 1}


def test_two_articles_of_one_text_share_its_file_and_stay_two() -> None:
    one = sample([("same", [(0, 4, "filler", "bo")]), ("same", [(0, 2, "filler", "bo")])])
    found = read_back(goodly, written(goodly, one))
    assert [spans(article) for article in found] == [
        [(0, 4, "filler", "bo")],
        [(0, 2, "filler", "bo")],
    ]


def test_a_quote_with_escapes_is_compared_without_them() -> None:
    row = hunt(10, 21, r"o.\nIt \u201cma")
    article = read(source(table(COLUMNS, {**row, "start_pos": 13, "end_pos": 24})))[0]
    assert article.passages[0].quote == "o.\nIt “ma"


def test_a_backslash_that_stands_in_the_text_stays() -> None:
    text = r"C:\new and C:\table"
    sha = hashlib.sha256(text.encode()).hexdigest()
    data = table(COLUMNS, hunt(0, 6, r"C:\new", article_sha256=sha))
    assert read(source(data, text.encode(), sha))[0].passages[0].quote == r"C:\new"


def test_offsets_over_a_text_with_mark_and_crlf_are_brought_to_the_stored_one() -> None:
    raw = "\ufeffOne.\r\nTwo.".encode()
    sha = hashlib.sha256(raw).hexdigest()
    data = table(COLUMNS, hunt(7, 11, "Two.", article_sha256=sha))
    article = read(source(data, raw, sha))[0]
    assert article.text == "One.\nTwo."
    assert spans(article)[0][:2] == (5, 9)


def test_a_person_who_answered_without_a_highlight_read_it() -> None:
    finished = {"finish_time": "2020-04-20 07:38:10.510445"}
    article = read(source(table(COLUMNS, hunt(0, 0, **finished), hunt(0, 7, "Experts"))))[0]
    assert article.dropped["dropped_answers"] == 1
    assert [one.reviewer for one in article.readings] == ["c-1"]
    assert article.readings[0].submitted_at is not None


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (hunt(3, 900, "x"), "lies outside the text"),
        (hunt(9, 3, "x"), "lies outside the text"),
        (hunt(-4, 3, "x"), "lies outside the text"),
        (hunt("three", 9), "start_pos is not a whole number"),
        (hunt("٣", 9), "start_pos is not a whole number"),
        (hunt("1" * 400, 9), "start_pos is not a whole number"),
        (hunt(0, 7, topic_name=" ", answer_content=""), "has no label"),
        (hunt(0, 7, contributor_uuid="a\x00b"), "cannot be stored"),
    ],
)
def test_a_row_that_fits_no_text_is_refused_by_its_line(
    row: dict[str, object], sentence: str
) -> None:
    article = read(source(table(COLUMNS, hunt(0, 7, "Experts"), row)))[0]
    assert len(article.passages) == 1
    assert [one.line for one in article.faults] == [3]
    assert sentence in article.faults[0].reason


def test_a_text_of_another_sha_is_not_used() -> None:
    article = read(source(table(COLUMNS, hunt(0, 7, "Experts")), b"another text"))[0]
    assert article.text is None
    assert article.text_sha256 == SHA
    assert "SHA-256 differs" in article.faults[0].reason


def test_nothing_outside_the_folder_is_looked_at(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    inner = tmp_path / "given"
    inner.mkdir()
    row = hunt(0, 6, "secret", article_sha256="../secret", article_filename="../secret.txt")
    (inner / "x.csv").write_bytes(table(COLUMNS, row))
    article = read(FileSource(inner, "x.csv"))[0]
    assert article.text is None
    assert article.text_sha256 == ""
    assert "64 hexadecimal digits" in article.faults[0].reason


def test_a_row_of_another_width_is_refused_and_the_others_are_read() -> None:
    data = table(COLUMNS, hunt(0, 7, "Experts")) + b"one,two\r\n" + table(COLUMNS, hunt(0, 1, "E"))
    found = list(goodly.read(source(data)))
    faults = [one for one in found if isinstance(one, Fault)]
    assert faults[0].line == 3
    assert "2 cells" in faults[0].reason


@pytest.mark.parametrize("tail", [b'"never closed', b"\xff\xfe,1\n"])
def test_a_file_that_is_no_csv_is_refused_with_its_line(tail: bytes) -> None:
    with pytest.raises(FormatError) as refused:
        list(goodly.read(source(table(COLUMNS, hunt(0, 7, "Experts")) + tail)))
    assert refused.value.line == 3


def test_other_tables_are_not_claimed(corpora: Path) -> None:
    claimed = [
        path.name
        for path in sorted((corpora / "2_peer_formats").rglob("*"))
        if path.is_file()
        and goodly.recognises(FileSource(corpora, path.relative_to(corpora).as_posix()))
    ]
    assert claimed == []


@given(st.text())
def test_escapes_are_undone_exactly(quote: str) -> None:
    assert unescaped(escaped(quote)) == quote


CELLS = st.one_of(
    st.text(max_size=8),
    st.sampled_from(
        ["0", "3", "-1", "7", SHA, "../x", '{"answer_text": 1}', "[" * 5000, "\\ud800"]
    ),
)


@given(
    st.sampled_from([tuple(sorted(names)) for names in (HUNT, TAGS, PUBLISHED)]),
    st.lists(st.lists(CELLS, min_size=1, max_size=31), max_size=5),
)
def test_no_table_brings_it_down(columns: tuple[str, ...], rows: list[list[str]]) -> None:
    data = table(columns, *[dict(zip(columns, row, strict=False)) for row in rows])
    assert all(isinstance(one, LabelledArticle | Fault) for one in goodly.read(source(data)))


@given(st.binary(), st.integers(0, 400))
def test_no_bytes_bring_it_down(noise: bytes, at: int) -> None:
    data = table(COLUMNS, hunt(0, 7, "Experts"), hunt(1, 4, "xpe"))
    for broken in (noise, data[:at] + noise + data[at:]):
        one = source(broken)
        if goodly.recognises(one):
            with suppress(FormatError):
                list(goodly.read(one))


def test_it_is_empty_where_nothing_was_tagged() -> None:
    assert read_back(goodly, written(goodly, Sample(annotation_rows=[], evidence_rows=[]))) == []
