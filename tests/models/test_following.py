"""What a process knows already is good until something changes, and then no longer."""

from datetime import timedelta

from sqlalchemy import delete

from models.base import now
from models.following import LOOKED_EVERY, Following
from models.presence import HERE_FOR, Presence, Sighting, keep_sightings
from models.queries.changes import changes
from tests.builders import Desk


def test_who_comes_and_goes_is_told_with_the_next_look(desk: Desk) -> None:
    article = desk.article()
    ruth, omar = desk.reviewer("Ruth"), desk.reviewer("Omar")
    clock = [0.0]
    following = Following(desk.database, lambda: clock[0])
    key = ("ruth's token", article.revision_id)

    def tells() -> bool:
        """Whether Ruth is told anew, a moment later; then she knows it."""
        clock[0] += LOOKED_EVERY
        following.pulse(article.revision_id)
        following.look()
        is_new = following.nothing_new(key, "so far") is None
        with desk.database.read() as session:
            known = changes(session, ruth, article.revision_id)
        following.keep(key, ruth, known, "so far", following.pulse(article.revision_id))
        return is_new

    def sees_omar(ago: timedelta) -> None:
        with desk.database.begin() as session:
            keep_sightings(session, [Sighting(omar, article.id, now() - ago, None, True)])

    assert [tells(), tells()] == [True, False]
    sees_omar(HERE_FOR / 2)
    assert [tells(), tells()] == [True, False]
    sees_omar(timedelta(0))
    assert not tells(), "that he is still here is no news"
    with desk.database.begin() as session:
        session.execute(delete(Presence))
    assert [tells(), tells()] == [True, False]
    sees_omar(HERE_FOR * 2)
    assert not tells()
