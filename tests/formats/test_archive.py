import gzip
import io
import os
import stat
import struct
import tracemalloc
import zipfile
import zlib
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formats.archive import Member, RefusedMember, gunzipped, is_archive, open_archive
from formats.archive_bounds import ArchiveError, Limits
from formats.archive_names import beside_path, safe_name
from formats.source import FileSource, MemorySource


def packed(
    *members: tuple[str | zipfile.ZipInfo, bytes], method: int = zipfile.ZIP_DEFLATED
) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return file.getvalue()


def members(data: bytes, limits: Limits | None = None) -> dict[str, str | bytes]:
    """Each member's bytes, or the word for why it is refused."""
    found: dict[str, str | bytes] = {}
    with open_archive(MemorySource("a.zip", data), limits or Limits()) as archive:
        for one in archive:
            if isinstance(one, RefusedMember):
                assert one.reason.count(".") >= 1
                found[one.name] = one.code
                continue
            try:
                with one.open() as file:
                    found[one.name] = file.read()
            except ArchiveError as error:
                found[one.name] = error.code
    return found


def refusal(data: bytes, limits: Limits | None = None) -> str:
    with pytest.raises(ArchiveError) as error:
        members(data, limits)
    return error.value.code


def test_members_are_sources_with_what_lies_beside_them() -> None:
    data = packed(("a/one.txt", b"one"), ("a/two.ann", b"two"), ("b/three.txt", b"three"))
    with open_archive(MemorySource("x.zip", data)) as archive:
        one, two, three = archive
        assert isinstance(one, Member)
        assert isinstance(three, Member)
        assert (one.name, one.size, one.head()) == ("a/one.txt", 3, b"one")
        beside = one.beside("two.ann")
        assert beside is not None
        assert beside.head() == b"two"
        assert beside.name == two.name
        up = one.beside("../b/three.txt")
        assert up is not None
        assert up.name == "b/three.txt"
        assert one.beside("missing.txt") is None
        assert one.beside("../../b/three.txt") is None
        assert one.beside("/a/two.ann") is None


@pytest.mark.parametrize(
    "name",
    ["../evil.txt", "a/../../evil.txt", "/etc/evil", "C:\\evil.txt", "c:evil.txt", "..\\evil.txt",
     "\\\\server\\share\\evil.txt", "a/..", "\\evil"],
)  # fmt: skip
def test_a_name_that_leads_out_is_refused_and_the_others_are_read(name: str) -> None:
    assert members(packed((name, b"evil"), ("good.txt", b"good"))) == {
        name: "outside",
        "good.txt": b"good",
    }


def test_names_are_read_in_the_encoding_they_are_in() -> None:
    dos = zipfile.ZipInfo("caf\u00e9.txt")
    data = packed(("größe/日本.txt", b"1"), (dos, b"2"), ("folder\\inside.txt", b"3"))
    found = members(data)
    assert found["größe/日本.txt"] == b"1"
    assert found["folder/inside.txt"] == b"3"
    # The mark of UTF-8 taken away, as old packers leave it out; and a name in the DOS code page.
    unmarked = packed(("né.txt", b"4")).replace("né".encode(), b"n\x82\x00"[:2] + b"_")
    assert "né_.txt" in members(without_utf8_mark(unmarked))
    assert "né.txt" in members(without_utf8_mark(packed(("né.txt", b"5"))))


def without_utf8_mark(data: bytes) -> bytes:
    changed = bytearray(data)
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = changed.find(mark)
        changed[at + place + 1] &= ~0x08
    return bytes(changed)


def test_a_name_with_control_characters_is_shown_without_them() -> None:
    found = members(packed(("a\nb\x1b[31m\u202e.txt", b"text")))
    assert found == {"a\ufffdb\ufffd[31m\ufffd.txt": b"text"}


def test_links_devices_locked_and_second_members_are_refused() -> None:
    link, pipe = zipfile.ZipInfo("link"), zipfile.ZipInfo("pipe")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    pipe.external_attr = (stat.S_IFIFO | 0o644) << 16
    with pytest.warns(UserWarning, match="Duplicate"):
        data = packed((link, b"/etc/passwd"), (pipe, b""), ("a.txt", b"1"), ("a.txt", b"2"))
    found = members(data)
    assert found["link"] == "link"
    assert found["pipe"] == "special"
    with open_archive(MemorySource("x.zip", data)) as archive:
        codes = [one.code for one in archive if isinstance(one, RefusedMember)]
        assert codes == ["link", "special", "twice"]
        only = archive.member("a.txt")
        assert only is not None
        assert only.head() == b"1"
        assert archive.member("link") is None
    locked = bytearray(packed(("a.txt", b"1")))
    locked[locked.find(b"PK\x01\x02") + 8] |= 1
    assert members(bytes(locked)) == {"a.txt": "locked"}
    assert members(packed(("a.txt", b"1" * 99), method=zipfile.ZIP_LZMA)) == {"a.txt": "method"}


