"""Second readings of a restored project: their companions, and which copy stands for which article."""

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from models.companion import Companion
from models.errors import BadInput
from models.membership import Membership, Role, mirror_member
from models.mirroring import mirror_into
from models.restored_articles import RestoredArticles
from models.restored_project import CompanionOf, RestoredProject
from models.restored_rows import Refuse, RestoredRows
from models.served_again import ServedAgain


class RestoredSecond:
    """Articles served again on their way in, beside the project `home` with its `articles`."""

    def __init__(self, home: RestoredProject, articles: RestoredArticles, refuse: Refuse) -> None:
        self._home = home
        self._articles = articles
        self._rows = RestoredRows(home.session, ServedAgain, refuse)

    def begin(self, beside: RestoredProject, reviewer: str) -> None:
        """Make the new project the person's companion, whatever the archive says of its members.

        BadInput where its tags are not those of its home, or the person has a companion already.
        """
        session, reader = self._home.session, self._home.person(reviewer)
        if list(beside.tags) != list(self._home.tags):
            raise BadInput("restore_second_tags")
        if self._has_companion(session, reader):
            raise BadInput("restore_twice", what=reviewer)
        members = Membership.project_id == beside.id
        session.execute(delete(Membership).where(members, Membership.reviewer_id != reader))
        session.execute(update(Membership).where(members).values(role=Role.REVIEWER.value))
        session.add(Companion(project_id=beside.id, home_id=self._home.id, reviewer_id=reader))
        session.flush()
        mirror_member(session, self._home.id, reader)
        mirror_into(session, self._home.id, beside.id)
        beside.companion = CompanionOf(reader, self._articles.article)

    def add(
        self, line: int, copies: RestoredArticles, told: tuple[int, int], row: dict[str, object]
    ) -> None:
        """That the copy was served in place of the article (`told`: their numbers in the archive)."""
        copy_id, article_id = told
        reviewer, giver = (self._home.person(str(row[name])) for name in ("reviewer", "served_by"))
        self._rows.add(
            line,
            {
                "copy_id": copies.article(copy_id),
                "article_id": self._articles.article(article_id),
                "reviewer_id": reviewer,
                "served_by": giver,
                "served_at": row["served_at"],
            },
        )

    def flush(self) -> int:
        """Store what waits; how many rows there are now."""
        self._rows.flush()
        return self._rows.stored

    def _has_companion(self, session: Session, reader: int) -> bool:
        known = select(Companion.project_id).where(
            Companion.home_id == self._home.id, Companion.reviewer_id == reader
        )
        return session.scalar(known) is not None
