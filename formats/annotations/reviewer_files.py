"""Where a reviewer's work lies in an archive of files, one file an article: who is told by the path.

    reviewers/<handle>/article-1-r1.ann      what one reviewer marked in one article
    untagged/article-2-r1.ann                an article that nobody marked anything in

Where one file holds many articles it is reviewers/<handle>.conll.

INCEpTION's own folders tell as much: annotation/<article>/<handle>.tsv and curation/<article>/.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import accumulate
from pathlib import PurePosixPath
from urllib.parse import quote, unquote

from formats.annotations.documents import Document
from formats.annotations.rows import AnnotationRow

REVIEWERS = "reviewers"
UNTAGGED = "untagged"
INCEPTION = ("annotation", "curation")

_LONGEST = 180
_NOBODY = "%20"
_DEVICES = {
    "con",
    "prn",
    "aux",
    "nul",
    *(f"{name}{n}" for name in ("com", "lpt") for n in range(10)),
}


@dataclass(frozen=True, slots=True)
class Authorship:
    """Who a file's passages are by, as far as its path tells; a blank reviewer is unknown."""

    reviewer: str = ""
    is_gold: bool = False


def work_of_reviewers(document: Document) -> Iterator[tuple[str, Sequence[AnnotationRow]]]:
    """The folder and the rows of each reviewer of the article, or the folder of untagged ones."""
    found: dict[str, list[AnnotationRow]] = {}
    for row in document.annotations:
        found.setdefault(row.reviewer, []).append(row)
    for reviewer, rows in sorted(found.items()):
        yield f"{REVIEWERS}/{folder_name(reviewer)}", rows
    if not found:
        yield UNTAGGED, ()


def folder_name(reviewer: str) -> str:
    """A name for a folder that every system takes, and that tells the reviewer again."""
    name = _quoted(reviewer)
    if len(name) > _LONGEST:
        # Too long for a file system: the digest keeps two such names apart.
        digest = sha256(reviewer.encode("utf-8", "replace")).hexdigest()[:8]
        lengths = accumulate(len(_quoted(one)) for one in reviewer)
        name = f"{_quoted(reviewer[: sum(length <= _LONGEST for length in lengths)])}~{digest}"
    if name.casefold().partition(".")[0] in _DEVICES or name.startswith((".", " ")):
        name = f"%{ord(name[0]):02X}{name[1:]}"
    if name.endswith((".", " ")):
        name = f"{name[:-1]}%{ord(name[-1]):02X}"
    return name or _NOBODY


def _quoted(text: str) -> str:
    return quote(text, safe="@+,= ", errors="replace")


def authorship(path: str) -> Authorship:
    """Whose work the file under this path is."""
    parts = PurePosixPath(path).parts
    if len(parts) >= 3 and parts[-3] == REVIEWERS:
        return Authorship(unquote(parts[-2], errors="replace").strip())
    if len(parts) >= 2 and parts[-2] == REVIEWERS:
        return Authorship(unquote(PurePosixPath(path).stem, errors="replace").strip())
    if len(parts) >= 3 and parts[-3] in INCEPTION:
        is_gold = parts[-3] == "curation"
        reviewer = PurePosixPath(path).stem
        return Authorship("" if is_gold or reviewer == "INITIAL_CAS" else reviewer, is_gold)
    return Authorship()


def title(path: str) -> str:
    """What an article is called that has no other title than its file's name."""
    parts = PurePosixPath(path).parts
    if len(parts) >= 3 and parts[-3] in INCEPTION:
        return parts[-2]
    return PurePosixPath(path).stem
