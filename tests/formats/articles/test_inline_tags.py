"""Articles with another tool's marks in the middle of the text are text, not pages."""

from pathlib import Path

import pytest

from formats.articles.registry import read_article


@pytest.fixture
def inline(corpora: Path) -> list[Path]:
    files = sorted((corpora / "1_spans/textthresher_inline").glob("*.txt"))
    assert len(files) == 10
    return files


def test_inline_marks_come_in_unharmed(inline: list[Path]) -> None:
    for path in inline:
        data = path.read_bytes()
        assert data.startswith(b"\xef\xbb\xbf")
        assert b"\r\n" in data
        article = read_article(data, name=path.name)
        assert article.text == data.decode("utf-8-sig"), path.name
        assert article.encoding == "UTF-8"
        assert article.source == path.name


def test_some_of_them_hold_nested_marks_that_are_no_html(inline: list[Path]) -> None:
    text = "".join(read_article(path.read_bytes(), name=path.name).text for path in inline)
    assert "<Protester>" in text
    assert "<2><" in text
