import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
import yaml

from formats.annotations import huggingface, huggingface_folder
from formats.annotations.rows import EvidenceRow
from tests.formats.annotations.contract import TEXTS, sample, written
from tests.formats.annotations.samples import EVIDENCE, MOMENT, TAG, Sample

Load = Callable[[Sample], Any]


def members(dataset: Sample) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(written(huggingface, dataset))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def rows(dataset: Sample) -> list[dict[str, Any]]:
    data = members(dataset)[huggingface_folder.FILE]
    found: list[dict[str, Any]] = pq.read_table(io.BytesIO(data)).to_pylist()
    return found


def card(dataset: Sample) -> tuple[dict[str, Any], str]:
    _, front, body = members(dataset)["README.md"].decode().split("---\n", 2)
    return yaml.safe_load(front), body


def everything() -> Sample:
    articles = [
        (text, [(0, len(text), "filler", "bo"), (0, 1, "sourced", "ines"), (0, 1, "sourced", "bo")])
        for text in TEXTS.values()
    ]
    one = sample([*articles, ("untagged", [])])
    first = next(one.annotations())
    evidence = EvidenceRow(first.annotation_id, 0, "", "A book", "“No”", "contradicts", MOMENT)
    return replace(one, evidence_rows=[evidence])


@pytest.fixture
def load(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Load:
    """The unpacked folder as the `datasets` library reads it."""
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    datasets = pytest.importorskip("datasets", reason="the library `datasets` is not installed")

    def loaded(dataset: Sample) -> Any:
        with zipfile.ZipFile(io.BytesIO(written(huggingface, dataset))) as archive:
            archive.extractall(tmp_path / "folder")
        cache = str(tmp_path / "cache")
        return datasets.load_dataset(str(tmp_path / "folder"), split="train", cache_dir=cache)

    return loaded


def test_a_row_is_an_article_with_all_its_passages() -> None:
    found = rows(everything())
    assert [row["text"] for row in found] == [*TEXTS.values(), "untagged"]
    assert found[-1]["spans"] == []
    for row in found[:-1]:
        assert len(row["spans"]) == 3
        for span in row["spans"]:
            assert row["text"][span["start"] : span["end"]] == span["quote"]
    assert {span["reviewer"] for span in found[0]["spans"]} == {"ines", "bo"}


def test_evidence_stands_with_its_passage() -> None:
    spans = rows(everything())[0]["spans"]
    assert [len(span["evidence"]) for span in spans] == [1, 0, 0]
    assert spans[0]["evidence"][0]["citation"] == "A book"
    assert spans[0]["evidence"][0]["accessed_at"] == MOMENT


def test_the_card_describes_the_rows() -> None:
    front, body = card(everything())
    info = front["dataset_info"]
    assert [one["name"] for one in info["features"]] == list(rows(everything())[0])
    assert info["splits"][0]["num_examples"] == len(TEXTS) + 1
    assert front["configs"][0]["data_files"] == [{"split": "train", "path": "data/train-*"}]
    assert front["language"] == ["en"]
    assert "7 texts with 18 passages" in body
    assert "| sourced | yes | no | Says where from |" in body


def test_names_cannot_break_out_of_the_card() -> None:
    project = 'Desk: "a"\n---\n<script>💩\u2028\x85'
    tag = replace(TAG, tag="a|b\n# c", description="<img src=x>", guidelines="# Ours\n")
    front, body = card(replace(everything(), project=project, tag_rows=[tag]))
    assert front["pretty_name"] == f"{project}: articles with tagged passages"
    assert r"| a\|b \# c |" in body
    assert "<script>" not in body
    assert "<img" not in body
    assert "# Ours" in body


def test_the_library_loads_the_folder_with_the_same_spans(load: Load) -> None:
    loaded = load(everything())
    found = [(row["text"], row["spans"]) for row in loaded]
    expected = [(row["text"], row["spans"]) for row in rows(everything())]
    assert found == expected


def test_what_the_card_promises_is_what_the_library_finds(load: Load) -> None:
    front, _ = card(everything())
    loaded = load(everything())
    assert loaded.num_rows == front["dataset_info"]["splits"][0]["num_examples"]
    assert loaded.features["spans"].feature["start"].dtype == "int64"
    assert loaded.features["spans"].feature["created_at"].dtype == "timestamp[us, tz=UTC]"


def test_a_dataset_without_evidence_still_has_its_columns() -> None:
    (row,) = rows(Sample(evidence_rows=[replace(EVIDENCE, annotation_id="other")]))
    assert row["spans"][0]["evidence"] == []
