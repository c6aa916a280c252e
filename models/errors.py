"""Domain errors: each is a sentence that tells a person what is wrong and what to do."""

from words import say


class WorkbenchError(Exception):
    """Something that the rules of the workbench do not allow; `str()` is the sentence to show."""

    def __init__(self, word: str, **values: object) -> None:
        self.word = word
        self.values = values
        self.project_id: int | None = None
        """In which project it was, where who asks is a member of that."""
        super().__init__(say(f"errors.{word}", **values))


class NotAllowed(WorkbenchError):
    """Who asks does not have the role for it."""


class ProjectClosed(NotAllowed):
    """The project is archived: it can be read and exported, and takes no changes."""

    def __init__(self, project_id: int) -> None:
        super().__init__("project_closed")
        self.project_id = project_id


class NotFound(WorkbenchError):
    """What is asked for does not exist, or not for who asks."""


class BadInput(WorkbenchError):
    """What was given cannot be stored; nothing was changed."""


class DuplicateText(BadInput):
    """The project holds this very text already; `article_id` is the article that has it."""

    def __init__(self, article_id: int, title: str) -> None:
        self.article_id = article_id
        super().__init__("duplicate_text", title=title)


class DatabaseGoneError(WorkbenchError):
    """The SQLite file is not where it was: nothing is read from or written to what is left of it."""


class SchemaError(WorkbenchError):
    """The database is not at the schema this version of the workbench works with."""
