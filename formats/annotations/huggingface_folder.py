"""What lies in a Hugging Face dataset folder: the rows as Parquet, and the card about them."""

from collections.abc import Iterable, Iterator
from typing import Any

import pyarrow as pa

from formats.annotations.arrow_columns import fields_of
from formats.annotations.cells import columns
from formats.annotations.dataset import Dataset, WriteOptions
from formats.annotations.dataset_card import Card, dataset_card
from formats.annotations.documents import Document, documents
from formats.annotations.parquet_stream import batched, parquet
from formats.annotations.rows import AnnotationRow, ArticleRow, EvidenceRow
from formats.annotations.zip_stream import Member

FILE = "data/train-00000-of-00001.parquet"
_BATCH_ARTICLES = 50

# What the article's own columns say, and what the text and the evidence beside a span say.
_NOT_OF_A_SPAN = {*columns(ArticleRow), "project", "prefix", "suffix", "evidence_urls"}
ARTICLE_COLUMNS = columns(ArticleRow)
SPAN_COLUMNS = tuple(name for name in columns(AnnotationRow) if name not in _NOT_OF_A_SPAN)
EVIDENCE_COLUMNS = columns(EvidenceRow)[2:]


def members(dataset: Dataset, options: WriteOptions) -> Iterator[Member]:
    """The files; the card is the last, since it says how many rows there are."""
    card = Card(dataset.project, options.made_at, schema())
    rows = (_row(document) for document in _seen(documents(dataset), card))
    batches = _measured(batched(rows, card.schema, _BATCH_ARTICLES), card)
    yield FILE, _sized(parquet(batches, card.schema), card)
    card.tags = list(dataset.codebook())
    yield "README.md", [dataset_card(card).encode("utf-8")]


def schema() -> pa.Schema:
    """The columns of a row."""
    evidence = pa.list_(pa.struct(fields_of(EvidenceRow, EVIDENCE_COLUMNS)))
    span = [*fields_of(AnnotationRow, SPAN_COLUMNS), pa.field("evidence", evidence)]
    spans = pa.field("spans", pa.list_(pa.struct(span)))
    fields = [*fields_of(ArticleRow, ARTICLE_COLUMNS), spans]
    return pa.schema([_plain(field) for field in fields])


def _plain(field: pa.Field) -> pa.Field:
    """As the library makes columns: everything may be null, and the card has the meanings."""
    kind = field.type
    if pa.types.is_list(kind):
        kind = pa.list_(_plain(kind.value_field))
    elif pa.types.is_struct(kind):
        kind = pa.struct([_plain(kind.field(index)) for index in range(kind.num_fields)])
    return pa.field(field.name, kind)


def _row(document: Document) -> dict[str, Any]:
    article = document.article
    row = {name: getattr(article, name) for name in ARTICLE_COLUMNS}
    return {**row, "spans": [_span(document, one) for one in document.annotations]}


def _span(document: Document, annotation: AnnotationRow) -> dict[str, Any]:
    evidence = document.evidence.get(annotation.annotation_id, [])
    items = [{name: getattr(item, name) for name in EVIDENCE_COLUMNS} for item in evidence]
    span = {name: getattr(annotation, name) for name in SPAN_COLUMNS}
    return {**span, "evidence": items}


def _seen(found: Iterable[Document], card: Card) -> Iterator[Document]:
    for document in found:
        card.articles += 1
        card.passages += len(document.annotations)
        card.languages.add(document.article.language)
        yield document


def _measured(batches: Iterable[pa.RecordBatch], card: Card) -> Iterator[pa.RecordBatch]:
    for batch in batches:
        card.bytes_in_memory += batch.nbytes
        yield batch


def _sized(chunks: Iterable[bytes], card: Card) -> Iterator[bytes]:
    for chunk in chunks:
        card.bytes_in_file += len(chunk)
        yield chunk
