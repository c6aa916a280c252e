"""Switching takes one command: real files of other tools become projects and leave in another format."""

import io
import json
import zipfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from formats.annotations import registry
from formats.annotations.errors import Fault
from formats.source import MemorySource
from models.annotation import Annotation
from models.database import Database
from models.revision import Revision
from models.tag import Tag
from tests.commands import command

PEERS = "2_peer_formats"
Marks = Counter[tuple[str, int, int, str]]
"""Text, start, end, tag: how often."""


@dataclass(frozen=True)
class Case:
    """Files of a tool, the format they leave in, and what becomes a project."""

    path: str
    leaves_as: str
    articles: int
    passages: int
    rejected: int = 0
    options: tuple[str, ...] = ()

    @property
    def code(self) -> int:
        """What the command ends with."""
        return 1 if self.rejected else 0


CASES = {
    "Prodigy": Case(f"{PEERS}/prodigy", "doccano", 373, 303),
    "doccano": Case(
        f"{PEERS}/doccano/data_import/sequence_labeling/example.jsonl", "jsonl", 2, 1, 1,
        ("--good-only",),
    ),
    "Label Studio": Case(
        f"{PEERS}/label_studio/frontend_examples/named_entity/annotations/1.json", "hypothesis", 1, 1
    ),
    "brat": Case(f"{PEERS}/brat/conll2002_es", "label-studio", 10, 540),
    "WebAnno TSV": Case(
        f"{PEERS}/webanno_tsv3/testTokenBoundedSpanWithFeatureValue/reference.tsv", "uima-cas", 1, 5
    ),
    "UIMA CAS": Case(f"{PEERS}/uima_cas", "webanno-tsv", 7, 6, 7, ("--good-only",)),
    "INCEpTION project": Case(f"{PEERS}/inception_project_export", "brat", 1, 1),
    "Hypothes.is": Case(
        f"{PEERS}/hypothesis/annotation_2014.json", "w3c", 1, 2, 0, ("--excerpts",)
    ),
    "Public Editor": Case("1_spans/goodly_public_editor", "uima-json", 2, 227, 2, ("--good-only",)),
    "CoNLL": Case(f"{PEERS}/conll/wikigold.part1.conll", "recogito", 18, 687),
}  # fmt: skip
"""With `--good-only` what is wrong in the files is listed, and the rest comes in."""


def marks_of(url: str) -> Marks:
    """The passages as they are stored."""
    database = Database(url)
    with database.read() as session:
        rows = session.execute(
            select(Revision.text, Annotation.start, Annotation.end, Tag.name)
            .join(Revision, Revision.id == Annotation.revision_id)
            .join(Tag, Tag.id == Annotation.tag_id)
            .where(Annotation.deleted_at.is_(None))
        ).all()
    database.close()
    return Counter((text, start, end, tag) for text, start, end, tag in rows)


def marks_in(data: bytes, name: str) -> Marks:
    """The passages as the format's reader finds them in what was written."""
    members = {"export": data}
    if data.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = {one: archive.read(one) for one in archive.namelist()}
    found: Marks = Counter()
    reader: Any = registry.READERS[name]
    for path, held in members.items():
        source = MemorySource(path, held, members)
        if not reader.recognises(source):
            continue
        for article in reader.read(source):
            assert not isinstance(article, Fault), article
            assert not article.faults
            for one in article.passages:
                found[article.text, one.start, one.end, one.tag] += 1
    return found


@pytest.mark.parametrize("tool", CASES)
def test_a_real_file_becomes_a_project_and_leaves_with_the_same_passages(
    tool: str, corpora: Path, sqlite_url: str, tmp_path: Path
) -> None:
    case = CASES[tool]
    desk = command(sqlite_url)
    path = str(corpora / case.path)
    arguments = ["import", path, "--project", tool, "--create", *case.options, "--json"]
    told = json.loads(desk(*arguments, code=case.code).stdout)
    assert (len(told["articles"]), told["annotations"]) == (case.articles, case.passages)
    assert len(told["rejected"]) == case.rejected
    stored = marks_of(sqlite_url)
    assert sum(stored.values()) == told["annotations"]
    out = tmp_path / "out"
    desk("export", "--project", tool, "--format", case.leaves_as, "--output", str(out))
    assert marks_in(out.read_bytes(), case.leaves_as) == stored
