"""Web pages: the article alone, with what the page says about itself."""

import re
from dataclasses import replace
from pathlib import PurePath
from typing import Any

from lxml import etree
from lxml import html as lxml_html
from lxml.html.defs import tags

from formats.articles.draft import ImportedArticle, Source
from formats.articles.errors import ArticleError
from formats.articles.html_details import read_details
from formats.articles.html_short import is_list_of_links, short_article
from formats.articles.html_text import body_text
from formats.articles.language import detect_language
from formats.articles.plain import title_of_last_resort

NAME = "html"
SUFFIXES = (".html", ".htm", ".xhtml")

LEAST_LETTERS = 120
"""Where the extraction finds fewer letters than this, the page is looked at once more."""

MARKS = "\ue00d\ue00e"
"""They number repeated paragraphs, in binary, on their way through the extraction; private use."""

_SNIFFED = 100_000
_BEFORE = r"\A[\ufeff\s]*(?:<\?xml[^>]{0,200}\?>\s*|<!--.{0,4000}?-->\s*){0,20}"
_BEGINS = re.compile(rf"(?is){_BEFORE}<(?:!doctype\s+html|html|head|body)\b")
_ANYWHERE = re.compile(r"(?i)<(?:html|head|body|title|article|main|div|p|h1|table|script)\b[^>]*>")
_XML = re.compile(
    rf"(?is)\A[\ufeff\s]*<\?xml\b|{_BEFORE}<(?:!DOCTYPE\s+(?!html\b)|!ENTITY\b|[\w:.-]{{1,60}}\s+xmlns\b)"
)
_ROOT = re.compile(r"\A[\ufeff\s]*<([A-Za-z][\w.:-]{0,60})(?:\s[^<>]*)?>")
_DECLARED = re.compile(
    rb"""(?is)<meta\b[^>]{0,300}?charset\s*=\s*["']?\s*([\w.:-]{2,40})"""
    rb"""|\A\s*<\?xml\b[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{2,40})"""
)


def recognises(source: Source) -> bool:
    """A text that begins as a page does; or tags in one that is called a page."""
    if begins_as_page(source.text):
        return True
    called = PurePath(source.name).suffix.lower() in SUFFIXES or source.content_type.startswith(
        ("text/html", "application/xhtml")
    )
    return called and bool(_ANYWHERE.search(source.text[:_SNIFFED]))


def begins_as_page(text: str) -> bool:
    """Whether a text begins as a web page does, whatever it is called."""
    return bool(_BEGINS.match(text[:_SNIFFED]))


def is_other_xml(text: str) -> bool:
    """Whether `text` is XML of a kind that is no web page."""
    if _BEGINS.match(text[:_SNIFFED]):
        return False
    return bool(_XML.match(text[:_SNIFFED])) or _is_one_element(text)


def _is_one_element(text: str) -> bool:
    """Whether all of it stands in one element that no web page has, as in other tools' settings."""
    root = _ROOT.match(text[:_SNIFFED])
    if root is None or root[1].lower() in tags:
        return False
    return text.rstrip().endswith(f"</{root[1]}>")


def declared_charset(data: bytes) -> str:
    """The charset that a page's own bytes name; blank where they name none."""
    match = _DECLARED.search(data[:_SNIFFED])
    return (match[1] or match[2]).decode("ascii", "replace") if match else ""


def read(source: Source) -> ImportedArticle:
    """The article on the page; headings, list items and tables keep their lines.

    Raises ArticleError where the page holds no article.
    """
    document = _extract(source)
    text = body_text(document.body)
    if not _has_marks(source.text):
        text = text.translate(dict.fromkeys(map(ord, MARKS)))
    tree = _tree(source.text)
    if sum(character.isalpha() for character in text) < LEAST_LETTERS:
        text = short_article(tree)
    if not text or is_list_of_links(text, tree):
        raise ArticleError("no_article")
    details, found = read_details(tree, document, source.url)
    if not details["language"] and (language := detect_language(text)):
        details["language"], found["language"] = language, "detected"
    if not details["title"]:
        details["title"], found["title"] = title_of_last_resort(replace(source, text=text))
    return ImportedArticle(text=text, found=found, left_out={}, **details)


def _extract(source: Source) -> Any:
    """What the page's article is; an empty document where it finds none."""
    import trafilatura  # noqa: PLC0415 (slow to load)
    from trafilatura.settings import Document  # noqa: PLC0415

    tree = _tree(source.text)
    if not _has_marks(source.text):
        _mark_repetitions(tree)
    try:
        document = trafilatura.bare_extraction(
            tree,
            url=source.url or None,
            include_comments=False,
            include_tables=True,
            include_formatting=True,
            with_metadata=True,
            date_extraction_params={"extensive_search": False, "original_date": True},
        )
    except (RecursionError, etree.LxmlError) as error:
        raise ArticleError("too_deep") from error
    return document or Document()


def _mark_repetitions(tree: Any) -> None:
    """Tell a paragraph from the same one before it: extraction would drop it unasked."""
    before, times = "", 0
    for paragraph in tree.iter("p"):
        words = " ".join(paragraph.text_content().split())
        times = times + 1 if words and words == before else 0
        before = words
        if times:
            mark = "".join(MARKS[int(digit)] for digit in f"{times:b}")
            last = paragraph[-1] if len(paragraph) else None
            if last is None:
                paragraph.text = (paragraph.text or "") + mark
            else:
                last.tail = (last.tail or "") + mark


def _has_marks(text: str) -> bool:
    return any(mark in text for mark in MARKS)


def _tree(text: str) -> Any:
    """The page parsed once more each time: extraction takes its tree apart."""
    parser = lxml_html.HTMLParser(encoding="utf-8", no_network=True, remove_pis=True)
    try:
        tree = lxml_html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise ArticleError("no_article") from error
    return tree
