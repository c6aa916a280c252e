"""The formats an article may come in, and the choice among them by what the bytes are."""

from dataclasses import replace
from types import ModuleType

from formats.articles import documents, html, markdown, plain
from formats.articles.decoding import check_size, decode
from formats.articles.draft import ImportedArticle, Source
from formats.articles.errors import ArticleError
from formats.articles.head import shortened
from formats.articles.kinds import foreign_kind

LONGEST_TITLE = 300
"""The most code points a title may have that nobody gave."""

TEXTS: tuple[ModuleType, ...] = (html, markdown, plain)
"""In the order in which they are asked; each has NAME, SUFFIXES, recognises() and read()."""

CODECS: tuple[ModuleType, ...] = (*documents.CODECS, *TEXTS)
"""All of them, those that know their bytes first; each has NAME and SUFFIXES."""


def read_article(
    data: bytes, *, name: str = "", url: str = "", content_type: str = "", encoding: str = ""
) -> ImportedArticle:
    """The article in `data`, whatever its name says it is.

    `name` is the file's, `url` the address it was fetched from, `content_type` what the
    server called it, `encoding` what a person says it is in. Raises ArticleError with one
    sentence for everything that is no article.
    """
    check_size(data)
    document = documents.document_codec(data)
    if document is not None:
        article = documents.read_document(document, data, name=name, url=url, encoding=encoding)
        return _finished(article, name, url)
    kind = foreign_kind(data)
    if kind is not None:
        raise ArticleError(kind)
    content_type, declared = _split_type(content_type)
    decoded = decode(data, declared=declared or html.declared_charset(data), chosen=encoding)
    source = Source(
        decoded.text,
        name,
        url,
        content_type,
        decoded.encoding,
        decoded.damaged,
        decoded.guessed,
    )
    if html.is_other_xml(source.text):
        raise ArticleError("xml")
    codec = next(codec for codec in TEXTS if codec.recognises(source))
    return _with_source(codec.read(source), source)


def _with_source(article: ImportedArticle, source: Source) -> ImportedArticle:
    found = dict(article.found)
    if source.damaged:
        found["text"] = "damaged"
    if source.guessed:
        found["encoding"] = "detected"
    article = replace(article, encoding=source.encoding, found=found)
    return _finished(article, source.name, source.url)


def _finished(article: ImportedArticle, name: str, url: str) -> ImportedArticle:
    found = dict(article.found)
    if url and article.url == url:
        found.setdefault("url", "given")
    title = shortened(article.title, LONGEST_TITLE)
    return replace(article, title=title, source=name or url, found=found)


def _split_type(content_type: str) -> tuple[str, str]:
    """The media type in lower case, and the charset beside it."""
    media, *parameters = content_type.split(";")
    for parameter in parameters:
        key, _, value = parameter.partition("=")
        if key.strip().lower() == "charset":
            return media.strip().lower(), value.strip(" \t\"'")
    return media.strip().lower(), ""
