"""Articles that come as documents: which one it is by its bytes, and what is made of it."""

from dataclasses import replace
from types import ModuleType

from formats.articles import docx, eml, html, mhtml, odt, pdf, plain, rtf
from formats.articles.apart import take_apart
from formats.articles.decoding import LIMIT, Decoded, decode
from formats.articles.draft import Extract, ImportedArticle, Source
from formats.articles.errors import ArticleError
from formats.articles.head import Head, read_head
from formats.articles.language import detect_language
from formats.articles.plain import title_of_last_resort
from formats.articles.wrapped import unflow, unwrap

CODECS: tuple[ModuleType, ...] = (docx, odt, rtf, mhtml, eml, pdf)
"""Each has NAME, SUFFIXES, SHOWN, recognises() of bytes, and extract(), which runs apart."""


def document_codec(data: bytes) -> ModuleType | None:
    """The reader for these bytes; None for what is no document."""
    return next((codec for codec in CODECS if codec.recognises(data)), None)


def read_document(
    codec: ModuleType, data: bytes, *, name: str = "", url: str = "", encoding: str = ""
) -> ImportedArticle:
    """The article in a document.

    `encoding` is what a person says a mail is in; other documents know it themselves.
    Raises ArticleError with one sentence where there is none.
    """
    extract = take_apart(codec.__name__.rpartition(".")[2], data)
    if extract.part:
        return _from_part(codec, extract, name, url, encoding)
    text = extract.text.replace("\x00", "").strip("\n")
    if not text.strip("\ufeff \t\r\n"):
        raise ArticleError("empty")
    if len(text) > LIMIT:
        raise ArticleError("unpacks")
    article = _with_details(extract, Source(text, name, extract.url or url))
    return replace(article, encoding=codec.SHOWN, left_out=_counted(extract))


def _with_details(extract: Extract, source: Source) -> ImportedArticle:
    """A title as it stands on the page goes before the properties, and they before guesses.

    Names and days are the other way round: what the text says in its head was meant for its
    readers, and properties tell who typed it when.
    """
    head = read_head(source.text)
    found = dict(extract.found)
    title, found["title"] = _title(extract, head, source)
    byline = head.byline or extract.byline
    published_at = head.published_at or extract.published_at
    found |= {key: value for key, value in head.found.items() if key != "title"}
    language = detect_language(source.text)
    if language:
        found["language"] = "detected"
    if extract.damaged:
        found["text"] = "damaged"
    return ImportedArticle(
        text=source.text,
        title=title,
        outlet=head.outlet,
        byline=byline,
        url=source.url,
        published_at=published_at,
        language=language,
        found=found,
    )


def _title(extract: Extract, head: Head, source: Source) -> tuple[str, str]:
    if extract.heading:
        return extract.heading, "heading"
    if extract.title:
        return extract.title, extract.found.get("title", "properties")
    if head.title:
        return head.title, head.found["title"]
    return title_of_last_resort(source)


def _from_part(
    codec: ModuleType, extract: Extract, name: str, url: str, encoding: str
) -> ImportedArticle:
    """The one part of a mail or archive that is an article, read as a file of its own."""
    is_page = extract.part_type == "text/html"
    charset = extract.part_charset or (html.declared_charset(extract.part) if is_page else "")
    decoded = decode(extract.part, declared=charset, chosen=encoding)
    source = Source(decoded.text, name, extract.url or url, extract.part_type)
    if is_page:
        article = html.read(source)
    else:
        article = plain.read(replace(source, text=_unwrapped(decoded.text, extract)))
    return _with_stated(article, codec, extract, decoded)


def _unwrapped(text: str, extract: Extract) -> str:
    if "flowed" in extract.part_type:
        return unflow(text, drops_space="delsp" in extract.part_type)
    return unwrap(text)


def _with_stated(
    article: ImportedArticle, codec: ModuleType, extract: Extract, decoded: Decoded
) -> ImportedArticle:
    """Subject, sender and date go before what was guessed; of a saved page the page knows best."""
    fields = {field: getattr(extract, field) for field in ("title", "byline", "published_at")}
    if codec is mhtml:
        fields = {field: value for field, value in fields.items() if not getattr(article, field)}
    fields = {field: value for field, value in fields.items() if value}
    found = {**article.found, **{field: extract.found[field] for field in fields}}
    if extract.url and article.url == extract.url:
        found["url"] = extract.found["url"]
    if decoded.damaged:
        found["text"] = "damaged"
    if decoded.guessed:
        found["encoding"] = "detected"
    return replace(
        article, encoding=decoded.encoding, found=found, left_out=_counted(extract), **fields
    )


def _counted(extract: Extract) -> dict[str, int]:
    return {name: n for name, n in extract.left_out.items() if n}
