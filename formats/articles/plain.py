"""Plain text: kept as it is, its details guessed from its first lines."""

from pathlib import PurePath

from formats.articles.draft import ImportedArticle, Source
from formats.articles.head import first_words, read_head
from formats.articles.language import detect_language

NAME = "txt"
SUFFIXES = (".txt", ".text")


def recognises(source: Source) -> bool:
    """Every text is plain text, where no other codec knew better."""
    return True


def read(source: Source) -> ImportedArticle:
    """The text unchanged, with title, byline, outlet and date as its first lines show them."""
    head = read_head(source.text)
    language = detect_language(source.text)
    title, title_from = head.title, head.found.get("title", "")
    if not title:
        title, title_from = title_of_last_resort(source)
    found = {**head.found, "title": title_from}
    if language:
        found["language"] = "detected"
    return ImportedArticle(
        text=source.text,
        title=title,
        outlet=head.outlet,
        byline=head.byline,
        url=source.url,
        published_at=head.published_at,
        language=language,
        found=found,
    )


def title_of_last_resort(source: Source) -> tuple[str, str]:
    """A title for an article that shows none, and where it came from."""
    stem = PurePath(source.name).stem.replace("_", " ").strip()
    return (stem, "file_name") if stem else (first_words(source.text), "first_words")
