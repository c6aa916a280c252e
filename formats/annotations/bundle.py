"""Everything in one archive: annotations, whole texts, sentences, evidence, codebook, description."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from formats.annotations import datapackage, labelled_csv, sentences_csv
from formats.annotations.cells import columns, table
from formats.annotations.dataset import Dataset, WriteOptions
from formats.annotations.delimited import delimited
from formats.annotations.rows import AnnotationRow, ArticleRow, EvidenceRow, SentenceRow, TagRow
from formats.annotations.zip_stream import Member, stream_zip
from words import say

NAME = "bundle"
MEDIA_TYPE = "application/zip"
SUFFIX = ".zip"
CARRIES_NOT = ("deleted", "history")

_REVISION = ("article_id", "revision")


@dataclass(frozen=True, slots=True)
class _Table:
    name: str
    fields: list[dict[str, str]]
    key: tuple[str, ...]
    links: tuple[dict[str, Any], ...]
    chunks: Callable[[], Iterator[bytes]]


def write(dataset: Dataset, options: WriteOptions) -> Iterator[bytes]:
    """A zip of UTF-8 CSV files as the labelled CSV, `datapackage.json` and a README."""
    yield from stream_zip(_members(dataset, options), options.made_at)


def _members(dataset: Dataset, options: WriteOptions) -> Iterator[Member]:
    yield "README.md", [say("exporting.readme", project=dataset.project).encode("utf-8")]
    resources = []
    for part in _tables(dataset, options):
        tally = datapackage.Tally()
        yield f"{part.name}.csv", tally.over(part.chunks())
        table_of = datapackage.resource(part.name, part.fields, part.key, part.links)
        measured = {"bytes": tally.n_bytes, "hash": f"sha256:{tally.sha256.hexdigest()}"}
        resources.append({**table_of, **measured})
    yield "datapackage.json", [datapackage.package(dataset.project, options.made_at, resources)]


def _tables(dataset: Dataset, options: WriteOptions) -> list[_Table]:
    to_article = datapackage.link(_REVISION, "articles", _REVISION)
    to_tag = datapackage.link(["tag"], "codebook", ["tag"])
    to_annotation = datapackage.link(["annotation_id"], "annotations", ["annotation_id"])
    return [
        _Table(
            "annotations",
            datapackage.fields_of(AnnotationRow, columns(AnnotationRow)),
            ("annotation_id",),
            (to_article, to_tag),
            lambda: labelled_csv.write(dataset, options),
        ),
        _plain("articles", ArticleRow, _REVISION, (), dataset.articles),
        _Table(
            "sentences",
            _sentence_fields(dataset),
            (*_REVISION, "sentence"),
            (to_article,),
            lambda: sentences_csv.write(dataset, options),
        ),
        _plain(
            "evidence",
            EvidenceRow,
            ("annotation_id", "position"),
            (to_annotation,),
            dataset.evidence,
        ),
        _plain("codebook", TagRow, ("tag",), (), dataset.codebook),
    ]


def _plain(
    name: str,
    kind: type[Any],
    key: tuple[str, ...],
    links: tuple[dict[str, Any], ...],
    rows: Callable[[], Iterator[Any]],
) -> _Table:
    fields = datapackage.fields_of(kind, columns(kind))
    return _Table(name, fields, key, links, lambda: delimited(table(kind, rows())))


def _sentence_fields(dataset: Dataset) -> list[dict[str, str]]:
    return [
        *datapackage.fields_of(SentenceRow, sentences_csv.BEFORE_VOTES),
        *datapackage.vote_fields(sentences_csv.vote_columns(dataset.tags)),
        *datapackage.fields_of(SentenceRow, sentences_csv.AFTER_VOTES),
    ]
