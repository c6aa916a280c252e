"""The lanes of a text as the frame that their chart draws, and as a table."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from models.queries.article_lanes import Lane, Piece
from models.tag import Tag
from pages.strip import counts_in_words
from pages.to_the_letter import plain
from words import say

GOLD = "gold"
COLUMNS = [
    *("lane", "name", "said", "brief", "state", "tag", "letter", "colour", "start", "end"),
    *("first", "last", "whose", "words"),
]

Row = dict[str, Any]


def lanes_frame(
    lanes: Sequence[Lane], gold: Sequence[Piece] | None, tags: Sequence[Tag], sentences: int
) -> pd.DataFrame:
    """What `charts.article_lanes` draws; `gold` is None where nothing was settled or may be seen."""
    looks = {tag.name: tag for tag in tags}
    rows: list[Row] = []
    if gold is not None:
        count = say("library.passages", n=len(gold))
        head = {"lane": GOLD, "name": say("article.gold"), "brief": count}
        head["said"] = passages_in_words(gold, tags)
        rows += _pieces(head, gold, looks, 0)
    for lane in lanes:
        said = say("dashboard.part_joined").join(lane_in_words(lane, tags, sentences))
        of = say("desk.of", part=looked_at(lane), whole=sentences)
        brief = say("dashboard.part_joined").join([_status(lane), of])
        head = {"lane": str(lane.reviewer_id), "name": lane.name, "said": said, "brief": brief}
        rows += _pieces(head, [*lane.runs, *lane.passages], looks, lane.reviewer_id)
    return pd.DataFrame(rows, columns=COLUMNS)


def lanes_table(
    lanes: Sequence[Lane], gold: Sequence[Piece] | None, tags: Sequence[Tag], sentences: int
) -> pd.DataFrame:
    """A row a lane: how far the reading is, what was looked at, and passages by tag."""
    shown = [tag.name for tag in tags if tag.retired_at is None or _used(tag.name, lanes, gold)]
    heads = [say(f"article.column_{name}") for name in ("lane", "reading", "looked", "unread")]
    rows = []
    if gold is not None:
        rows.append(
            (say("article.gold"), say("article.settled_word"), "", "", *_counts(gold, shown))
        )
    for lane in lanes:
        looked = looked_at(lane)
        rows.append(
            (
                *(plain(lane.name), _status(lane), str(looked), str(sentences - looked)),
                *_counts(lane.passages, shown),
            )
        )
    return pd.DataFrame(rows, columns=[*heads, *map(plain, shown)])


def lane_in_words(lane: Lane, tags: Sequence[Tag], sentences: int) -> Iterator[str]:
    """How far a reading is: its state, what was looked at, its passages."""
    yield _status(lane)
    yield say("article.looked_of", part=looked_at(lane), n=sentences)
    yield passages_in_words(lane.passages, tags)


def passages_in_words(passages: Sequence[Piece], tags: Sequence[Tag]) -> str:
    """'3 sourced, 1 filler', in the tags' order."""
    counts = {tag.name: sum(one.tag == tag.name for one in passages) for tag in tags}
    return counts_in_words(counts) or say("library.no_passages")


def looked_at(lane: Lane) -> int:
    """How many sentences the reviewer tagged in or cleared."""
    return sum(one.last - one.first + 1 for one in lane.runs if one.looked)


def _status(lane: Lane) -> str:
    return say(f"dashboard.status_{lane.status or 'none'}")


def _used(tag: str, lanes: Sequence[Lane], gold: Sequence[Piece] | None) -> bool:
    return any(one.tag == tag for lane in lanes for one in lane.passages) or any(
        one.tag == tag for one in gold or ()
    )


def _counts(passages: Sequence[Piece], tags: Sequence[str]) -> tuple[str, ...]:
    return tuple(str(sum(one.tag == tag for one in passages)) for tag in tags)


def sentences_in_words(first: int, last: int) -> str:
    """A place of a text by its sentences, which people count from 1."""
    return say("dashboard.part_sentences", n=last - first + 1, first=first + 1, last=last + 1)


def _pieces(head: Row, pieces: Sequence[Piece], looks: Mapping[str, Tag], whose: int) -> list[Row]:
    if not pieces:
        return [{**head, "state": "none", "tag": "", "letter": "", "colour": "", "start": 0,
                 "end": 0, "first": 0, "last": 0, "whose": 0, "words": ""}]  # fmt: skip
    return [{**head, **_piece(head["name"], one, looks, whose)} for one in pieces]


def _piece(name: str, piece: Piece, looks: Mapping[str, Tag], whose: int) -> Row:
    tag = looks.get(piece.tag)
    state = "tagged" if tag else "cleared" if piece.looked else "unread"
    what = piece.tag if tag else say(f"article.run_{state}")
    return {
        "state": state,
        "tag": piece.tag,
        "letter": tag.letter if tag else "",
        "colour": tag.colour if tag else "",
        "start": piece.start,
        "end": piece.end,
        "first": piece.first,
        "last": piece.last,
        # A run leads to what everybody made of that place, a passage to its own reviewer's.
        "whose": whose if tag else 0,
        "words": say(
            "article.piece", name=name, what=what, where=sentences_in_words(piece.first, piece.last)
        ),
    }
