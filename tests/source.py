"""The repository's own source, parsed once, for the tests of its shape."""

import ast
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatch
from functools import cache, cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
_NOT_OURS = {".git", ".venv", "node_modules", "__pycache__", "data", "test-results"}


@dataclass(frozen=True)
class Module:
    """A Python file of ours: its path below the root and its syntax tree."""

    path: str
    tree: ast.Module
    lines: int

    @property
    def part(self) -> str:
        """The part of the house it belongs to: `models`, `pages`, `app`, ..."""
        return self.path.split("/")[0].removesuffix(".py")

    @property
    def stem(self) -> str:
        """The name under which it is imported."""
        return Path(self.path).stem

    @cached_property
    def nodes(self) -> tuple[ast.AST, ...]:
        """Everything in it: the tests walk through it again and again."""
        return tuple(ast.walk(self.tree))

    def imports(self) -> Iterator[tuple[int, str]]:
        """Line and dotted name of everything it imports; names of `from` imports are joined on."""
        for node in self.nodes:
            if isinstance(node, ast.Import):
                yield from ((node.lineno, alias.name) for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.level:
                yield node.lineno, self.part
            elif isinstance(node, ast.ImportFrom):
                yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)

    def calls(self, name: str) -> Iterator[ast.Call]:
        """Every call of `name` or of something's attribute `name`."""
        for node in self.nodes:
            if isinstance(node, ast.Call) and name == _called(node.func):
                yield node

    def strings(self) -> Iterator[str]:
        """Every string constant in it."""
        for node in self.nodes:
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value


def _called(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


@cache
def files() -> tuple[str, ...]:
    """Every file that is or will be tracked, as a path below the root."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if listed.returncode == 0:
        paths = [ROOT / line for line in listed.stdout.splitlines()]
    else:  # an unpacked archive has no history
        paths = [path for path in ROOT.rglob("*") if not _NOT_OURS & set(path.parts)]
    return tuple(sorted(str(path.relative_to(ROOT)) for path in paths if path.is_file()))


@cache
def modules() -> tuple[Module, ...]:
    """Every Python file of ours."""
    found = []
    for path in files():
        if path.endswith(".py"):
            source = (ROOT / path).read_text("utf-8")
            found.append(Module(path, ast.parse(source, path), source.count("\n")))
    return tuple(found)


def product() -> tuple[Module, ...]:
    """Every Python file of ours but the tests."""
    return tuple(module for module in modules() if module.part != "tests")


def is_generated(path: str) -> bool:
    """Whether .gitattributes marks it as made by a program."""
    for line in (ROOT / ".gitattributes").read_text("utf-8").splitlines():
        pattern, *marks = line.split() or [""]
        if "linguist-generated" in marks and fnmatch(path, pattern):
            return True
    return False
