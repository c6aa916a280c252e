"""Reading what stands in a test: values as the files that hold them, and what came out."""

import json
from collections.abc import Sequence
from types import ModuleType

from formats.annotations import doccano, hypothesis_api, jsonl, label_studio, recogito, w3c
from formats.annotations.errors import Fault
from formats.annotations.labelled import LabelledArticle, LabelledPassage
from formats.source import MemorySource, Source

CODECS: Sequence[ModuleType] = (jsonl, doccano, label_studio, w3c, hypothesis_api, recogito)


def file_of(*values: object, name: str = "a.json") -> MemorySource:
    """One value as a file of it, several as lines."""
    return MemorySource(name, "\n".join(json.dumps(value) for value in values).encode())


def claims(source: Source) -> list[str]:
    """The names of the codecs that say the file is theirs."""
    return [codec.NAME for codec in CODECS if codec.recognises(source)]


def split(codec: ModuleType, source: Source) -> tuple[list[LabelledArticle], list[Fault]]:
    """The articles that a codec reads, and every fault, theirs too."""
    read = list(codec.read(source))
    articles = [one for one in read if isinstance(one, LabelledArticle)]
    faults = [one for one in read if isinstance(one, Fault)]
    return articles, [*faults, *(fault for article in articles for fault in article.faults)]


def article_of(codec: ModuleType, *values: object) -> LabelledArticle:
    """The one article of a file, without any fault."""
    source = file_of(*values)
    assert claims(source) == [codec.NAME]
    (article,), faults = split(codec, source)
    assert not faults
    return article


def refusals(codec: ModuleType, *values: object) -> list[str]:
    """What is said of a file's parts that are not read."""
    return [fault.reason for fault in split(codec, file_of(*values))[1]]


def quoted(article: LabelledArticle) -> list[tuple[str, str]]:
    """Each passage's words and tag; the words are compared where the source quotes them."""
    return [(_words(article, passage), passage.tag) for passage in article.passages]


def _words(article: LabelledArticle, passage: LabelledPassage) -> str:
    if article.text is None or passage.start is None:
        return passage.quote or ""
    words = article.text[passage.start : passage.end]
    assert passage.quote in (None, words)
    return words
