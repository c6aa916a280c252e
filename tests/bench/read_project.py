"""A project that was read by many: articles with sentences, tagged or cleared by each reviewer."""

import random
from uuid import uuid4

from sqlalchemy import insert

from models.annotation import Annotation
from models.article import Article
from models.assignment import Assignment
from models.base import now
from models.cleared import ClearedSentence
from models.database import Database
from models.frozen import freeze_all
from models.revision import Revision, Sentence, text_values
from models.tag import tags_of
from tests.builders import Desk, build_desk

SENTENCES = 30
_SENTENCE = "Nobody at the mill knew of the sale. "
_LENGTH = len(_SENTENCE)
_AT_ONCE = 200


def read_project(database: Database, articles: int, reviewers: int, name: str = "Read") -> Desk:
    """So many texts of 30 sentences, each read to its end by every reviewer.

    A third of the sentences bears a tag; each reviewer sees one in five of them otherwise.
    """
    desk = build_desk(database, name)
    people = [desk.reviewer(f"{name}{number}") for number in range(reviewers)]
    for first in range(0, articles, _AT_ONCE):
        _store(desk, people, range(first, min(articles, first + _AT_ONCE)))
    with database.begin() as session:
        freeze_all(session, desk.project_id)
    return desk


def _store(desk: Desk, people: list[int], numbers: range) -> None:
    with desk.database.begin() as session:
        tags = [tag.id for tag in tags_of(session, desk.project_id)]
        rows: dict[type, list[dict[str, object]]] = {
            table: [] for table in (Sentence, Annotation, ClearedSentence, Assignment)
        }
        for number in numbers:
            text = _SENTENCE * (SENTENCES - 1) + f"That was part {number}."
            article = Article(project_id=desk.project_id, title=f"Part {number}")
            session.add(article)
            session.flush()
            revision = Revision(
                article_id=article.id,
                project_id=desk.project_id,
                number=1,
                **text_values(text, SENTENCES),
            )
            session.add(revision)
            session.flush()
            _fill(rows, revision, text, people, tags)
        for table, given in rows.items():
            session.execute(insert(table), given)


def _fill(
    rows: dict[type, list[dict[str, object]]],
    revision: Revision,
    text: str,
    people: list[int],
    tags: list[int],
) -> None:
    chance = random.Random(revision.id)
    truth = [chance.choice([None, None, *tags[:1], *tags]) for _ in range(SENTENCES)]
    of_text = {"revision_id": revision.id}
    for place in range(SENTENCES):
        end = min(len(text), (place + 1) * _LENGTH - 1)
        rows[Sentence].append(
            {**of_text, "position": place, "start": place * _LENGTH, "end": end, "paragraph": 0}
        )
    for person in people:
        for place in range(SENTENCES):
            tag = truth[place] if chance.random() < 0.8 else chance.choice([None, *tags])
            if tag is None:
                seen = {"reviewer_id": person, "position": place, "cleared_at": now()}
                rows[ClearedSentence].append({**of_text, **seen})
            else:
                span = (place * _LENGTH, place * _LENGTH + chance.randint(8, 20))
                rows[Annotation].append(_passage(revision, text, person, tag, place, span))
        rows[Assignment].append(
            {
                "article_id": revision.article_id,
                "reviewer_id": person,
                "status": "submitted",
                "submitted_at": now(),
                "submitted_revision_id": revision.id,
            }
        )


def _passage(
    revision: Revision, text: str, person: int, tag: int, place: int, span: tuple[int, int]
) -> dict[str, object]:
    start, end = span[0], min(span[1], len(text))
    return {
        "id": uuid4(), "project_id": revision.project_id, "revision_id": revision.id,
        "text_length": len(text), "reviewer_id": person, "tag_id": tag, "start": start, "end": end,
        "quote": text[start:end], "prefix": "", "suffix": "", "sentence": place, "paragraph": 0,
        "origin": "human", "guideline_version": 1, "version": 1, "created_at": now(),
        "updated_at": now(),
    }  # fmt: skip
