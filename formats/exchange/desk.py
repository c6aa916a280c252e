"""Where an import goes: the project, who asks, and what both mean for every record."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from uuid import UUID

from sqlalchemy.orm import Session

from formats.annotations.labelled import LabelledPassage
from formats.exchange.choices import Choices, NewProject
from formats.exchange.labels import Labels
from formats.exchange.people import People
from models.bulk_articles import require_importer
from models.database import Database
from models.project import Project, guideline_version
from models.queries.import_matches import MetRevision, met_revisions, taken_ids


class Desk:
    """The project an import goes to; the database is looked at in short transactions alone."""

    def __init__(
        self, database: Database, asker: int | None, project: int | NewProject, choices: Choices
    ) -> None:
        self.database = database
        self.asker = asker
        self.project = project
        self.choices = choices
        with self.looking() as session:
            if isinstance(project, int):
                require_importer(session, asker, project)
                self.name = session.get_one(Project, project).name
            else:
                self.name = project.name.strip()
            self._versions = self._guideline_versions(session)
            self.labels = Labels(session, asker, project, choices)
            self.people = People(session, asker, project, choices)

    @property
    def project_id(self) -> int | None:
        """The project's number; None for one that is yet to be made."""
        return self.project if isinstance(self.project, int) else None

    @contextmanager
    def looking(self) -> Iterator[Session]:
        """A session that only looks."""
        with self.database.read() as session:
            yield session

    def guideline(self, passage: LabelledPassage) -> int | None:
        """The version of the guidelines that the passage was made under, where it was made here.

        Another project's versions are other texts, whatever their numbers.
        """
        if passage.guidelines is None or passage.guidelines[0] != self.name:
            return None
        return passage.guidelines[1] if passage.guidelines[1] in self._versions else None

    def _guideline_versions(self, session: Session) -> range:
        last = guideline_version(session, self.project) if isinstance(self.project, int) else 0
        return range(1, last + 1)

    def met(self, session: Session, digests: Iterable[str]) -> dict[str, MetRevision]:
        """Which of these texts the project has."""
        if self.project_id is None:
            return {}
        return met_revisions(session, self.asker, self.project_id, digests)

    def taken(self, session: Session, ids: Iterable[UUID]) -> dict[UUID, int]:
        """Which of these ids are passages' already, with their revisions."""
        return taken_ids(session, ids)
