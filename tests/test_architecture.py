"""The house keeps its shape: who may import whom, how long a file may be, what words exist."""

import ast
import keyword
import os
import re
import string
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.source import ROOT, Module, files, is_generated, modules, product

LEAVES = {"settings", "agreement", "rates", "charts", "words", "looks"}
BELOW_PAGES = LEAVES | {"models", "formats", "api", "seeds", "cli", "highlighter"}
MAY_IMPORT = {  # `words` and `looks` may be imported by everyone, and a part by itself
    "words": set[str](),
    "looks": set[str](),
    "settings": set[str](),
    "agreement": set[str](),
    "charts": set[str](),
    "rates": set[str](),
    "models": set[str](),
    "formats": set[str](),
    "api": {"models", "formats", "settings", "agreement"},
    "seeds": {"models", "formats", "settings", "agreement"},
    "cli": {"models", "formats", "settings", "agreement", "seeds"},
    "highlighter": {"settings"},
    "pages": BELOW_PAGES,
    "app": BELOW_PAGES | {"pages"},
    "tests": BELOW_PAGES | {"pages", "app"},
}
SEE_MODELS = "formats/exchange/"
ONLY_IN = {
    "streamlit": {"app", "pages", "highlighter", "tests"},
    "altair": {"charts", "tests"},
}
EMPTY_NAMES = {
    "util", "utils", "helper", "helpers", "manager", "managers", "service", "services", "common",
}  # fmt: skip
# The areas that the reader is given as a whole.
READER_AREAS = {"reader", "adjudicate"}
SOURCE_SUFFIXES = {".py", ".ts", ".mjs", ".css"}
ERRORS = ("WorkbenchError", "BadInput", "NotFound", "NotAllowed", "SchemaError")
LONGEST_FILE, LONGEST_PAGE, LONGEST_FUNCTION = 400, 150, 50

REGISTRIES = re.compile(
    r"pythonhosted\.\w+|pypi\.org/simple|registry\.(npmjs|yarnpkg)\.\w+|artifactory"
    r"|index-url[ =]+\S*://|find-links[ =]+\S*://|\"resolved\":",
    re.IGNORECASE,
)
REGISTRY_SETTINGS = ("PIP_INDEX_URL", "PIP_EXTRA_INDEX_URL", "UV_INDEX_URL", "UV_DEFAULT_INDEX",
                     "UV_EXTRA_INDEX_URL", "NPM_CONFIG_REGISTRY", "npm_config_registry")  # fmt: skip
PUBLIC_HOSTS = {"localhost", "127.0.0.1", "github.com", "pypi.org"}


def assert_none(complaints: list[str]) -> None:
    if complaints:
        pytest.fail("\n".join(complaints), pytrace=False)


def test_each_part_imports_only_what_lies_below_it() -> None:
    assert_none(
        [
            f"{module.path}:{line} imports {imported}; {module.part} may import "
            f"{', '.join(sorted(allowed)) or 'nothing of ours'}"
            for module in modules()
            for allowed in [_allowed(module)]
            for line, imported in _imports_of_ours(module)
            if imported not in allowed
        ]
    )


def test_every_part_of_the_house_has_its_place() -> None:
    parts = {module.part for module in modules() if "highlighter/frontend" not in module.path}
    assert_none(
        [
            f"{part} is not in design and test: say whom it may import"
            for part in parts - set(MAY_IMPORT)
        ]
    )


@pytest.mark.parametrize("library", ONLY_IN)
def test_a_library_stays_in_its_part(library: str) -> None:
    assert_none(
        [
            f"{module.path}:{line} imports {library}, which belongs to {sorted(ONLY_IN[library])}"
            for module in modules()
            for line, imported in module.imports()
            if imported.split(".")[0] == library and module.part not in ONLY_IN[library]
        ]
    )


def test_only_models_select() -> None:
    assert_none(
        [
            f"{module.path}:{call.lineno} calls select(); move the query to models/queries/"
            for module in product()
            if module.part != "models"
            for call in module.calls("select")
        ]
    )


def test_no_page_hides_a_module_that_it_may_need() -> None:
    """`pages/` is first on sys.path: there `import agreement` would find pages/agreement.py."""
    taken = (
        {module.part for module in modules()}
        | sys.stdlib_module_names
        | set(packages_distributions())
        | set(keyword.kwlist)
        | set(keyword.softkwlist)
    )
    names = {
        Path(path).parts[1].removesuffix(".py") for path in files() if path.startswith("pages/")
    }
    assert_none([f"pages/{name} hides a module of that name: rename it" for name in names & taken])


def test_files_stay_short() -> None:
    assert_none(
        [
            f"{path} has {length} lines, {longest} at most: it holds more than one concept"
            for path in files()
            if Path(path).suffix in SOURCE_SUFFIXES and not is_generated(path)
            if not path.startswith("models/migrations/versions/")  # never touched again
            for length in [(ROOT / path).read_text("utf-8").count("\n")]
            for longest in [_longest(path)]
            if length > longest
        ]
    )


def test_functions_stay_short() -> None:
    assert_none(
        [
            f"{module.path}:{node.lineno} {node.name} has {length} lines, {LONGEST_FUNCTION} at most"
            for module in product()
            if not module.path.startswith("models/migrations/")
            for node in ast.walk(module.tree)
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
            for length in [(node.end_lineno or node.lineno) - node.lineno + 1]
            if length > LONGEST_FUNCTION
        ]
    )


