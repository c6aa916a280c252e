"""The saved views of a restored project, with their addresses as people and articles are known here."""

from collections.abc import Mapping
from typing import Any

from models.errors import BadInput
from models.restored_articles import RestoredArticles
from models.restored_project import RestoredProject, bounded
from models.restored_rows import Refuse, RestoredRows
from models.saved_view import NAME_LIMIT, QUERY_LIMIT, SavedView
from models.view_address import readdressed

_DASHBOARD_LIMIT = 40


class RestoredViews:
    """Views on their way in, each its own person's again."""

    def __init__(
        self, project: RestoredProject, articles: RestoredArticles, refuse: Refuse
    ) -> None:
        self._project = project
        self._articles = articles
        self._rows = RestoredRows(project.session, SavedView, refuse)

    def add(self, line: int, values: Mapping[str, Any]) -> None:
        """A view; BadInput for a person that the archive does not list."""
        bounded("view_name", values["view_name"], NAME_LIMIT, blank=False)
        bounded("dashboard", values["dashboard"], _DASHBOARD_LIMIT, blank=False)
        bounded("query", values["query"], QUERY_LIMIT)
        row = {"project_id": self._project.id, "deleted_at": None, "name": values["view_name"]}
        row |= {name: values[name] for name in ("dashboard", "shared")}
        row["created_at"] = values["saved_at"]
        row["reviewer_id"] = self._project.person(values["reviewer"])
        row["query"] = readdressed(values["query"], self._project.people.get, self._article)
        self._rows.add(line, row)

    def flush(self) -> int:
        """Store what waits; how many rows there are now."""
        self._rows.flush()
        return self._rows.stored

    def _article(self, number: str) -> int | None:
        if not (number.isascii() and number.isdigit() and len(number) < 10):
            return None
        try:
            return self._articles.article(int(number))
        except BadInput:
            return None
