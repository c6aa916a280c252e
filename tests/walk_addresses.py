"""Every route and page of the role walk, by the smallest role that may (see `tests/walk_table.py`)."""

from models.membership import Role
from tests.walk_queries import OWN, A, E, R, V

ROUTES: dict[str, Role | str] = {
    "POST /annotations": R,
    "GET /revisions/{revision_id}/text": V,
    "GET /revisions/{revision_id}/annotations": V,
    "GET /revisions/{revision_id}/sentences": V,
    "GET /revisions/{revision_id}/reading": V,
    "GET /revisions/{revision_id}/readings": E,
    "POST /revisions/{revision_id}/settle": E,
    "POST /revisions/{revision_id}/unsettle": E,
    "GET /revisions/{revision_id}/changes": V,
    "DELETE /revisions/{revision_id}/presence": V,
    "GET /revisions/{revision_id}/threads": V,
    "GET /revisions/{revision_id}/people": R,
    "GET /revisions/{revision_id}/recipients": V,
    "POST /threads/seen": OWN,
    "GET /projects": OWN,
    "GET /projects/{project_id}/articles": V,
    "POST /projects/{project_id}/articles": E,
    "POST /articles/{article_id}/reading": R,
    "GET /projects/{project_id}/export": E,
    "POST /projects/{project_id}/export-tickets": E,
    "GET /projects/{project_id}/trail": A,
    "POST /projects/{project_id}/trail-tickets": A,
    "POST /projects/{project_id}/next": R,
    "GET /exports/{secret}": "ticket",
    "GET /exports/{secret}/progress": "secret",
    "DELETE /exports/{secret}": "secret",
    "GET /preferences": OWN,
    "PUT /preferences": OWN,
    "GET /articles/{article_id}/revisions": V,
    "POST /articles/{article_id}/revisions": E,
}

OF_THE_DESK = ("account_page.py", "people_page.py")
"""Pages of no project, and of no workbench where nobody signs in: tests/pages/test_people_walk.py."""

PAGES: dict[str, Role] = {
    "adjudicate.py": E,
    "agreement_page.py": V,
    "annotate.py": V,
    "article_versions.py": V,
    "assign.py": E,
    "composition.py": V,
    "corrections.py": R,
    "correct_article.py": E,
    "desk.py": V,
    "stories.py": V,
    "label_errors.py": E,
    "reviewers.py": V,
    "differed.py": R,
    "export_page.py": E,
    "guidelines_editor.py": A,
    "history_page.py": V,
    "import_page.py": E,
    "library.py": V,
    "members_page.py": A,
    "outlets.py": V,
    "project_page.py": A,
    "projects_page.py": V,
    "reading_queue.py": R,
    "tag_editor.py": A,
    "tags_page.py": V,
    "talk.py": V,
}
