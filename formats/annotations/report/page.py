"""The HTML page from its head to its last box."""

from collections.abc import Iterator
from html import escape

from formats.annotations.dataset import Dataset, WriteOptions
from formats.annotations.documents import Document, documents
from formats.annotations.report import method, page_parts
from formats.annotations.report.passages import printed
from formats.annotations.report.shown import day, on_one_line
from formats.annotations.report.style import running_head, running_heads, stylesheet
from formats.annotations.report.survey import Survey, survey, title_of
from formats.annotations.report.tag_set import TagSet
from words import LANGUAGE, say

HEADS = 2_000
"""So many articles have a running head of their own; a longer report is no longer leafed through."""

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:"


def page(dataset: Dataset, options: WriteOptions) -> Iterator[str]:
    """The page part by part, one article in memory at a time."""
    found = survey(dataset.project, dataset.codebook(), documents(dataset))
    tags = TagSet(dataset.codebook())
    if found.untagged:
        options.lost["untagged_texts"] += found.untagged
    yield from _head(dataset, tags, found)
    yield '<body><div class="sheet">\n'
    yield _front(dataset.project, tags, found, options)
    if found.several:
        yield from _contents(dataset)
    yield "<main>\n"
    for document in _tagged(dataset):
        article = printed(document, tags.letter)
        if article.undrawn:
            options.lost["overlaps_beyond"] += article.undrawn
        yield from page_parts.article(article, tags)
    yield from _method(dataset.project, tags, found, options)
    yield "</main>\n</div></body></html>\n"


def _tagged(dataset: Dataset) -> Iterator[Document]:
    return (document for document in documents(dataset) if document.annotations)


def _head(dataset: Dataset, tags: TagSet, found: Survey) -> Iterator[str]:
    kind = say("report.kind")
    yield f'<!doctype html>\n<html lang="{LANGUAGE}"><head><meta charset="utf-8">\n'
    yield f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
    yield '<meta name="referrer" content="no-referrer">\n'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    yield f"<title>{escape(on_one_line(dataset.project))}: {escape(kind)}</title>\n<style>"
    yield from stylesheet(tags, found.letters)
    yield running_heads(dataset.project, kind, say("report.page", page="{page}", pages="{pages}"))
    if 1 < found.printed <= HEADS:
        for document in _tagged(dataset):
            yield running_head(page_parts.anchor(document), title_of(document.article))
    yield "</style></head>\n"


def _front(project: str, tags: TagSet, found: Survey, options: WriteOptions) -> str:
    made = say("report.exported", day=day(options.made_at.date().isoformat()))
    scope = found.scope() if found.printed else say("report.nothing")
    shown_tags = (look for look in tags if look.row is not None and not look.row.retired)
    key = "".join(f"<li>{page_parts.tag(look)}</li>" for look in shown_tags)
    return (
        f'<header class="front"><p class="small">{escape(say("report.kind"))}</p>'
        f'<h1 dir="auto">{escape(on_one_line(project))}</h1>'
        f'<p class="small">{escape(scope)} · {escape(made)}</p>'
        f'<ul class="key" aria-label="{escape(say("report.key"))}">{key}</ul></header>\n'
    )


def _contents(dataset: Dataset) -> Iterator[str]:
    heading = escape(say("report.contents"))
    yield f'<nav class="contents" aria-label="{heading}"><h2>{heading}</h2><ol>\n'
    yield from map(_entry, _tagged(dataset))
    yield "</ol></nav>\n"


def _entry(document: Document) -> str:
    article = document.article
    title = f'<bdi dir="auto">{escape(title_of(article))}</bdi>'
    parts = [page_parts.details(document)]
    if article.revision > 1:
        parts.append(escape(say("report.of_revision", n=article.revision)))
    about = f"<small>{' · '.join(filter(None, parts))}</small>"
    name = f'<a href="#{page_parts.anchor(document)}">{title}</a>'
    count = say("report.count_passages", n=len(document.annotations))
    return f'<li><span>{name}{about}</span><span class="n">{escape(count)}</span></li>\n'


def _method(project: str, tags: TagSet, found: Survey, options: WriteOptions) -> Iterator[str]:
    yield f'<section class="method"><h2>{escape(say("report.method"))}</h2><dl>\n'
    yield from map(_fact, method.before_tags(project, found))
    yield f"<dt>{escape(say('report.tags'))}</dt><dd>"
    for look in tags:
        points = "".join(f'<p dir="auto">{escape(one)}</p>' for one in method.definition(look))
        yield f"<div>{page_parts.tag(look)}{points}</div>"
    yield "</dd>\n"
    yield from map(_fact, method.after_tags(tags, found, options.made_at))
    yield "</dl></section>\n"


def _fact(fact: method.Fact) -> str:
    term, paragraphs = fact
    told = "".join(f'<p dir="auto">{escape(one)}</p>' for one in paragraphs)
    return f"<dt>{escape(term)}</dt><dd>{told}</dd>\n"
