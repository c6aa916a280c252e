"""What is kept of a tag, by column: tidied and bounded, or refused with a sentence."""

from collections.abc import Mapping, Sequence
from typing import Any

from models.errors import BadInput
from models.strokes import stroke
from models.tag import PROMPT_ANSWERS, Prompt, Tag, TagDraft
from models.text import one_line, refuse_unstorable

NAME_LIMIT = 60
TEXT_LIMIT = 5_000
MOST_EXAMPLES = 20
MOST_PROMPTS = 5
ASK_LIMIT = 200
MOST_SHOWN = 120
COLUMNS = (
    "name", "key", "letter", "colour", "pattern", "description", "examples", "counter_example",
    "boundary", "asks_evidence", "prompts",
)  # fmt: skip


def tag_values(draft: TagDraft) -> dict[str, Any]:
    """The columns of a tag but its place in the set; BadInput says what cannot be stored."""
    name = one_line(draft.name, limit=len(draft.name))
    if not name:
        raise BadInput("tag_nameless")
    if len(name) > NAME_LIMIT:
        raise BadInput("field_too_long", field="name", limit=NAME_LIMIT)
    return {
        "name": name,
        "key": stroke(draft.key),
        "letter": draft.letter,
        "colour": draft.colour,
        "pattern": draft.pattern,
        "description": _text("description", draft.description),
        "examples": _lines("examples", draft.examples, MOST_EXAMPLES),
        "counter_example": _text("counter_example", draft.counter_example),
        "boundary": _text("boundary", draft.boundary),
        "asks_evidence": bool(draft.asks_evidence),
        "prompts": _prompts(draft.prompts),
    }


def stored_values(tag: Tag) -> dict[str, Any]:
    """The same columns as they are stored."""
    return {name: getattr(tag, name) for name in COLUMNS}


def refuse_moved(tag: Tag, seen: Mapping[str, Any], wanted: Mapping[str, Any]) -> None:
    """BadInput, with what somebody else stored, where it is neither what was seen nor what is wanted."""
    stored = stored_values(tag)
    moved = [name for name in COLUMNS if stored[name] not in (seen[name], wanted[name])]
    if moved:
        theirs = "; ".join(f"{name.replace('_', ' ')}: {_short(stored[name])}" for name in moved)
        raise BadInput("tag_moved", tag=tag.name, theirs=theirs)


def _short(value: object) -> str:
    shown = f"“{value}”" if isinstance(value, str) else str(value)
    return shown if len(shown) <= MOST_SHOWN else f"{shown[:MOST_SHOWN]}…"


def _prompts(prompts: Sequence[Prompt]) -> list[dict[str, str]]:
    if len(prompts) > MOST_PROMPTS:
        raise BadInput("too_many_lines", field="prompts", limit=MOST_PROMPTS)
    return [_prompt(one) for one in prompts]


def _prompt(prompt: Prompt) -> dict[str, str]:
    ask = one_line(prompt.ask, limit=len(prompt.ask))
    if not ask or prompt.answer not in PROMPT_ANSWERS:
        raise BadInput("prompt_shape")
    if len(ask) > ASK_LIMIT:
        raise BadInput("field_too_long", field="prompts", limit=ASK_LIMIT)
    return {"ask": ask, "answer": prompt.answer}


def _lines(field: str, lines: Sequence[str], most: int) -> list[str]:
    kept = [tidy for line in lines if (tidy := _text(field, line))]
    if len(kept) > most:
        raise BadInput("too_many_lines", field=field, limit=most)
    return kept


def _text(field: str, text: str) -> str:
    refuse_unstorable(text)
    tidy = text.strip()
    if len(tidy) > TEXT_LIMIT:
        raise BadInput("field_too_long", field=field, limit=f"{TEXT_LIMIT:,}")
    return tidy
