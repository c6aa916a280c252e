"""Two versions compared: nothing but text comes of it, and changes are told without any colour."""

import re
from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from pages.guidelines_diff import diff_html

TEXTS = st.text(alphabet="ab <&\n*.", max_size=60)


def without(html: str, element: str) -> str:
    """The text of the diff as it reads without what `element` marks."""
    kept = re.sub(rf"<{element}>.*?</{element}>", "", html, flags=re.DOTALL)
    kept = re.sub(r'<span class="fcw-heard">.*?</span>', "", kept)
    return unescape(re.sub(r"</?(ins|del|div)[^>]*>", "", kept))


@given(TEXTS, TEXTS)
def test_both_versions_can_be_read_out_of_the_diff(before: str, after: str) -> None:
    html = diff_html(before, after)
    assert without(html, "ins") == before
    assert without(html, "del") == after


def test_a_changed_word_is_named_and_marked() -> None:
    html = diff_html("Read once. <b>So</b>.", "Read twice. <b>So</b>.")
    assert '<del><span class="fcw-heard">removed: </span>once</del>' in html
    assert '<ins><span class="fcw-heard">added: </span>twice</ins>' in html
    assert "&lt;b&gt;So&lt;/b&gt;" in html


def test_a_long_text_that_is_all_new_is_told_as_a_whole() -> None:
    html = diff_html("a b " * 3_000, "c d " * 3_000)
    assert html.count("<del>") == html.count("<ins>") == 1
