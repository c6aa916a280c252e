"""The text of an article that a file marks passages in without holding it."""

import re
from collections.abc import Iterator

from sqlalchemy.orm import Session

from formats.annotations.labelled import LabelledArticle
from formats.exchange.staging import Staging, bare_address
from models.errors import BadInput
from models.queries.import_matches import text_of, texts_of, texts_with
from models.text import refuse_unstorable

_SHA256 = re.compile(r"[0-9A-Fa-f]{64}")
_BREAKS = re.compile(r"\s{2,}|[^\S ]")
MOST_CANDIDATES = 20


def find_text(
    session: Session,
    asker: int | None,
    project_id: int | None,
    staging: Staging,
    record: LabelledArticle,
) -> str | None:
    """By its SHA-256, by its address, or as the only one in which every quote stands."""
    if _SHA256.fullmatch(record.text_sha256.strip()):
        digest = record.text_sha256.strip().lower()
        for text in staging.texts("sha = ?", digest):
            return text
        found = text_of(session, asker, project_id, digest) if project_id else None
        if found is not None:
            return found
    if is_storable(record.url) and (address := bare_address(record.url)):
        named = list(staging.texts("url = ?", address))
        if project_id:
            named += texts_of(session, asker, project_id, record.url)
        if named:
            return max(named, key=lambda text: _standing(text, record))
    return _by_quotes(session, asker, project_id, staging, record)


def is_storable(text: str) -> bool:
    """Whether a database can even be asked for it."""
    try:
        refuse_unstorable(text)
    except BadInput:
        return False
    return True


def _by_quotes(
    session: Session,
    asker: int | None,
    project_id: int | None,
    staging: Staging,
    record: LabelledArticle,
) -> str | None:
    quotes = [one.quote for one in record.passages if one.quote and one.quote.strip()]
    if not quotes or len(quotes) < len(record.passages) or not all(map(is_storable, quotes)):
        return None
    # The white space of a page is not that of its text: look for the longest piece without a break.
    longest = max((piece for quote in quotes for piece in _BREAKS.split(quote)), key=len)
    fitting: set[str] = set()
    for number, text in enumerate(_candidates(session, asker, project_id, staging, longest)):
        if _standing(text, record) == len(quotes):
            fitting.add(text)
        if len(fitting) > 1 or number >= MOST_CANDIDATES:
            return None
    return fitting.pop() if fitting else None


def _candidates(
    session: Session,
    asker: int | None,
    project_id: int | None,
    staging: Staging,
    words: str,
) -> Iterator[str]:
    yield from staging.texts("instr(text, ?) > 0", words)
    if project_id:
        yield from texts_with(session, asker, project_id, words)


def _standing(text: str, record: LabelledArticle) -> int:
    """How many of the quotes stand in the text, white space aside."""
    solid = "".join(text.split())
    return sum("".join(one.quote.split()) in solid for one in record.passages if one.quote)
