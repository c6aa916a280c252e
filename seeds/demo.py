"""The demo project: made once in a database, through the same verbs as everybody's work."""

from dataclasses import dataclass
from uuid import UUID, uuid5

from sqlalchemy.orm import Session

from models.article import add_article, latest_revision
from models.assignment import submit_reading
from models.errors import NotFound
from models.operations import Request, apply_requests
from models.passage import Shelf
from models.people import add_reviewer
from models.project import Project, create_project, project_by_name
from models.queries.texts import sentence_bounds
from models.reviewer import find_reviewer
from models.turns import wait_for_turn
from seeds.clearing import cleared_by
from seeds.settling import settle_for
from seeds.source import (
    Plan,
    SeedError,
    SeedPassage,
    SeedReading,
    demo_plan,
    seed_article,
    seed_readings,
)
from seeds.tag_set import default_guidelines, default_tags
from words import say

# Ids of the demo's passages are made from names, so that seeding twice cannot store one twice.
_NAMESPACE = UUID("6b1f3a52-5d0c-5f4e-9f3b-3c1d8b7a2e90")


@dataclass(frozen=True, slots=True)
class SeedReport:
    """What seeding added: all zero where the demo had been made before."""

    project: str
    articles: int = 0
    readings: int = 0
    passages: int = 0

    @property
    def message(self) -> str:
        """The report as told on the command line."""
        if not self.articles:
            return say("seeds.made_before")
        return say(
            "seeds.made",
            project=self.project,
            articles=self.articles,
            readings=self.readings,
            passages=self.passages,
        )


@dataclass(frozen=True, slots=True)
class _Stored:
    """An article of the demo as the database knows it."""

    id: int
    revision_id: int


def seed_demo(session: Session) -> SeedReport:
    """Make the demo project with its people, articles and readings, unless it was made before.

    Made before: a project bears its name, or one of its people is known. So nothing comes back
    that somebody deleted, renamed or changed, however often this is called.
    """
    plan = demo_plan()
    wait_for_turn(session, "demo")
    if _made_before(session, plan):
        return SeedReport(plan.name)
    project = create_project(session, None, plan.name, default_tags(), default_guidelines())
    project.readers_per_article = plan.readers_per_article
    project.is_blind = plan.is_blind
    people = _add_people(session, plan, project)
    articles = {slug: _add_article(session, project, slug) for slug in plan.slugs}
    readings = [reading for slug in plan.slugs for reading in seed_readings(slug)]
    # In the order in which it happened, as the trail of events should tell it.
    readings.sort(key=lambda reading: reading.passages[0].at)
    shelf = Shelf()
    for reading in readings:
        reader = people[reading.reviewer]
        _store_reading(session, shelf, reading, reader, articles[reading.slug])
    for slug in plan.settled:
        editor, text = people[plan.editor], articles[slug].revision_id
        settle_for(session, shelf, editor, slug, text, _NAMESPACE)
    passages = sum(len(reading.passages) for reading in readings)
    return SeedReport(plan.name, len(articles), len(readings), passages)


def _made_before(session: Session, plan: Plan) -> bool:
    if any(find_reviewer(session, person.email) for person in plan.people):
        return True
    try:
        project_by_name(session, plan.name)
    except NotFound:
        return False
    return True


def _add_people(session: Session, plan: Plan, project: Project) -> dict[str, int]:
    return {
        person.key: add_reviewer(session, person.name, person.email, person.role, project).id
        for person in plan.people
    }


def _add_article(session: Session, project: Project, slug: str) -> _Stored:
    article = add_article(session, None, project.id, seed_article(slug))
    return _Stored(article.id, latest_revision(session, article.id).id)


def _store_reading(
    session: Session, shelf: Shelf, reading: SeedReading, reader: int, article: _Stored
) -> None:
    _, sentences = sentence_bounds(session, reader, article.revision_id)
    steps = [
        (at, _clearing(reading, number, numbers, article))
        for number, (at, numbers) in enumerate(cleared_by(reading, sentences))
    ] + [
        (passage.at, _operation(reading, number, passage, article))
        for number, passage in enumerate(reading.passages)
    ]
    steps.sort(key=lambda step: step[0])
    requests = [Request(reader, [operation], at=at) for at, operation in steps]
    for (answer,) in apply_requests(session, requests, shelf):
        if answer.status != "saved":
            raise SeedError(
                say(
                    "seeds.passage_refused",
                    article=reading.slug,
                    reviewer=reading.reviewer,
                    reason=answer.message,
                )
            )
    if reading.submitted_at is not None:
        stored = submit_reading(session, reader, article.id, at=reading.submitted_at)
        stored.active_seconds = reading.seconds


def _operation(
    reading: SeedReading, number: int, passage: SeedPassage, article: _Stored
) -> dict[str, object]:
    name = f"{reading.slug}/{reading.reviewer}/{number}"
    return {
        "id": str(uuid5(_NAMESPACE, f"operation/{name}")),
        "kind": "create",
        "annotation": {
            "id": str(uuid5(_NAMESPACE, f"annotation/{name}")),
            "revision_id": article.revision_id,
            "start": passage.start,
            "end": passage.end,
            "quote": passage.quote,
            "tag": passage.tag,
            "note": passage.note,
            "confidence": passage.confidence,
            "evidence": [dict(item) for item in passage.evidence],
        },
    }


def _clearing(
    reading: SeedReading, number: int, sentences: list[int], article: _Stored
) -> dict[str, object]:
    name = f"{reading.slug}/{reading.reviewer}/{number}"
    return {
        "id": str(uuid5(_NAMESPACE, f"clearing/{name}")),
        "kind": "clear",
        "reading": {"revision_id": article.revision_id, "sentences": sentences},
    }


def demo_name() -> str:
    """What the demo project is called."""
    return demo_plan().name
