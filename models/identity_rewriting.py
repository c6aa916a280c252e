"""Putting a pseudonym in the place of a person's names, wherever the database tells them.

Every table is gone through, those too that did not exist when this was written: JSON that names the
person, and text that people wrote. In notes and comments a whole name counts without an @ as well,
if nobody else here bears it. What was published, and quoted from it, stays as it is.
"""

import json
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import JSON, Column, ColumnElement, Table, Text, and_, bindparam, cast, or_, select
from sqlalchemy.orm import Session

from models.base import Base
from models.event import Event
from models.operation import AppliedOperation

TOGETHER = 500
PUBLISHED = frozenset(
    {"quote", "prefix", "suffix", "title", "byline", "text", "url", "citation", "outlet", "source"}
)
"""Columns, and names within JSON, that hold what was published: it is no identity of the desk's."""
SAID = frozenset({"note", "body"})
"""Columns, and names within JSON, in which people speak of people."""
VIEWS = "saved_view"
"""The table of views, whose names people make up."""
UNTOUCHED = frozenset({"reviewer", "revision", "sentence", "article", "account", "sign_in"})
"""Tables without such a name: texts, and those from which the person is gone already."""
Change = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class Identity:
    """What a person was called, by handle, e-mail and name, and what they are called from now on.

    `whole` are those of their names that are known for theirs wherever they stand.
    """

    reviewer_id: int
    handles: tuple[str, ...]
    names: tuple[str, ...]
    handle: str
    pseudonym: str
    whole: tuple[str, ...] = ()

    def is_handle(self, value: object) -> bool:
        """Whether it is the person's handle or e-mail, letters' case aside."""
        return isinstance(value, str) and value.strip().lower() in {
            one.lower() for one in self.handles
        }

    def in_text(self, text: str) -> str:
        """The text with mentions of the person, and their address, under the pseudonym."""
        return _mentions(self).sub(
            lambda found: f"@{self.handle}" if found[0].startswith("@") else self.handle, text
        )

    def in_said(self, text: str) -> str:
        """The same, and their whole name without an @."""
        text = self.in_text(text)
        for name in self.whole:
            text = _spelled(name).sub(self.pseudonym, text)
        return text

    def in_json(self, value: Any, name: str = "") -> Any:
        """The same in whatever JSON holds; a name beside the handle is the person's, however spelled."""
        if isinstance(value, dict):
            told = {self._key(key): self.in_json(one, key) for key, one in value.items()}
            if "reviewer_name" in told and self.is_handle(value.get("reviewer")):
                told["reviewer_name"] = self.pseudonym
            return told
        if isinstance(value, list):
            return [self.in_json(one, name) for one in value]
        if self.is_handle(value):
            return self.handle
        if not isinstance(value, str) or name in PUBLISHED:
            return value
        return self.in_said(value) if name in SAID else self.in_text(value)

    def _key(self, key: str) -> str:
        return self.handle if self.is_handle(key) else key


def rewrite_identity(session: Session, identity: Identity) -> None:
    """Change every row that names the person; the guard of the trail must be open."""
    session.flush()
    _rewrite_own_events(session, identity)
    _rewrite_own_answers(session, identity)
    for table in Base.metadata.sorted_tables:
        if table.name in UNTOUCHED:
            continue
        for column in table.columns:
            if isinstance(column.type, JSON):
                told = (*identity.handles, *_parts_of_names(identity))
                found = _tells(cast(column, Text), map(_as_json, told))
                _change(session, column, found, identity.in_json)
            elif isinstance(column.type, Text) and _is_written(column):
                needles = (*(one for one in identity.handles if "@" in one), *_mentioned(identity))
                is_said = column.name in SAID or (table.name, column.name) == (VIEWS, "name")
                needles += _parts_of_names(identity) if is_said else ()
                change = identity.in_said if is_said else identity.in_text
                _change(session, column, _tells(column, needles), change)
    session.expire_all()


def _rewrite_own_events(session: Session, identity: Identity) -> None:
    """Of what they did with their account: its name, their devices' addresses, their tokens' names."""
    event, number = Base.metadata.tables[Event.__tablename__], identity.reviewer_id
    named = and_(event.c.entity == "reviewer", event.c.row == str(number))
    doors = event.c.entity.in_(("sign_in", "api_token", "account"))
    # Who was turned away is nobody; whose way in it was stands as the row.
    turned_away = and_(event.c.actor_id.is_(None), event.c.row == str(number))
    at_doors = and_(doors, or_(event.c.actor_id == number, turned_away))
    for column in (event.c.before, event.c.after):
        _change(session, column, named, lambda told: _named(told, identity.pseudonym))
        _change(session, column, at_doors, _without_place)
        _change(session, column, event.c.entity == VIEWS, lambda told: _viewed(told, identity))


