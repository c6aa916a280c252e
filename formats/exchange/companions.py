"""Files that lie beside labelled data and are part of it: no articles, and nothing that was refused."""

from collections.abc import Iterator, Sequence
from fnmatch import fnmatch

from formats.annotations.errors import fault
from formats.annotations.uima_types import is_type_system
from formats.exchange.incoming import Incoming, shown_name


def without_companions(found: Sequence[Incoming]) -> Iterator[Incoming]:
    """All but the files that another one of labelled data reads itself, from beside it.

    A faulty one goes with them: an archive's member that nobody asks for. A type system goes with
    any labelled data that may have one; else it says that it is none.
    """
    patterns: dict[str, set[tuple[str, str]]] = {}
    for one in found:
        if one.reader is not None:
            known = {
                (pattern, one.reader.NAME) for pattern in getattr(one.reader, "COMPANIONS", ())
            }
            patterns.setdefault(one.folder, set()).update(known)
    types = {one.number for one in found if _is_type_system(one)}
    are_wanted = any(
        getattr(one.reader, "HAS_TYPES", False) for one in found if one.number not in types
    )
    for one in found:
        if one.number in types and not are_wanted:
            one.kind, one.fault = "article", fault("type_system")
            yield one
        elif one.number not in types and not _is_companion(one, patterns):
            yield one


def _is_type_system(one: Incoming) -> bool:
    if one.fault is not None or not one.path.lower().endswith(".xml"):
        return False
    try:
        return is_type_system(one.source())
    except (OSError, ValueError):
        return False  # reading it says why it cannot be read
    finally:
        one.done()


def _is_companion(one: Incoming, patterns: dict[str, set[tuple[str, str]]]) -> bool:
    """Patterns are of paths, from the folder of the file that has them; none makes a file its own."""
    own = one.reader.NAME if one.reader is not None else ""
    folder, inside = one.folder, shown_name(one.path)
    while True:
        for pattern, format_name in patterns.get(folder, ()):
            if format_name != own and fnmatch(inside, pattern):
                return True
        above, slash, name = folder.rpartition("/")
        if not slash:
            return False
        folder, inside = above, f"{name}/{inside}"
