"""The passages behind the composition, once it is narrowed down or a mark is picked."""

from models import database
from models.queries.behind import ListedPassage, count_behind, listed_passages
from models.queries.counted_behind import listed_counted
from models.queries.overlaps import count_in, meeting_passages
from models.queries.scope import Pick
from pages.composition_switches import Choice
from pages.dashboard_behind import passages_behind
from pages.dashboard_parts import Asked
from pages.kept_views import kept


def composition_behind(asked: Asked, chosen: Choice) -> None:
    """Nothing as long as everything is shown."""
    pick = asked.filters.pick
    if not asked.filters.is_narrow:
        return
    of_rate = pick.tag is not None and pick == Pick(tag=pick.tag)
    tags = None if pick.tag is None or pick.other is None else (pick.tag, pick.other)

    def count() -> tuple[list[ListedPassage], int]:
        with database.current().read() as session:
            if of_rate:
                around = asked.filters.unpicked()
                return listed_counted(session, *asked.of, around, chosen.basis, pick.tag)
            if tags is None:
                listed = listed_passages(session, *asked.of, asked.filters)
                return listed, count_behind(session, *asked.of, asked.filters)
            around = asked.filters.unpicked()
            met = meeting_passages(session, *asked.of, around, chosen.whose, tags)
            return listed_passages(session, *asked.of, around, among=met), count_in(session, met)

    passages_behind(
        *kept(asked.at, asked.visit, ("met", chosen.whose, chosen.basis), count, asked.filters)
    )
