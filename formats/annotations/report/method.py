"""The box "How this was made": what a reader must know before they quote the report."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from formats.annotations.report.passages import LANES
from formats.annotations.report.shown import moment, on_one_line, shown
from formats.annotations.report.survey import Survey
from formats.annotations.report.tag_set import Look, TagSet
from formats.annotations.rows import TagRow
from words import say

Fact = tuple[str, Sequence[str]]
"""A term and the paragraphs that say what holds for it."""


def before_tags(project: str, found: Survey) -> Iterator[Fact]:
    """What the report is about."""
    yield say("report.project"), [on_one_line(project)]
    scope = [say("report.scope_text", **found.counts())]
    if found.untagged:
        scope.append(say("report.scope_untagged", n=found.untagged))
    yield say("report.scope"), [" ".join(scope)]


def definition(look: Look) -> list[str]:
    """What the tag set says of the tag, a paragraph a point; retired tags say so."""
    row = look.row
    if row is None:
        return []
    retired = say("report.tag_retired") if row.retired else ""
    first = " ".join(part for part in (shown(row.description), retired) if part)
    return [part for part in (first, *_points(row)) if part]


def after_tags(tags: TagSet, found: Survey, made_at: datetime) -> Iterator[Fact]:
    """How it came about and how it is to be read."""
    yield say("report.guidelines"), [_guidelines(tags, found)]
    counted = [say("report.counted_text")]
    if found.unsubmitted:
        counted.append(say("report.unsubmitted", n=found.unsubmitted))
    counted.append(say("report.undrawn", lanes=LANES))
    yield say("report.counted"), [" ".join(counted)]
    yield (
        say("report.readings"),
        [f"{say('report.readings_text')} {say('report.confidence_text')}"],
    )
    yield say("report.texts"), [say("report.texts_text")]
    yield say("report.made"), [moment(made_at)]


def _points(row: TagRow) -> Iterator[str]:
    if row.boundary:
        yield say("report.tag_boundary", text=shown(row.boundary))
    if row.examples:
        examples = " · ".join(filter(None, map(on_one_line, row.examples.splitlines())))
        yield say("report.tag_examples", text=examples)
    if row.counter_example:
        yield say("report.tag_counter_example", text=shown(row.counter_example))


def _guidelines(tags: TagSet, found: Survey) -> str:
    versions = set(found.guidelines)
    versions.update(look.row.guideline_version or 0 for look in tags if look.row)
    versions.discard(0)
    if not versions:
        return say("report.guidelines_none")
    listed = ", ".join(map(str, sorted(versions)))
    return say("report.guidelines_version", n=len(versions), versions=listed)
