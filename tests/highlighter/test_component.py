"""The reader inside a page: what Streamlit is given, and what the page hears."""

import re
from pathlib import Path

from streamlit.testing.v1 import AppTest

BUNDLE = Path(__file__).parents[2] / "highlighter" / "bundle"


def _page() -> None:
    import streamlit as st

    from highlighter import highlighter

    signals = highlighter({"instance": "here", "token": "t"}, key="reader-1")
    st.write(f"stale {signals.stale}, token {signals.token}, submitted {signals.submitted}")


def test_a_page_that_opens_hears_nothing_from_the_reader() -> None:
    page = AppTest.from_function(_page).run()

    assert not page.exception
    assert page.markdown[0].value == "stale False, token False, submitted False"


def test_the_bundle_is_not_taken_for_a_path() -> None:
    for name in ("reader.js", "reader.css"):
        assert len((BUNDLE / name).read_text("utf-8").splitlines()) > 1


def test_styles_of_the_reader_stay_in_the_reader() -> None:
    style = re.sub(r"/\*.*?\*/", "", (BUNDLE / "reader.css").read_text("utf-8"), flags=re.DOTALL)
    rules = re.findall(r"([^{}]+)\{", style)
    selectors = [rule.strip() for rule in rules if not re.match(r"\s*(@|from\b)", rule)]
    outside = {one for one in selectors if "fcw-r-" not in one and "fcw-s-" not in one}

    assert selectors
    # Streamlit's header lies over the toolbar and must let clicks through while the reader is shown.
    assert all("stHeader" in selector for selector in outside), outside


def _other_page() -> None:
    import streamlit as st

    from highlighter import unsent_work

    st.write(f"new token {unsent_work({'instance': 'here', 'token': 't'}, key='unsent')}")


def test_a_page_without_the_reader_sends_what_the_reader_left() -> None:
    page = AppTest.from_function(_other_page).run()

    assert not page.exception
    assert page.markdown[0].value == "new token False"