def test_what_systems_put_there_for_themselves_is_left_out() -> None:
    data = packed(
        ("__MACOSX/._a.txt", b"x"), (".DS_Store", b"x"), ("a.txt", b"1"), ("folder/", b"")
    )
    assert members(data) == {"a.txt": b"1"}


def test_a_bomb_is_refused_before_anything_of_it_is_unpacked() -> None:
    data = packed(("bomb.txt", b"0" * 30_000_000), ("good.txt", b"good"))
    tracemalloc.start()
    assert members(data) == {"bomb.txt": "ratio", "good.txt": b"good"}
    assert tracemalloc.get_traced_memory()[1] < 2_000_000
    tracemalloc.stop()


def test_a_bomb_that_lies_about_its_size_is_stopped_while_it_unpacks() -> None:
    squeezed = zlib.compress(b"0" * 60_000_000)[2:-4]
    padded = stored_as("bomb.txt", squeezed + os.urandom(400_000), unpacked=60_000_000)
    tracemalloc.start()
    assert members(padded, Limits(total=3_000_000)) == {"bomb.txt": "too_large"}
    assert tracemalloc.get_traced_memory()[1] < 8_000_000
    tracemalloc.stop()
    # More than it says is never unpacked, and what was is not what its checksum says.
    assert members(stored_as("bomb.txt", squeezed, unpacked=1_000)) == {"bomb.txt": "damaged"}


def stored_as(name: str, raw: bytes, *, unpacked: int) -> bytes:
    """An archive of one member whose packed bytes and sizes are as given."""
    shared = struct.pack("<HHHHHLLLHH", 20, 0, 8, 0, 33, 0, len(raw), unpacked, len(name), 0)
    local = b"PK\x03\x04" + shared + name.encode() + raw
    central = b"PK\x01\x02" + struct.pack("<H", 20) + shared + struct.pack("<HHHLL", 0, 0, 0, 0, 0)
    central += name.encode()
    end = struct.pack("<HHHHLLH", 0, 0, 1, 1, len(central), len(local), 0)
    return local + central + b"PK\x05\x06" + end


def test_members_that_share_their_bytes_are_refused_as_a_whole() -> None:
    one = packed(("a.txt", b"text" * 100))
    at = one.find(b"PK\x01\x02")
    entry = one[at : one.find(b"PK\x05\x06")]
    end = struct.pack("<HHHHLLH", 0, 0, 50, 50, len(entry) * 50, at, 0)
    assert refusal(one[:at] + entry * 50 + b"PK\x05\x06" + end) == "overlap"


def test_the_limits_hold_for_all_members_together() -> None:
    data = packed(*((f"{number}.txt", os.urandom(1000)) for number in range(20)))
    assert refusal(data, Limits(members=19)) == "too_many"
    assert list(members(data, Limits(total=5_500)).values()).count("too_large") == 15
    assert set(members(data, Limits(member=999)).values()) == {"member_too_large"}


def test_a_directory_of_very_many_entries_costs_no_memory() -> None:
    entry = b"PK\x01\x02" + struct.pack("<HHHHHHLLLHHHHHLL", *([0] * 16)) + b""
    count = 300_000
    end = struct.pack("<HHHHLLH", 0, 0, 1, 1, len(entry) * count, 0, 0)
    data = entry * count + b"PK\x05\x06" + end
    tracemalloc.start()
    assert refusal(data, Limits(members=1_000)) == "too_many"
    assert tracemalloc.get_traced_memory()[1] < 4 * len(data)
    tracemalloc.stop()


def test_an_archive_inside_an_archive_is_read_and_one_deeper_is_not() -> None:
    deepest = packed(("a.txt", b"deep"))
    middle = packed(("b.txt", b"middle"), ("c.zip", deepest))
    outer = packed(("d.zip", middle))
    with open_archive(MemorySource("x.zip", outer)) as archive:
        (inner,) = archive
        assert isinstance(inner, Member)
        assert is_archive(inner)
        with open_archive(inner) as second:
            text, third = second
            assert isinstance(text, Member)
            assert text.head() == b"middle"
            assert isinstance(third, Member)
            with pytest.raises(ArchiveError) as error, open_archive(third):
                pass
            assert error.value.code == "nested"


