from pathlib import Path

from formats.folder import sources_in


def test_the_files_of_a_folder_are_sources_of_each_other(tmp_path: Path) -> None:
    folder = tmp_path / "corpus"
    (folder / "b").mkdir(parents=True)
    (folder / ".git").mkdir()
    for name in ("b/two.txt", "b/two.ann", "a.txt", ".hidden", ".git/config", "ü\n.txt"):
        (folder / name).write_text(name)
    (tmp_path / "secret.txt").write_text("secret")
    (folder / "link.txt").symlink_to(tmp_path / "secret.txt")
    (folder / "inner.txt").symlink_to(folder / "a.txt")
    (folder / "round").symlink_to(folder)
    (folder / "nowhere.txt").symlink_to(folder / "missing")
    found = list(sources_in(folder))
    assert [one.name for one in found] == [
        "a.txt",
        "inner.txt",
        "ü\n.txt",
        "b/two.ann",
        "b/two.txt",
    ]
    beside = found[-1].beside("two.ann")
    assert beside is not None
    assert beside.head() == b"b/two.ann"
    assert found[-1].beside("../../secret.txt") is None
