"""What stands before an XML file's outermost element, and what that element is."""

import re
from dataclasses import dataclass

_DOCTYPE = re.compile(
    r"<!DOCTYPE\s+(?P<name>[\w:.-]{1,60})(?P<rest>[^>\[]*)(?P<ends>[>\[])", re.IGNORECASE
)
_ROOT = re.compile(r"<(?P<name>[\w:.-]{1,60})(?P<attributes>[^>]*)>?")
_WHITE = " \t\r\n\ufeff"


@dataclass(frozen=True, slots=True)
class Prolog:
    """The outermost element's name in lower case, its attributes as they stand, and whether the
    file declares entities or the like of its own."""

    root: str
    attributes: str = ""
    declares: bool = False


def read_prolog(head: str) -> Prolog | None:
    """The prolog of what begins as XML does; None for anything else."""
    at = 0
    while True:
        while at < len(head) and head[at] in _WHITE:
            at += 1
        if head.startswith("<?", at):
            at = _after(head, "?>", at)
        elif head.startswith("<!--", at):
            at = _after(head, "-->", at)
        elif doctype := _DOCTYPE.match(head, at):
            if doctype["ends"] == "[":
                return Prolog(doctype["name"].lower(), declares=True)
            at = doctype.end()
        else:
            break
    root = _ROOT.match(head, at)
    return Prolog(root["name"].lower(), root["attributes"]) if root else None


def _after(head: str, mark: str, at: int) -> int:
    found = head.find(mark, at)
    return len(head) if found < 0 else found + len(mark)
