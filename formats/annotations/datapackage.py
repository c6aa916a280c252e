"""The description of a bundle's tables after the Frictionless Data Package standard."""

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from formats.annotations.cells import utc
from words import say

_TYPES = {
    str: "string",
    int: "integer",
    bool: "boolean",
    datetime: "datetime",
    date: "date",
    list: "array",
    dict: "object",
}
_DIALECT = {
    "delimiter": ",",
    "lineTerminator": "\n",
    "quoteChar": '"',
    "doubleQuote": True,
    "skipInitialSpace": False,
    "header": True,
}


@dataclass(slots=True)
class Tally:
    """Counts and hashes the bytes of a table while they pass by."""

    n_bytes: int = 0
    sha256: Any = field(default_factory=hashlib.sha256)

    def over(self, chunks: Iterable[bytes]) -> Iterator[bytes]:
        """The same chunks, tallied."""
        for chunk in chunks:
            self.n_bytes += len(chunk)
            self.sha256.update(chunk)
            yield chunk


def fields_of(kind: type[Any], names: Sequence[str]) -> list[dict[str, str]]:
    """The schema's fields for these columns of a kind of row."""
    hints = get_type_hints(kind)
    return [_field(name, _frictionless_type(hints[name])) for name in names]


def vote_fields(names: Sequence[str]) -> list[dict[str, str]]:
    """The schema's fields for the vote columns."""
    meaning = say("exporting.column_votes")
    return [{"name": name, "type": "integer", "description": meaning} for name in names]


def resource(
    name: str, fields: list[dict[str, str]], key: Sequence[str], links: Sequence[dict[str, Any]]
) -> dict[str, Any]:
    """One table: where it lies, how it is written, what its columns and keys are."""
    return {
        "name": name,
        "path": f"{name}.csv",
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": _DIALECT,
        "schema": {
            "fields": fields,
            "missingValues": [""],
            "primaryKey": list(key),
            "foreignKeys": list(links),
        },
    }


def link(columns: Sequence[str], table: str, target: Sequence[str]) -> dict[str, Any]:
    """A foreign key: these columns name a row of that table."""
    return {
        "fields": list(columns),
        "reference": {"resource": table, "fields": list(target)},
    }


def package(
    project: str,
    made_at: datetime,
    resources: Sequence[dict[str, Any]],
    about: Mapping[str, object] | None = None,
) -> bytes:
    """datapackage.json: the project, when it was made, its tables, and what else is said of it."""
    described = {
        **(about or {}),
        "profile": "tabular-data-package",
        "name": package_name(project),
        "title": project,
        "created": utc(made_at),
        "resources": list(resources),
    }
    return json.dumps(described, ensure_ascii=False, indent=2).encode("utf-8") + b"\n"


def package_name(project: str) -> str:
    """The project's name as the standard wants names: lower case letters, digits, `.`, `_`, `-`."""
    plain = unicodedata.normalize("NFKD", project).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9._]+", "-", plain).strip("-.") or "project"


def _field(name: str, kind: str) -> dict[str, str]:
    return {"name": name, "type": kind, "description": say(f"exporting.column_{name}")}


def _frictionless_type(hint: Any) -> str:
    if isinstance(hint, UnionType):
        hint = next(option for option in get_args(hint) if option is not type(None))
    return _TYPES[get_origin(hint) or hint]
