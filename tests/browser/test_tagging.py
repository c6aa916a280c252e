"""Reading and tagging as a reviewer does it, with the mouse and without."""

import pytest
from playwright.sync_api import expect

from tests.browser.reader import Reader

STEEL = "the steel came from 12 suppliers"
VIEW = "the breathtaking view"


@pytest.fixture(scope="module")
def keeps_page() -> bool:
    """An article after the other is opened in one tab."""
    return True


def test_a_dragged_passage_gets_the_tag_of_the_key(reader: Reader) -> None:
    span = reader.find(STEEL)
    reader.drag(span)
    reader.press("1")
    expect(reader.card(span, "sourced")).to_be_visible()
    expect(reader.marks_of(reader.id_of(span))).to_have_text(STEEL)
    reader.expect_saved(1)
    (row,) = reader.expect_rows((STEEL, "sourced"))
    assert (row["start"], row["end"]) == (str(span.start), str(span.end))
    assert row["annotation_id"] == reader.id_of(span)


def test_a_tag_button_does_what_its_key_does(reader: Reader) -> None:
    span = reader.find(VIEW)
    reader.drag(span)
    button = reader.page.locator('button[data-tag="promotional"]').first
    expect(button).to_have_attribute("aria-keyshortcuts", "2")
    button.click()
    reader.expect_saved(1)
    reader.expect_rows((VIEW, "promotional"))


def test_white_space_around_a_selection_is_left_out(reader: Reader) -> None:
    span = reader.find(f" {VIEW} ")
    reader.tag(span, "2")
    reader.expect_saved(1)
    reader.expect_rows((VIEW, "promotional"))


def test_white_space_alone_is_not_a_passage(reader: Reader) -> None:
    reader.tag(reader.find(" "), "2")
    reader.tag(reader.find(VIEW), "2")
    reader.expect_saved(1)
    reader.expect_rows((VIEW, "promotional"))


def test_emoji_and_combining_marks_shift_nothing(reader: Reader) -> None:
    quotes = (
        "👨‍👩‍👧‍👦",
        "cafe\u0301 au lait",
        "boat tour",
        "“a formality” 🇩🇪",
        "The council did not",
    )
    for quote in quotes:
        reader.tag(reader.find(quote), "4")
    reader.expect_saved(len(quotes))
    reader.expect_rows(*((quote, "disputed") for quote in quotes))


def test_reading_with_the_keyboard_alone(reader: Reader) -> None:
    """A tagged sentence moves the cursor on by itself."""
    reader.press("j", "1", "j", "4")
    reader.expect_saved(2)
    rows = sorted(reader.rows(), key=lambda row: int(row["sentence"]))
    assert [row["tag"] for row in rows] == ["sourced", "disputed"]
    assert int(rows[1]["sentence"]) - int(rows[0]["sentence"]) == 2
    reader.press("a", "Backspace")  # from the second passage on to the first
    reader.expect_saved(1)
    assert [row["tag"] for row in reader.rows()] == ["disputed"]


def test_arrows_move_as_letters_do(reader: Reader) -> None:
    reader.press("j", "ArrowDown", "3")
    reader.expect_saved(1)
    (row,) = reader.rows()
    first = reader.article.text.index("Dr. Imogen")
    assert int(row["start"]) == first
    assert row["quote"].startswith("Dr. Imogen Vale, who led the survey")


def test_overlapping_and_nested_passages_stay_apart(reader: Reader) -> None:
    whole = reader.find(
        "The contract was worth 4.2 million pounds, according to the council's accounts"
    )
    inner = reader.find("4.2 million pounds")
    across = reader.find("pounds, according")
    for span, key in ((whole, "1"), (inner, "4"), (across, "3")):
        reader.tag(span, key)
    reader.expect_saved(3)
    ids = {span: reader.id_of(span) for span in (whole, inner, across)}
    for span, annotation in ids.items():
        assert "".join(reader.marks_of(annotation).all_text_contents()) == span.quote
    shared = reader.text.locator(
        "".join(f'mark[data-annotations~="{annotation}"]' if n == 0 else f'[data-annotations~="{annotation}"]'
                for n, annotation in enumerate(ids.values()))
    )  # fmt: skip
    expect(shared).to_have_text("pounds")
    assert reader.text.evaluate("node => node.textContent") == reader.article.text
    reader.expect_rows(
        (whole.quote, "sourced"), (inner.quote, "disputed"), (across.quote, "filler")
    )


def test_passages_that_touch_or_share_their_extent_are_all_kept(reader: Reader) -> None:
    left, right = reader.find("Tickets for"), reader.find(" the boat tour")
    reader.tag(left, "3")
    reader.tag(right, "3")
    reader.tag(left, "1")
    reader.expect_saved(3)
    reader.expect_rows(
        ("Tickets for", "filler"), ("Tickets for", "sourced"), ("the boat tour", "filler")
    )


def test_deleting_one_passage_leaves_its_neighbours(reader: Reader) -> None:
    outer, inner = reader.find(STEEL), reader.find("12 suppliers")
    reader.tag(outer, "1")
    reader.tag(inner, "4")
    reader.expect_saved(2)
    reader.activate(outer)
    reader.press("Delete")
    reader.expect_saved(1)
    reader.expect_rows(("12 suppliers", "disputed"))


