"""Everything in one archive: annotations, whole texts, sentences, evidence, codebook, description.

A whole project has more tables beside these (`record_tables`), from which it can be made again:
tags, guidelines and texts in all their versions, deleted annotations, readings, people, events.
Offsets are code points over the texts that are in it. It carries all that is stored.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from formats.annotations import datapackage, labelled_csv, sentences_csv
from formats.annotations.bundle_files import is_bundle
from formats.annotations.bundle_reading import read_bundle
from formats.annotations.cells import columns, table
from formats.annotations.dataset import Dataset, WholeProject, WriteOptions
from formats.annotations.delimited import delimited
from formats.annotations.errors import Fault
from formats.annotations.labelled import LabelledArticle
from formats.annotations.record_tables import RECORD_TABLES, record_cells
from formats.annotations.rows import AnnotationRow, ArticleRow, EvidenceRow, SentenceRow, TagRow
from formats.annotations.second_rows import SECOND, folder_of
from formats.annotations.zip_stream import Member, stream_zip
from formats.source import Source
from words import say

NAME = "bundle"
MEDIA_TYPE = "application/zip"
SUFFIX = ".zip"
SUFFIXES = (".zip", ".csv")
OFFSETS = "code points"
CARRIES_NOT = ()
COMPANIONS = (f"{SECOND}/*",)
VERSION = 2
"""Of what an archive holds; the first one was the labelled data alone."""

_REVISION = ("article_id", "revision")


@dataclass(frozen=True, slots=True)
class _Table:
    name: str
    fields: list[dict[str, str]]
    key: tuple[str, ...]
    links: tuple[dict[str, Any], ...]
    chunks: Callable[[], Iterator[bytes]]


def recognises(source: Source) -> bool:
    """Whether it is one of our archives; of an unpacked one its annotations.csv stands for all."""
    return is_bundle(source)


def read(source: Source) -> Iterator[LabelledArticle | Fault]:
    """Its articles with their texts; FormatError where it cannot be read (on)."""
    return read_bundle(source)


def write(dataset: Dataset, options: WriteOptions) -> Iterator[bytes]:
    """A zip of UTF-8 CSV files as the labelled CSV, `datapackage.json` and a README."""
    yield from stream_zip(_members(dataset, options), options.made_at)


def _members(dataset: Dataset, options: WriteOptions) -> Iterator[Member]:
    yield "README.md", [_readme(dataset).encode("utf-8")]
    resources = []
    for part in [*_tables(dataset, options), *_record(dataset)]:
        tally = datapackage.Tally()
        yield f"{part.name}.csv", tally.over(part.chunks())
        table_of = datapackage.resource(part.name, part.fields, part.key, part.links)
        measured = {"bytes": tally.n_bytes, "hash": f"sha256:{tally.sha256.hexdigest()}"}
        resources.append({**table_of, **measured})
    about: dict[str, object] = {}
    if isinstance(dataset, WholeProject):
        about = {"workbench": {"bundle": VERSION, "complete": dataset.is_complete}}
    described = datapackage.package(dataset.project, options.made_at, resources, about)
    yield "datapackage.json", [described]
    if isinstance(dataset, WholeProject):
        yield from _second_readings(dataset, options)


def _second_readings(dataset: WholeProject, options: WriteOptions) -> Iterator[Member]:
    """An archive in a folder for each person, so that nothing of it is taken for a first reading."""
    for number, beside in dataset.second_readings():
        for name, chunks in _members(beside, options):
            yield f"{folder_of(number)}{name}", chunks


def _readme(dataset: Dataset) -> str:
    told = say("exporting.readme", project=dataset.project)
    if not isinstance(dataset, WholeProject):
        return told
    tables = "\n".join(
        f"| {table.name}.csv | {say(f'exporting.record_{table.name}')} |" for table in RECORD_TABLES
    )
    return told + say("exporting.readme_record", tables=tables)


def _record(dataset: Dataset) -> Iterator[_Table]:
    if not isinstance(dataset, WholeProject):
        return
    for part in RECORD_TABLES:
        yield _Table(
            part.name,
            datapackage.fields_of(part.kind, columns(part.kind)),
            part.key,
            part.links,
            partial(_record_chunks, dataset, part.kind),
        )


def _record_chunks(dataset: WholeProject, kind: type[Any]) -> Iterator[bytes]:
    return delimited(record_cells(kind, dataset.record(kind)))


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
