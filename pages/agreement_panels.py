"""The charts of the Agreement dashboard, each with its table and what a mark of it leads to."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy.orm import Session

from agreement.bases import Basis
from agreement.figure import Figure
from charts import confusion, intervals
from charts.figures import grouped
from models.queries.scope import Pick
from pages.agreement_confusion import confusion_frame, confusion_marks, confusion_table
from pages.agreement_found import look, tags_in
from pages.agreement_frames import Named, marks_of, rows_frame, rows_table, short_names
from pages.agreement_words import lacking
from pages.dashboard_asked import Asked
from pages.dashboard_parts import Panel
from settings import settings
from words import say


def confusion_panel(session: Session, asked: Asked, basis: Basis) -> Panel:
    """Which tags are taken for which."""
    found, pick = look(session, asked, basis), asked.filters.pick
    frame = confusion_frame(found.survey.confusion, tags_in(session, asked))
    unit = say(f"agreement.confusion_{'characters' if basis == 'characters' else 'sentences'}")
    picked = None if pick.other is None else (pick.tag or "", pick.other)
    return Panel(
        name="confusion",
        title=say("agreement.confusion_title"),
        unit=unit,
        scope=say("agreement.selectable", unit=unit),
        frame=frame,
        table=confusion_table(frame),
        drawing=confusion,
        marks=confusion_marks(frame),
        picked=picked,
        picks=lambda mark: Pick(tag=str(mark["row"]), other=str(mark["column"])),
    )


def tags_panel(session: Session, asked: Asked, basis: Basis) -> Panel:
    """Each tag by itself, and the desk's floor."""
    found, floor = look(session, asked, basis).survey.tags, settings().agreement_floor
    looks = {tag.name: tag.colour for tag in tags_in(session, asked)}
    known: list[Named] = [
        (name, name, figure, looks.get(name, "")) for name, figure in found.items()
    ]
    rows = sorted(known, key=lambda row: -2.0 if row[2].value is None else row[2].value)[::-1]
    pick = asked.filters.pick
    return Panel(
        name="by_tag",
        title=say("agreement.by_tag_title"),
        unit=_with_lacks(
            say(f"agreement.by_tag_{kind_of(basis)}", floor=f"{floor:.2f}"), found.values()
        ),
        frame=rows_frame(rows, floor, of_tags=True),
        table=rows_table(say("charts.tag"), rows, of_tags=True),
        drawing=intervals,
        marks=marks_of(rows, of_tags=True),
        picked=pick.tag if pick.other is None else None,
        picks=lambda mark: Pick(tag=str(mark["row"])),
    )


def pairs_panel(session: Session, asked: Asked, basis: Basis) -> Panel:
    """Each two reviewers, and how much both have read."""
    found, called = look(session, asked, basis).survey.pairs, short_names(asked.choices.reviewers)
    rows: list[Named] = []
    for (one, other), figure in found.items():
        names = [called.get(int(number), "?") for number in (one, other)]
        name = say("agreement.pair", a=names[0], b=names[1], units=grouped(figure.units))
        rows.append((f"{one} {other}", name, figure, ""))
    rows.sort(key=lambda row: 2.0 if row[2].value is None else -row[2].value)
    picked = " ".join(str(number) for number in asked.filters.pick.reviewers) or None
    return Panel(
        name="pairs",
        title=say("agreement.pairs_title"),
        unit=_with_lacks(say(f"agreement.pairs_{basis}"), found.values()),
        frame=rows_frame(rows),
        table=rows_table(say("agreement.column_pair"), rows),
        drawing=intervals,
        marks=marks_of(rows),
        picked=picked,
        picks=_picks_pair,
    )


def _with_lacks(unit: str, figures: Iterable[Figure]) -> str:
    return " ".join(filter(None, (unit, lacking(figures))))


def _picks_pair(mark: Mapping[str, Any]) -> Pick:
    one, other = str(mark["row"]).split(" ")
    return Pick(reviewers=(int(one), int(other)))


def kind_of(basis: Basis) -> str:
    """Whose name the figures bear: that of unitizing alpha, or of alpha."""
    return "passages" if basis == "passages" else "units"
