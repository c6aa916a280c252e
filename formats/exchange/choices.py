"""What the person who imports decides, and what nobody needs to say."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from models.errors import BadInput
from models.tag import TagDraft

SOMEBODY_NEW = 0
"""Instead of a reviewer's id: nobody who is known here, whatever the name."""


@dataclass(frozen=True, slots=True)
class NewProject:
    """A project that is made by the import itself: its tags are the labels of the files.

    `tags` are its tags where the files have no labels.
    """

    name: str
    tags: Sequence[TagDraft] = ()
    guidelines: str = ""


@dataclass(frozen=True, slots=True)
class Choices:
    """How to import.

    `format_name` takes every file for that format. `good_only` imports what is good of a file that
    has faults. `excerpts` makes an article of the quotes where no text can be had. `reviewer` is
    who made the passages that name nobody: without one the asker, else somebody new who is called
    unnamed. `tags` maps labels onto the names of tags, `people` names of the file onto reviewers'
    ids; `new_tags` lets other labels become tags. `columns` says which column of a table is which
    detail of an article. `allow` names private hosts that may be fetched.
    """

    format_name: str | None = None
    good_only: bool = False
    excerpts: bool = False
    reviewer: int | None = None
    tags: Mapping[str, str] = field(default_factory=dict)
    people: Mapping[str, int] = field(default_factory=dict)
    new_tags: bool = True
    columns: Mapping[str, str] = field(default_factory=dict)
    allow: Sequence[str] = ()


def pairs(given: Sequence[str], option: str) -> dict[str, str]:
    """`left=right` by its left side; BadInput for what is none. The last `=` counts."""
    found: dict[str, str] = {}
    for one in given:
        left, sign, right = (part.strip() for part in one.rpartition("="))
        if not one.strip():
            continue
        if not (left and sign and right):
            raise BadInput("pair_shape", option=option, given=one)
        found[left] = right
    return found
