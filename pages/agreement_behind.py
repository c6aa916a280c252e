"""The places behind a mark of the Agreement dashboard."""

import numpy as np
from sqlalchemy.orm import Session

from agreement.bases import Basis, units_of
from agreement.contributions import Place
from agreement.sentences import units_of_columns
from agreement.survey import behind
from agreement.units import Units
from models.queries.frozen_columns import frozen_columns
from models.queries.frozen_scope import AgreementFilters
from models.queries.frozen_texts import frozen_texts
from pages.agreement_columns import columns_read, last_days
from pages.agreement_found import Found, read_rows, tags_in
from pages.agreement_spans import last_day, of_version
from pages.dashboard_asked import Asked
from pages.kept_views import kept


def places_behind(
    session: Session, asked: Asked, basis: Basis, found: Found, most: int
) -> list[Place]:
    """The first places behind the picked mark; those that lower agreement most where none is."""
    pick = asked.filters.pick

    def count() -> list[Place]:
        units = _units_behind(session, asked, basis)
        if pick.other is not None:
            return behind(units, cell=(pick.tag or None, pick.other or None), most=most)
        pair = (str(pick.reviewers[0]), str(pick.reviewers[1])) if len(pick.reviewers) > 1 else None
        return behind(units, tag=pick.tag, pair=pair, most=most)

    return kept(found.at, asked.visit, ("agreement", "behind", basis, most), count, asked.filters)


def _units_behind(session: Session, asked: Asked, basis: Basis) -> Units:
    """The units of the picked days and guidelines."""
    pick, filters = asked.filters.pick, AgreementFilters.of(asked.filters)
    if basis == "characters":
        rows = frozen_texts(session, *asked.of, filters).texts
        if pick.since and pick.until:
            rows = [one for one in rows if pick.since <= last_day(one) <= pick.until]
        if pick.version is not None:
            rows = of_version(rows, pick.version)
        return units_of(read_rows(session, asked, rows), basis)
    found = frozen_columns(session, *asked.of, filters)
    columns = columns_read(found, {tag.id: tag.name for tag in tags_in(session, asked)})
    chosen = np.ones(len(found.reviewers), bool)
    if pick.since and pick.until:
        days = np.array([pick.since <= day <= pick.until for day in last_days(found)], bool)
        chosen = days[found.text]
    if pick.version is not None:
        chosen = chosen & (found.versions == pick.version)
    return units_of_columns(columns.of_readings(chosen))