def test_undo_and_redo_go_all_the_way(reader: Reader) -> None:
    spans = [reader.find(quote) for quote in ("Tuesday", "six months late", "council")]
    for span in spans:
        reader.tag(span, "1")
    reader.expect_saved(3)
    before = sorted(row["annotation_id"] for row in reader.rows())
    reader.press(*["Control+z"] * 3)
    reader.expect_saved(0)
    assert reader.rows() == []
    reader.press(*["Control+Shift+z"] * 3)
    reader.expect_saved(3)
    assert sorted(row["annotation_id"] for row in reader.rows()) == before


def test_a_deleted_passage_comes_back_as_it_was(reader: Reader) -> None:
    span = reader.find(VIEW)
    reader.tag(span, "2")
    reader.expect_saved(1)
    annotation = reader.id_of(span)
    reader.activate(span)
    reader.press("Delete")
    reader.expect_saved(0)
    reader.press("Control+z")
    reader.expect_saved(1)
    (row,) = reader.expect_rows((VIEW, "promotional"))
    assert row["annotation_id"] == annotation


def test_another_tag_key_changes_the_active_passage(reader: Reader) -> None:
    span = reader.find(VIEW)
    reader.tag(span, "2")
    reader.expect_saved(1)
    reader.activate(span)
    reader.press("4")
    expect(reader.card(span, "disputed")).to_be_visible()
    reader.expect_saved(1)
    reader.expect_rows((VIEW, "disputed"))


def test_a_note_is_kept_letter_by_letter(reader: Reader) -> None:
    note = 'He said "no", twice; =SUM(A1) 👍'
    span = reader.find(VIEW)
    reader.tag(span, "2")
    reader.press("n")
    reader.page.keyboard.insert_text(note)
    reader.press("Escape")
    reader.expect_saved(1)
    expect(reader.card(span)).to_contain_text(note)
    (row,) = reader.rows()
    assert row["note"] == note
    reader.reload()
    expect(reader.card(span)).to_contain_text(note)


def test_a_note_survives_a_reload_amid_the_typing(reader: Reader) -> None:
    span = reader.find(VIEW)
    reader.tag(span, "2")
    reader.expect_saved(1)
    reader.press("n")
    reader.page.keyboard.insert_text("half a sen")
    reader.reload()
    reader.expect_saved(1)
    (row,) = reader.rows()
    assert row["note"] == "half a sen"


def test_evidence_is_kept_with_its_address_and_stance(reader: Reader) -> None:
    span = reader.find(VIEW)
    reader.tag(span, "1")
    reader.expect_saved(1)
    reader.press("e")
    reader.page.keyboard.insert_text("https://records.example/minutes?item=4")
    reader.press("Escape")
    reader.expect_saved(1)
    (row,) = reader.rows()
    assert row["evidence_urls"] == "https://records.example/minutes?item=4"


def test_confidence_is_a_key_away(reader: Reader) -> None:
    reader.tag(reader.find(VIEW), "1")
    reader.press("c", "c")
    reader.expect_saved(1)
    assert [row["confidence"] for row in reader.rows()] == ["medium"]


def test_the_extent_is_moved_with_the_keyboard(reader: Reader) -> None:
    span = reader.find("six months")
    reader.tag(span, "1")
    reader.press("Shift+ArrowRight")
    longer = reader.find("six months late")
    expect(reader.card(longer)).to_be_visible()
    reader.expect_saved(1)
    reader.expect_rows(("six months late", "sourced"))
    reader.press("Alt+Shift+ArrowLeft")
    reader.expect_saved(1)
    (row,) = reader.rows()
    assert row["quote"].endswith("six months late")
    assert row["quote"].startswith("Tuesday")
    reader.press("Control+z")  # all moves of one passage in a row are one step
    reader.expect_saved(1)
    expect(reader.card(span)).to_be_visible()
    reader.expect_rows(("six months", "sourced"))


def test_a_reload_shows_what_was_there(reader: Reader) -> None:
    spans = [reader.find(quote) for quote in (STEEL, VIEW, "12 suppliers")]
    for span, key in zip(spans, "124", strict=True):
        reader.tag(span, key)
    reader.expect_saved(3)
    ids = [reader.id_of(span) for span in spans]
    reader.reload()
    reader.expect_saved(3)
    assert [reader.id_of(span) for span in spans] == ids
    for annotation, span in zip(ids, spans, strict=True):
        assert "".join(reader.marks_of(annotation).all_text_contents()) == span.quote


def test_the_text_of_the_page_is_the_text_that_is_stored(reader: Reader) -> None:
    for span in (reader.find(STEEL), reader.find(VIEW)):
        reader.tag(span, "1")
    reader.expect_saved(2)
    shown = reader.text.evaluate("node => node.textContent")
    assert shown == reader.article.text == reader.workbench.text(reader.article.revision_id)


def test_a_submitted_reading_takes_no_more_tags_until_it_is_reopened(reader: Reader) -> None:
    reader.tag(reader.find(STEEL), "1")
    reader.expect_saved(1)
    reader.page.get_by_role("button", name="Submit reading").click()
    reader.page.get_by_role("button", name="Submit all the same").click()
    reopen = reader.page.get_by_role("button", name="Reopen", exact=True)
    expect(reopen).to_be_visible()
    assert [row["status"] for row in reader.rows()] == ["submitted"]
    reader.tag(reader.find(VIEW), "2")
    expect(reader.cards).to_have_count(1)
    reopen.click()
    expect(reopen).to_be_hidden()
    reader.tag(reader.find(VIEW), "2")
    reader.expect_saved(2)
    assert [row["status"] for row in reader.rows()] == ["in_progress"] * 2
