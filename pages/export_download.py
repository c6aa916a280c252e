"""A download that begins by itself, once, tells how far it is, and can be stopped.

It never takes the visitor to another page, and no rerun has a hand in it.
"""

from pathlib import Path

import streamlit as st

from words import section

WORDS = ("begun", "making", "sending", "sent", "not_sent", "stopped", "stop")

_HERE = Path(__file__)
_mount = st.components.v2.component(
    "export_download",
    js=_HERE.with_suffix(".js").read_text("utf-8"),
    css=_HERE.with_suffix(".css").read_text("utf-8"),
)


def begin_download(address: str, name: str) -> None:
    """Have the visitor's browser fetch this address of ours as a file of that name."""
    words = {one: section("exporting")[one] for one in WORDS}
    data = {"address": address, "name": name, "words": words}
    _mount(data=data, key="export-download")
