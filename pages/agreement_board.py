"""The Agreement dashboard: which parts stand where, on each basis."""

from collections.abc import Callable
from functools import partial

from sqlalchemy.orm import Session

from agreement.bases import Basis
from pages.agreement_boundaries import boundaries_list
from pages.agreement_lists import (
    lowering_articles,
    lowering_places,
    places_of_pick,
    tags_to_define,
)
from pages.agreement_numbers import agreement_numbers, counted, not_counted
from pages.agreement_panels import (
    confusion_panel,
    pairs_panel,
    tags_panel,
)
from pages.agreement_slow import gamma_numbers
from pages.agreement_time import time_panel, versions_panel
from pages.dashboard_asked import Asked
from pages.dashboard_parts import Dashboard, Part, Slot
from words import say

PARTS: dict[str, Callable[[Session, Asked, Basis], Part]] = {
    "confusion": confusion_panel,
    "by_tag": tags_panel,
    "pairs": pairs_panel,
    "lowers": lowering_places,
    "define": tags_to_define,
    "articles": lowering_articles,
    "over_time": time_panel,
    "versions": versions_panel,
}


def agreement_board(basis: Basis, *, narrowed: bool = False) -> Dashboard:
    """The dashboard on a basis; `narrowed` puts what is behind the picked mark first."""
    parts = {"behind": places_of_pick, **PARTS} if narrowed else dict(PARTS)
    if basis == "passages":
        parts["boundaries"] = boundaries_list
    return Dashboard(
        name="agreement",
        page="agreement_page.py",
        title=say("agreement.title"),
        method=say(f"agreement.method_{basis}"),
        numbers=partial(agreement_numbers, basis=basis),
        slots=[Slot(f"{basis}-{name}", _on(make, basis)) for name, make in parts.items()],
        behind=False,
        meanwhile=partial(gamma_numbers, basis=basis),
        left_out=partial(not_counted, basis=basis),
        counted=partial(counted, basis=basis),
    )


def _on(
    make: Callable[[Session, Asked, Basis], Part], basis: Basis
) -> Callable[[Session, Asked], Part]:
    return lambda session, asked: make(session, asked, basis)
