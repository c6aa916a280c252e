"""Reading a collection out of bytes, for tests."""

from collections.abc import Mapping

from formats.articles.collections.collected import Collected, Refused
from formats.articles.collections.registry import read_collection
from formats.source import MemorySource

BODY = (
    "The harbour board met for four hours on Tuesday and put off its decision on the new quay "
    "until the autumn, as two of its members had asked. The town pays for the study either way."
)


def read(
    data: bytes | str,
    name: str = "file",
    columns: Mapping[str, str] | None = None,
    *,
    encoding: str = "",
    format_name: str = "",
) -> tuple[list[Collected], list[Refused]]:
    """The articles and the refusals of a file."""
    packed = data.encode() if isinstance(data, str) else data
    found = list(
        read_collection(
            MemorySource(name, packed), columns, encoding=encoding, format_name=format_name
        )
    )
    articles = [one for one in found if isinstance(one, Collected)]
    refused = [one for one in found if isinstance(one, Refused)]
    assert all(one.reason.strip() and "\n" not in one.reason for one in refused)
    return articles, refused


def articles(
    data: bytes | str,
    name: str = "file",
    columns: Mapping[str, str] | None = None,
    *,
    encoding: str = "",
    format_name: str = "",
) -> list[Collected]:
    """The articles of a file in which nothing is refused."""
    found, refused = read(data, name, columns, encoding=encoding, format_name=format_name)
    assert refused == []
    return found


def lines(refused: list[Refused]) -> list[int | None]:
    """Where the refusals lie."""
    return [one.line for one in refused]
