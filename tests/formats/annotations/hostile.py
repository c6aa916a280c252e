"""Every place that a person fills in, filled in to do harm."""

from dataclasses import replace

from formats.annotations.rows import AnnotationRow, ArticleRow
from tests.formats.annotations.contract import sample
from tests.formats.annotations.samples import EVIDENCE, TAG, Sample

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</style><script>alert(1)</script>",
    "</title><svg onload=alert(1)>",
    "javascript:alert(1)",
    "*/}body{background:url(https://evil.example/x)}/*",
    "\\0022;}@import 'https://evil.example/x';",
    "{title} {0} %s ${7*7} {{7*7}}",
    "\u202egnp.exe\u202c\u2066 \x00\x1b[31m\ud800\ufffe",
    "<!-- --!> ]]> &lt; &#x3c;",
)


def hostile(values: list[str]) -> Sample:
    """Every place that a person fills in, filled in with these."""
    texts = [(f"Some words about {value}.", [(0, 4, value, value)]) for value in values]
    dataset = sample((shown_as_stored(text), spans) for text, spans in texts)
    pairs = list(zip(dataset.article_rows, dataset.annotation_rows, values, strict=True))
    dataset.project = values[0]
    dataset.article_rows = [_hostile_article(row, value) for row, _, value in pairs]
    dataset.annotation_rows = [_hostile_passage(row, value) for _, row, value in pairs]
    dataset.evidence_rows = [
        replace(
            EVIDENCE,
            annotation_id=row.annotation_id,
            url=value,
            citation=value,
            quote=value,
            stance=value,
        )
        for _, row, value in pairs
    ]
    dataset.tag_rows = [
        replace(
            TAG,
            tag=value,
            description=value,
            examples=value,
            boundary=value,
            colour=value,
            pattern=value,
        )
        for value in dict.fromkeys(values)
    ]
    return dataset


def shown_as_stored(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")


def _hostile_article(row: ArticleRow, value: str) -> ArticleRow:
    return replace(
        row,
        title=value,
        outlet=value,
        byline=value,
        url=value,
        published_at=value,
        language=value,
        text_sha256=value,
    )


def _hostile_passage(row: AnnotationRow, value: str) -> AnnotationRow:
    return replace(row, note=value, confidence=value, status=value, origin=value)
