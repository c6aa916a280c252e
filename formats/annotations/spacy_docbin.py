"""spaCy: a DocBin (`.spacy`), what `spacy train` and `DocBin().from_disk` read.

Writes only, and without spaCy. Each text is a Doc whose text is the article's exactly.
`doc.spans["sc"]`, the key that spaCy's span categorizer learns from, has every passage that begins
and ends with a token, overlapping ones and several reviewers' equal ones too: its label is the tag,
its id the annotation's, and the group's `attrs` list reviewer and gold in the spans' order.
`doc.ents` has those of them that do not overlap, the earliest and of these the longest first.
`doc.user_data` says which article it is.

Blanks at a passage's ends are left out, as spaCy's trainers want it (`blank_ends`); a passage
with an end inside a token is left out (`sub_token`): tokens that follow the passages would teach a
model where they are.

What was read waits in temporary files, since the format has all tokens before all spans; an empty
chunk comes now and then, so that whoever writes can stop. The strings wait in memory.

Offsets count tokens, and code points beside them.
"""

from collections.abc import Iterator, Sequence
from struct import pack as pack_struct

from formats.annotations.dataset import Dataset, WriteOptions
from formats.annotations.docbin_parts import Parts, docbin, gathering
from formats.annotations.documents import Document, documents
from formats.annotations.losses import BESIDE_PASSAGES, SAID, count_lost
from formats.annotations.rows import AnnotationRow
from formats.annotations.spacy_tokens import Token, tokens

NAME = "spacy"
MEDIA_TYPE = "application/octet-stream"
SUFFIX = ".spacy"
OFFSETS = "tokens"
CARRIES_NOT = (
    "sub_token",
    "blank_ends",
    "notes",
    "confidence",
    "evidence",
    "codebook",
    "times",
    "reading_states",
    *BESIDE_PASSAGES,
    "others_seen",
)

SPANS_KEY = "sc"
OPENED = ("span.label_", "span.text", 'doc.user_data["title"]')
"""By what spaCy gives what `opened` tells."""
_BEGINS, _INSIDE, _OUTSIDE = 3, 1, 2
_STOPS_EVERY = 100

Placed = tuple[int, int, AnnotationRow]
"""First token, the one after the last, and the passage."""


def write(dataset: Dataset, options: WriteOptions) -> Iterator[bytes]:
    """The file, once everything was read."""
    with gathering() as parts:
        for number, document in enumerate(documents(dataset), 1):
            count_lost(document, options.lost, SAID.intersection(CARRIES_NOT))
            _add(parts, document, options)
            if number % _STOPS_EVERY == 0:
                yield b""
        yield from docbin(parts)


def opened(dataset: Dataset) -> Iterator[tuple[str, str, str]]:
    """What spaCy finds in the file: label and text of each span, and the title; of a text without any, its title."""
    for document in documents(dataset):
        title, text = document.article.title, document.article.text
        found = list(tokens(text))
        placed = list(_placed(document, found, WriteOptions()))
        for first, end, row in placed:
            yield row.tag, text[found[first].start : found[end - 1].end], title
        if not placed:
            yield "", "", title


def _add(parts: Parts, document: Document, options: WriteOptions) -> None:
    text = document.article.text
    found = list(tokens(text))
    placed = list(_placed(document, found, options))
    marks = [_OUTSIDE] * len(found)
    labels = [0] * len(found)
    for first, end, row in _entities(placed):
        marks[first:end] = [_BEGINS, *[_INSIDE] * (end - first - 1)]
        labels[first:end] = [parts.strings.number(row.tag)] * (end - first)
    words = [parts.strings.number(text[one.start : one.end]) for one in found]
    parts.add(
        [number for three in zip(words, marks, labels, strict=True) for number in three],
        [one.blank_follows for one in found],
        _groups(parts, placed, found),
        _about(document),
    )


def _placed(document: Document, found: Sequence[Token], options: WriteOptions) -> Iterator[Placed]:
    """The passages that begin and end with a token."""
    text = document.article.text
    first_at = {one.start: index for index, one in enumerate(found)}
    last_at = {one.end: index for index, one in enumerate(found)}
    for row in document.annotations:
        quote = text[row.start : row.end]
        start = row.start + len(quote) - len(quote.lstrip())
        end = start + len(quote.strip())
        first, last = first_at.get(start), last_at.get(end)
        if first is None or last is None or last < first:
            options.lost["sub_token"] += 1
            continue
        if (start, end) != (row.start, row.end):
            options.lost["blank_ends"] += 1
        yield first, last + 1, row


def _entities(placed: Sequence[Placed]) -> Iterator[Placed]:
    """Passages that do not overlap."""
    covered = 0
    for one in sorted(placed, key=lambda one: (one[0], -one[1])):
        if one[0] >= covered:
            covered = one[1]
            yield one


def _groups(
    parts: Parts, placed: Sequence[Placed], found: Sequence[Token]
) -> dict[bytes, list[str]]:
    """The span groups as spaCy keeps them: each packed, with the keys that it stands under."""
    if not placed:
        return {}
    spans = [
        pack_struct(
            ">QQQllll",
            parts.strings.number(row.annotation_id),
            0,
            parts.strings.number(row.tag),
            first,
            end,
            found[first].start,
            found[end - 1].end,
        )
        for first, end, row in placed
    ]
    rows = [row for _, _, row in placed]
    attrs = {
        "reviewers": [row.reviewer for row in rows],
        "is_gold": [row.is_gold for row in rows],
    }
    return {parts.packed_group(SPANS_KEY, attrs, spans): [SPANS_KEY]}


def _about(document: Document) -> dict[str, object]:
    article = document.article
    return {
        "article_id": article.article_id,
        "revision": article.revision,
        "text_sha256": article.text_sha256,
        "outlet": article.outlet,
        "title": article.title,
        "url": article.url,
        "byline": article.byline,
        "published_at": article.published_at,
        "language": article.language,
    }
