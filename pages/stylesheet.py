"""The stylesheet of every page: ours, the page's own, and the colours of light or dark."""

from dataclasses import asdict
from pathlib import Path

import streamlit as st

from charts.palette import PAGE, TAG_PALETTE, Mode
from pages.frame import mode
from words import say

HERE = Path(__file__).parent
DASHBOARDS = (
    *("desk", "agreement", "composition", "outlets", "stories", "article-numbers"),
    *("reviewers", "label-errors"),
)
SHARED = {
    "versions": "corrections",
    "correct-article": "corrections",
    **dict.fromkeys(DASHBOARDS, "dashboard"),
}
"""Addresses of pages that look like another one."""


def style(address: str) -> None:
    """Our stylesheet and the page's own, with the colours for light or dark as custom properties.

    The others' rules would be looked at for every change of the reader's text.
    """
    shade: Mode = "dark" if mode() == "dark" else "light"
    names = {name.replace("_", "-"): value for name, value in asdict(PAGE[shade]).items()}
    for letter, colour in (("s", "blue"), ("p", "amber"), ("f", "grey"), ("d", "crimson")):
        names[f"tag-{letter}"] = TAG_PALETTE[colour].of(shade).underline
        names[f"wash-{letter}"] = TAG_PALETTE[colour].of(shade).wash
    variables = "".join(f"--fcw-{name}:{value};" for name, value in names.items())
    wanted = [HERE / "style.css", HERE / f"{SHARED.get(address, address)}.css"]
    sheets = "\n".join(path.read_text("utf-8") for path in wanted if path.exists())
    said = ("brand", "read", "bring_in", "see", "settle", "set_up")
    variables += "".join(f'--fcw-say-{name}:"{_in_css(say(f"app.{name}"))}";' for name in said)
    st.html(f"<style>:root{{{variables}}}\n{sheets}</style>")


def _in_css(sentence: str) -> str:
    return sentence.replace("\\", "").replace('"', "")
