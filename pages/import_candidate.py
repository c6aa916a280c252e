"""An article that waits to be looked at before it is stored, and which of its lines to cut."""

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime

import streamlit as st

from formats.articles.draft import ImportedArticle
from formats.articles.furniture import Suggestion, apply_cuts, suggest_cuts, text_lines
from formats.articles.registry import read_article
from models.text import clean_text

FIELDS = ("title", "outlet", "byline", "published_at", "language", "url")


@dataclass(frozen=True)
class Candidate:
    """One article as read: its text normalised, its lines, and what is suggested for cutting.

    `key` begins the keys of its details' widgets, `cut_key` those of its lines'. Lines are
    `(start, end)` in code points, blank ones left out. `data` is what was read, `came` with
    which name, address and content type.
    """

    key: str
    cut_key: str
    article: ImportedArticle
    lines: tuple[tuple[int, int], ...]
    suggestions: dict[int, Suggestion]
    data: bytes
    came: tuple[str, str, str]

    @property
    def size(self) -> int:
        """How many bytes were read."""
        return len(self.data)

    def field(self, name: str) -> str:
        """The key of a detail's widget."""
        return f"{self.key}-{name}"

    def line(self, start: int) -> str:
        """The key of the checkbox of the line that begins at `start`."""
        return f"{self.cut_key}-{start}"

    def is_cut(self, start: int) -> bool:
        """Whether the line that begins at `start` is ticked, by suggestion or by the person."""
        suggestion = self.suggestions.get(start)
        return bool(st.session_state.get(self.line(start), suggestion and suggestion.ticked))

    def cuts(self) -> list[tuple[int, int]]:
        """The lines that are ticked now."""
        return [(start, end) for start, end in self.lines if self.is_cut(start)]

    def text(self) -> str:
        """The text as it would be stored now."""
        return apply_cuts(self.article.text, self.cuts())


def read_candidate(
    slot: str,
    data: bytes,
    *,
    name: str = "",
    url: str = "",
    content_type: str = "",
    encoding: str = "",
) -> Candidate:
    """The article in `data`; ArticleError or BadInput say why there is none.

    `slot` names where it stands on the page, so that its details keep their widgets; `encoding`
    is what the person says the bytes are in.
    """
    read = read_article(data, name=name, url=url, content_type=content_type, encoding=encoding)
    article = replace(read, text=clean_text(read.text))
    suggestions = {one.start: one for one in suggest_cuts(article.text)}
    digest = hashlib.sha256(article.text.encode()).hexdigest()[:12]
    lines = tuple(text_lines(article.text))
    return Candidate(
        slot, f"{slot}-{digest}", article, lines, suggestions, data, (name, url, content_type)
    )


def read_again(candidate: Candidate, encoding: str) -> Candidate:
    """The same bytes in another encoding, in the same slot; details of the person's stay."""
    name, url, content_type = candidate.came
    again = read_candidate(
        candidate.key,
        candidate.data,
        name=name,
        url=url,
        content_type=content_type,
        encoding=encoding,
    )
    fill_details(again, candidate)
    return again


def fill_details(candidate: Candidate, before: Candidate | None = None) -> None:
    """Put what was found into the details' widgets, except where the person wrote something.

    `before` is what stood in the same slot, where the text there was changed.
    """
    for name in FIELDS:
        key = candidate.field(name)
        guessed = shown_detail(before, name) if before is not None else None
        if key not in st.session_state or st.session_state[key] == guessed:
            st.session_state[key] = shown_detail(candidate, name)


def shown_detail(candidate: Candidate, name: str) -> str:
    """A detail as it was found, in the words of its field."""
    value = str(getattr(candidate.article, name))
    return day_shown(value) if name == "published_at" else value


def day_shown(published_at: str) -> str:
    """'7 April 2026' for a day, with the hour in UTC for a moment; blank stays blank."""
    if not published_at:
        return ""
    moment = datetime.fromisoformat(published_at)
    day = f"{moment.day} {moment:%B %Y}"
    return day if len(published_at) == 10 else f"{day}, {moment:%H:%M} UTC"


def forget(candidate: Candidate) -> None:
    """Drop what its widgets hold."""
    for key in [key for key in st.session_state if str(key).startswith(candidate.key + "-")]:
        del st.session_state[key]
