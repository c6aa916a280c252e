"""The readings of a restored project, and the sentences that were cleared in them."""

from collections.abc import Mapping
from typing import Any

from models.article import check_priority
from models.assignment import Assignment
from models.cleared import ClearedSentence
from models.errors import BadInput
from models.json_fields import refuse_unstorable_state
from models.restored_articles import RestoredArticles
from models.restored_project import RestoredProject
from models.restored_rows import Refuse, RestoredRows

_STATUSES = ("assigned", "in_progress", "submitted")


class RestoredReadings:
    """Assignments and cleared sentences on their way in."""

    def __init__(
        self,
        project: RestoredProject,
        articles: RestoredArticles,
        refuse_reading: Refuse,
        refuse_cleared: Refuse,
    ) -> None:
        self.readings = RestoredRows(project.session, Assignment, refuse_reading)
        self.cleared = RestoredRows(project.session, ClearedSentence, refuse_cleared)
        self._project = project
        self._articles = articles

    def add_reading(
        self,
        line: int,
        article: int,
        reviewer: str,
        submitted_revision: int | None,
        values: Mapping[str, Any],
        people: Mapping[str, str],
    ) -> None:
        """A reading of an article; BadInput where its state and its times do not go together."""
        is_submitted = values["status"] == "submitted"
        if values["status"] not in _STATUSES:
            raise BadInput("field_choice", field="status", allowed=", ".join(_STATUSES))
        told = (values["submitted_at"] is not None, submitted_revision is not None)
        if told != (is_submitted, is_submitted) or values["active_seconds"] < 0:
            raise BadInput("restore_reading")
        check_priority(values["priority"])
        refuse_unstorable_state(values["reason"])
        submitted = (
            self._articles.text(article, submitted_revision).id if submitted_revision else None
        )
        self.readings.add(
            line,
            {
                "article_id": self._articles.article(article),
                "reviewer_id": self._project.person(reviewer),
                "submitted_revision_id": submitted,
                **{name: self._project.maker(handle) for name, handle in people.items()},
                **values,
            },
        )

    def add_cleared(
        self, line: int, place: tuple[int, int], reviewer: str, sentence: int, at: object
    ) -> None:
        """A sentence that a reviewer cleared; BadInput where the text has none of that number."""
        text = self._articles.text(*place)
        if not 0 <= sentence < text.sentences:
            raise BadInput("sentence_unknown", number=sentence, last=text.sentences - 1)
        self.cleared.add(
            line,
            {
                "revision_id": text.id,
                "reviewer_id": self._project.person(reviewer),
                "position": sentence,
                "cleared_at": at,
            },
        )

    def flush(self) -> None:
        """Store what waits."""
        self.readings.flush()
        self.cleared.flush()
