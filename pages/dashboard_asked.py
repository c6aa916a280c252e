"""What is asked of a dashboard, by whom, and the passages that answer it where nothing else is said."""

from collections.abc import Hashable
from dataclasses import dataclass

from sqlalchemy.orm import Session

from models.queries.behind import ListedPassage, passages_behind
from models.queries.choices import Choices
from models.queries.scope import Filters
from pages.frame import Visit


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asks for a dashboard, of which project, and what it is narrowed down to."""

    visit: Visit
    filters: Filters
    choices: Choices
    at: Hashable
    """The state of the data that is asked about."""
    skip: int = 0
    """How many passages stand on earlier pages of the list behind it."""

    @property
    def of(self) -> tuple[int, int]:
        """Asker and project, as queries take them."""
        return self.visit.reviewer_id, self.visit.project_id


def reviewers_passages(session: Session, asked: Asked) -> tuple[list[ListedPassage], int]:
    """The reviewers' passages that the filters let through."""
    return passages_behind(session, *asked.of, asked.filters, skip=asked.skip)
