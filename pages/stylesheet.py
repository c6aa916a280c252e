"""The stylesheet of every page: ours, the page's own, and the colours of light or dark."""

from dataclasses import asdict
from pathlib import Path

import streamlit as st

from charts.palette import PAGE, TAG_PALETTE, as_shown
from pages.frame import mode
from words import say

HERE = Path(__file__).parent
DASHBOARDS = (
    *("desk", "agreement", "composition", "outlets", "stories", "article"),
    *("reviewers", "label-errors"),
)
SHARED = {
    "versions": "corrections",
    "correct-article": "corrections",
    **dict.fromkeys(DASHBOARDS, "dashboard"),
}
"""Addresses of pages that look like another one."""


def style(address: str) -> None:
    """Our stylesheet and the page's own, with the colours for light and dark as custom properties.

    The browser picks one of the two by the colour scheme that Streamlit sets on what it draws, so that
    an open page follows when the theme is changed. What floats outside of that, menus and dialogs, has
    the scheme of this run.

    The others' rules would be looked at for every change of the reader's text.
    """
    light, dark = asdict(PAGE["light"]), asdict(PAGE["dark"])
    names = {name.replace("_", "-"): as_shown(light[name], dark[name]) for name in light}
    for letter, colour in (("s", "blue"), ("p", "amber"), ("f", "grey"), ("d", "crimson")):
        names[f"tag-{letter}"] = TAG_PALETTE[colour].as_shown.underline
        names[f"wash-{letter}"] = TAG_PALETTE[colour].as_shown.wash
    variables = f"color-scheme:{mode()};"
    variables += "".join(f"--fcw-{name}:{value};" for name, value in names.items())
    own = dict.fromkeys(("style", SHARED.get(address, address), address))
    wanted = [HERE / f"{name}.css" for name in own]
    sheets = "\n".join(path.read_text("utf-8") for path in wanted if path.exists())
    said = ("brand", "read", "bring_in", "see", "settle", "set_up")
    variables += "".join(f'--fcw-say-{name}:"{_in_css(say(f"app.{name}"))}";' for name in said)
    st.html(f"<style>:root{{{variables}}}\n{sheets}</style>")


def _in_css(sentence: str) -> str:
    return sentence.replace("\\", "").replace('"', "")
