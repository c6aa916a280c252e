"""Two texts compared: nothing but text comes of it, both can be read out of it, and it is folded."""

import re
from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from pages.text_diff import compared_html, diff_html, pieces

TEXTS = st.text(alphabet="ab <&\n.é🇩🇪", max_size=60)


def without(html: str, element: str) -> str:
    """The text of the diff as it reads without what `element` marks."""
    kept = re.sub(rf"<{element}>.*?</{element}>", "", html, flags=re.DOTALL)
    kept = re.sub(r'<span class="fcw-heard">.*?</span>', "", kept)
    return unescape(re.sub(r"</?(ins|del|div)[^>]*>", "", kept)).replace("¶", "")


@given(TEXTS, TEXTS)
def test_both_texts_can_be_read_out_of_the_pieces_and_of_the_diff(old: str, new: str) -> None:
    found = pieces(old, new)
    assert "".join(one.went for one in found) == old
    assert "".join(one.came for one in found) == new
    changes = sum(not one.same for one in found)
    assert (changes == 0) is (old == new)
    html = diff_html(found, 0, changes)
    if changes:
        assert (without(html, "ins"), without(html, "del")) == (old, new)
    short = compared_html(old, new)
    assert (without(short, "ins"), without(short, "del")) == (old, new)


def test_a_changed_word_is_named_and_marked_and_nothing_is_markup() -> None:
    html = diff_html(pieces("Read once. <b>So</b>.", "Read twice. <b>So</b>."), 0, 9)
    assert '<del><span class="fcw-heard">removed: </span>once</del>' in html
    assert '<ins><span class="fcw-heard">added: </span>twice</ins>' in html
    assert "&lt;b&gt;So&lt;/b&gt;" in html


def test_what_is_unchanged_is_folded_and_changes_come_in_pages() -> None:
    same = "Nothing happens in this sentence of the town. " * 40
    old = "".join(f"It was {number}. {same}" for number in range(30))
    found = pieces(old, old.replace("It was", "It is"))
    html = diff_html(found, 10, 5)
    assert html.count("<ins>") == 5
    assert "It </del>" not in html
    assert len(html) < 5 * 1000
    assert re.search(r"[\d,]+ words unchanged", html)
