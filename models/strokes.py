"""Strokes: the keys a project may give away, and the reader's actions with those they have."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from models.errors import BadInput
from models.text import one_line
from words import say

_FUNCTION_KEY = re.compile(r"F([2-46-9]|1[0-2])", re.IGNORECASE)
# Letters and signs by their category, and yet nothing to be seen.
_UNSEEN = frozenset("\u115f\u1160\u2800\u3164\uffa0\ufffc\ufffd")
# Where the blocks begin that hold nothing but forms of other characters.
_COMPATIBILITY = "\uf900"
_SHIFTED = re.compile(r"shift\+(.)", re.IGNORECASE)


class Action(NamedTuple):
    """Something the reader does at a stroke.

    The first stroke may be another in a project, the others stay. `changes`: it changes the
    reading, so a submitted one refuses it. `shown`: it stands on the key sheet.
    """

    name: str
    strokes: tuple[str, ...]
    changes: bool = False
    shown: bool = True


def _action(name: str, strokes: str, *, changes: bool = False) -> Action:
    return Action(name, tuple(strokes.split()), changes)


# In the order of the key sheet.
ACTIONS = (
    _action("next_sentence", "j ArrowDown"),
    _action("previous_sentence", "k ArrowUp"),
    _action("next_word", "ArrowRight"),
    _action("previous_word", "ArrowLeft"),
    _action("extend_sentence", "Shift+ArrowDown Shift+j"),
    _action("shrink_sentence", "Shift+ArrowUp Shift+k"),
    _action("extend_word", "Shift+ArrowRight"),
    _action("shrink_word", "Shift+ArrowLeft"),
    _action("start_later", "Alt+Shift+ArrowRight"),
    _action("start_earlier", "Alt+Shift+ArrowLeft"),
    _action("narrow", "["),
    _action("widen", "]"),
    _action("clear", "Space", changes=True),
    _action("unclear", "Shift+Space", changes=True),
    _action("repeat_tag", ".", changes=True),
    _action("also_here", "r", changes=True),
    _action("next_untagged", "u"),
    _action("previous_untagged", "Shift+u"),
    _action("next_passage", "a"),
    _action("previous_passage", "Shift+a"),
    _action("note", "n", changes=True),
    _action("evidence", "e", changes=True),
    _action("confidence", "c", changes=True),
    _action("duplicate", "d", changes=True),
    _action("split", "s", changes=True),
    _action("merge", "m", changes=True),
    _action("talk", "Shift+n"),
    _action("copy_link", "l"),
    _action("delete", "Backspace Delete", changes=True),
    _action("undo", "z Mod+z", changes=True),
    _action("redo", "Shift+z Mod+Shift+z Mod+y", changes=True),
    _action("find", "/"),
    _action("filter", "f"),
    _action("outline", "o"),
    _action("guidelines", "g"),
    _action("appearance", "t"),
    _action("keys", "?"),
    _action("submit", "Mod+Enter"),
    _action("leave", "Escape"),
)
BY_NAME = {action.name: action for action in ACTIONS}
# The one way out of every field and sheet, which nobody should have to look up.
FIXED = frozenset({"leave"})


class Bound(NamedTuple):
    """A stroke and what it is for: a tag or an action, by its name."""

    stroke: str
    name: str
    is_action: bool = False

    @property
    def told(self) -> str:
        """What a person calls the tag or the action."""
        return action_name(self.name) if self.is_action else self.name


def stroke(given: str) -> str:
    """The stroke as the reader tells it: `a`, `Shift+a`, `?`, `F2`; letters' case aside.

    BadInput for anything but one visible character, Shift with a letter, or F2 to F12 without F5:
    the reader needs the others, or the browser does. BadInput also for a form of other characters
    (a ligature, a full-width letter), which looks like a key and is on none.
    """
    if _FUNCTION_KEY.fullmatch(given):
        return given.upper()
    shifted = _SHIFTED.fullmatch(given)
    name = (shifted[1] if shifted else given).lower()
    if (
        not _is_key(name)
        or (shifted and len(name.upper()) != 1)
        or (shifted and name.upper() == name)
    ):
        raise BadInput("stroke_shape", stroke=_visibly(given))
    if _is_form(shifted[1] if shifted else given):
        raise BadInput("stroke_form", stroke=given)
    return f"Shift+{name}" if shifted else name


def _is_key(name: str) -> bool:
    # A key press tells characters beyond U+FFFF by two units, which no stroke is compared with.
    return (
        len(name) == 1
        and ord(name) < 0x10000
        and unicodedata.category(name)[0] in "LNPS"
        and name not in _UNSEEN
    )


def _is_form(character: str) -> bool:
    """Whether Unicode has it as a form of others only; ﬁ, ² and Ａ are, ㄱ and ำ are letters."""
    if unicodedata.normalize("NFKC", character) == character:
        return False
    # Letters of keyboards from Seoul to Delhi; compatibility forms lie above, or bear a mark.
    own_key = (
        unicodedata.category(character) == "Lo"
        and character < _COMPATIBILITY
        and unicodedata.decomposition(character).startswith(("<compat>", "0"))
    )
    return not own_key


def _visibly(given: str) -> str:
    """What was given, in one line, what cannot be seen by its number."""
    shown = "".join(
        one if one.isprintable() and one not in _UNSEEN else f"U+{ord(one):04X}" for one in given
    )
    return one_line(shown, limit=40)


def strokes_of(action: Action, keys: Mapping[str, str]) -> tuple[str, ...]:
    """The action's strokes where the project gave away `keys`: the first one replaced.

    One of its others in that place leaves it with one stroke less.
    """
    own = keys.get(action.name)
    if own is None:
        return action.strokes
    return (own, *(other for other in action.strokes[1:] if other != own))


def actions_bound(keys: Mapping[str, str]) -> list[Bound]:
    """Every stroke of every action, as `keys` changes them."""
    return [
        Bound(one, action.name, is_action=True)
        for action in ACTIONS
        for one in strokes_of(action, keys)
    ]


def action_name(name: str) -> str:
    """What the key sheet calls the action."""
    return say(f"reader.key_{name}")


def refuse_shared(bound: Iterable[Bound]) -> None:
    """BadInput, naming both, where two of these are for the same stroke, letters' case aside."""
    owners: dict[str, Bound] = {}
    for one in bound:
        first = owners.setdefault(one.stroke.lower(), one)
        if first is not one:
            raise BadInput("stroke_shared", stroke=one.stroke, one=first.told, other=one.told)
