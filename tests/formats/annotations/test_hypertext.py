import pytest
from hypothesis import given
from hypothesis import strategies as st

from formats.annotations.hypertext import HyperText


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>One</p><p>Two</p>", "One\n\nTwo"),
        ("<div>\n <p>One</p>\n <p>Two</p>\n</div>", "One\n\nTwo"),
        ("One <b>and</b> two<br>three", "One and two\nthree"),
        ("<p>a &amp; b&nbsp;💩</p><style>p{}</style>", "a & b\u00a0💩"),
        ("<ul><li>One</li><li>Two</li></ul>", "One\n\nTwo"),
        ("<p>One<p>Two", "One\n\nTwo"),
        ("plain", "plain"),
        ("<p></p>", ""),
        ("", ""),
    ],
)
def test_the_words_are_parted_as_a_reader_sees_them(markup: str, text: str) -> None:
    assert HyperText(markup).text == text


def test_offsets_over_the_nodes_lead_to_the_same_words() -> None:
    hypertext = HyperText("<p>💩 <b>One</b></p>\n<p>Two<br>and One</p>")
    assert hypertext.nodes == "💩 One\nTwo\nand One"
    for words in ("💩", "One", "Two", "and One", "Two\nand"):
        start = hypertext.nodes.rindex(words)
        first, last = hypertext.place(start, start + len(words))
        assert hypertext.text[first:last] == words


def test_a_passage_that_ends_with_a_block_does_not_reach_into_the_next() -> None:
    hypertext = HyperText("<p>One</p><p>Two</p>")
    assert hypertext.place(0, 3) == (0, 3)
    assert hypertext.place(3, 6) == (5, 8)


@pytest.mark.parametrize("sign", ["<!--", "<a ", '<a b="', "<", "<b>", "&#", "<![CDATA[", "<?"])
def test_a_megabyte_of_broken_markup_is_read_through(sign: str) -> None:
    assert isinstance(HyperText(sign * (1_000_000 // len(sign))).text, str)


def test_entities_are_not_expanded_and_nothing_is_fetched() -> None:
    markup = '<!DOCTYPE p [<!ENTITY a SYSTEM "file:///etc/passwd">]><p>x &a; y</p>'
    assert "root:" not in HyperText(markup).text


@given(st.text("<>/pbr &;a\n💩", max_size=60), st.data())
def test_every_offset_leads_into_the_text(markup: str, data: st.DataObject) -> None:
    hypertext = HyperText(markup)
    length = len(hypertext.nodes)
    start = data.draw(st.integers(0, length))
    end = data.draw(st.integers(start, length))
    first, last = hypertext.place(start, end)
    assert 0 <= first <= len(hypertext.text)
    assert 0 <= last <= len(hypertext.text)
