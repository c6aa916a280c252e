"""What the dashboards of tags and outlets show, for whoever must not learn of others' readings."""

from sqlalchemy.orm import Session

from models.queries.cited import cited_sources, named_sources
from models.queries.composition import composition
from models.queries.composition_numbers import tagged_numbers
from models.queries.counted_behind import listed_counted
from models.queries.outlet_counts import outlet_counts
from models.queries.overlaps import tags_meeting
from models.queries.repeated import repeated_passages
from models.queries.scope import Filters


def of_tags(session: Session, asker: int, project_id: int, only: Filters) -> dict[str, object]:
    """Their numbers, and the passages behind them."""
    mine = (session, asker, project_id)
    return {
        "tagged": tagged_numbers(*mine, only),
        "composition": composition(*mine, only, "article").frame.to_csv(),
        "meetings": [tags_meeting(*mine, only, one).to_csv() for one in ("within", "between")],
        "repeated": repeated_passages(*mine, only),
        "cited": cited_sources(*mine, only).frame.to_csv(),
        "named": named_sources(*mine, only).frame.to_csv(),
        "outlets": [
            frame.to_csv()
            for counts in [outlet_counts(*mine, only, "settled_first", with_characters=True)]
            for frame in (counts.read, counts.found)
        ],
        "counted": listed_counted(*mine, only, "settled_first"),
    }
