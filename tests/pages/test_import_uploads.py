"""Uploaded files keep apart, whatever they are called."""

from pages.import_uploads import apart


def test_files_of_one_name_are_all_kept() -> None:
    files = [("1.json", b"a"), ("1.json", b"b"), ("sub/1.JSON", b"c")]
    assert apart(files) == {"1.json": b"a", "1 (2).json": b"b", "1 (3).JSON": b"c"}


def test_no_name_is_too_long_for_a_disk_or_leads_out_of_the_folder() -> None:
    names = list(
        apart([("報" * 200 + ".jsonl", b""), ("../../etc/passwd", b""), ("..", b""), ("", b"")])
    )
    assert all(len(name.encode()) <= 255 and "/" not in name for name in names)
    assert names[0].endswith(".jsonl")
    assert names[1] == "passwd"
    assert not {"", ".", ".."} & set(names)
    assert len(names) == 4
