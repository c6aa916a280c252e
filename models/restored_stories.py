"""What people said of two articles' story in a restored project."""

from collections.abc import Mapping
from typing import Any

from models.errors import BadInput
from models.restored_articles import RestoredArticles
from models.restored_project import RestoredProject
from models.restored_rows import Refuse, RestoredRows
from models.story_word import StoryWord


class RestoredStories:
    """Words on stories on their way in, under the present numbers of their articles."""

    def __init__(
        self, project: RestoredProject, articles: RestoredArticles, refuse: Refuse
    ) -> None:
        self._project = project
        self._articles = articles
        self._rows = RestoredRows(project.session, StoryWord, refuse)

    def add(self, line: int, values: Mapping[str, Any]) -> None:
        """A word on two articles; BadInput where they are one, or not in the archive."""
        first = self._articles.article(values["article_id"])
        second = self._articles.article(values["other_article_id"])
        if first == second:
            raise BadInput("restore_twice", what=values["article_id"])
        low, high = sorted((first, second))
        row = {"first_id": low, "second_id": high, "project_id": self._project.id}
        said = {"said_by": self._project.maker(values["said_by"])}
        told = {name: values[name] for name in ("together", "said_at")}
        self._rows.add(line, row | said | told)

    def flush(self) -> int:
        """Store what waits; how many rows there are now."""
        self._rows.flush()
        return self._rows.stored
