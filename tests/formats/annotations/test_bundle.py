import hashlib
import io
import json
import re
import zipfile
from dataclasses import replace
from typing import Any

import pytest

from formats.annotations import labelled_csv
from formats.annotations.bundle import write
from formats.annotations.datapackage import package_name
from tests.formats.annotations.samples import ARTICLE, OPTIONS, Sample, read_csv

TYPES = {"string", "integer", "boolean", "datetime"}


def opened(sample: Sample) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(b"".join(write(sample, OPTIONS))))


@pytest.fixture(scope="module")
def archive() -> zipfile.ZipFile:
    return opened(Sample())


@pytest.fixture(scope="module")
def package(archive: zipfile.ZipFile) -> dict[str, Any]:
    described: dict[str, Any] = json.loads(archive.read("datapackage.json"))
    return described


def header(archive: zipfile.ZipFile, path: str) -> list[str]:
    return archive.read(path).decode().split("\n", 1)[0].split(",")


def test_every_part_is_there_and_whole(archive: zipfile.ZipFile) -> None:
    assert archive.testzip() is None
    assert set(archive.namelist()) >= {
        "annotations.csv",
        "articles.csv",
        "sentences.csv",
        "evidence.csv",
        "codebook.csv",
        "datapackage.json",
        "README.md",
    }


def test_annotations_are_the_labelled_csv(archive: zipfile.ZipFile) -> None:
    assert archive.read("annotations.csv") == b"".join(labelled_csv.write(Sample(), OPTIONS))


def test_the_description_lists_every_table_with_its_columns(
    archive: zipfile.ZipFile, package: dict[str, Any]
) -> None:
    listed = {table["path"]: table for table in package["resources"]}
    assert set(listed) == {name for name in archive.namelist() if name.endswith(".csv")}
    for path, table in listed.items():
        fields = table["schema"]["fields"]
        assert [field["name"] for field in fields] == header(archive, path)
        assert {field["type"] for field in fields} <= TYPES
        assert all(field["description"] for field in fields)


def test_keys_name_columns_that_exist(package: dict[str, Any]) -> None:
    columns = {
        table["name"]: {field["name"] for field in table["schema"]["fields"]}
        for table in package["resources"]
    }
    for table in package["resources"]:
        schema = table["schema"]
        assert set(schema["primaryKey"]) <= columns[table["name"]]
        for link in schema["foreignKeys"]:
            target = link["reference"]
            assert set(link["fields"]) <= columns[table["name"]]
            assert set(target["fields"]) <= columns[target["resource"]]


def test_sizes_and_hashes_are_those_of_the_files(
    archive: zipfile.ZipFile, package: dict[str, Any]
) -> None:
    for table in package["resources"]:
        data = archive.read(table["path"])
        assert table["bytes"] == len(data)
        assert table["hash"] == f"sha256:{hashlib.sha256(data).hexdigest()}"
        assert table["encoding"] == "utf-8"
        assert table["dialect"]["lineTerminator"] == "\n"


def test_the_readme_says_what_offsets_count(archive: zipfile.ZipFile) -> None:
    readme = archive.read("README.md").decode()
    assert readme.startswith("# Desk")
    assert "Unicode code points" in readme
    assert 'pd.read_csv("annotations.csv", keep_default_na=False' in readme


def test_whole_texts_come_back() -> None:
    text = 'A "quote", a\rlone CR, a 💩\n\n' * 9_000
    archive = opened(Sample(article_rows=[replace(ARTICLE, text=text)]))
    assert read_csv(archive.read("articles.csv"))[0]["text"] == text


def test_one_that_broke_off_does_not_open() -> None:
    data = b"".join(write(Sample(), OPTIONS))
    with pytest.raises(zipfile.BadZipFile):
        zipfile.ZipFile(io.BytesIO(data[: len(data) // 2]))


@pytest.mark.parametrize("project", ["Desk", "Zürich: Frühling 2026", "新聞", "../../etc", " "])
def test_a_package_s_name_is_one_the_standard_allows(project: str) -> None:
    assert re.fullmatch(r"[-a-z0-9._/]+", package_name(project))
    assert "/" not in package_name(project)
