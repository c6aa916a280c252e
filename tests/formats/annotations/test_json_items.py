import json
from typing import BinaryIO

import pytest

from formats.annotations.errors import Fault, FormatError
from formats.annotations.json_items import Item, first_items, items
from formats.annotations.json_tape import LIMIT
from formats.source import HEAD, MemorySource


def read(data: str | bytes, *lists: str) -> list[tuple[int, object]]:
    """Every entry with its line: its value, or why it is not read."""
    raw = data.encode() if isinstance(data, str) else data
    return [
        (one.line or 0, one.value if isinstance(one, Item) else one.reason)
        for one in items(MemorySource("a.json", raw), lists)
    ]


@pytest.mark.parametrize(
    "data",
    [
        '{"a":1}\n{"a":2}\n',
        '{"a":1}\r\n\r\n{"a":2}',
        '\ufeff{"a":1}\n{"a":2}',
        '[{"a":1},{"a":2}]',
        '\ufeff\n[\n{"a":\n1},\n\n{"a":2}\n]\n',
        '{"n":2,"rows":[{"a":1},{"a":2}],"more":[]}',
        '{"rows":[{"a":1}]}\n{"rows":[{"a":2}]}',
        '{\n"a":1\n}\n{\n"a":2}',
    ],
)
def test_entries_are_found_however_they_are_laid(data: str) -> None:
    assert [value for _, value in read(data, "rows")] == [{"a": 1}, {"a": 2}]


def test_each_entry_has_the_line_it_begins_on() -> None:
    assert [line for line, _ in read('\n[\n  {"a":\n1},\n\n{"a":2}]')] == [3, 6]
    assert [line for line, _ in read('{"a":1}\n\n{"a":2}')] == [1, 3]


def test_what_stands_before_the_list_is_known_of_its_entries() -> None:
    source = MemorySource("a.json", b'{"n":2,"rows":[{"a":1}]}')
    (item,) = [one for one in items(source, ["rows"]) if isinstance(one, Item)]
    assert item.around == {"n": 2}


def test_a_broken_line_is_told_and_the_others_are_read() -> None:
    assert read('{"a":1}\n{"a":\n[1]\n{"a":1} x\n{"a":2}') == [
        (1, {"a": 1}),
        (2, "It is no valid JSON, since it ends too early: export it again, whole."),
        (3, "An entry of the list is no object."),
        (4, "It is no valid JSON from character 9 of this line on: export it again."),
        (5, {"a": 2}),
    ]


@pytest.mark.parametrize(
    ("data", "line", "says"),
    [
        ('[{"a":1},\n  {"a" 2}]', 2, "from character 8 of this line on"),
        ('[{"a":1},\n{"a":2}}]', 2, "from character 8 of this line on"),
        ('{"rows":[{"a":1},\n\n{"a":1,}]}', 3, "the comma before this line's }"),
        ('[{"a":1},\n{"a":', 2, "it ends too early"),
        ('[{"a":1},\n', 2, "it ends too early"),
    ],
)
def test_it_is_told_in_our_words_where_the_json_breaks(data: str, line: int, says: str) -> None:
    with pytest.raises(FormatError, match=says) as refused:
        read(data, "rows")
    assert refused.value.line == line
    assert "Expecting" not in str(refused.value)


def test_a_broken_first_line_does_not_hide_the_others() -> None:
    assert [line for line, _ in read('{"a":"\n{"a":2}\n{"a":3}')] == [1, 2, 3]
    assert first_items(MemorySource("a", b'{"a":"\n{"a":2}'))[0].value == {"a": 2}


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ('{"a":1,"a":2}', "the name 'a' stands twice in one object"),
        ('{"a":{"b":1,"b":1}}', "the name 'b' stands twice in one object"),
        ('{"a":NaN}', "NaN is no number"),
        ('{"a":-Infinity}', "-Infinity is no number"),
        ('{"a":' + "9" * 5000 + "}", "a number has 5000 digits"),
    ],
)
def test_what_is_ambiguous_is_refused_and_the_next_is_read(value: str, reason: str) -> None:
    said = f"It is no valid JSON ({reason}): export it again."
    assert read(f'[{value},\n{{"b":1}}]') == [(1, said), (2, {"b": 1})]
    assert read(f'{value}\n{{"b":1}}') == [(1, said), (2, {"b": 1})]


@pytest.mark.parametrize(
    ("data", "line"),
    [
        ('[{"a":1},\n{"a":2}', 2),
        ('[{"a":1}\n{"a":2}]', 2),
        ('[{"a":1},\n]', 2),
        ('[{"a":1}]\n\n7', 3),
        ('{"a":\n{"b":1},\n}', 3),
        ('{"rows":[{"a":1}]', 1),
        ('{\n"a" 1}', 2),
        ("{\n1:2}", 2),
        ("text", 1),
        ("", 1),
        ("\ufeff", 1),
    ],
)
def test_an_array_or_object_that_breaks_off_is_refused_by_line(data: str, line: int) -> None:
    with pytest.raises(FormatError, match="no valid JSON") as refused:
        read(data, "rows")
    assert refused.value.line == line


def test_deep_nesting_is_a_sentence() -> None:
    deep = "[" * 100_000
    with pytest.raises(FormatError, match="nested too deeply"):
        read(f'[{{"a":{deep}')
    assert read(f'{{"b":1}}\n{{"a":{deep}{"]" * 100_000}}}')[1] == (
        2,
        "It is nested too deeply to be read.",
    )


def test_what_is_not_utf8_is_refused_by_line() -> None:
    for data in (b'[{"a":1},\n{"a":"\xff"}]', b'{"a":1}\n{"a":"\xff"}'):
        with pytest.raises(FormatError, match="not UTF-8 text from line 2") as refused:
            read(data)
        assert refused.value.line == 2
    with pytest.raises(FormatError):
        read('{"a":1}'.encode("utf-16"))


def test_an_entry_that_is_too_long_is_refused() -> None:
    entry = b'{"a":"' + b"x" * LIMIT + b'"}'
    for data in (b"[" + entry + b"]", entry, b'{\n"b":1,' + entry[1:]):
        with pytest.raises(FormatError, match="larger than 16 MB"):
            read(data)


def test_a_long_entry_arrives_whole() -> None:
    long = {"a": "💩" * 300_000}
    data = json.dumps([long, {"b": 1}], ensure_ascii=False)
    assert [value for _, value in read(data)] == [long, {"b": 1}]


class Endless:
    """A file that never ends, and counts what was asked of it."""

    name = "endless.json"
    size = 1 << 40
    asked = 0

    def open(self) -> BinaryIO:
        return self  # type: ignore[return-value]

    def head(self) -> bytes:
        return b"[" + b'{"a":1},' * (HEAD // 8)

    def beside(self, name: str) -> None:
        return None

    def read(self, size: int) -> bytes:
        begins = b"[" if not self.asked else b""
        self.asked += size
        return begins + b'{"a":1},' * (size // 8)

    def __enter__(self) -> "Endless":
        return self

    def __exit__(self, *_: object) -> None:
        return None


def test_only_what_was_asked_for_is_read() -> None:
    source = Endless()
    entries = items(source)
    for _ in range(20_000):
        assert not isinstance(next(entries), Fault)
    assert source.asked < 20_000 * 8 + 3 * HEAD
    assert len(first_items(Endless())) == 20
