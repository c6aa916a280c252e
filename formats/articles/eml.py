"""E-mails (EML): the readable part, with subject, sender and date as details.

The plain text is preferred unless it is empty; else the page is read as any page is.
Attachments are counted.
"""

from email.message import Message

from formats.articles.draft import Extract
from formats.articles.errors import ArticleError
from formats.articles.mail import (
    body_of,
    charset_of,
    head_of,
    is_web_archive,
    moment_of,
    parse,
    parts,
    sender_of,
    words_of,
)

NAME = "eml"
SUFFIXES = (".eml",)
SHOWN = "e-mail"

_TEXT, _PAGE = "text/plain", "text/html"


def recognises(data: bytes) -> bool:
    """Headers as only programs that send mail write them."""
    head = head_of(data)
    return bool(head) and not is_web_archive(head)


def extract(data: bytes) -> Extract:
    """Its readable part and details. Raises ArticleError where only attachments are in it."""
    message = parse(data)
    if message.get_content_type() in {"multipart/encrypted", "application/pkcs7-mime"}:
        raise ArticleError("encrypted")
    inside = list(parts(message))
    shown = [part for part in inside if not _is_attached(part)]
    chosen = _first(shown, _TEXT, _PAGE)
    attached = sum(_is_attached(part) for part in inside)
    if chosen is None:
        raise ArticleError("attached", n=attached) if attached else ArticleError("empty")
    pictures = sum(part.get_content_maintype() == "image" for part in shown)
    stated = {
        "title": (words_of(message, "subject"), "subject"),
        "byline": (sender_of(message), "sender"),
        "published_at": (moment_of(message), "sent"),
    }
    return Extract(
        part=body_of(chosen),
        part_type=_type(chosen),
        part_charset=charset_of(chosen),
        found={name: origin for name, (value, origin) in stated.items() if value},
        left_out={"attachments": attached, "pictures": pictures},
        title=stated["title"][0],
        byline=stated["byline"][0],
        published_at=stated["published_at"][0],
    )


def _first(shown: list[Message], *kinds: str) -> Message | None:
    """The first part with words in it, of the first kind that has one."""
    of_kinds = [part for kind in kinds for part in shown if part.get_content_type() == kind]
    return next((part for part in of_kinds if body_of(part).strip()), None)


def _is_attached(part: Message) -> bool:
    if part.get_content_disposition() == "attachment":
        return True
    kind = part.get_content_type()
    if kind in {_TEXT, _PAGE}:
        return bool(part.get_filename())
    return part.get_content_maintype() not in {"image", "multipart"} or bool(
        part.get_filename()
        and part.get_content_disposition() != "inline"
        and not part["content-id"]
    )


def _type(part: Message) -> str:
    """`text/html` or `text/plain`, with what is to be known about its line ends."""
    kind = part.get_content_type()
    if kind == _TEXT and str(part.get_param("format", "")).lower() == "flowed":
        drops = str(part.get_param("delsp", "")).lower() == "yes"
        return f"{kind}; flowed{' delsp' if drops else ''}"
    return kind
