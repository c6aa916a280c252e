"""The lines that mail programs broke at a fixed width, put together to the paragraphs they were."""

import re
from collections.abc import Iterator

NARROWEST, WIDEST = 60, 80
"""Text of lines whose longest is this long was broken by a program, not by its author."""

_OWN_LINE = re.compile(r"[>|*•\-–—+#=_ \t\u3000]|\d{1,3}[.)] |\w[.)] |https?://\S+$")
_SIGNATURE = "-- "


def unwrap(text: str) -> str:
    """Joins lines where the next word would not have fitted; all others stay as they are."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    width = max(len(line.rstrip()) for line in lines)
    if not NARROWEST <= width <= WIDEST:
        return text
    out = lines[:1]
    before = lines[0]
    for line in lines[1:]:
        if _is_forced(before, line, width):
            out[-1] = f"{out[-1].rstrip()} {line}"
        else:
            out.append(line)
        before = line
    return "\n".join(out)


def unflow(text: str, *, drops_space: bool = False) -> str:
    """Joins the lines that end in a blank, as 'format=flowed' (RFC 3676) has it."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(_flowing(lines, drops_space))


def _is_forced(before: str, line: str, width: int) -> bool:
    if not before.strip() or not line.strip() or before.rstrip() == _SIGNATURE.rstrip():
        return False
    if _OWN_LINE.match(line) or before.startswith((">", "|")):
        return False
    return len(before.rstrip()) + 1 + len(line.split(maxsplit=1)[0]) > width


def _flowing(lines: list[str], drops_space: bool) -> Iterator[str]:
    held, held_quote = "", None
    for line in lines:
        quote, words = _parted(line)
        if held_quote is not None and quote != held_quote:
            yield _shown(held_quote, held.rstrip(" "))
            held, held_quote = "", None
        flows = words.endswith(" ") and words != _SIGNATURE
        if flows:
            held, held_quote = held + (words[:-1] if drops_space else words), quote
        else:
            yield _shown(quote, held + words)
            held, held_quote = "", None
    if held_quote is not None:
        yield _shown(held_quote, held)


def _parted(line: str) -> tuple[int, str]:
    """How deep a line is quoted, and its words without the blank that protects their beginning."""
    depth = len(line) - len(line.lstrip(">"))
    words = line[depth:]
    return depth, words[1:] if words.startswith(" ") else words


def _shown(depth: int, words: str) -> str:
    return f"{'>' * depth} {words}" if depth else words
