"""What a codec hands over: an article's text and what could be told about it."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class ImportedArticle:
    """An article as one source gave it, not yet looked at by a person and not yet stored.

    `text` is what the source says, decoded, with its line ends as they came; cutting and
    normalising happen later. `published_at` is ISO text: `YYYY-MM-DD`, or
    `YYYY-MM-DDTHH:MM:SSZ` in UTC, or blank. `language` is an ISO 639 code, lower case.
    `encoding` is what the bytes were decoded from, `source` the file's name or the address.
    `found` tells for a detail where it came from: the detail's field name to the key
    `found_<value>` in the words of formats. A detail without an entry was not found.
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
