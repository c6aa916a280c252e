"""What the passages of several projects are made of, each as the asker may see it there."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pandas as pd
from sqlalchemy.orm import Session

from models.membership import Role, require_role
from models.project import Project
from models.queries.composition import composition
from models.queries.counted import Basis
from models.queries.outlet_counts import OutletCounts, outlet_counts
from models.queries.scope import Filters, Pick

MOST_BESIDE = 6
"""So many projects stand side by side."""


@dataclass(frozen=True, slots=True)
class BesideProject:
    """One project: its passages by tag as `composition` has them, and what its readings found."""

    id: int
    name: str
    composed: pd.DataFrame
    counts: OutletCounts

    @property
    def articles(self) -> int:
        """In which something was read to the end."""
        return int(self.counts.read["article_id"].nunique())


def projects_beside(
    session: Session, asker: int, projects: Sequence[int], filters: Filters, basis: Basis
) -> list[BesideProject]:
    """The projects in this order; NotFound for one that the asker is no member of.

    Articles and versions of guidelines are one project's own: those filters narrow none of them.
    """
    alike = replace(filters, articles=(), versions=(), pick=Pick())
    found = []
    for number in projects[:MOST_BESIDE]:
        require_role(session, asker, number, Role.VIEWER)
        found.append(
            BesideProject(
                number,
                session.get_one(Project, number).name,
                composition(session, asker, number, alike, "project").frame,
                outlet_counts(session, asker, number, alike, basis),
            )
        )
    return found
