"""What a row of a Public Editor table says of a passage, for each of its three tables.

A data hunt has a row a highlight or answer of a contributor; adjudicated tags (and the triage of
the newsfeed, which has the same columns) a row a passage that was settled; `viz_data.csv` a row a
published indicator. Quotes are handed over as they stand, with Python's escapes (`\\u201c`,
`\\xa0`, `\\n`), and positions as the table counts them.
"""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from formats.annotations.errors import Fault, fault
from formats.annotations.labelled import LabelledPassage
from formats.annotations.named_rows import Row

Found = LabelledPassage | Fault | str
"""A passage, why there is none, or the word that counts what the row has instead."""

PLACE = ("article_sha256", "article_filename", "topic_name", "start_pos", "end_pos", "target_text")
HUNT = frozenset({*PLACE, "contributor_uuid", "answer_label", "answer_content"})
TAGS = frozenset({*PLACE, "namespace", "tua_uuid", "extra"})
PUBLISHED = frozenset(
    {
        "Article ID",
        "Credibility Indicator ID",
        "Credibility Indicator Category",
        "Credibility Indicator Name",
        "Start",
        "End",
        "target_text",
    }
)

_BREAK = "//break//"
_NUMBER = re.compile(r"-?[0-9]{1,15}(?:\.0)?", re.ASCII)
_ESCAPE = re.compile(r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([ntr\\'\"]))")
_SIGNS = {"n": "\n", "t": "\t", "r": "\r", "\\": "\\", "'": "'", '"': '"'}
_ADJUDICATOR = re.compile(r"Adjudicator (.{1,80}?) (?:QUIZ|HLTR)\b")


@dataclass(frozen=True, slots=True)
class Table:
    """One of the three: its columns, where it names the article, and what a row of it says."""

    columns: frozenset[str]
    sha256: str
    passage: Callable[[Row, int], Found]


def hunted(row: Row, line: int) -> Found:
    """What one contributor highlighted for one answer; the tag names topic and answer."""
    place = _place(row, line, "start_pos", "end_pos")
    if not isinstance(place, tuple):
        return place
    answer, text = row["answer_content"], row.get("answer_text", "")
    return LabelledPassage(
        tag=_answer_tag(row["topic_name"], row["answer_label"], answer),
        start=place[0],
        end=place[1],
        quote=row["target_text"],
        reviewer=row["contributor_uuid"],
        note="" if text == answer else text,
        # One of several highlights has no identifier of its own.
        id=row.get("submitted_tua_uuid", "") if row.get("highlight_count") == "1" else "",
        created_at=moment(row.get("created", "")),
        updated_at=moment(row.get("finish_time", "")),
        line=line,
    )


def settled(row: Row, line: int) -> Found:
    """A passage of adjudicated tags or of the triage: gold, by the adjudicator where one is named."""
    place = _place(row, line, "start_pos", "end_pos")
    if not isinstance(place, tuple):
        return place
    answer = _answer(row["extra"])
    topic = row["topic_name"]
    named = _ADJUDICATOR.match(row.get("tua_batch_name", ""))
    return LabelledPassage(
        tag=f"{row['namespace']} {topic}: {answer}" if answer else topic,
        start=place[0],
        end=place[1],
        quote=row["target_text"],
        reviewer=named[1] if named else "",
        is_gold=True,
        line=line,
    )


def published(row: Row, line: int) -> Found:
    """An indicator as it was published; `-1` stands for one of the article as a whole."""
    if row["Start"].startswith("-1") and row["End"].startswith("-1"):
        return "dropped_answers"
    place = _place(row, line, "Start", "End")
    if not isinstance(place, tuple):
        return place
    quote = row["target_text"].removesuffix(_BREAK)
    known = quote not in ("", "nan") and _BREAK not in quote
    return LabelledPassage(
        tag=f"{row['Credibility Indicator Category']}: {row['Credibility Indicator Name']}",
        start=place[0],
        end=place[1],
        quote=quote if known else None,
        id=row["Credibility Indicator ID"],
        is_gold=True,
        line=line,
    )


TABLES = (
    Table(HUNT, "article_sha256", hunted),
    Table(TAGS, "article_sha256", settled),
    Table(PUBLISHED, "Article ID", published),
)


def unescaped(quote: str) -> str:
    """The quote without Python's escapes; everything else in it stays as it is."""
    return _ESCAPE.sub(_sign, quote)


def escaped(quote: str) -> str:
    """The quote as this format writes it: ASCII, with Python's escapes."""
    return quote.encode("unicode_escape").decode("ascii")


def moment(stamp: str) -> datetime | None:
    """A time stamp of this format, which is in UTC and does not say so."""
    try:
        found = datetime.fromisoformat(stamp)
        return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None


def _place(row: Row, line: int, first: str, last: str) -> tuple[int, int] | Fault | str:
    numbers = []
    for name in (first, last):
        if not _NUMBER.fullmatch(row[name]):
            return fault("field_type", line, field=name, wanted="a whole number")
        numbers.append(int(row[name].removesuffix(".0")))
    start, end = numbers
    if start == end:
        return "dropped_zero_length" if start else "dropped_answers"
    return start, end


def _answer_tag(topic: str, label: str, answer: str) -> str:
    """A topic that asks nothing, or whose one answer bears its name, is a tag by itself."""
    return topic if answer in ("", topic) else f"{topic} {label}: {answer}"


def _answer(extra: str) -> str:
    try:
        held = json.loads(extra)
    except (ValueError, RecursionError):
        return ""
    if not isinstance(held, dict):
        return ""
    answers = held.get("answer_text_list")
    answer = answers[0] if isinstance(answers, list) and answers else held.get("answer_text")
    return answer.strip() if isinstance(answer, str) else ""


def _sign(found: re.Match[str]) -> str:
    code = found[1] or found[2] or found[3]
    if code is None:
        return _SIGNS[found[4]]
    number = int(code, 16)
    is_character = number < 0x110000 and not 0xD800 <= number < 0xE000
    return chr(number) if is_character else found[0]
