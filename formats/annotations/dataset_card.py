"""The card of a Hugging Face dataset folder: YAML for programs, then Markdown for people."""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from html import escape
from typing import Any

import pyarrow as pa

from formats.annotations.cells import utc
from formats.annotations.rows import TagRow
from words import say, section

_SIZES = ((1_000, "n<1K"), (10_000, "1K<n<10K"), (100_000, "10K<n<100K"), (10**6, "100K<n<1M"))
_ISO_639 = re.compile(r"[a-z]{2,3}")
_REFUSED_BY_YAML = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_OF_MARKDOWN = re.compile(r"([\\`*_{}\[\]|#])")


@dataclass(slots=True)
class Card:
    """What is known of the dataset; the counts grow while its rows are written."""

    project: str
    made_at: datetime
    schema: pa.Schema
    articles: int = 0
    passages: int = 0
    bytes_in_memory: int = 0
    bytes_in_file: int = 0
    languages: set[str] = field(default_factory=set)
    tags: Sequence[TagRow] = ()


def dataset_card(card: Card) -> str:
    """README.md."""
    return "\n".join(["---", *_front_matter(card), "---", _body(card)])


def _front_matter(card: Card) -> Iterator[str]:
    languages = sorted(one for one in card.languages if _ISO_639.fullmatch(one))
    size = next((name for below, name in _SIZES if card.articles < below), "n>1M")
    if languages:
        yield f"language: {json.dumps(languages)}"
    yield f"pretty_name: {_yaml(say('dataset_card.title', project=card.project))}"
    yield "task_categories: [token-classification, text-classification]"
    yield "tags: [fact-checking, news, span-annotation]"
    yield f"size_categories: [{json.dumps(size)}]"
    yield "configs:"
    yield "- config_name: default"
    yield "  data_files:"
    yield "  - {split: train, path: 'data/train-*'}"
    yield "dataset_info:"
    yield "  features:"
    for column in card.schema:
        yield f"  - {json.dumps(_feature(column))}"
    yield "  splits:"
    yield f"  - {{name: train, num_bytes: {card.bytes_in_memory}, num_examples: {card.articles}}}"
    yield f"  download_size: {card.bytes_in_file}"
    yield f"  dataset_size: {card.bytes_in_memory}"


def _yaml(text: str) -> str:
    """Text in double quotes: as JSON has it, but what YAML takes for a line end or refuses."""
    quoted = json.dumps(text, ensure_ascii=False)
    return _REFUSED_BY_YAML.sub(lambda found: f"\\u{ord(found[0]):04x}", quoted)


def _feature(column: pa.Field) -> dict[str, Any]:
    """A column as the library describes it; a list of structs is a list of such descriptions."""
    if pa.types.is_list(column.type):
        struct = column.type.value_type
        inner = [_feature(struct.field(index)) for index in range(struct.num_fields)]
        return {"name": column.name, "list": inner}
    return {"name": column.name, "dtype": str(column.type)}


def _body(card: Card) -> str:
    spans = card.schema.field("spans").type.value_type
    evidence = spans.field("evidence").type.value_type
    guidelines = next((tag.guidelines for tag in card.tags if tag.guidelines.strip()), "")
    return say(
        "dataset_card.body",
        title=_inline(say("dataset_card.title", project=card.project)),
        articles=say("dataset_card.articles", n=card.articles),
        passages=say("dataset_card.passages", n=card.passages),
        made_at=utc(card.made_at),
        columns=_meanings(card.schema),
        span_fields=_meanings(spans.fields),
        evidence_fields=_meanings(evidence.fields, "evidence_"),
        tags="\n".join(_tag(tag) for tag in card.tags),
        guidelines=say("dataset_card.guidelines", text=guidelines) if guidelines else "",
    ).lstrip("\n")


def _meanings(fields: Iterable[pa.Field], where: str = "") -> str:
    return "\n".join(f"| {one.name} | {_meaning(one.name, where)} |" for one in fields)


def _meaning(name: str, where: str) -> str:
    """What the column means here; the words of the tables where nothing differs."""
    own = f"column_{where}{name}"
    return (
        say(f"dataset_card.{own}")
        if own in section("dataset_card")
        else say(f"exporting.column_{name}")
    )


def _tag(tag: TagRow) -> str:
    asks, retired = (
        say("dataset_card.yes" if one else "dataset_card.no")
        for one in (tag.asks_evidence, tag.retired)
    )
    return f"| {_inline(tag.tag)} | {asks} | {retired} | {_inline(tag.description)} |"


def _inline(text: str) -> str:
    """Text in one line of Markdown, with nothing in it that Markdown or HTML would act upon."""
    return escape(_OF_MARKDOWN.sub(r"\\\1", " ".join(text.split())), quote=False)
