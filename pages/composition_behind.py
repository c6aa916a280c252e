"""The passages behind the composition, once it is narrowed down or a mark is picked."""

from sqlalchemy.orm import Session

from models.queries.behind import ListedPassage
from models.queries.behind_evidence import listed_with_evidence
from models.queries.counted_behind import listed_counted
from models.queries.overlaps import listed_meeting
from models.queries.scope import Pick
from pages.composition_listed import Listed
from pages.composition_switches import Choice
from pages.dashboard_asked import Asked, reviewers_passages
from words import say


def composition_behind(
    session: Session, asked: Asked, *, chosen: Choice, listed: Listed = ""
) -> tuple[list[ListedPassage], int]:
    """Those that a mark or a number counts: of a rate, of two tags that meet, with evidence; else all."""
    if listed == "evidence":
        return listed_with_evidence(session, *asked.of, asked.filters, skip=asked.skip)
    pick = asked.filters.pick
    if is_rate(pick):
        return listed_counted(session, *asked.of, asked.filters, chosen.basis, skip=asked.skip)
    if pick.tag is None or pick.other is None:
        return reviewers_passages(session, asked)
    around = asked.filters.unpicked()
    return listed_meeting(
        session, *asked.of, around, chosen.whose, (pick.tag, pick.other), skip=asked.skip
    )


def of_what(asked: Asked, *, chosen: Choice) -> str:
    """What those behind a rate are: the numbers at the head count what nobody answers for yet, too."""
    if not is_rate(asked.filters.pick):
        return ""
    return say("composition.behind_rate", basis=say(f"composition.of_{chosen.basis}"))


def is_rate(pick: Pick) -> bool:
    """Whether the picked mark is a tag's rate."""
    return pick.tag is not None and pick == Pick(tag=pick.tag)
