"""Files about other files (README, LICENSE, lists without a suffix): in a folder no articles."""

import re
from collections.abc import Callable, Sequence
from pathlib import PurePosixPath

from formats.articles.documents import document_codec
from formats.articles.html import begins_as_page
from formats.exchange.incoming import Incoming, shown_name

_README = re.compile(r"(?i:readme)(?:[._-].*)?")
# In capitals, as is the custom: “notice.txt” may well be an article.
_CUSTOMARY = re.compile(
    r"(?:LICEN[CS]E|COPYING|COPYRIGHT|NOTICE|AUTHORS|CONTRIBUTORS|CONTRIBUTING|CHANGELOG|CHANGES"
    r"|CITATION|MANIFEST)(?:[._-].*)?"
)


def files_about_others(found: Sequence[Incoming]) -> list[Incoming]:
    """Those that lie in a folder or an archive with what they are about: to be left out.

    A file that a person named was asked for, and so is what lies there alone: in a folder with
    nothing but files without a suffix these are the articles.
    """
    named = _beside_others(found, _is_customary)
    numbers = {one.number for one in named}
    return named + _beside_others([one for one in found if one.number not in numbers], _is_bare)


def _beside_others(
    found: Sequence[Incoming], is_about: Callable[[Incoming], bool]
) -> list[Incoming]:
    about = [one for one in found if _may_be_about(one) and is_about(one)]
    numbers = {one.number for one in about}
    others = {_place(one) for one in found if one.fault is None and one.number not in numbers}
    return [one for one in about if _place(one) in others]


def _place(one: Incoming) -> str:
    return one.found.folder or one.found.path


def _may_be_about(one: Incoming) -> bool:
    return one.kind == "article" and one.fault is None and one.path != _place(one)


def _is_customary(one: Incoming) -> bool:
    name = shown_name(one.path)
    return bool(_README.fullmatch(name) or _CUSTOMARY.fullmatch(name))


def _is_bare(one: Incoming) -> bool:
    """A plain text without a suffix; a page or a document that has none says what it is."""
    if PurePosixPath(shown_name(one.path)).suffix:
        return False
    try:
        head = one.source().head()
    except (OSError, ValueError):
        return False  # reading it says why it cannot be read
    finally:
        one.done()
    is_packed = head.startswith(b"PK")
    return not (is_packed or document_codec(head) or begins_as_page(head.decode("utf-8", "ignore")))
