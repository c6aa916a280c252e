"""A piece of HTML that is an article already, as a feed or a table has it: its text alone.

A whole page goes through the extraction (`formats.articles.html`), which looks for the article;
here nothing but scripts, frames and pictures is left out.
"""

import re
from typing import Any

from lxml import etree
from lxml import html as lxml_html

from formats.articles.errors import ArticleError
from formats.articles.html_text import body_text

# The names that the text of an extraction is written from.
_BLOCKS = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "head"),
    **dict.fromkeys(("ul", "ol", "dl"), "list"),
    **dict.fromkeys(("li", "dt", "dd"), "item"),
    **dict.fromkeys(("td", "th"), "cell"),
    "blockquote": "quote",
    "tr": "row",
    "table": "table",
    "p": "p",
    "pre": "code",
    "br": "lb",
    "img": "graphic",
    **dict.fromkeys(
        ("div", "section", "article", "main", "figure", "figcaption", "header", "footer", "aside",
         "address", "center", "body", "hr", "details", "summary"),
        "div",
    ),
}  # fmt: skip
_LEFT_OUT = ("script", "style", "iframe", "object", "embed", "noscript", "template", "svg", "math",
             "form", "button", "head", "title", "audio", "video", "select", "textarea")  # fmt: skip
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>|&(?:#\d+|#x[0-9a-fA-F]+|\w+);")


def is_markup(text: str) -> bool:
    """Whether there is any tag or entity in it."""
    return bool(_TAG.search(text))


def markup_text(markup: str) -> str:
    """The text of a piece of HTML: paragraphs parted by a blank line, list items led by '- '.

    Raises ArticleError where it is nested too deeply.
    """
    if not is_markup(markup):
        return markup.strip()
    parser = lxml_html.HTMLParser(
        encoding="utf-8", no_network=True, remove_pis=True, remove_comments=True
    )
    try:
        tree = lxml_html.document_fromstring(
            b"<div>" + markup.replace("\x00", "").encode("utf-8", "replace") + b"</div>",
            parser=parser,
        )
        etree.strip_elements(tree, *_LEFT_OUT, with_tail=False)
        return body_text(_renamed(tree))
    except (etree.LxmlError, ValueError) as error:
        raise ArticleError("no_article") from error
    except RecursionError as error:
        raise ArticleError("too_deep") from error


def line_of(markup: str) -> str:
    """A title or a name on one line, its tags and entities read."""
    return " ".join((markup_text(markup) if is_markup(markup) else markup).split())


def _renamed(tree: Any) -> Any:
    for element in tree.iter():
        if isinstance(element.tag, str):
            element.tag = _BLOCKS.get(element.tag, "hi")
    return tree
