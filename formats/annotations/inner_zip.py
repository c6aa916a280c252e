"""A file that lies in a zip of its own, as INCEpTION packs a CAS with its type system."""

import zlib
from io import BytesIO
from pathlib import PurePosixPath
from zipfile import BadZipFile, ZipFile

from formats.annotations import utf8
from formats.annotations.errors import FormatError
from formats.source import MemorySource, Source

_MOST_MEMBERS = 20
_LARGEST = utf8.LIMIT_MB * utf8.MEGABYTE


def opened(source: Source, endings: tuple[str, ...]) -> Source:
    """The one member with one of the endings, what else there is beside it, nothing unpacked.

    Raises FormatError for a damaged or encrypted archive, and for one that expands too far.
    """
    try:
        with ZipFile(BytesIO(utf8.whole(source))) as archive:
            members = _members(archive)
    except FormatError:
        raise
    except (BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, ValueError):
        raise FormatError("inner_zip") from None
    name = next((name for name in members if name.lower().endswith(endings)), None)
    if name is None:
        raise FormatError("no_format")
    folder = source.name.rpartition("/")[0]
    beside = {f"{folder}/{other}": data for other, data in members.items()}
    # It keeps the archive's name, which says whose work it is.
    path = PurePosixPath(source.name).with_suffix(PurePosixPath(name).suffix)
    return MemorySource(str(path), members[name], beside)


def _members(archive: ZipFile) -> dict[str, bytes]:
    files = [info for info in archive.infolist() if not info.is_dir()]
    if len(files) > _MOST_MEMBERS or sum(info.file_size for info in files) > _LARGEST:
        raise FormatError("too_large", limit=utf8.LIMIT_MB)
    members: dict[str, bytes] = {}
    for info in files:
        with archive.open(info) as file:
            # What the directory says of a size may be wrong.
            data = file.read(_LARGEST + 1)
        if len(data) > _LARGEST:
            raise FormatError("too_large", limit=utf8.LIMIT_MB)
        members[PurePosixPath(info.filename).name] = data
    return members