def test_names_say_what_is_inside() -> None:
    assert_none(
        [
            f"{path}: '{part}' says nothing; name the concept"
            for path in files()
            if Path(path).suffix in SOURCE_SUFFIXES
            for part in re.split(r"[/._-]", path.lower())
            if part in EMPTY_NAMES
        ]
    )


def test_no_file_names_a_registry() -> None:
    settings = (os.environ.get(name, "") for name in REGISTRY_SETTINGS)
    hosts = {urlsplit(url).hostname for setting in settings for url in setting.split()}
    private = {host for host in hosts if host} - PUBLIC_HOSTS
    assert_none(
        [
            f"{path}:{number} names a package registry: {line.strip()[:80]}"
            for path in files()
            if path != "tests/test_architecture.py"
            for number, line in enumerate(_text(path).splitlines(), 1)
            if REGISTRIES.search(line) or any(host in line for host in private)
        ]
    )


def test_every_word_that_is_said_exists() -> None:
    words = _words()
    complaints = []
    for module in modules():
        for call, keys in _sayings(module):
            where = f"{module.path}:{call.lineno}"
            for key, whole in keys:
                known = key in words if whole else any(word.startswith(key) for word in words)
                if not known:
                    complaints.append(f"{where} says {key!r}, which no file in words/ has")
                elif whole and (blanks := _blanks(words[key]) - _given(call)):
                    complaints.append(f"{where} says {key!r} without its {sorted(blanks)}")
    assert_none(complaints)


def test_every_word_is_said() -> None:
    strings = {text for module in product() for text in module.strings()}
    starts = [
        key
        for module in product()
        for _, keys in _sayings(module)
        for key, whole in keys
        if not whole and key != "errors."
    ]
    reader = _reader_source()
    unused = [
        key
        for key in _words()
        if key not in strings
        and not any(key.startswith(start) for start in starts)
        and not _is_used_by_section(key, strings, reader)
    ]
    assert_none([f"Nobody says {key!r}: remove it from words/" for key in sorted(unused)])


def test_plurals_have_both_forms() -> None:
    assert_none(
        [
            f"{key} needs exactly `one` and `other`"
            for key, entry in _words().items()
            if isinstance(entry, dict) and set(entry) != {"one", "other"}
        ]
    )


def _allowed(module: Module) -> set[str]:
    allowed = MAY_IMPORT.get(module.part, set()) | {"words", "looks", module.part}
    return allowed | {"models"} if module.path.startswith(SEE_MODELS) else allowed


@cache
def _pages() -> frozenset[str]:
    return frozenset(module.stem for module in modules() if module.part == "pages")


def _imports_of_ours(module: Module) -> Iterator[tuple[int, str]]:
    beside = _pages()
    for line, name in module.imports():
        top = name.split(".")[0]
        if top in MAY_IMPORT:
            yield line, top
        elif module.part == "pages" and top in beside:
            yield line, "pages"


def _longest(path: str) -> int:
    is_page = path.startswith("pages/") and path.endswith(".py")
    return LONGEST_PAGE if is_page else LONGEST_FILE


def _text(path: str) -> str:
    return (ROOT / path).read_text("utf-8", errors="ignore")


def _words() -> dict[str, str | dict[str, str]]:
    return {
        f"{area.stem}.{key}": entry
        for area in sorted((ROOT / "words" / "en").glob("*.toml"))
        for key, entry in tomllib.loads(area.read_text("utf-8")).items()
    }


def _sayings(module: Module) -> Iterator[tuple[ast.Call, list[tuple[str, bool]]]]:
    """Calls that say something, with their keys; False marks the fixed start of one made later."""
    for call in module.calls("say"):
        yield call, list(_texts(call.args[0])) if call.args else []
    for error in ERRORS:
        for call in module.calls(error):
            keys = _texts(call.args[0]) if call.args else ()
            yield call, [(f"errors.{word}", whole) for word, whole in keys]


def _texts(node: ast.expr) -> Iterator[tuple[str, bool]]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value, True
    elif isinstance(node, ast.IfExp):
        yield from _texts(node.body)
        yield from _texts(node.orelse)
    elif isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
        yield str(node.values[0].value), False


def _blanks(entry: str | dict[str, str]) -> set[str]:
    forms = entry.values() if isinstance(entry, dict) else [entry]
    return {
        re.split(r"[.\[]", name)[0]
        for form in forms
        for _, name, _, _ in string.Formatter().parse(form)
        if name
    }


def _given(call: ast.Call) -> set[str]:
    """The values a call hands over; all conceivable ones where it hands over a dict."""
    names = {given.arg for given in call.keywords}
    if None in names:
        return {name for entry in _words().values() for name in _blanks(entry)}
    return {name for name in names if name}


def _reader_source() -> str:
    folder = ROOT / "highlighter" / "frontend" / "src"
    return "\n".join(path.read_text("utf-8") for path in sorted(folder.rglob("*.ts")))


def _is_used_by_section(key: str, strings: set[str], reader: str) -> bool:
    """Whether an area that is handed over as a whole is asked for this key, or for its start."""
    area, name = key.split(".", 1)
    if area == "errors":
        return name in strings
    if area in READER_AREAS:
        starts = re.findall(r"`(\w+_)\$\{", reader)
        whole = re.search(rf"[\"'`.]{re.escape(name)}\b", reader)
        return whole is not None or name.startswith(tuple(starts))
    starts = [text for text in strings if text.endswith("_") and len(text) > 1]
    return area in strings and (name in strings or name.startswith(tuple(starts)))
