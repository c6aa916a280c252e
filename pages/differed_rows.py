"""Passages of a reading beside the gold, as lists: what was tagged, what became of it, and why."""

from collections.abc import Mapping, Sequence
from html import escape

from charts.palette import TagPalette
from models.queries.difference import Difference, Missed, OwnPassage
from words import say

Colours = Mapping[str, TagPalette]

QUOTES = tuple('“”„«»‘’"「『')
OUTCOMES = ("kept", "changed", "rejected", "not_taken")


def counts_html(found: Difference) -> str:
    """How many passages came to what, and how much gold was missed."""
    counts = {
        outcome: sum(one.outcome == outcome for one in found.passages) for outcome in OUTCOMES
    }
    counts["missed"] = len(found.missed)
    cells = "".join(
        f"<div><b>{n}</b><span>{escape(say(f'adjudicate.count_{name}'))}</span></div>"
        for name, n in counts.items()
    )
    return f'<div class="fcw-counts">{cells}</div>'


def passages_html(passages: Sequence[OwnPassage], colours: Colours) -> str:
    """One's own passages, each with what became of it."""
    return f'<ul class="fcw-differed">{"".join(_passage(one, colours) for one in passages)}</ul>'


def missed_html(missed: Sequence[Missed], colours: Colours) -> str:
    """Gold at places where one had nothing."""
    lines = "".join(
        f'<li data-reason="{one.reason}">{_tagged(one.gold.tag, one.gold.quote, colours)}'
        f"<p><b>{escape(say(f'adjudicate.missed_{one.reason}'))}</b></p>{_note(one.gold.note)}</li>"
        for one in missed
    )
    return f'<ul class="fcw-differed">{lines}</ul>'


def _passage(one: OwnPassage, colours: Colours) -> str:
    reason = say(f"adjudicate.settle_reason_{one.reason}") if one.reason else ""
    outcome = f"{one.outcome}_{one.why}" if one.why else one.outcome
    told = say(f"adjudicate.outcome_{outcome}", reason=reason)
    gold = one.gold
    became = ""
    if gold is not None and one.outcome != "kept":
        became = f'<div class="gold"><b>★ {say("adjudicate.settle_gold")}</b>{_tagged(gold.tag, gold.quote, colours)}{_note(gold.note)}</div>'
    return (
        f'<li data-outcome="{one.outcome}">{_tagged(one.tag, one.quote, colours)}'
        f"<p><b>{escape(told)}</b></p>{_note(one.note)}{became}</li>"
    )


def _tagged(tag: str, quote: str, colours: Colours) -> str:
    colour = colours[tag].ink if tag in colours else "inherit"
    return f'<div><b class="tag" style="color:{colour}">{escape(tag)}</b> <span class="quote" dir="auto">{escape(_quoted(quote))}</span></div>'


def _quoted(quote: str) -> str:
    """In quotation marks, unless the passage begins with its own."""
    return quote if quote.startswith(QUOTES) else f"“{quote}”"


def _note(note: str | None) -> str:
    return f'<p dir="auto">{escape(note)}</p>' if note else ""
