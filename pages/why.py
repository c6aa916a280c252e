"""Why a reading is somebody's, in words: to its reader, and in the rule's preview."""

from collections.abc import Mapping
from datetime import date
from html import escape

from models.assignment_rule import Move
from models.queries.reading_list import ReadingRow
from pages.strip import short_day
from words import say


def why_me(row: ReadingRow) -> str:
    """To its reader; blank for a reading that they began by themselves."""
    reason = row.reason or {}
    by = reason.get("by")
    name = row.given_by or say("assign.an_editor")
    if by == "editor":
        handed_on = reason.get("instead") == "handed_on"
        return say("assign.me_handed_on" if handed_on else "assign.me_editor", name=name)
    if by == "next":
        return say("assign.me_next")
    if by != "rule":
        return ""
    facts = {**reason, "day": short_day(date.fromisoformat(str(reason["on"])))}
    word = "me_rule_place" if "reader" in reason else "me_rule"
    first = say(f"assign.{word if 'load' in reason else 'me_rule_blind'}", **facts)
    instead = reason.get("instead")
    return f"{first} {say(f'assign.me_{instead}')}" if instead else first


def why_me_html(row: ReadingRow) -> str:
    """The same behind a word to open; nothing where there is nothing to tell."""
    told = why_me(row)
    if not told:
        return ""
    return (
        f'<details class="fcw-why"><summary>{say("assign.me_why")}</summary>'
        f"{escape(told)}</details>"
    )


def why_move(move: Move, wanted: int, names: Mapping[int, str]) -> str:
    """To the editor, before the rule is run."""
    former = names.get(move.taken_from or 0, say("assign.left"))
    if move.given_to is None:
        return say("assign.why_freed", name=former)
    if move.why == "place":
        return say("assign.why_place", place=move.place, wanted=wanted, load=move.load)
    return say(f"assign.why_{move.why}", name=former, load=move.load)
