"""The gold of settled articles as it leaves: rows like those of the annotations it was chosen from."""

from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, literal, select
from sqlalchemy.orm import Session

from models.adjudication import Adjudication
from models.article import Article
from models.assignment import Assignment
from models.gold import GoldAnnotation
from models.project import Project
from models.queries.export_agreement import agreeing, submitted_readings
from models.queries.export_filters import ExportFilters, conditions
from models.queries.export_stream import stored_id
from models.queries.visible import article_open_to
from models.reviewer import Reviewer
from models.revision import Revision
from models.tag import Tag

ORDER = (
    Revision.article_id,
    Revision.number,
    GoldAnnotation.start,
    GoldAnnotation.end,
    GoldAnnotation.id,
)


def has_gold(session: Session, project_id: int) -> bool:
    """Whether any article of the project was settled: else nothing need be asked text by text."""
    settled = exists().where(
        Adjudication.revision_id == Revision.id,
        Adjudication.settled_at.is_not(None),
        Revision.project_id == project_id,
    )
    return bool(session.scalar(select(settled)))


def gold_matching(
    eyes: int | None, project_id: int, filters: ExportFilters, *columns: Any
) -> Select[Any]:
    """These columns of the live gold of settled texts that the filters let through, in no order.

    Whoever settled a text stands for its reviewer, in the filters too; joined is what `matching`
    joins. Gold of articles that those eyes still read blind is left out.
    """
    return (
        select(*columns)
        .select_from(GoldAnnotation)
        .join(Adjudication, _is_settled())
        .join(Revision, Revision.id == GoldAnnotation.revision_id)
        .join(Article, Article.id == Revision.article_id)
        .join(Project, Project.id == GoldAnnotation.project_id)
        .join(Tag, Tag.id == GoldAnnotation.tag_id)
        .join(Reviewer, Reviewer.id == Adjudication.settled_by)
        .outerjoin(
            Assignment,
            and_(
                Assignment.article_id == Revision.article_id,
                Assignment.reviewer_id == Adjudication.settled_by,
            ),
        )
        .where(
            Revision.project_id == project_id,
            GoldAnnotation.deleted_at.is_(None),
            article_open_to(eyes, Article.id),
            *conditions(filters, GoldAnnotation.created_at),
        )
    )


def labelled_gold(eyes: int | None, project_id: int, filters: ExportFilters) -> Select[Any]:
    """The columns of the labelled CSV, as `labelled` has them of annotations.

    `origin` is human: an editor said so; which passages it was chosen from, the archive tells.
    """
    gold = GoldAnnotation
    return gold_matching(
        eyes,
        project_id,
        filters,
        stored_id(gold.id).label("annotation_id"),
        gold.revision_id,
        Project.name.label("project"),
        Revision.article_id,
        Revision.number.label("revision"),
        Revision.text_sha256,
        *(Article.outlet, Article.title, Article.url, Article.byline),
        *(Article.published_at, Article.language),
        *(gold.start, gold.end, gold.quote, gold.prefix, gold.suffix),
        *(gold.paragraph, gold.sentence, Tag.name.label("tag")),
        func.coalesce(gold.note, "").label("note"),
        literal("").label("confidence"),
        Reviewer.handle.label("reviewer"),
        literal("human").label("origin"),
        func.coalesce(Assignment.status, "").label("status"),
        literal(True).label("is_gold"),
        submitted_readings(gold.__table__.c.revision_id, eyes).label("n_reviewers"),
        agreeing(gold, eyes).label("n_agree"),
        gold.guideline_version,
        *(gold.created_at, gold.updated_at),
        *(literal(False).label("after_submission"), literal(False).label("others_seen")),
    )


def _is_settled() -> ColumnElement[bool]:
    return and_(
        Adjudication.revision_id == GoldAnnotation.revision_id,
        Adjudication.settled_at.is_not(None),
    )
