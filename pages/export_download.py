"""A download that begins by itself, once, and never takes the visitor to another page."""

import streamlit as st

# The attribute `download` keeps the page where it is, even where the answer is a refusal.
_SCRIPT = """
const begun = new Set();

export default function ({ data }) {
  if (!data?.address || begun.has(data.address)) return;
  begun.add(data.address);
  const link = document.createElement("a");
  link.href = data.address;
  link.download = "";
  link.rel = "noreferrer";
  link.hidden = true;
  document.body.append(link);
  link.click();
  link.remove();
}
"""

_mount = st.components.v2.component("export_download", js=_SCRIPT)


def begin_download(address: str) -> None:
    """Have the visitor's browser fetch this address of ours as a file."""
    _mount(data={"address": address}, key="export-download")
