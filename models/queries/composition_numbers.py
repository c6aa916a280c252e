"""What stands above the composition of passages: how many there are, and what they rest on."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.annotation import Evidence
from models.article import Article
from models.queries.desk_coverage import union_length
from models.queries.scope import Filters, in_articles, newest_number, passages_in_scope
from models.revision import Revision


@dataclass(frozen=True, slots=True)
class Tagged:
    """Passages in scope, in how many articles, by how many reviewers, with how many tags.

    `with_evidence` counts those that have some. `characters` is the text of the articles asked for,
    `tagged` what of it lies under a passage.
    """

    passages: int
    articles: int
    reviewers: int
    tags: int
    with_evidence: int
    characters: int
    tagged: int


def tagged_numbers(session: Session, asker: int, project_id: int, filters: Filters) -> Tagged:
    """The numbers of everything in scope."""
    scope = passages_in_scope(session, asker, project_id, filters)
    columns = (scope.c.article_id, scope.c.reviewer_id, scope.c.tag_id)
    counts = session.execute(
        select(func.count(), *(func.count(column.distinct()) for column in columns)).select_from(
            scope
        )
    ).one()
    rests = select(Evidence.id).where(Evidence.annotation_id == scope.c.annotation_id).exists()
    evidence = session.scalar(select(func.count()).select_from(scope).where(rests))
    whole = union_length(scope).subquery()
    tagged = session.scalar(select(func.coalesce(func.sum(whole.c.covered), 0)))
    characters = session.scalar(
        select(func.coalesce(func.sum(Revision.length), 0))
        .select_from(Article)
        .join(Revision, Revision.article_id == Article.id)
        .where(
            Article.project_id == project_id,
            Article.archived_at.is_(None),
            Revision.number == newest_number(),
            *in_articles(filters),
        )
    )
    passages, articles, reviewers, tags = (int(number) for number in counts)
    covered, whole_text = int(tagged or 0), int(characters or 0)
    return Tagged(passages, articles, reviewers, tags, evidence or 0, whole_text, covered)
