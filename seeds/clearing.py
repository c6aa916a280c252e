"""Which sentences the demo's people cleared, and when: as they come past them while they tag."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from seeds.source import SeedReading

# A sentence as [start, end) in code points.
Bounds = tuple[int, int]


def cleared_by(
    reading: SeedReading, sentences: Sequence[Bounds]
) -> Iterator[tuple[datetime, list[int]]]:
    """Sentences by their numbers, and the moment they are cleared at, in the order it happened.

    With each passage goes what lies before it, with the submission the rest; tagged and skipped
    sentences are left out.
    """
    left = [
        number
        for number, bounds in enumerate(sentences)
        if not _is_tagged(reading, bounds) and not _is_skipped(reading, bounds)
    ]
    for passage in reading.passages:
        past = [number for number in left if sentences[number][1] <= passage.start]
        if past:
            yield passage.at, past
            left = left[len(past) :]
    if reading.submitted_at is not None and left:
        yield reading.submitted_at, left


def _is_tagged(reading: SeedReading, bounds: Bounds) -> bool:
    start, end = bounds
    return any(passage.start < end and passage.end > start for passage in reading.passages)


def _is_skipped(reading: SeedReading, bounds: Bounds) -> bool:
    start, end = bounds
    return any(start <= place < end for place in reading.skipped)