def _rewrite_own_answers(session: Session, identity: Identity) -> None:
    """What they were told about gold: that it was theirs, by name."""
    applied = Base.metadata.tables[AppliedOperation.__tablename__]
    theirs = applied.c.reviewer_id == identity.reviewer_id
    _change(session, applied.c.answer, theirs, lambda told: _signed(told, identity.pseudonym))


def _signed(told: dict[str, Any], pseudonym: str) -> dict[str, Any]:
    return {**told, "by": pseudonym} if "by" in told else told


def _named(told: dict[str, Any], pseudonym: str) -> dict[str, Any]:
    return {**told, "name": pseudonym} if "name" in told else told


def _viewed(told: dict[str, Any], identity: Identity) -> dict[str, Any]:
    return {**told, "name": identity.in_said(told["name"])} if "name" in told else told


def _without_place(told: dict[str, Any]) -> dict[str, Any]:
    return {name: one for name, one in told.items() if name not in ("address", "name", "device")}


def _change(
    session: Session, column: Column[Any], found: ColumnElement[bool], change: Change
) -> None:
    """Change the column in the rows of the condition, some at a time."""
    table: Table = column.table
    keys = list(table.primary_key.columns)
    connection = session.connection()
    rows = connection.execute(select(*keys).where(column.is_not(None), found)).all()
    store = (
        table.update()
        .where(*(key == bindparam(f"key_{key.name}") for key in keys))
        .values({column.name: bindparam("becomes", type_=column.type)})
    )
    for first in range(0, len(rows), TOGETHER):
        some = rows[first : first + TOGETHER]
        changed = list(_changed(connection, keys, column, some, change))
        if changed:
            connection.execute(store, changed)


def _changed(
    connection: Any,
    keys: Sequence[Column[Any]],
    column: Column[Any],
    rows: Sequence[Any],
    change: Change,
) -> Iterable[dict[str, Any]]:
    wanted = or_(*(and_(*(k == v for k, v in zip(keys, row, strict=True))) for row in rows))
    for *key, value in connection.execute(select(*keys, column).where(wanted)):
        becomes = change(value)
        if becomes != value:
            named = zip(keys, key, strict=True)
            yield {**{f"key_{one.name}": part for one, part in named}, "becomes": becomes}


def _tells(column: ColumnElement[Any], needles: Iterable[str]) -> ColumnElement[bool]:
    return or_(*(column.icontains(needle, autoescape=True) for needle in needles))


def _as_json(text: str) -> str:
    """As it stands within the JSON that the database keeps."""
    return json.dumps(text)[1:-1]


def _is_written(column: Column[Any]) -> bool:
    """Whether people write into it, so that it can mention somebody."""
    return not (
        column.primary_key or column.foreign_keys or column.name in PUBLISHED or column.unique
    )


def _mentioned(identity: Identity) -> tuple[str, ...]:
    return tuple(f"@{one}" for one in (*identity.handles, *identity.names))


def _parts_of_names(identity: Identity) -> tuple[str, ...]:
    """By which a whole name is found, however the words of it are parted.

    JSON is kept with other letters than ASCII escaped, so that their case would tell them apart.
    """
    found: list[str] = []
    for name in identity.whole:
        plain = max(re.findall(r"[!-~]+", name), key=len, default="")
        word = name.split()[0]
        found += [plain] if len(plain) > 1 else [word, word.lower(), word.upper()]
    return tuple(found)


def _spelled(name: str) -> re.Pattern[str]:
    words = r"\s+".join(re.escape(word) for word in name.split())
    return re.compile(rf"(?<![\w@-]){words}(?![\w-])", re.IGNORECASE)


def _mentions(identity: Identity) -> re.Pattern[str]:
    """An address wherever it stands, and a handle or a name after an @; the longest first."""
    called = sorted((*identity.handles, *identity.names), key=len, reverse=True)
    addresses = [one for one in called if "@" in one]
    parts = [rf"@{re.escape(one)}(?![\w-])" for one in called]
    parts += [rf"(?<![\w.+-]){re.escape(one)}(?![\w-]|\.\w)" for one in addresses]
    return re.compile("|".join(parts), re.IGNORECASE)
