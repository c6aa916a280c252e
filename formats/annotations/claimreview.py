"""schema.org ClaimReview as JSON-LD: a review for each disputed passage that carries evidence.

Writes only. Disputed are passages with the tag named `disputed`; in a tag set without one, those
whose tag asks for evidence. The quote is the claim, the article where it appears. The rating is the
tag's name as `alternateName` and no number: nobody gave one. The project is the author, the
reviewer a contributor, the note the review's text, and each piece of evidence a citation whose
stance (supports, contradicts, context) is its keyword.

A review has no `url`, since it was published nowhere yet: whoever publishes it adds the page's. `<`
and `>` are escaped, so that the text can stand in a page's script element as it is.

There are no offsets: a claim is its words.
"""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from formats.annotations.cells import utc
from formats.annotations.dataset import Dataset, WriteOptions
from formats.annotations.documents import Document, documents
from formats.annotations.losses import BESIDE_PASSAGES
from formats.annotations.rows import AnnotationRow, ArticleRow, EvidenceRow

NAME = "claimreview"
MEDIA_TYPE = "application/ld+json"
SUFFIX = ".jsonld"
OFFSETS = "none"
CARRIES_NOT = (
    "undisputed",
    "without_evidence",
    "exact_passages",
    "texts",
    "untagged_articles",
    "confidence",
    "gold",
    "codebook",
    "evidence_times",
    "reading_states",
    *BESIDE_PASSAGES,
    "others_seen",
)

DISPUTED = "disputed"
_ESCAPES = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def write(dataset: Dataset, options: WriteOptions) -> Iterator[bytes]:
    """One graph of reviews, a review a line."""
    yield b'{"@context": "https://schema.org", "@graph": ['
    before = "\n"
    for review in _reviews(dataset, options):
        text = json.dumps(review, ensure_ascii=False).translate(_ESCAPES)
        yield f"{before}{text}".encode()
        before = ",\n"
    yield b"\n]}\n"


def disputed_tags(dataset: Dataset) -> frozenset[str]:
    """The tags whose passages are claims under dispute."""
    rows = list(dataset.codebook())
    named = frozenset(row.tag for row in rows if row.tag.casefold() == DISPUTED)
    return named or frozenset(row.tag for row in rows if row.asks_evidence)


def _reviews(dataset: Dataset, options: WriteOptions) -> Iterator[dict[str, Any]]:
    tags = disputed_tags(dataset)
    for document in documents(dataset):
        if not document.annotations:
            options.lost["untagged_articles"] += 1
        for row in document.annotations:
            evidence = document.evidence.get(row.annotation_id, [])
            if row.tag not in tags:
                options.lost["undisputed"] += 1
            elif not evidence:
                options.lost["without_evidence"] += 1
            else:
                _count(row, evidence, options)
                yield _review(document, row, evidence)


def _count(row: AnnotationRow, evidence: Sequence[EvidenceRow], options: WriteOptions) -> None:
    lost = {
        "confidence": bool(row.confidence),
        "gold": row.is_gold,
        "evidence_times": sum(item.accessed_at is not None for item in evidence),
    }
    options.lost.update({name: int(n) for name, n in lost.items() if n})


def _review(
    document: Document, row: AnnotationRow, evidence: Sequence[EvidenceRow]
) -> dict[str, Any]:
    return _known(
        {
            "@type": "ClaimReview",
            "@id": f"urn:uuid:{row.annotation_id}",
            "claimReviewed": row.quote,
            "itemReviewed": {
                "@type": "Claim",
                "text": row.quote,
                "appearance": _appearance(document.article),
            },
            "reviewRating": {"@type": "Rating", "alternateName": row.tag},
            "reviewBody": row.note,
            "author": {"@type": "Organization", "name": row.project},
            "contributor": {"@type": "Person", "name": row.reviewer},
            "datePublished": utc(row.created_at),
            "dateModified": utc(row.updated_at),
            "citation": [_citation(item) for item in evidence],
        }
    )


def _appearance(article: ArticleRow) -> dict[str, Any]:
    publisher = {"@type": "Organization", "name": article.outlet} if article.outlet else None
    author = {"@type": "Person", "name": article.byline} if article.byline else None
    return _known(
        {
            "@type": "CreativeWork",
            "url": article.url,
            "headline": article.title,
            "publisher": publisher,
            "author": author,
            "datePublished": article.published_at,
            "inLanguage": article.language,
        }
    )


def _citation(item: EvidenceRow) -> dict[str, Any]:
    return _known(
        {
            "@type": "CreativeWork",
            "url": item.url,
            "name": item.citation,
            "text": item.quote,
            "keywords": item.stance,
        }
    )


def _known(properties: dict[str, Any]) -> dict[str, Any]:
    """What is said; a property without a value would say that there is none."""
    return {name: value for name, value in properties.items() if value not in ("", None)}
