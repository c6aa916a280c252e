"""E-mails and web archives are the same kind of file: headers, and parts within parts."""

import re
from collections.abc import Iterator
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message
from email.parser import BytesParser
from email.policy import compat32
from email.utils import parseaddr, parsedate_to_datetime

from formats.articles.dates import iso_moment
from formats.articles.errors import ArticleError

DEPTH = 50
"""So many parts may lie inside each other."""

_FIELD = rb"[\w-]+:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*"
_HEAD = re.compile(rb"\A(?:From [^\r\n]*\r?\n)?((?:" + _FIELD + rb"){1,200})")
_SURE = re.compile(rb"(?im)^(?:mime-version|received|message-id|return-path|delivered-to):")
_NEXT = re.compile(rb"\n\r?\nFrom [^\r\n]{1,200}\d{4}[^\r\n]{0,20}\r?\n[\w-]+:")
_SNIFFED = 65536


def head_of(data: bytes) -> bytes:
    """The headers with which a mail begins; nothing for what is none, or is a box of many."""
    if data.startswith(b"From ") and _NEXT.search(data):
        return b""
    match = _HEAD.match(data[:_SNIFFED].removeprefix(b"\xef\xbb\xbf").lstrip())
    return match[1] if match and _SURE.search(match[1]) else b""


def is_web_archive(head: bytes) -> bool:
    """Whether these are the headers of a saved page rather than a letter."""
    names = {line.split(b":")[0].lower() for line in re.split(rb"\r?\n(?![ \t])", head)}
    if names & {b"received", b"message-id", b"return-path", b"delivered-to", b"to"}:
        return False
    saved = names & {b"snapshot-content-location", b"content-location"}
    return bool(saved) or re.search(rb"(?im)^content-type:\s*multipart/related\b", head) is not None


def parse(data: bytes) -> Message:
    """The message; nothing in it is decoded yet."""
    data = data.removeprefix(b"\xef\xbb\xbf").lstrip()
    return BytesParser(policy=compat32).parsebytes(re.sub(rb"\AFrom [^\r\n]*\r?\n", b"", data))


def parts(message: Message, depth: int = 0) -> Iterator[Message]:
    """Every part that holds no other parts, and whole messages that were forwarded along."""
    if depth > DEPTH:
        raise ArticleError("too_deep")
    inside = message.get_payload()
    if message.is_multipart() and message.get_content_maintype() == "multipart":
        for part in inside if isinstance(inside, list) else []:
            if isinstance(part, Message):
                yield from parts(part, depth + 1)
    else:
        yield message


def body_of(part: Message) -> bytes:
    """A part's bytes, out of whatever coding they were sent in."""
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def charset_of(part: Message) -> str:
    """The charset that a part names for itself; blank where it names none."""
    try:
        return str(part.get_content_charset() or "")
    except (LookupError, ValueError, UnicodeError):
        return ""


def words_of(message: Message, name: str) -> str:
    """A header as a person reads it, on one line; blank where there is none."""
    raw = message.get(name)
    if raw is None:
        return ""
    try:
        text = str(make_header(decode_header(raw)))
    except (HeaderParseError, LookupError, ValueError, UnicodeError):
        text = str(raw)
    line = " ".join(text.encode("utf-8", "replace").decode().replace("\x00", "").split())
    return line[:1000]


def sender_of(message: Message) -> str:
    """The sender's name, else the address."""
    name, address = parseaddr(words_of(message, "from"))
    return " ".join(name.split()) or address


def moment_of(message: Message) -> str:
    """When it was sent, as `published_at` has it."""
    value = words_of(message, "date")
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        return iso_moment(value)
    return iso_moment(moment.isoformat())
