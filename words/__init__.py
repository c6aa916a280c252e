"""Every word the workbench shows a person, one folder a language, one file an area.

A second language is a second folder beside `en` with the same files and keys.
"""

import tomllib
from functools import cache
from importlib.resources import files

LANGUAGE = "en"

Entry = str | dict[str, str]


@cache
def section(area: str) -> dict[str, Entry]:
    """The sentences of one area (a file), by key; a plural entry is a dict with `one` and `other`."""
    source = files(__package__).joinpath(LANGUAGE, f"{area}.toml").read_text("utf-8")
    return tomllib.loads(source)


def say(key: str, **values: object) -> str:
    """The sentence under `area.key`, filled in; `n` chooses between `one` and `other`.

    Raises KeyError for a key that no file has: a missing word is a defect, not a blank.
    """
    area, name = key.split(".", 1)
    entry = section(area)[name]
    if isinstance(entry, dict):
        entry = entry["one" if values.get("n") == 1 else "other"]
    return entry.format(**values)
