"""What the reader is given: addresses, a token, tags, keys and preferences; never the text."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from charts.palette import TagPalette, palette_of
from models.guideline_versions import InForce, guidelines_in_force
from models.key_table import key_bindings
from models.preferences import reading_preferences
from models.project import Project
from models.queries.opened import Opened
from models.tag import Tag, tags_for
from models.writing import may_annotate
from pages.frame import Visit
from words import section

RIGHT_TO_LEFT = frozenset(
    {"ar", "arc", "ckb", "dv", "fa", "he", "iw", "ku", "nqo", "ps", "sd", "syr", "ug", "ur", "yi"}
)


@dataclass(frozen=True, slots=True)
class Setting:
    """What a reader works with besides the text: tags, keys, guidelines, and how texts look.

    `looking` where nothing can be changed: by a viewer, or in an archived project. `blind`: whose work
    is seen before the own is submitted is a rule here, and what was not written blind is marked.
    """

    tags: Sequence[Tag]
    keys: Sequence[Mapping[str, Any]]
    preferences: Mapping[str, Any]
    guidelines: InForce
    looking: bool
    blind: bool


def setting_of(session: Session, asker: int, project_id: int) -> Setting:
    """The setting in which the asker reads an article of the project."""
    return Setting(
        tags_for(session, asker, project_id),
        key_bindings(session, asker, project_id),
        reading_preferences(session, asker),
        guidelines_in_force(session, asker, project_id),
        not may_annotate(session, asker, project_id),
        session.get_one(Project, project_id).is_blind,
    )


def reader_data(
    visit: Visit, opened: Opened, setting: Setting, token: str, focus: UUID | str | None = None
) -> Mapping[str, object]:
    """The reader's data, as its types.ts describes it; `focus` is the passage to open on,
    or '@' and the place in the text."""
    article, revision = opened.article, opened.revision
    return {
        "instance": opened.instance,
        "reviewer": {"id": visit.reviewer_id, "handle": visit.handle, "name": visit.name},
        "api": "/api",
        "token": token,
        "article": {
            "id": article.id,
            "title": article.title,
            "outlet": article.outlet,
            "byline": article.byline,
            "published": _day(article.published_at),
            "words": revision.words,
            "language": article.language,
            "direction": "rtl"
            if article.language.split("-")[0].lower() in RIGHT_TO_LEFT
            else "ltr",
        },
        "revision": {
            "id": revision.id,
            "length": revision.length,
            "sha256": revision.text_sha256,
        },
        "status": opened.status,
        "looking": setting.looking,
        "blind": setting.blind,
        "guidelines": asdict(setting.guidelines),
        "tags": [_tag(tag) for tag in setting.tags],
        "keys": list(setting.keys),
        "preferences": dict(setting.preferences),
        "focus": None if focus is None else str(focus),
        "words": reader_words(),
    }


def _tag(tag: Tag) -> dict[str, Any]:
    palette = palette_of(tag.colour)
    return {
        "name": tag.name,
        "key": tag.key,
        "letter": tag.letter,
        "pattern": tag.pattern,
        "description": tag.description,
        "examples": list(tag.examples),
        "counter_example": tag.counter_example,
        "boundary": tag.boundary,
        "asks_evidence": tag.asks_evidence,
        "prompts": list(tag.prompts),
        "retired": tag.retired_at is not None,
        "light": _colours(palette.light),
        "dark": _colours(palette.dark),
    }


def _colours(palette: TagPalette) -> dict[str, str]:
    wanted = ("ink", "fill", "underline", "wash")
    return {name: value for name, value in asdict(palette).items() if name in wanted}


def settling_data(
    visit: Visit, opened: Opened, setting: Setting, token: str
) -> Mapping[str, object]:
    """What the reader is given where all readings of an article are settled in it."""
    words = reader_words() | _flat("adjudicate")
    return {**reader_data(visit, opened, setting, token), "words": words}


def reader_words() -> dict[str, str]:
    """Every sentence of the reader, plurals as `key.one` and `key.other`."""
    return _flat("reader")


def _flat(area: str) -> dict[str, str]:
    flat: dict[str, str] = {}
    for key, entry in section(area).items():
        if isinstance(entry, str):
            flat[key] = entry
        else:
            flat |= {f"{key}.{number}": sentence for number, sentence in entry.items()}
    return flat


def _day(published_at: str) -> str:
    if not published_at:
        return ""
    day = date.fromisoformat(published_at[:10])
    return f"{day.day} {day:%B %Y}"
