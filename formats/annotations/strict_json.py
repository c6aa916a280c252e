"""JSON from strangers, read strictly: nothing that two programs would read in two ways."""

import json
from collections import Counter
from typing import Any

from formats.annotations import utf8
from formats.annotations.errors import FormatError
from formats.source import Source
from words import say

LONGEST_NUMBER = 18


class Strict:
    """Python's decoder of JSON, with what it overlooks written down in `complaints`."""

    def __init__(self) -> None:
        self.complaints: list[str] = []
        self._decoder = json.JSONDecoder(
            object_pairs_hook=self._object, parse_constant=self._constant, parse_int=self._whole
        )

    def at(self, text: str, start: int) -> tuple[Any, int]:
        """The value that begins there, and where it ends."""
        self.complaints = []
        return self._decoder.raw_decode(text, start)

    def whole(self, text: str) -> Any:
        """The one value of the text, with blanks around it at the most."""
        self.complaints = []
        return self._decoder.decode(text)

    def _object(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        held = dict(pairs)
        if len(held) < len(pairs):
            twice = Counter(key for key, _ in pairs).most_common(1)[0][0]
            self.complaints.append(say("labelled.json_name_twice", name=twice))
        return held

    def _constant(self, name: str) -> None:
        self.complaints.append(say("labelled.json_no_number", name=name))

    def _whole(self, digits: str) -> int:
        if len(digits) > LONGEST_NUMBER:
            self.complaints.append(say("labelled.json_number", n=len(digits)))
            return 0
        return int(digits)


def read_whole(source: Source) -> Any:
    """The one value of a file. Raises FormatError for no JSON, and for what is ambiguous in it."""
    text = utf8.text(source).removeprefix("\ufeff")
    parse = Strict()
    try:
        held = parse.whole(text)
    except json.JSONDecodeError as error:
        raise broken(text, error.pos, error.lineno, error.colno) from None
    except RecursionError:
        raise FormatError("too_deep") from None
    if parse.complaints:
        raise FormatError("not_json", reason=parse.complaints[0])
    return held


def broken(text: str, at: int, line: int, column: int) -> FormatError:
    """Where the text stops being JSON: at the character `at` of it, or because it ends."""
    if text[at : at + 1] in ("}", "]") and text[:at].rstrip().endswith(","):
        return FormatError("json_comma", line, mark=text[at])
    word = "json_broken" if text[at:].strip() else "json_ends"
    return FormatError(word, line, column=column)
