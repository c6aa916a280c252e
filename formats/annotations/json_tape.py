"""JSON read as far as needed: a value at a time, its line, and what makes it ambiguous."""

import codecs
import json
import re
from typing import Any, BinaryIO, NoReturn

from formats.annotations.errors import FormatError
from formats.annotations.strict_json import Strict, broken

LIMIT = 16 * 1024 * 1024
"""The longest entry: an article of sixteen million characters, or one tagged to pieces."""

CHUNK = 64 * 1024
MARK = "\ufeff"

_WHITE = re.compile(r"[ \t\r\n]*")


class Tape:
    """Text that is read as far as needed and forgotten once it is passed."""

    def __init__(self, file: BinaryIO) -> None:
        self.parse = Strict()
        self.line = 1
        self.passed = 0
        self._column = 0
        self._file = file
        self._decoder = codecs.getincrementaldecoder("utf-8")()
        self._text = ""
        self._at = 0
        self._is_read = False
        self._more(CHUNK)
        self._at = len(self._text) - len(self._text.lstrip(MARK))

    def peek(self) -> str:
        """The next character that is not blank; nothing at the end."""
        while True:
            blank = _WHITE.match(self._text, self._at)
            self._pass(blank.end() if blank else self._at)
            if self._at < len(self._text) or self._is_read:
                return self._text[self._at : self._at + 1]
            self._more(CHUNK)

    def take(self, character: str) -> None:
        """Goes past a character that must come now."""
        if self.peek() != character:
            self.refuse()
        self._pass(self._at + 1)

    def key(self) -> str:
        """The name before a colon, and the colon."""
        if self.peek() != '"':
            self.refuse()
        name = str(self.value())
        self.take(":")
        return name

    def value(self) -> Any:
        """The value that comes now. Raises FormatError where none does or it is too long."""
        self.peek()
        size = CHUNK
        while True:
            try:
                value, end = self.parse.at(self._text, self._at)
            except RecursionError:
                raise FormatError("too_deep", self.line) from None
            except json.JSONDecodeError as error:
                self._explain(error)
            else:
                if end - self._at > LIMIT:
                    self._too_long()
                if end < len(self._text) or self._is_read:
                    self._pass(end)
                    return value
            self._more(size)
            size *= 2

    def refuse(self) -> NoReturn:
        """Raises FormatError: what comes now is not what JSON has there."""
        raise self._broken(self._at)

    def _broken(self, at: int) -> FormatError:
        passed = self._text[self._at : at]
        line = self.line + passed.count("\n")
        return broken(self._text, at, line, _column(self._column, passed) + 1)

    def _explain(self, error: json.JSONDecodeError) -> None:
        """Raises FormatError unless reading on may mend it."""
        is_open = error.msg.startswith("Unterminated string") or error.pos > len(self._text) - 16
        if self._is_read or not is_open:
            raise self._broken(error.pos) from None
        if len(self._text) - self._at > LIMIT:
            self._too_long()

    def _too_long(self) -> NoReturn:
        raise FormatError("json_entry_large", self.line, limit=LIMIT // 1024 // 1024)

    def _pass(self, end: int) -> None:
        passed = self._text[self._at : end]
        self.line += passed.count("\n")
        self._column = _column(self._column, passed)
        self.passed += end - self._at
        self._at = end

    def _more(self, size: int) -> None:
        data = self._file.read(size)
        try:
            text = self._decoder.decode(data, final=not data)
        except UnicodeDecodeError as error:
            good = data[: error.start].count(b"\n") + self._text.count("\n", self._at)
            raise FormatError("encoding", self.line + good) from None
        self._is_read = not data
        self._text = self._text[self._at :] + text
        self._at = 0


def _column(before: int, passed: str) -> int:
    """How many characters of the line are passed, where `before` of it were."""
    return before + len(passed) if "\n" not in passed else len(passed) - passed.rindex("\n") - 1
