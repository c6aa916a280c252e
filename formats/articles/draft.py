"""What a codec hands over: an article's text and what could be told about it."""

import base64
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from words import say


@dataclass(frozen=True)
class ImportedArticle:
    """An article as one source gave it, not yet looked at by a person and not yet stored.

    `text` is what the source says, decoded, with its line ends as they came; cutting and
    normalising happen later. `published_at` is ISO text: `YYYY-MM-DD`, or
    `YYYY-MM-DDTHH:MM:SSZ` in UTC, or blank. `language` is an ISO 639 code, lower case.
    `encoding` is what the bytes were decoded from, `source` the file's name or the address.
    `found` tells for a detail where it came from: the detail's field name to the key
    `found_<value>` in the words of formats. A detail without an entry was not found.
    For a document `encoding` names its kind, such as PDF; `left_out` counts what it holds that
    no text can: by the key `left_out_<name>` in the words of formats.
    """

    text: str
    title: str = ""
    outlet: str = ""
    byline: str = ""
    url: str = ""
    published_at: str = ""
    language: str = ""
    encoding: str = ""
    source: str = ""
    found: Mapping[str, str] = field(default_factory=dict)
    left_out: Mapping[str, int] = field(default_factory=dict)

    def told_left_out(self) -> list[str]:
        """What did not come along, one sentence each."""
        return [say(f"formats.left_out_{name}", n=n) for name, n in self.left_out.items() if n]


@dataclass(frozen=True)
class Extract:
    """What a document's reader takes out of its bytes.

    `heading` is the title as it stands on the page; `title`, `byline`, `published_at` and `url`
    are what the document states about itself, and `found` says of each where. `damaged` counts
    the characters that could not be read. A mail or web archive gives no `text` but its one
    readable `part`, of type `part_type` and in `part_charset`, as the sender declared them.
    """

    text: str = ""
    heading: str = ""
    title: str = ""
    byline: str = ""
    published_at: str = ""
    url: str = ""
    damaged: int = 0
    found: Mapping[str, str] = field(default_factory=dict)
    left_out: Mapping[str, int] = field(default_factory=dict)
    part: bytes = b""
    part_type: str = ""
    part_charset: str = ""

    def to_json(self) -> dict[str, Any]:
        """As it goes from one process to the other."""
        return {**asdict(self), "part": base64.b64encode(self.part).decode("ascii")}

    @classmethod
    def from_json(cls, fields: dict[str, Any]) -> "Extract":
        """What `to_json` made."""
        return cls(**{**fields, "part": base64.b64decode(fields["part"])})


@dataclass(frozen=True)
class Source:
    """Decoded text on its way into a codec, with what is known about where it came from.

    `damaged` counts the places where the bytes could not be read and U+FFFD stands instead;
    `guessed` is whether the encoding is told by the look of the text alone.
    """

    text: str
    name: str = ""
    url: str = ""
    content_type: str = ""
    encoding: str = ""
    damaged: int = 0
    guessed: bool = False
