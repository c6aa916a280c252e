"""What a codec hands over when it reads: articles with their passages, in the source's own words.

Offsets are Unicode code points, 0-based and half-open, over `text` of the article as it is handed
over: `TextMap` (offsets.py) brings every other basis to it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from formats.annotations.errors import Fault


@dataclass(frozen=True, slots=True)
class LabelledEvidence:
    """What a passage's reading rests on: an http or https address or a citation."""

    url: str = ""
    citation: str = ""
    quote: str = ""
    stance: str = "context"


@dataclass(frozen=True, slots=True)
class LabelledPassage:
    """One span with one label, by one person.

    `start` and `end` are None where the source has a quote alone (`prefix` and `suffix` help to
    find it). `quote` is what the source says stands there, None where it says nothing; whoever
    imports compares it. `tag` and `reviewer` are the source's own names; a blank reviewer is
    unknown. `guidelines` names the project and the version of its guidelines that it was made under,
    where the source knows. `id` is the source's, blank where it has none. `line` counts from 1.
    `settled`: it is what an editor of a workbench made of several readings, and none of them.
    """

    tag: str
    start: int | None = None
    end: int | None = None
    quote: str | None = None
    prefix: str = ""
    suffix: str = ""
    reviewer: str = ""
    note: str = ""
    confidence: str = ""
    evidence: Sequence[LabelledEvidence] = ()
    id: str = ""
    origin: str = ""
    is_gold: bool = False
    settled: bool = False
    guidelines: tuple[str, int] | None = None
    created_at: datetime | None = None
    updated_at: datetime | None = None
    line: int | None = None


@dataclass(frozen=True, slots=True)
class LabelledReading:
    """One person's work on one article; `status` is assigned, in_progress or submitted.

    `cleared` are spans of the text that they read and found nothing to tag in.
    """

    reviewer: str
    status: str = "submitted"
    submitted_at: datetime | None = None
    cleared: Sequence[tuple[int, int]] = ()


@dataclass(frozen=True, slots=True)
class LabelledArticle:
    """One article with what people marked in it.

    `text` is None where the source holds none: then `text_sha256`, `url` or the quotes tell which
    article it is. `faults` are the parts of it that could not be read. `dropped` counts what the
    source has and we have no place for, by a word of `labelled` (`dropped_relations`).
    """

    text: str | None
    passages: Sequence[LabelledPassage] = ()
    readings: Sequence[LabelledReading] = ()
    title: str = ""
    outlet: str = ""
    byline: str = ""
    url: str = ""
    published_at: str = ""
    language: str = ""
    text_sha256: str = ""
    line: int | None = None
    faults: Sequence[Fault] = ()
    dropped: Mapping[str, int] = field(default_factory=dict)
