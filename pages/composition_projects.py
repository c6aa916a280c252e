"""The composition of several projects side by side: their tags, and the rates of those by project."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any

import pandas as pd
from sqlalchemy.orm import Session

from charts import rate_intervals, tag_composition
from charts.figures import grouped
from models.queries.counted import Basis
from models.queries.projects_beside import BesideProject, projects_beside
from models.queries.scope import Filters, Pick
from pages.composition_beside import BESIDE
from pages.composition_tables import composed_marks, composed_table
from pages.dashboard_address import written
from pages.dashboard_asked import Asked
from pages.dashboard_parts import Panel
from pages.kept_views import kept
from pages.rate_rows import Rated, marks_of_rows, rate_rows, rates_table, tag_rates
from words import say

NAME_ROOM = 200
"""Pixels for a tag and a project."""


def composed_beside(
    session: Session, asked: Asked, *, others: tuple[int, ...], basis: Basis
) -> Panel:
    """Shares of the tags in each project."""
    found = _found(session, asked, others, basis)
    frame = pd.concat([one.composed for one in found], ignore_index=True)
    unit = " ".join(filter(None, (say("composition.composed_unit"), _unasked(asked.filters))))
    head = say("composition.head_project")
    return Panel(
        name="composed",
        title=say("composition.composed_beside"),
        unit=unit,
        scope=say("composition.beside_scope", unit=unit),
        frame=frame,
        table=composed_table(frame, head),
        drawing=tag_composition,
        marks=composed_marks(frame),
        picks=lambda mark: Pick(tag=str(mark["tag"])),
        leads=lambda mark: _way(asked, others, int(mark["row"]), {"tag": [str(mark["tag"])]}),
        options={"head": head},
    )


def rates_beside(session: Session, asked: Asked, *, others: tuple[int, ...], basis: Basis) -> Panel:
    """Passages per 1,000 words of each tag, project under project, with intervals."""
    found = _found(session, asked, others, basis)
    rows = rate_rows(_rated(asked, found))
    read = [
        say("composition.beside_read", project=one.name, n=one.articles, figure=grouped(one.articles))
        for one in found
    ]  # fmt: skip
    told = say("composition.beside_rates", projects=say("charts.joined").join(read))
    states = say("composition.readings_unasked") if asked.filters.statuses else ""
    basis_told = say(f"composition.of_{basis}")
    unit = " ".join(filter(None, (told, basis_told, states, _unasked(asked.filters))))
    return Panel(
        name="rates",
        title=say("composition.rates_title"),
        unit=unit,
        scope=say("composition.beside_rates_scope", unit=unit),
        frame=rows,
        table=rates_table(rows, say("composition.head_beside")),
        drawing=rate_intervals,
        marks=marks_of_rows(rows),
        picks=_picked_row,
        leads=partial(_lead_of_row, asked, others, basis),
        options={"name_room": NAME_ROOM},
        wide=True,
    )  # fmt: skip


def _found(
    session: Session, asked: Asked, others: tuple[int, ...], basis: Basis
) -> list[BesideProject]:
    filters = replace(asked.filters, pick=Pick())
    projects = (asked.visit.project_id, *others)

    def count() -> list[BesideProject]:
        return projects_beside(session, asked.visit.reviewer_id, projects, filters, basis)

    return kept(asked.at, asked.visit, ("beside", projects, basis), count, filters)


def _rated(asked: Asked, found: list[BesideProject]) -> list[Rated]:
    """Rows by tag, in the order of the first project that has it, then by project."""
    of = {one.id: tag_rates(one.counts, asked.filters.tags) for one in found}
    tags = dict.fromkeys(rated.name for some in of.values() for rated in some)
    return [
        replace(
            rated,
            row=f"{one.id} {tag}",
            name=say("composition.beside_row", tag=tag, project=one.name),
        )
        for tag in tags
        for one in found
        for rated in of[one.id]
        if rated.name == tag
    ]


def _picked_row(mark: Mapping[str, Any]) -> Pick:
    return Pick(tag=str(mark["row"]).split(" ", 1)[1])


def _lead_of_row(
    asked: Asked, others: tuple[int, ...], basis: Basis, mark: Mapping[str, Any]
) -> dict[str, list[str]]:
    number, tag = str(mark["row"]).split(" ", 1)
    return _way(asked, others, int(number), {"basis": [basis], "pick-tag": [tag]})


def _way(
    asked: Asked, others: tuple[int, ...], project: int, narrowed: dict[str, list[str]]
) -> dict[str, list[str]]:
    """The address of a project's own composition beside the same others, with passages listed."""
    beside_it = [one for one in (asked.visit.project_id, *others) if one != project]
    filters = written(replace(asked.filters, articles=(), versions=(), pick=Pick()))
    there = {"project": [str(project)], "by": ["project"], BESIDE: list(map(str, beside_it))}
    return {**filters, **there, **narrowed}


def _unasked(filters: Filters) -> str:
    """What is asked for and does not narrow projects side by side, in words."""
    return say("composition.beside_unasked") if filters.articles or filters.versions else ""
