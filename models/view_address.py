"""The address of a saved view as it leaves and comes in: it names people and articles of elsewhere."""

from collections.abc import Callable
from urllib.parse import parse_qsl, urlencode

PEOPLE = ("reviewer", "pick-reviewer")
ARTICLES = ("article", "pick-article")
PROJECTS = ("project", "beside")
"""Other projects are none of the archive's."""

Named = Callable[[str], object | None]
"""What somebody or something is called elsewhere; None for what is not known there."""


def readdressed(query: str, person: Named, article: Named) -> str:
    """The same address there; what is not known there is left out."""
    told = []
    for name, value in parse_qsl(query, keep_blank_values=True):
        now: object | None = value
        if name in PEOPLE:
            now = person(value)
        elif name in ARTICLES:
            now = article(value)
        if now is not None and name not in PROJECTS:
            told.append((name, str(now)))
    return urlencode(told)
