"""The lists of the composition: what repeats, what is cited, and who is named as a source."""

from collections.abc import Sequence
from functools import partial
from uuid import UUID

import pandas as pd
from sqlalchemy.orm import Session

from charts.figures import grouped
from models.annotation import STANCES
from models.queries.behind import ListedPassage, shortened
from models.queries.cited import Kind, Sources, cited_sources, first_passages, named_sources
from models.queries.listed_ids import listed_ids
from models.queries.repeated import Repeated, repeated_passages
from pages.dashboard_asked import Asked
from pages.dashboard_parts import Listing
from pages.passage_folds import fold, folds
from pages.to_the_letter import plain
from words import say

SHOWN = 20
"""So many passages of a row are listed."""
Passages = dict[UUID, ListedPassage]


def repeated_list(session: Session, asked: Asked) -> Listing:
    """The same words tagged in several articles."""
    found = repeated_passages(session, *asked.of, asked.filters)
    ids = [passage for one in found for passage in one.ids[:SHOWN]]
    passages = listed_ids(session, *asked.of, asked.filters, ids)
    table = pd.DataFrame(
        [(plain(shortened(one.quote)), *_of(one)) for one in found],
        columns=[say(f"composition.column_{name}") for name in ("quote", "articles", "passages", "tags")],
    )  # fmt: skip
    return Listing(
        name="repeated",
        title=say("composition.repeated_title"),
        unit=say("composition.repeated_unit"),
        table=table,
        draw=partial(_draw_repeated, found, passages),
        empty=say("composition.repeated_none"),
        wide=True,
    )


def sources_list(session: Session, asked: Asked) -> Listing:
    """Hosts and citations, those cited by most passages first."""
    found = cited_sources(session, *asked.of, asked.filters)
    names = ("source", "passages", "articles", *STANCES)
    return _sources(session, asked, "cited", found, names)


def named_list(session: Session, asked: Asked) -> Listing:
    """Who is named in notes where a tag's card asks who the source is."""
    found = named_sources(session, *asked.of, asked.filters)
    return _sources(session, asked, "named", found, ("source", "passages", "articles"))


def _sources(
    session: Session, asked: Asked, kind: Kind, found: Sources, names: Sequence[str]
) -> Listing:
    frame = found.frame
    sources = list(frame["source"])
    ids = first_passages(session, *asked.of, asked.filters, kind, sources)
    listed = [passage for some in ids.values() for passage in some]
    passages = listed_ids(session, *asked.of, asked.filters, listed)
    table = frame.assign(source=frame["source"].map(plain)).astype(str)
    table.columns = pd.Index([say(f"composition.column_{name}") for name in names])
    shown = len(frame)
    return Listing(
        name=kind,
        title=say(f"composition.{kind}_title"),
        unit=say(f"composition.{kind}_unit"),
        table=table,
        draw=partial(_draw_sources, frame, ids, passages),
        aside=say("composition.of_all", shown=shown, all=grouped(found.sources)) if shown < found.sources else "",
        empty=say(f"composition.{kind}_none"),
    )  # fmt: skip


def _of(one: Repeated) -> tuple[str, str, str]:
    tags = (say("charts.part", tag=plain(tag), figure=grouped(count)) for tag, count in one.tags)
    return grouped(one.articles), grouped(one.passages), say("charts.joined").join(tags)


def _draw_repeated(found: Sequence[Repeated], passages: Passages) -> None:
    folds(
        fold(
            shortened(one.quote),
            [_articles(one.articles)],
            [passages[number] for number in one.ids[:SHOWN] if number in passages],
            _more(one.passages, min(SHOWN, len(one.ids))),
        )
        for one in found
    )


def _draw_sources(frame: pd.DataFrame, ids: dict[str, list[UUID]], passages: Passages) -> None:
    folds(
        fold(
            str(row["source"]),
            [say("composition.passages_of", n=row["passages"], figure=grouped(row["passages"]))],
            [passages[number] for number in ids[row["source"]] if number in passages],
            _more(row["passages"], len(ids[row["source"]])),
        )
        for row in frame.to_dict("records")
    )


def _articles(number: int) -> str:
    return say("composition.passages_articles", n=number, figure=grouped(number))


def _more(total: int, shown: int) -> str:
    return say("composition.first_of", shown=shown, all=grouped(total)) if shown < total else ""
