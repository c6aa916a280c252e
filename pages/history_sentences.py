"""Events in words: who did what, and what it changed, before and after."""

from collections.abc import Callable, Iterator, Mapping
from itertools import groupby
from typing import Any

from models.queries.history import Entry
from pages.strip import day_in_words
from words import say, section

QUOTE_LIMIT = 120
LONG_LIMIT = 400
PASSAGE_FIELDS = ("tag", "quote", "note", "confidence", "evidence")


def sentence(entry: Entry) -> str:
    """What happened, in a sentence without its end, since more may follow."""
    key = f"{entry.entity}_{entry.action}"
    if key == "reading_reopen" and entry.subject:
        key = "reading_reopen_of"
    if entry.action.endswith("_refused") or entry.action == "sign_in_throttled":
        key = "refused_door"
    state = entry.after or entry.before
    if entry.entity == "rejection" and not entry.quote:
        key += "_unknown"
    values = {
        "who": entry.actor or say("history.workbench"),
        "subject": entry.subject or str(state.get("name") or say("history.unnamed")),
        "quote": short(str(state.get("quote") or entry.quote), QUOTE_LIMIT),
        "tag": state.get("tag", ""),
        "version": state.get("version", ""),
        "what": state.get("what", ""),
        "role": _role(state.get("role")),
        "sentences": _sentences(entry),
        "n": state.get("passages", len(state.get("with") or ())),
    }
    return say(f"history.{key}" if key in section("history") else "history.other", **values)


def changes(entry: Entry) -> Iterator[tuple[str, str, str]]:
    """What of it changed: the field's name, what it was, what it became; blank where it was nothing.

    A passage that was made or deleted is told by its sentence, and by what it carried.
    """
    before, after = entry.before, entry.after
    if entry.entity == "annotation" and entry.action in ("delete", "restore"):
        return
    for name in _fields(entry):
        was, becomes = before.get(name), after.get(name)
        if was == becomes or (not was and not becomes and not isinstance(was, bool)):
            continue
        if f"field_{name}" in section("history"):
            yield (
                say(f"history.field_{name}"),
                _value(name, was) if before else "",
                _value(name, becomes),
            )


def _fields(entry: Entry) -> list[str]:
    if entry.entity == "annotation":
        told = ("tag", "quote") if entry.action == "create" else ()
        return [name for name in PASSAGE_FIELDS if name not in told]
    if entry.entity in ("article", "tag") and entry.action in ("create", "move"):
        return []
    said = {"role"} if entry.action in ("join", "leave") and not entry.before else set()
    if entry.entity != "rejection":
        said.add("reason")  # of what was given or carried over: codes that the sentence tells
    return [name for name in dict.fromkeys((*entry.before, *entry.after)) if name not in said]


def _value(name: str, value: Any) -> str:
    if value is None or value in ("", []):
        return say("history.nothing")
    if isinstance(value, bool):
        return say("history.yes" if value else "history.no")
    told = _VALUES.get(name, str)(value)
    return short(told, LONG_LIMIT)


def _priority(value: object) -> str:
    return say(f"history.priority_{value}")


def _evidence(items: list[dict[str, Any]]) -> str:
    named = "; ".join(str(one.get("url") or one.get("citation")) for one in items)
    return say("history.evidence_items", n=len(items), items=named)


def _role(value: object) -> str:
    return say(f"app.role_{value}") if f"role_{value}" in section("app") else str(value or "")


def _reason(value: object) -> str:
    return say(f"adjudicate.settle_reason_{value}")


_VALUES: dict[str, Callable[[Any], str]] = {
    "due_on": day_in_words,
    "absent_from": day_in_words,
    "absent_until": day_in_words,
    "priority": _priority,
    "reason": _reason,
    "role": _role,
    "evidence": _evidence,
}


def _sentences(entry: Entry) -> str:
    """'3 sentences (5–6, 9)': numbers from 1, as the reader counts them."""
    listed = [_listed(state) for state in (entry.after, entry.before)]
    numbers = max(listed, key=len)
    if not numbers:
        return ""
    return say("history.sentences", n=len(numbers), numbers=", ".join(_runs(numbers)))


def _listed(state: Mapping[str, Any]) -> list[int]:
    return [int(one) + 1 for one in state.get("cleared", ())]


def _runs(numbers: list[int]) -> Iterator[str]:
    for _, group in groupby(enumerate(sorted(numbers)), lambda pair: pair[1] - pair[0]):
        run = [number for _, number in group]
        yield f"{run[0]}–{run[-1]}" if len(run) > 1 else f"{run[0]}"


def short(text: str, limit: int) -> str:
    """The text, or its beginning, on one line."""
    line = " ".join(text.split())
    return line if len(line) <= limit else f"{line[: limit - 1]}…"
