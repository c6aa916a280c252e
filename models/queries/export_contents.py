"""How much of each kind of thing an export could carry: what a format leaves out is told by it."""

from uuid import UUID

from sqlalchemy import Select, case, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from models.annotation import Annotation, Evidence
from models.article import Article
from models.assignment import Assignment
from models.cleared import ClearedSentence
from models.project import Guideline
from models.queries.export_filters import ExportFilters, matching
from models.queries.export_gold import gold_matching
from models.queries.export_stream import require_exporter
from models.queries.thread_visible import thread_visible_to
from models.queries.visible import (
    cleared_visible_to,
    hidden_from,
    others_seen_told,
    reading_visible_to,
    text_open_to,
    visible_to,
)
from models.rejection import Rejection
from models.revision import Revision
from models.tag import Tag
from models.thread import Thread
from models.unclear_flag import UnclearFlag


def contents(
    session: Session, asker: int | None, project_id: int, filters: ExportFilters
) -> dict[str, int]:
    """Counts by the names that codecs use in CARRIES_NOT; of passages those that match alone."""
    require_exporter(session, asker, project_id)
    eyes = hidden_from(session, asker, project_id)
    changed = (Annotation.version > 1) | Annotation.after_submission
    seen = others_seen_told(eyes) | Annotation.after_submission
    found = session.execute(
        matching(
            eyes,
            project_id,
            filters,
            func.count().label("passages"),
            func.count(Annotation.note).label("notes"),
            func.count(Annotation.confidence).label("confidence"),
            func.count(Annotation.guideline_version).label("guideline_version"),
            func.coalesce(func.sum(case((changed, 1), else_=0)), 0).label("history"),
            func.coalesce(func.sum(case((seen, 1), else_=0)), 0).label("others_seen"),
            func.count(Annotation.reviewer_id.distinct()).label("reviewers"),
        )
    ).one()
    counts = {name: int(count) for name, count in found._mapping.items()}
    # What every passage has.
    counts |= dict.fromkeys(("exact_passages", "times", "ids", "offsets"), counts["passages"])
    gold = gold_matching(eyes, project_id, filters, func.count())
    counts["gold"] = int(session.scalar(gold) or 0)
    return (
        counts
        | _evidence(session, eyes, project_id, filters)
        | _project(session, eyes, project_id, filters)
    )


def _evidence(
    session: Session, eyes: int | None, project_id: int, filters: ExportFilters
) -> dict[str, int]:
    detailed = (Evidence.quote != "") | (Evidence.stance != "context") | (Evidence.citation != "")
    row = session.execute(
        matching(
            eyes,
            project_id,
            filters,
            func.count().label("all"),
            func.coalesce(func.sum(case((detailed, 1), else_=0)), 0).label("detailed"),
            func.count(Evidence.accessed_at).label("times"),
        ).join(Evidence, Evidence.annotation_id == Annotation.id)
    ).one()
    return {"evidence": row[0], "evidence_details": row[1], "evidence_times": row[2]}


def _project(
    session: Session, eyes: int | None, project_id: int, filters: ExportFilters
) -> dict[str, int]:
    tagged = matching(eyes, project_id, filters, Annotation.revision_id)
    untagged = select(func.count(Revision.id)).where(
        Revision.project_id == project_id, Revision.id.not_in(tagged)
    )
    counted = {
        "deleted": select(func.count(Annotation.id)).where(
            Annotation.project_id == project_id,
            Annotation.deleted_at.is_not(None),
            visible_to(eyes),
        ),
        "codebook": select(func.count(Tag.id)).where(Tag.project_id == project_id),
        "texts": select(func.count(Revision.id)).where(Revision.project_id == project_id),
        "article_details": select(func.count(Article.id)).where(Article.project_id == project_id),
        "untagged_articles": untagged,
        "untagged_texts": untagged,
        "guidelines": select(func.count(Guideline.id)).where(
            Guideline.project_id == project_id, Guideline.markdown != ""
        ),
        "reading_states": select(func.count(Assignment.id))
        .join(Article, Article.id == Assignment.article_id)
        .where(Article.project_id == project_id, reading_visible_to(eyes)),
        "cleared": select(func.count(ClearedSentence.position))
        .join(Revision, Revision.id == ClearedSentence.revision_id)
        .where(Revision.project_id == project_id, cleared_visible_to(eyes)),
        "threads": select(func.count(Thread.id)).where(
            Thread.project_id == project_id, thread_visible_to(eyes)
        ),
        "rejections": _decided(Rejection.annotation_id, Rejection, eyes, project_id),
        "flags": _decided(UnclearFlag.id, UnclearFlag, eyes, project_id),
    }
    row = session.execute(
        select(*(query.scalar_subquery().label(name) for name, query in counted.items()))
    ).one()
    counts = {name: int(count) for name, count in row._mapping.items()}
    return counts | {"decisions": counts["rejections"] + counts["flags"]}


def _decided(
    which: InstrumentedAttribute[UUID],
    kind: type[Rejection] | type[UnclearFlag],
    eyes: int | None,
    project_id: int,
) -> Select[int]:
    return select(func.count(which)).where(
        kind.project_id == project_id, text_open_to(eyes, kind.revision_id)
    )
