"""The tag set and the guidelines that a new project starts with."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from models.tag import Prompt, TagDraft


@cache
def default_tags() -> tuple[TagDraft, ...]:
    """Sourced, promotional, filler and disputed, in the order of their keys."""
    source = files("seeds").joinpath("default_tag_set.toml").read_text("utf-8")
    return tuple(_draft(entry) for entry in tomllib.loads(source)["tag"])


@cache
def default_guidelines() -> str:
    """How to read, in Markdown; the definitions of the tags are kept with the tags."""
    return files("seeds").joinpath("default_guidelines.md").read_text("utf-8")


def _draft(entry: dict[str, Any]) -> TagDraft:
    return TagDraft(
        name=entry["name"],
        key=entry["key"],
        letter=entry["letter"],
        colour=entry["colour"],
        pattern=entry["pattern"],
        description=entry["description"],
        examples=tuple(entry["examples"]),
        counter_example=f"{entry['counter_example']} {entry['counter_example_why']}",
        boundary=entry["boundary"],
        asks_evidence=entry["asks_evidence"],
        prompts=tuple(Prompt(**prompt) for prompt in entry.get("prompts", ())),
    )
