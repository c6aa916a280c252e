"""One article as HTML: its head, its text with marks and notes, its evidence."""

import re
from collections.abc import Iterator, Sequence
from html import escape

from formats.annotations.documents import Document
from formats.annotations.report import facts, remarks
from formats.annotations.report.passages import Paragraph, Passage, Piece, Printed, Proof
from formats.annotations.report.shown import (
    address,
    language,
    on_one_line,
    runs_right_to_left,
    shown,
    web_address,
)
from formats.annotations.report.survey import title_of
from formats.annotations.report.tag_set import Look, TagSet
from words import say

LANES_THAT_FIT = 3

_BLANKS = re.compile(r"[ \t]{2}|\t|\n |^ ")


def anchor(document: Document) -> str:
    """The article's id in the page."""
    return document.name


def article(printed: Printed, tags: TagSet) -> Iterator[str]:
    """The article, paragraph by paragraph."""
    document = printed.document
    code = language(document.article.language)
    lang = f' lang="{code}"' if code else ""
    yield f'<article id="{anchor(document)}">\n'
    yield _head(document)
    yield f'<div class="text"{lang}>\n'
    for paragraph in printed.paragraphs():
        yield _paragraph(document.article.text, paragraph, tags)
    yield "</div>\n"
    yield from _evidence(printed)
    yield _facts(document)
    yield "</article>\n"


def text(words: str) -> str:
    """Words that somebody wrote, in a line: escaped, and kept from turning what is around them."""
    return f"<bdi>{escape(on_one_line(words))}</bdi>"


def details(document: Document) -> str:
    """Outlet, day, byline."""
    return " · ".join(map(text, facts.details(document.article)))


def link(written: str) -> str:
    """The address as text, and as a link if it is one of the web."""
    web = web_address(written)
    if web is None:
        return text(address(written))
    return f'<a href="{escape(web)}" rel="noreferrer noopener nofollow">{text(web)}</a>'


def line(look_key: str) -> str:
    """A sample of the tag's line."""
    return f'<span class="line {look_key}" aria-hidden="true"></span>'


def tag(look: Look) -> str:
    """A tag as the report names it: its letter, its line, its name."""
    letter = f'<b class="letter">{text(look.letter)}</b> ' if look.letter else ""
    return f'{letter}{line(look.key)}<span class="word {look.key}">{text(look.name)}</span>'


def _head(document: Document) -> str:
    row = document.article
    published = f'<p class="small">{details(document)}</p>' if details(document) else ""
    address = f'<p class="small">{link(row.url)}</p>' if row.url else ""
    title = f'<h2 dir="auto">{escape(title_of(row))}</h2>'
    return f"<header>{published}{title}{address}</header>\n"


def _paragraph(whole: str, paragraph: Paragraph, tags: TagSet) -> str:
    more = max(0, paragraph.lanes - LANES_THAT_FIT)
    style = f' style="--more:{more}"' if more else ""
    words = shown(whole[paragraph.start : paragraph.end])
    plain = "" if _BLANKS.search(words) else ' class="plain"'
    parts = [f'<p dir="auto"{plain}{style}>']
    # Chromium puts notes that begin on one line in the wrong order where it runs to the left.
    at_once = runs_right_to_left(words)
    if at_once:
        parts.append(_notes(paragraph.noted, tags))
    for piece in paragraph.pieces:
        if not at_once:
            parts.append(_notes(piece.noted, tags))
        parts.append(_marked(escape(shown(whole[piece.start : piece.end])), piece.covered, tags))
        parts += _numbers(piece, tags)
    parts.append("</p>\n")
    if paragraph.noted:
        below = "".join(_note(one, tags) for one in paragraph.noted)
        parts.append(f'<div class="below" dir="ltr" hidden>{below}</div>\n')
    return "".join(parts)


def _marked(inner: str, covered: Sequence[Passage], tags: TagSet) -> str:
    if not covered:
        return inner
    top = min(covered, key=lambda one: (one.end - one.start, -one.start))
    lanes = ";".join(f"--l{one.lane}:var(--{tags.of(one.row.tag).key}l)" for one in covered)
    deepest = max(one.lane or 0 for one in covered)
    wash = f"--w:var(--{tags.of(top.row.tag).key}w)"
    return f'<mark style="--n:{deepest};{wash};{lanes}">{inner}</mark>'


def _numbers(piece: Piece, tags: TagSet) -> Iterator[str]:
    """The numbers of what ends here; what goes on is drawn under them too."""
    for one in piece.numbered:
        said = say("report.passage_number", number=one.number, tag=on_one_line(one.row.tag))
        key = tags.of(one.row.tag).key
        number = f'<sup class="number {key}" aria-label="{escape(said)}">{escape(one.sign)}</sup>'
        yield _marked(number, piece.through, tags)


def _notes(passages: Sequence[Passage], tags: TagSet) -> str:
    """The notes of what begins at one place, beside its line."""
    inner = "".join(_note(one, tags) for one in passages)
    return f'<span class="notes" dir="ltr">{inner}</span>' if inner else ""


def _note(one: Passage, tags: TagSet) -> str:
    look = tags.of(one.row.tag)
    head = f"<b>{escape(one.sign)}</b>{line(look.key)}<span class=word>{text(one.row.tag)}</span>"
    said = escape(shown(one.row.note).strip())
    note = f'<span class="said" dir="auto">{said}</span>' if said else ""
    return (
        f'<span class="note {look.key}" dir="ltr" role="note"><span>{head}{_circles(one)}</span>'
        f'<span class="who">{" · ".join(_who(one))}</span>{note}</span>'
    )


def _circles(one: Passage) -> str:
    words = remarks.confidence(one.row)
    if not words:
        return ""
    label = f'role="img" aria-label="{escape(words)}" title="{escape(words)}"'
    return f' <span class="circles" {label}>{remarks.circles(one.row)}</span>'


def _who(one: Passage) -> Iterator[str]:
    yield text(remarks.name_of(one.row.reviewer))
    yield from map(escape, remarks.standing(one.row))
    name = one.row.article_id, one.row.revision
    for number, words in remarks.evidence_numbers(one):
        yield f'<a href="#evidence-{name[0]}-{name[1]}-{number}">{escape(words)}</a>'


def _evidence(printed: Printed) -> Iterator[str]:
    rows = [_proof(printed.document, one, proof) for one, proof in printed.proofs]
    if rows:
        yield f'<section class="evidence"><h3>{escape(say("report.evidence"))}</h3><ol>\n'
        yield from rows
        yield "</ol></section>\n"


def _proof(document: Document, one: Passage, proof: Proof) -> str:
    row = proof.row
    told = facts.proof_facts(one.sign, one.row.tag, row)
    about = " · ".join(text(part) if n else f"<b>{escape(part)}</b>" for n, part in enumerate(told))
    quoted = escape(shown(row.quote).strip())
    quote = f'<blockquote dir="auto">{quoted}</blockquote>' if quoted else ""
    sources = [link(row.url) if row.url else "", text(row.citation) if row.citation else ""]
    source = " · ".join(filter(None, sources))
    name = f"evidence-{document.article.article_id}-{document.article.revision}-{proof.number}"
    return (
        f'<li id="{name}"><b>{proof.number}</b><div><p class="small">'
        f"{about}</p><p>{source}</p>{quote}</div></li>\n"
    )


def _facts(document: Document) -> str:
    told, sha = facts.text_facts(document.article)
    return f'<div class="facts"><p>{escape(told)}</p><p>{escape(sha)}</p></div>\n'
