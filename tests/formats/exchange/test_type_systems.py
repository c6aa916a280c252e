"""A type system lies beside a CAS and is part of it, whatever it is called and wherever it lies."""

from pathlib import Path

import pytest

from formats.exchange.choices import Choices
from formats.exchange.imports import Outcome, run_import
from tests.builders import Desk
from tests.formats.exchange.desk_imports import faults

TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<typeSystemDescription '
    'xmlns="http://uima.apache.org/resourceSpecifier"><types/></typeSystemDescription>'
)
CAS = (
    '<xmi:XMI xmlns:xmi="http://www.omg.org/XMI" xmlns:cas="http:///uima/cas.ecore" '
    'xmlns:custom="http:///custom.ecore" xmi:version="2.0"><cas:NULL xmi:id="0"/>'
    '<custom:Span xmi:id="2" sofa="1" begin="0" end="8" label="PER"/>'
    '<cas:Sofa xmi:id="1" sofaNum="1" sofaID="_InitialView" mimeType="text" '
    'sofaString="The mill closed."/><cas:View sofa="1" members="2"/></xmi:XMI>'
)
JSON = (
    '{"%TYPES": {}, "%FEATURE_STRUCTURES": [{"%ID": 1, "%TYPE": "uima.cas.Sofa", "sofaNum": 1, '
    '"sofaID": "_InitialView", "mimeType": "text", "sofaString": "The mill closed."}], '
    '"%VIEWS": {"_InitialView": {"%SOFA": 1, "%MEMBERS": []}}}'
)
TSV = "#FORMAT=WebAnno TSV 3.3\n\n\n#Text=The mill\n1-1\t0-3\tThe\t\n1-2\t4-8\tmill\t\n"


def bring(desk: Desk, folder: Path, files: dict[str, str], format_name: str = "") -> Outcome:
    folder = folder / "cas"
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content, "utf-8")
    choices = Choices(format_name=format_name or None)
    return run_import(desk.database, None, desk.project_id, [str(folder)], choices, dry_run=True)


@pytest.mark.parametrize(("name", "content"), [("a.xmi", CAS), ("a.json", JSON), ("a.tsv", TSV)])
@pytest.mark.parametrize("types", ["typesystem.xml", "webannoTypes.xml"])
def test_it_is_no_article_that_was_refused(
    sqlite_desk: Desk, tmp_path: Path, name: str, content: str, types: str
) -> None:
    outcome = bring(sqlite_desk, tmp_path, {name: content, types: TYPES})
    assert faults(outcome) == []
    assert len(outcome.articles) == 1


@pytest.mark.parametrize("format_name", ["", "uima-cas"])
def test_it_may_lie_above_the_cas(sqlite_desk: Desk, tmp_path: Path, format_name: str) -> None:
    files = {"curation/a.xmi": CAS, "TypeSystem.xml": TYPES}
    assert faults(bring(sqlite_desk, tmp_path, files, format_name)) == []


def test_alone_it_says_what_is_missing(sqlite_desk: Desk, tmp_path: Path) -> None:
    files = {"typesystem.xml": TYPES, "page.txt": "The mill closed for good, and nobody knew."}
    ((name, line, reason),) = faults(bring(sqlite_desk, tmp_path, files))
    assert (name, line) == ("typesystem.xml", None)
    assert "type system" in reason
    assert "CAS" in reason
