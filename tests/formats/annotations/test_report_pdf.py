"""The report as a PDF: read back with pypdf, and its lines looked at before they are drawn."""

import io
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from formats.annotations import report_pdf
from formats.annotations.dataset import WriteOptions
from formats.annotations.documents import documents
from formats.annotations.report import spool
from formats.annotations.report.passages import printed
from formats.annotations.report.pdf_lines import Line
from formats.annotations.report.pdf_sheet import BODY, TEXT_WIDTH, Sheet
from tests.formats.annotations.contract import TEXTS, Span, sample, written
from tests.formats.annotations.hostile import HOSTILE, hostile
from tests.formats.annotations.pdf_reading import read
from tests.formats.annotations.samples import EVIDENCE, MOMENT, TAG
from tests.formats.annotations.test_report_html import overlapping, squeezed

HAS_CJK = find_spec("manimgx_fonts_cjk") is not None
LETTERS = {chr(code) for code in (*range(0x20, 0x7F), *range(0x590, 0x700))}


def words(reader: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def links(reader: PdfReader) -> list[str]:
    found: list[str] = []
    for page in reader.pages:
        for annotation in page.get("/Annots", []):
            action: Any = annotation.get_object().get("/A", {})
            if "/URI" in action:
                found.append(str(action["/URI"]))
    return found


@pytest.fixture
def sheet(tmp_path: Path) -> Sheet:
    return Sheet("Desk", LETTERS, tmp_path)


def seen(lines: list[Line]) -> list[str]:
    """Each line as a person sees it, from left to right."""
    return [
        "".join(run.text[::-1] if run.right_to_left else run.text for run in line.runs)
        for line in lines
    ]


def test_it_says_what_the_page_says() -> None:
    dataset = sample(
        [
            ("The first article is plain.", [(0, 9, "sourced", "ines"), (4, 17, "filler", "tove")]),
            ("Nobody tagged a word.", []),
            ("The third one.\n\nHas two paragraphs.", [(0, 9, "sourced", "ines")]),
        ]
    )
    rows = dataset.annotation_rows
    dataset.annotation_rows = [replace(row, note=f"Note {n}.") for n, row in enumerate(rows)]
    dataset.evidence_rows = [replace(EVIDENCE, annotation_id=row.annotation_id) for row in rows]
    options = WriteOptions(made_at=MOMENT)

    reader = read(dataset, options)
    text = words(reader)

    for part in (
        "2 articles, 3 passages, 2 reviewers",
        "Has two paragraphs.",
        "Note 2.",
        "supports · for passage S2",
        "1 more text has no such passage",
        "https://example.org/a",
        "At nine",
        "How this was made",
        "Says where from",
        "one reviewer's reading, not a verdict",
        "11 Apr 2026, 09:30 UTC",
        next(iter(dataset.article_rows)).text_sha256,
    ):
        assert part in text, part
    assert "Nobody tagged a word" not in text
    assert "Article 2" not in text
    assert options.lost == {"untagged_texts": 1}


def test_it_has_outline_page_numbers_language_and_metadata() -> None:
    spans: list[Span] = [(0, 3, "sourced", "ines")]

    reader = PdfReader(io.BytesIO(written(report_pdf, sample([("One.", spans), ("Two.", spans)]))))

    assert [str(entry["/Title"]) for entry in reader.outline if not isinstance(entry, list)] == [
        "Contents",
        "Article 1",
        "Article 2",
        "How this was made",
    ]
    assert [reader.get_destination_page_number(entry) for entry in reader.outline][:3] == [0, 1, 2]  # type: ignore[arg-type]
    total = len(reader.pages)
    for number, page in enumerate(reader.pages, start=1):
        assert f"Page {number} of {total}" in page.extract_text()
    assert str(reader.root_object["/Lang"]) == "en"
    assert reader.metadata is not None
    assert reader.metadata.title == "Desk: Annotated report"
    assert reader.root_object["/ViewerPreferences"]["/DisplayDocTitle"]  # type: ignore[index]
    assert reader.metadata.creation_date == MOMENT.replace(microsecond=0)


def test_the_contents_name_the_page_of_each_article() -> None:
    long = "A sentence of the article that fills the page. " * 120
    spans: list[Span] = [(0, 3, "sourced", "ines")]

    reader = read(sample([(long, spans), ("Two.", spans)]))

    first = reader.pages[0].extract_text().split()
    page = reader.get_destination_page_number(reader.outline[2])  # type: ignore[arg-type]
    assert page is not None
    assert page > 2
    assert str(page + 1) in first
    assert "Article 2" in reader.pages[page].extract_text()


@pytest.mark.parametrize("name", [name for name in TEXTS if name != "chinese"])
def test_every_letter_of_the_text_is_drawn(name: str) -> None:
    options = WriteOptions()

    text = words(read(sample([(TEXTS[name], overlapping(TEXTS[name]))]), options))

    assert "glyphs" not in options.lost
    assert set(squeezed(TEXTS[name])) - set(text) <= set("\u200d\u200f\ufe0f")


@pytest.mark.skipif(HAS_CJK, reason="a face for Chinese is installed")
def test_what_no_face_draws_is_shown_as_a_sign_counted_and_named() -> None:
    options = WriteOptions()
    text = TEXTS["chinese"]

    found = words(read(sample([(text, [(0, 4, "sourced", "ines")])]), options))

    missing = len([letter for letter in text if letter not in found])
    assert options.lost["glyphs"] == missing > 10
    assert found.count("◊") >= missing
    assert "Han" in found
    assert "could not be drawn" in found


def test_right_to_left_lines_are_in_order(sheet: Sheet) -> None:
    lines = sheet.setter.lines("אבג (12) abc דהו", BODY, TEXT_WIDTH)

    assert seen(lines) == ["והד abc (12) גבא".replace("(12)", ")12(")]
    assert lines[0].runs[-1].x + lines[0].runs[-1].width == pytest.approx(TEXT_WIDTH)


def test_left_to_right_lines_hold_other_scripts_in_order(sheet: Sheet) -> None:
    assert seen(sheet.setter.lines("He said אבג דהו twice.", BODY, TEXT_WIDTH)) == [
        "He said והד גבא twice."
    ]


def test_a_text_that_turns_itself_turns_nothing_else(sheet: Sheet) -> None:
    (line,) = sheet.setter.lines("a \u202ebc\u202c d", BODY, TEXT_WIDTH)

    assert [run.right_to_left for run in line.runs] == [False, True, False]


@settings(max_examples=150)
@given(
    st.text(st.characters(codec="utf-8"), max_size=200) | st.text("ab -/\n\tאבج1(", max_size=200),
    st.floats(20, 400),
)
def test_lines_hold_everything_in_order_and_never_run_over(text: str, width: float) -> None:
    lines = SHEET.setter.lines(text, BODY, width)

    found = sorted(
        (place, letter)
        for line in lines
        for run in line.runs
        for place, letter in enumerate(run.text, start=run.start)
    )
    assert len({place for place, _ in found}) == len(found)
    kept = {place for place, _ in found}
    left = "".join(letter for place, letter in enumerate(text) if place not in kept)
    assert not left.strip("\x1c\x1d\x1e\x1f\x0b\x0c\x85 \t\n\r").strip()
    for line in lines:
        assert line.width <= width + 0.01 or len(line.runs) == 1


@pytest.fixture(scope="module", autouse=True)
def _faces(tmp_path_factory: pytest.TempPathFactory) -> None:
    global SHEET  # noqa: PLW0603
    SHEET = Sheet("Desk", LETTERS, tmp_path_factory.mktemp("faces"))


SHEET: Sheet


def test_links_lead_to_the_web_alone_and_nothing_runs() -> None:
    dataset = hostile(
        [*HOSTILE, "https://example.org/\u202egnp.exe", "https://example.org/x?a=(b)"]
    )
    data = written(report_pdf, dataset)
    reader = PdfReader(io.BytesIO(data))

    assert set(links(reader)) == {"https://example.org/x?a=(b)"}
    assert "<script>alert(1)</script>" in words(reader)
    for trap in (b"/JavaScript", b"/JS ", b"/Launch", b"/EmbeddedFile"):
        assert trap not in data


def test_lists_of_attacks_make_a_pdf(corpora: Path) -> None:
    lines = (corpora / "4_hostile/blns/blns.txt").read_text("utf-8", errors="replace").splitlines()
    attacks = list(dict.fromkeys(line for line in lines if line.strip()))

    reader = read(hostile(attacks[::12]))

    assert all(link.lower().startswith(("http://", "https://")) for link in links(reader))


def test_words_that_libraries_replace_stay_words() -> None:
    text = "{nb} and {total} and **bold** and %page% and {page}."

    assert text in words(read(sample([(text, [(0, len(text), "sourced", "ines")])])))


def test_a_note_longer_than_a_page_goes_on_and_no_note_is_lost() -> None:
    dataset = sample([("One two three.", [(0, 3, "sourced", "ines"), (4, 7, "filler", "tove")])])
    first, second = dataset.annotation_rows
    long = " ".join(f"word{n}" for n in range(1500))
    dataset.annotation_rows = [replace(first, note=long), replace(second, note="The last note.")]

    text = words(read(dataset))

    assert "word0 " in text
    assert "word1499" in text
    assert "The last note." in text


@pytest.mark.parametrize(("limit", "most"), [("MOST_CHARACTERS", 20), ("MOST_PASSAGES", 1)])
def test_more_than_a_pdf_holds_is_counted_and_said(
    monkeypatch: pytest.MonkeyPatch, limit: str, most: int
) -> None:
    monkeypatch.setattr(spool, limit, most)
    options = WriteOptions()
    spans: list[Span] = [(0, 3, "sourced", "ines")]

    text = words(read(sample([("One article.", spans), ("Another one.", spans)]), options))

    assert options.lost == {"articles_beyond": 1}
    assert "1 more article did not fit" in text
    assert "Another one." not in text


def test_tags_of_every_pattern_and_a_retired_one_are_in_the_box() -> None:
    dataset = sample([("One two.", [(0, 3, "t0", "ines"), (4, 7, "t3", "ines")])])
    patterns = ("solid", "dashes", "dots", "wave")
    dataset.tag_rows = [
        replace(TAG, tag=f"t{n}", pattern=pattern, description=f"Means {n}.", retired=n == 2)
        for n, pattern in enumerate(patterns)
    ]

    text = words(read(dataset))

    assert "Means 2. (retired)" in text


@settings(max_examples=15, deadline=None)
@given(
    st.text(st.characters(codec="utf-8"), min_size=1, max_size=80),
    st.lists(st.tuples(st.integers(0, 79), st.integers(1, 80), st.text(max_size=8)), max_size=6),
    st.text(max_size=40),
)
def test_no_text_and_no_note_breaks_the_pdf(
    text: str, spans: list[tuple[int, int, str]], note: str
) -> None:
    inside = [(s, min(e, len(text)), tag, note) for s, e, tag in spans if s < min(e, len(text))]
    dataset = sample([(text, [(0, len(text), note, "ines"), *inside])])
    dataset.annotation_rows = [replace(row, note=note) for row in dataset.annotation_rows]

    assert read(dataset).pages


def test_the_sign_of_a_passage_runs_to_the_right_in_every_text(sheet: Sheet) -> None:
    text = "אבג דהו אבג"
    one = printed(next(documents(sample([(text, [(0, 3, "sourced", "ines")])]))), lambda _: "S")

    (line,) = sheet.setter.lines(text, BODY, TEXT_WIDTH, {3: one.passages})

    assert [(run.text, run.right_to_left) for run in line.runs if run.number] == [("S1", False)]
    assert seen([line])[0].index("S1") == len(" דהו אבג")
