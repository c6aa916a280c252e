"""What a document states about itself, where that is about the article and not its software."""

import re
from typing import Any

from formats.articles.dates import iso_moment

_NO_TITLE = re.compile(
    r"(?i)\A(?:microsoft (?:word|powerpoint)\b.*|untitled.*|unbenannt.*|sans titre.*|titre|title|"
    r"titel|document ?\d*|dokument ?\d*|documento ?\d*|print(?:out)?|word document|"
    r".*\.(?:docx?|odt|rtf|pdf|txt|tex|dvi|indd|qxd|pages|html?|fm|ps|cwk|wpd|md|pub)|https?://.*|"
    r"(?:file|about):.*|[\w-]{0,3}\d[\d_.-]*)\Z"
)
_NO_AUTHOR = re.compile(
    r"(?i)\A(?:.*\b(?:user|admin|administrator|python-docx|unknown|author|owner|default|office|"
    r"microsoft|apple|adobe|anonymous|root|test|pc|laptop|desktop|reportlab)\b.*|.*@.*|.*[\d\\/].*|"
    r"\W*|.)\Z",
    re.DOTALL,
)
_PROGRAM_MADE = "python-docx"  # its template bears a date of its own


def stated(*, title: str = "", byline: str = "", published_at: str = "") -> dict[str, Any]:
    """The fields of an Extract that these properties fill sensibly, and `found` for each."""
    fields: dict[str, Any] = {
        "title": _line(title) if not _NO_TITLE.match(_line(title)) else "",
        "byline": _line(byline) if not _NO_AUTHOR.match(_line(byline)) else "",
        "published_at": "" if _line(byline) == _PROGRAM_MADE else iso_moment(published_at),
    }
    found = {name: "properties" for name, value in fields.items() if value}
    return {**fields, "found": found}


def _line(value: str) -> str:
    line = " ".join(value.replace("\x00", "").split())[:300]
    try:
        return line.encode("latin-1").decode("utf-8")  # some programs take UTF-8 for Latin-1
    except UnicodeError:
        return line.encode("utf-8", "replace").decode()
