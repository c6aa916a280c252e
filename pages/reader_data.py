"""What the reader is given: addresses, a token and the tags; never the text."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from charts.palette import TAG_PALETTE, TagPalette
from models.queries.opened import Opened
from models.tag import Tag
from pages.frame import Visit
from words import section

RIGHT_TO_LEFT = frozenset(
    {"ar", "arc", "ckb", "dv", "fa", "he", "iw", "ku", "nqo", "ps", "sd", "syr", "ug", "ur", "yi"}
)


def reader_data(
    visit: Visit, opened: Opened, tags: Sequence[Tag], token: str
) -> Mapping[str, object]:
    """The reader's data, as its types.ts describes it."""
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
        "tags": [_tag(tag) for tag in tags],
        "words": reader_words(),
    }


def _tag(tag: Tag) -> dict[str, Any]:
    palette = TAG_PALETTE.get(tag.colour, TAG_PALETTE["grey"])
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
        "retired": tag.retired_at is not None,
        "light": _colours(palette.light),
        "dark": _colours(palette.dark),
    }


def _colours(palette: TagPalette) -> dict[str, str]:
    wanted = ("ink", "fill", "underline", "wash")
    return {name: value for name, value in asdict(palette).items() if name in wanted}


def reader_words() -> dict[str, str]:
    """Every sentence of the reader, plurals as `key.one` and `key.other`."""
    flat: dict[str, str] = {}
    for key, entry in section("reader").items():
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
