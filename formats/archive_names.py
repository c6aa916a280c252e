"""The names of an archive's members: read in their encoding, and never believed as paths."""

import re
import unicodedata
import zipfile

_UTF8_NAME = 0x800
_DRIVE = re.compile(r"[A-Za-z]:")
_TURNING = frozenset(
    "\u2028\u2029\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)


def written_name(info: zipfile.ZipInfo) -> str:
    """The name as text to show: what is no letter to read stands as U+FFFD.

    A name without the mark of UTF-8 is in the old DOS code page by the standard, and in UTF-8
    where somebody's packer left the mark out.
    """
    name = info.orig_filename
    if not info.flag_bits & _UTF8_NAME:
        try:
            name = name.encode("cp437").decode("utf-8")
        except UnicodeError:
            name = info.orig_filename
    return "".join("\ufffd" if _is_unreadable(letter) else letter for letter in name)


def safe_name(name: str) -> str:
    """The name as a path inside the archive, with `/`; blank for one that leads out of it."""
    path = name.replace("\\", "/")
    parts = path.split("/")
    if path.startswith("/") or _DRIVE.match(path) or ".." in parts:
        return ""
    return "/".join(part for part in parts if part not in {"", "."})


def beside_path(name: str, relative: str) -> str | None:
    """The path that `relative` means to the member `name`; None where it leads out."""
    relative = relative.replace("\\", "/")
    if relative.startswith("/") or _DRIVE.match(relative):
        return None
    parts = name.split("/")[:-1]
    for part in relative.split("/"):
        if part == "..":
            if not parts:
                return None
            parts.pop()
        elif part not in {"", "."}:
            parts.append(part)
    return "/".join(parts)


def is_hidden(name: str) -> bool:
    """Whether an operating system put it there for itself."""
    parts = name.replace("\\", "/").split("/")
    return "__MACOSX" in parts or (parts[-1].startswith(".") and parts[-1].strip(".") != "")


def _is_unreadable(letter: str) -> bool:
    return unicodedata.category(letter) in {"Cc", "Cs"} or letter in _TURNING
