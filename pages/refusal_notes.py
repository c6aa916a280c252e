"""What a page does with a domain error: it says the sentence, and a refusal goes into the trail."""

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from models import database
from models.errors import WorkbenchError
from models.refusal import is_refusal, record_refusal, row_asked
from pages.to_the_letter import plain

# Under which key the session keeps who looks at its pages.
VISITOR = "visitor"
_ADDRESSED = ("project", "article", "passage")


def note_refusal(error: WorkbenchError) -> None:
    """Write into the trail that the visitor was refused, where it is a matter of rights."""
    visitor = st.session_state.get(VISITOR)
    if visitor is None or not is_refusal(error):
        return
    with database.current().begin() as session:
        record_refusal(session, visitor, error, "page", asked=_rows())


def _rows() -> list[str]:
    """The rows that the address of the page names."""
    found = [row_asked(name, st.query_params.get(name)) for name in _ADDRESSED]
    return [one for one in found if one is not None]


@contextmanager
def telling_errors() -> Iterator[None]:
    """Show a domain error as its sentence, where the page would else end in a failure."""
    try:
        yield
    except WorkbenchError as error:
        note_refusal(error)
        st.error(plain(str(error)))
