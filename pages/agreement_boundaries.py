"""Whether readers' passages begin and end at the same places."""

from sqlalchemy.orm import Session

from agreement.bases import OF_BOUNDARIES, Basis
from pages.agreement_found import look
from pages.agreement_frames import Named, rows_table
from pages.dashboard_asked import Asked
from pages.dashboard_parts import Listing
from words import say


def boundaries_list(session: Session, asked: Asked, basis: Basis) -> Listing:
    """Boundary similarity, by itself and beyond chance, with what each is made of."""
    overall = look(session, asked, basis).survey.overall
    rows: list[Named] = [
        (name, say(f"agreement.name_{name}"), overall[name], "") for name in OF_BOUNDARIES
    ]
    return Listing(
        name="boundaries",
        title=say("agreement.boundaries_title"),
        unit=say("agreement.boundaries_unit"),
        table=rows_table(say("agreement.column_coefficient"), rows),
    )
