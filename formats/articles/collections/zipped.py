"""ZIP archives of anything that is read: each file by itself, named by its path inside."""

from dataclasses import replace

from formats.archive import Member, is_archive, open_archive
from formats.articles.collections.collected import Found, Refused, Wanted
from formats.articles.errors import ArticleError
from formats.source import Source

NAME = "zip"
SUFFIXES = (".zip",)


def recognises(source: Source) -> bool:
    """An archive that is no document."""
    return is_archive(source)


def read(source: Source, wanted: Wanted) -> Found:
    """What each file gives; one that gives nothing is refused and keeps no other out."""
    files = 0
    with open_archive(source) as archive:
        for member in archive:
            files += 1
            if not isinstance(member, Member):
                yield Refused(member.reason, member.name)
                continue
            for found in wanted.inside(member, wanted):
                path = f"{member.name}/{found.path}" if found.path else member.name
                yield replace(found, path=path)
            if archive.place.budget.is_spent:
                return  # the last refusal has said so; each one after it would say the same
    if not files:
        raise ArticleError("zip_empty")
