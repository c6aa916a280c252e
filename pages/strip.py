"""Small drawings of a list's rows: the coverage strip lying down, bars by tag, dates in words."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from html import escape
from unicodedata import bidirectional

from charts.palette import TagPalette, palette_of
from models.queries.sentence_runs import Run
from models.queries.strips import Block
from models.tag import Tag
from words import say

_TURNS = {"R", "AL", "AN", "RLE", "RLO", "LRE", "LRO", "RLI"}
"""The classes of signs that change the order of what stands beside them."""


def tag_colours(tags: Sequence[Tag]) -> dict[str, TagPalette]:
    """Each tag's colours, light or dark as the page is."""
    return {tag.name: palette_of(tag.colour).as_shown for tag in tags}


def strip_html(
    blocks: Sequence[Block], runs: Sequence[Run], sentences: int, colours: Mapping[str, TagPalette]
) -> str:
    """An article lying down: passages full in their colours, cleared a thin line, unread hollow.

    Nothing in `runs` means that nobody began to read. The counts are said in words.
    """
    stretches = runs or [Run(0, 1, "unread", sentences)]
    drawn = "".join(
        f'<i class="{"unread" if run.state == "unread" else "read"}" style="{_along(run)}"></i>'
        for run in stretches
    ) + "".join(
        f'<i class="tagged" style="{_along(block)};background:{colours[block.tag].underline}"></i>'
        for block in blocks
        if block.tag in colours
    )
    counts = counts_in_words({tag: sum(b.tag == tag for b in blocks) for tag in colours})
    left = sum(run.sentences for run in stretches if run.state == "unread")
    label = say(
        "queue.strip_words",
        counts=counts or say("queue.strip_none"),
        left=left_in_words(left, sentences),
    )
    return (
        f'<div class="fcw-strip" role="img" title="{escape(label)}" aria-label="{escape(label)}">'
        f"{drawn}</div>"
    )


def left_in_words(left: int, sentences: int) -> str:
    """'11 of 31 sentences left', or that nothing is."""
    return say("queue.left", n=sentences, left=left) if left else say("queue.nothing_left")


def _along(stretch: Block | Run) -> str:
    share = stretch.end - stretch.start
    return f"left:{stretch.start:.2%};width:max(3px,calc({share:.2%} - 2px))"


def bars_html(counts: Mapping[str, int], tags: Sequence[Tag]) -> str:
    """Passages by tag as one bar, each part as wide as its share, with letter and count."""
    colours = tag_colours(tags)
    letters = {tag.name: tag.letter for tag in tags}
    total = sum(counts.values())
    parts = "".join(
        f'<i style="flex:{count};background:{colours[tag].underline};color:{colours[tag].on_strip}"'
        f">{escape(_bar_label(letters[tag], count, count / total))}</i>"
        for tag, count in counts.items()
        if tag in colours
    )
    label = counts_in_words(counts) or say("library.no_passages")
    if not parts:
        return f'<div class="fcw-quiet">{escape(label)}</div>'
    return f'<div class="fcw-bars" role="img" title="{escape(label)}" aria-label="{escape(label)}">{parts}</div>'


def _bar_label(letter: str, count: int, share: float) -> str:
    """What fits into a part of the bar: letter and count, the letter, or nothing."""
    if share >= 0.13:
        return f"{letter}\u2009{count}"
    return letter if share >= 0.07 else ""


def legend_html(tags: Sequence[Tag]) -> str:
    """What the colours, letters and lines of the strips mean."""
    colours = tag_colours(tags)
    entries = "".join(
        f'<span><i style="background:{colours[tag.name].underline};color:{colours[tag.name].on_strip}">'
        f"{escape(tag.letter)}</i>{escape(tag.name)}</span>"
        for tag in tags
        if tag.retired_at is None
    )
    states = "".join(
        f'<span><b class="{state}"></b>{say(f"queue.legend_{state}")}</span>'
        for state in ("cleared", "unread")
    )
    return f'<div class="fcw-legend">{entries}{states}</div>'


def counts_in_words(counts: Mapping[str, int]) -> str:
    """'3 sourced, 1 filler'; blank where nothing is counted."""
    return ", ".join(f"{count} {tag}" for tag, count in counts.items() if count)


def day_in_words(published_at: str) -> str:
    """'11 Apr 2026' for an ISO day or moment; blank stays blank."""
    if not published_at:
        return ""
    day = date.fromisoformat(published_at[:10])
    return f"{day.day} {day:%b %Y}"


def due_in_words(due_on: date | None, today: date | None = None) -> str:
    """When a reading is due, seen from today."""
    if due_on is None:
        return say("queue.no_due")
    days = (due_on - (today or datetime.now().astimezone().date())).days
    if days < 0:
        return say("queue.overdue", n=-days)
    if days in (0, 1):
        return say("queue.due_today" if days == 0 else "queue.due_tomorrow")
    return say("queue.due_on", day=f"{due_on.day} {due_on:%b}")


def short_day(day: date) -> str:
    """'28 Nov', or '28 Nov 2027' in another year."""
    year = "" if day.year == datetime.now().astimezone().year else f" {day.year}"
    return f"{day.day} {day:%b}{year}"


def isolated(text: str) -> str:
    """Text for a line where no element can hold it: what runs from right to left stays whole."""
    turned = any(bidirectional(sign) in _TURNS for sign in text)
    return f"\u2068{text}\u2069" if turned else text


def byline_html(*parts: str) -> str:
    """Outlet, date and the like on one quiet line, escaped, blanks left out.

    Each part is isolated: a name written from right to left keeps its own order and place.
    """
    isolated = (f"<bdi>{escape(part)}</bdi>" for part in parts if part)
    return f'<div class="fcw-quiet">{" · ".join(isolated)}</div>'
