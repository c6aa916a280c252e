"""An article out of what a table or a feed has of it, with what can be told from its text alone."""

from collections.abc import Mapping

from formats.articles.draft import ImportedArticle
from formats.articles.head import first_words, read_head, shortened
from formats.articles.language import detect_language

LONGEST_TITLE = 300
_SAMPLE = 400
_DETAILS = ("title", "outlet", "byline", "url", "published_at", "language")


def completed(
    text: str,
    details: Mapping[str, str],
    origin: str,
    *,
    whole: bool = True,
    source: str,
    encoding: str = "",
    guessed: bool = False,
) -> ImportedArticle:
    """The article with a title and a language where its text shows them.

    `origin` is the key of where the details came from, `whole` whether the text is more than a
    summary, `guessed` whether only the look of the file told its encoding.
    """
    values = {field: details.get(field, "") for field in _DETAILS}
    found = {field: origin for field, value in values.items() if value}
    if not values["title"]:
        head = read_head(text)
        title, origin = (
            (head.title, "first_line") if head.title else (first_words(text), "first_words")
        )
        values["title"], found["title"] = shortened(title, LONGEST_TITLE), origin
    if not values["language"] and (language := detect_language(text[:_SAMPLE])):
        values["language"], found["language"] = language, "detected"
    if not whole:
        found["text"] = "summary"
    if "\ufffd" in text:
        found["text"] = "damaged"
    if guessed:
        found["encoding"] = "detected"
    return ImportedArticle(
        text=text,
        title=values["title"],
        outlet=values["outlet"],
        byline=values["byline"],
        url=values["url"],
        published_at=values["published_at"],
        language=values["language"],
        encoding=encoding,
        source=source,
        found=found,
    )


def one_line(value: str) -> str:
    """A detail with its runs of white space made single blanks."""
    return " ".join(value.split())