def test_an_inner_archive_spends_the_outer_ones_limits() -> None:
    inner = packed(("a.txt", os.urandom(3_000)))
    outer = packed(("1.zip", inner), ("2.zip", inner))
    limits = Limits(total=9_000)
    with open_archive(MemorySource("x.zip", outer), limits) as archive:
        first, second = archive
        assert isinstance(first, Member)
        assert isinstance(second, Member)
        assert inside(first) == 3_000
        with pytest.raises(ArchiveError) as error:
            inside(second)
    assert error.value.code == "too_large"


def inside(source: Member) -> int:
    with open_archive(source) as archive:
        (one,) = archive
        assert isinstance(one, Member)
        with one.open() as file:
            return len(file.read())


@pytest.mark.parametrize("cut", [1, 20, 60, 200])
def test_a_broken_archive_is_refused(cut: int) -> None:
    assert refusal(packed(("a.txt", os.urandom(300)))[:-cut]) == "damaged"


def test_a_changed_byte_is_noticed() -> None:
    data = bytearray(packed(("a.txt", b"text" * 100), method=zipfile.ZIP_STORED))
    data[60] ^= 0xFF
    assert members(bytes(data)) == {"a.txt": "damaged"}


def test_a_document_is_no_archive() -> None:
    assert not is_archive(MemorySource("a.docx", packed(("[Content_Types].xml", b""), ("w", b""))))
    assert not is_archive(
        MemorySource("a.xlsx", packed(("xl/a", b""), ("[Content_Types].xml", b"")))
    )
    assert not is_archive(MemorySource("a.odt", packed(("mimetype", b"application/vnd.oasis"))))
    assert not is_archive(MemorySource("a.txt", b"PK is a mark"))
    assert is_archive(MemorySource("a.bin", packed(("a.txt", b"text"))))
    assert is_archive(MemorySource("empty.zip", packed()))


def test_a_gzipped_file_is_read_as_what_is_in_it() -> None:
    source = gunzipped(MemorySource("a.csv.gz", gzip.compress(b"one") + gzip.compress(b"two")))
    assert (source.name, source.head()) == ("a.csv", b"onetwo")
    plain = MemorySource("a.csv", b"one")
    assert gunzipped(plain) is plain
    with pytest.raises(ArchiveError) as bomb:
        gunzipped(MemorySource("a.gz", gzip.compress(b"0" * 5_000_000))).open().read()
    assert bomb.value.code == "ratio"
    with pytest.raises(ArchiveError) as broken:
        gunzipped(MemorySource("a.gz", gzip.compress(os.urandom(99))[:-20])).open().read()
    assert broken.value.code == "damaged"


def test_the_hostile_archives(corpora: Path, tmp_path: Path) -> None:
    folder = corpora / "4_hostile" / "archives"
    before = set(Path("/tmp").glob("evil*"))
    tracemalloc.start()
    bomb = FileSource(folder, "bomb_100MB_in_100kB.zip")
    with open_archive(bomb) as archive:
        (one,) = archive
        assert isinstance(one, RefusedMember)
        assert one.code == "ratio"
    with open_archive(FileSource(folder, "zip_traversal.zip")) as archive:
        codes = [one.code for one in archive if isinstance(one, RefusedMember)]
        assert codes == ["outside", "outside"]
    assert tracemalloc.get_traced_memory()[1] < 4_000_000
    tracemalloc.stop()
    assert set(Path("/tmp").glob("evil*")) == before


@given(
    st.binary(max_size=400),
    st.lists(st.tuples(st.integers(0, 900), st.integers(0, 255)), max_size=8),
)
def test_no_bytes_raise_anything_but_the_archives_error(
    tail: bytes, changes: list[tuple[int, int]]
) -> None:
    data = bytearray(packed(("a/b.txt", b"text" * 30), ("c.bin", bytes(range(256)))) + tail[:20])
    for place, byte in changes:
        data[place % len(data)] = byte
    for attempt in (bytes(data), b"PK\x03\x04" + tail, tail):
        with suppress(ArchiveError):
            members(attempt)


@given(st.text(alphabet="./\\:aC\n ", max_size=12), st.text(alphabet="./\\:aC", max_size=12))
def test_no_path_leads_out(name: str, relative: str) -> None:
    safe = safe_name(name)
    assert ".." not in safe.split("/")
    assert not safe.startswith("/")
    beside = beside_path(safe, relative)
    assert beside is None or (".." not in beside.split("/") and not beside.startswith("/"))
