"""Tags for names alone: each with a key and a letter that no other tag of the set has, and a look."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from string import ascii_lowercase, digits

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from looks.palette import TAG_PALETTE
from models.errors import BadInput
from models.event import record
from models.membership import Role
from models.mirroring import mirror
from models.strokes import actions_bound, stroke
from models.tag import Tag, TagDraft, TagSet, tags_of
from models.text import one_line
from models.writing import require_writer

NAME_LIMIT = 60
MANY = 20
"""More new tags than that are hard to tell apart and to press: an import says so beforehand."""

COLOURS = tuple(TAG_PALETTE)
"""The palettes there are; the default tag set has the first four."""

PATTERNS = ("solid", "dashes", "dots", "wave")
_STEPS = len(COLOURS) * len(PATTERNS)
_OTHER_LETTERS = range(0xC0, 0x2000)
_WORDS = re.compile(r"[^\W_]+")
Drawn = tuple[str, str]
"""Colour and pattern."""

Look = tuple[str, str, str]
"""Colour, pattern and letter: what tells a tag from another in a text and in a strip."""

LOOKS: Sequence[Drawn] = tuple(
    (COLOURS[n % len(COLOURS)], PATTERNS[(n + n // len(COLOURS)) % len(PATTERNS)])
    for n in range(_STEPS)
)
"""Every colour with every pattern, once; neighbours differ in both."""


def tag_name(label: str) -> str:
    """The name of a tag for a label: on one line, and cut with an ellipsis where it is longer.

    BadInput for a label without a visible character.
    """
    whole = one_line(label, limit=len(label))
    if not whole:
        raise BadInput("tag_name_blank")
    return whole if len(whole) <= NAME_LIMIT else f"{whole[: NAME_LIMIT - 1].rstrip()}…"


def drafts_for(
    names: Sequence[str],
    looks: Iterable[Look] = (),
    keys: Iterable[str] = (),
    actions: Iterable[str] | None = None,
    described: Callable[[str], str] = lambda _name: "",
) -> list[TagDraft]:
    """Tags of these names beside others that have these looks and keys already.

    `actions` are the strokes of the reader's actions, those it comes with by default; `described`
    gives a name's description.
    """
    bound = [one.stroke for one in actions_bound({})] if actions is None else actions
    free = _free_keys({key.lower() for key in chain(keys, bound)})
    there = _There(looks)
    return [replace(there.draft(name, next(free)), description=described(name)) for name in names]


def add_tags(
    session: Session,
    asker: int | None,
    project_id: int,
    names: Sequence[str],
    described: Callable[[str], str] = lambda _name: "",
) -> dict[str, int]:
    """New tags at the end of the project's set; their ids by name. `asker` is None on the command line.

    Editors may: they import what bears these labels.
    """
    require_writer(session, asker, project_id, Role.EDITOR)
    tag_set = session.scalars(select(TagSet).where(TagSet.project_id == project_id)).one()
    there = tags_of(session, project_id)
    drafts = drafts_for(
        names,
        [(tag.colour, tag.pattern, tag.letter) for tag in there],
        [tag.key for tag in there],
        [one.stroke for one in actions_bound(tag_set.keys)],
        described,
    )
    last = session.scalar(select(func.max(Tag.position)).where(Tag.project_id == project_id))
    first = 0 if last is None else last + 1
    added = [_tag(draft, tag_set, first + number) for number, draft in enumerate(drafts)]
    session.add_all(added)
    session.flush()
    mirror(session, project_id)
    for tag in added:
        after = {"name": tag.name, "key": tag.key}
        record(session, asker, project_id, "create", "tag", tag.id, None, after)
    return {tag.name: tag.id for tag in added}


def _tag(draft: TagDraft, tag_set: TagSet, position: int) -> Tag:
    return Tag(
        tag_set_id=tag_set.id,
        project_id=tag_set.project_id,
        position=position,
        name=draft.name,
        key=draft.key,
        letter=draft.letter,
        colour=draft.colour,
        pattern=draft.pattern,
        description=draft.description,
    )


class _There:
    """The looks of a tag set while tags are added to it."""

    def __init__(self, looks: Iterable[Look]) -> None:
        self._letters: set[str] = set()
        self._drawn: Counter[Drawn] = Counter()
        self._last: Drawn = ("", "")
        for colour, pattern, letter in looks:
            self._add((colour, pattern), letter)

    def draft(self, name: str, key: str) -> TagDraft:
        """The next tag, with the letter that says most of its name among those that are free."""
        letter = next((one for one in _letters(name) if one.casefold() not in self._letters), None)
        if letter is None:
            raise BadInput("tags_too_many")
        colour, pattern = min(LOOKS, key=self._worse)
        self._add((colour, pattern), letter)
        return TagDraft(name, key, letter, colour, pattern)

    def _worse(self, drawn: Drawn) -> tuple[int, bool]:
        alike = any(one == last for one, last in zip(drawn, self._last, strict=True))
        return self._drawn[drawn], alike

    def _add(self, drawn: Drawn, letter: str) -> None:
        self._letters.add(letter.casefold())
        self._drawn[drawn] += 1
        self._last = drawn


def _letters(name: str) -> Iterator[str]:
    """One or two letters: the first, the first two words' first, the first with each other one.

    Where all of these are taken, or the name has no letter, any others.
    """
    words = _WORDS.findall(name)
    own = [letter for word in words for letter in word if len(letter.upper() + letter.lower()) == 2]
    alphabet = ascii_lowercase + digits
    if own:
        first = own[0].upper()
        yield first
        yield from (first + word[0].upper() for word in words[1:2] if len(word[0].upper()) == 1)
        yield from (first + letter.lower() for letter in chain(own[1:], alphabet))
    yield from alphabet.upper()
    yield from (one.upper() + other for one in alphabet for other in alphabet)
    yield from (chr(code) for code in _OTHER_LETTERS if chr(code).isupper())


def _free_keys(taken: set[str]) -> Iterator[str]:
    """Strokes that nothing is bound to: digits, letters, function keys, and what other keyboards have."""
    wanted = chain(
        "1234567890",
        ascii_lowercase,
        (f"Shift+{letter}" for letter in ascii_lowercase),
        (f"F{number}" for number in (2, 3, 4, 6, 7, 8, 9, 10, 11, 12)),
        (chr(code) for code in _OTHER_LETTERS if chr(code).islower()),
        (f"Shift+{chr(code)}" for code in _OTHER_LETTERS if chr(code).islower()),
    )
    for one in wanted:
        if one.lower() not in taken and (made := _stroke(one)) is not None:
            taken.add(one.lower())
            yield made
    raise BadInput("tags_too_many")


def _stroke(wanted: str) -> str | None:
    try:
        made = stroke(wanted)
    except BadInput:
        return None
    return made if made.lower() == wanted.lower() else None
