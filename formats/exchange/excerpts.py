"""An article made of nothing but quotes, where the text that they come from cannot be had."""

from dataclasses import replace

from formats.annotations.labelled import LabelledArticle, LabelledPassage
from words import say


def article_of_excerpts(record: LabelledArticle) -> LabelledArticle | None:
    """Each quoted passage with its context as a paragraph; None where nothing is quoted.

    The title says what it is. Passages of one and the same excerpt share its paragraph.
    """
    starts: dict[tuple[str, str, str], int] = {}
    paragraphs: list[str] = []
    passages: list[LabelledPassage] = []
    length = 0
    for passage in record.passages:
        quote = _plain(passage.quote or "")
        if not quote.strip():
            continue
        excerpt = (_plain(passage.prefix).lstrip(), quote, _plain(passage.suffix).rstrip())
        if excerpt not in starts:
            starts[excerpt] = length
            paragraphs.append("".join(excerpt))
            length += len(paragraphs[-1]) + 2
        start = starts[excerpt] + len(excerpt[0])
        end = start + len(quote)
        passages.append(replace(passage, start=start, end=end, quote=quote, prefix="", suffix=""))
    if not passages:
        return None
    title = say("importing.excerpts_title", title=record.title or record.url or "–")
    text = "\n\n".join(paragraphs)
    return replace(record, text=text, title=title, passages=passages, text_sha256="")


def _plain(text: str) -> str:
    return text.replace("\ufeff", "").replace("\r\n", "\n").replace("\r", "\n")
