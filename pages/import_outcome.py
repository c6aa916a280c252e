"""What became of the articles: imported, refused and why, or skipped."""

from html import escape

import streamlit as st

from pages.frame import plain
from pages.import_batch import Batch, current_batch
from words import say


def refusals(batch: Batch) -> None:
    """How many files were refused, and on a click which and why."""
    if not batch.refused:
        return
    names = plain(", ".join(name for name, _ in batch.refused)[:60])
    with st.popover(say("importing.refused", n=len(batch.refused), name=names)):
        _reasons(batch)


def _reasons(batch: Batch) -> None:
    lines = (
        say("importing.refused_line", name=name, reason=reason) for name, reason in batch.refused
    )
    st.html(
        '<ul class="fcw-import-refused">'
        + "".join(f"<li>{escape(one)}</li>" for one in lines)
        + "</ul>"
    )


def draw_outcome(*, looking: bool) -> None:
    """What became of the articles before; `looking` is whether another is in front already."""
    batch = current_batch()
    over = not batch.left
    if batch.stored:
        _success(batch, over=over and not looking)
    elif over and (batch.refused or batch.skipped or batch.there):
        told = " ".join([say("importing.imported_none"), *_there(batch)])
        st.html(f'<p class="fcw-import-done">{told}</p>')
    if over and batch.refused:
        refused = say("importing.refused_n", n=len(batch.refused))
        st.html(f'<h2 class="fcw-import-refused">{refused}</h2>')
        _reasons(batch)


def _success(batch: Batch, *, over: bool) -> None:
    article_id, title = batch.stored[0] if len(batch.stored) > 1 else batch.stored[-1]
    several = len(batch.stored) > 1
    told = (
        say("importing.imported_n", n=len(batch.stored))
        if several
        else say("importing.imported", title=title)
    )
    with st.container(key="import-done", horizontal=True, vertical_alignment="center"):
        st.html(f'<p class="fcw-import-done">{escape(told)}</p>')
        label = say("importing.read_first" if several else "importing.read_now")
        if st.button(label, type="primary" if over else "secondary"):
            st.switch_page("annotate.py", query_params={"article": str(article_id)})
