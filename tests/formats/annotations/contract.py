"""What every codec of labelled data is held to: what goes out comes in again, span for span."""

import hashlib
import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from types import ModuleType
from typing import Any
from uuid import UUID

from formats.annotations.dataset import WriteOptions
from formats.annotations.errors import Fault
from formats.annotations.labelled import LabelledArticle, LabelledPassage
from formats.annotations.rows import AnnotationRow, ArticleRow, EvidenceRow, SentenceRow
from formats.source import MemorySource, Source
from tests.formats.annotations.samples import ANNOTATION, ARTICLE, MOMENT, TAG, Sample

Span = tuple[int, int, str, str]
"""Start, end, tag, reviewer."""

TEXTS: dict[str, str] = {
    "plain": "The council met on Monday. It was said to be long.\n\nA second paragraph stands here.",
    "astral": "💩 first, then 👨🏻‍🚒 and 🇩🇪. Caf\u0065\u0301 au lait, twice: 💩💩. End.",
    "right to left": "قال الوزير إن القرار نهائي. שלום עולם, אמר הדובר.\n\nMixed \u200fעברית\u200f and English.",
    "chinese": "部长说，这个决定是最终的。记者没有得到证实。",
    "white space": "Two  blanks,\ta tab,\u00a0and\u2028more.\n\n\nThree line ends before this.",
    "one letter": "x",
}


def sample(
    articles: Iterable[tuple[str, Sequence[Span]]], *, evidence: Sequence[EvidenceRow] = ()
) -> Sample:
    """A dataset of texts with spans, in the order that a dataset has."""
    article_rows: list[ArticleRow] = []
    rows: list[AnnotationRow] = []
    sentence_rows: list[SentenceRow] = []
    for number, (text, spans) in enumerate(articles, start=1):
        sha = hashlib.sha256(text.encode()).hexdigest()
        about: dict[str, Any] = {"article_id": number, "revision": 1, "text_sha256": sha}
        article = replace(
            ARTICLE,
            **about,
            title=f"Article {number}",
            url=f"https://example.org/{number}",
            language="en",
            text=text,
            n_characters=len(text),
        )
        article_rows.append(article)
        for order, (start, end, tag, reviewer) in enumerate(sorted(spans)):
            rows.append(
                replace(
                    ANNOTATION,
                    **about,
                    annotation_id=str(UUID(int=number * 1_000_000 + order)),
                    title=article.title,
                    url=article.url,
                    start=start,
                    end=end,
                    quote=text[start:end],
                    prefix=text[max(0, start - 32) : start],
                    suffix=text[end : end + 32],
                    tag=tag,
                    reviewer=reviewer,
                    evidence_urls="",
                )
            )
        sentence_rows.extend(_sentences(text, number))
    tags = list(dict.fromkeys(row.tag for row in rows))
    return Sample(
        tags=tags,
        annotation_rows=rows,
        article_rows=article_rows,
        sentence_rows=sentence_rows,
        evidence_rows=list(evidence),
        tag_rows=[replace(TAG, tag=tag) for tag in tags],
    )


def _sentences(text: str, number: int) -> Iterator[SentenceRow]:
    at = 0
    for position, part in enumerate(text.split(". ")):
        end = min(len(text), at + len(part) + 1)
        if part.strip():
            yield SentenceRow(number, 1, position, at, end, text[at:end], 1, {}, "")
        at = at + len(part) + 2


def written(codec: ModuleType, dataset: Sample, options: WriteOptions | None = None) -> bytes:
    """All that the codec writes."""
    return b"".join(codec.write(dataset, options or WriteOptions(made_at=MOMENT)))


def sources(codec: ModuleType, data: bytes) -> list[Source]:
    """What was written as files to read: an archive's members, or the one file."""
    if not data.startswith(b"PK\x03\x04"):
        return [MemorySource(f"export{codec.SUFFIX}", data)]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    return [MemorySource(name, held, members) for name, held in members.items()]


def read_back(codec: ModuleType, data: bytes) -> list[LabelledArticle]:
    """What the codec reads of it; a fault fails the test."""
    found: list[LabelledArticle] = []
    for source in sources(codec, data):
        if not codec.recognises(source):
            continue
        for one in codec.read(source):
            assert not isinstance(one, Fault), one
            assert not one.faults, one.faults
            found.append(one)
    return found


def spans(article: LabelledArticle, *, with_reviewers: bool = True) -> list[Span]:
    """The spans of an article, sorted; every quote is checked."""
    return sorted(_span(article, one, with_reviewers) for one in article.passages)


def _span(article: LabelledArticle, passage: LabelledPassage, with_reviewers: bool) -> Span:
    assert passage.start is not None
    assert passage.end is not None
    if article.text is not None and passage.quote is not None:
        assert article.text[passage.start : passage.end] == passage.quote
    return (passage.start, passage.end, passage.tag, passage.reviewer if with_reviewers else "")
