"""What became of the articles: imported, refused and why, or skipped."""

from html import escape

import streamlit as st

from pages.import_batch import Batch, current_batch
from pages.import_done import draw_arrived, draw_done, imported
from pages.to_the_letter import plain
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
    is_over = over and not looking
    if batch.stored or (over and (batch.refused or batch.skipped or batch.there)):
        draw_done(_told(batch), batch.stored, is_over=is_over)
    if over and batch.refused:
        refused = say("importing.refused_n", n=len(batch.refused))
        st.html(f'<h2 class="fcw-import-refused">{refused}</h2>')
        _reasons(batch)
    if is_over and len(batch.stored) > 1:
        draw_arrived(batch.stored)


def _told(batch: Batch) -> str:
    if len(batch.stored) == 1:
        told = say("importing.imported", title=batch.stored[0][1])
    else:
        told = imported(("articles", len(batch.stored)))
    there = say("importing.plan_articles_were_there", n=batch.there) if batch.there else ""
    return f"{told} {there}".rstrip()
