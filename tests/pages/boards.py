"""Dashboards as the one person of a workbench opens them, and an article that people read."""

from streamlit.testing.v1 import AppTest

from models.membership import Role
from models.queries.scope import Filters
from pages.dashboard_asked import Asked
from pages.dashboard_counted import choices_for
from pages.frame import Visit
from pages.kept_views import revision_now
from tests.builders import BuiltArticle, Desk
from tests.pages.signed_in import PAGES

TEXT = "The mill closed. Nobody knew. It was sold. Critics doubt it."
_STARTS = (0, 17, 30, 43)


def visit(page_file: str, **address: str | list[str]) -> AppTest:
    """The page as it is after the first run, opened with this address."""
    page = AppTest.from_file(str(PAGES / "main.py"), default_timeout=120).run()
    page.switch_page(page_file)
    for name, value in address.items():
        page.query_params[name.replace("_", "-")] = value
    page.run()
    assert not page.exception
    return page


def numbers(page: AppTest) -> dict[str, str]:
    """The numbers at the head by their names, with plain blanks."""
    return {metric.label: metric.value.replace("\u00a0", " ") for metric in page.metric}


def whole(desk: Desk) -> Asked:
    """The whole of a dashboard, asked for by Ines."""
    here = Visit(desk.people["Ines"], "ines", "Ines", desk.project_id, "Desk", Role.ADMIN, ())
    at = revision_now()
    return Asked(here, Filters(), choices_for(here, at), at)


def read(desk: Desk, person: str, article: BuiltArticle, **tags: str) -> None:
    """`person` reads the four sentences of TEXT, tags some of them (s0, s1, ...), and submits."""
    for number, start in enumerate(_STARTS):
        if tag := tags.get(f"s{number}"):
            desk.tag(person, article, (start, start + 8), tag)
        else:
            desk.clear(person, article, number)
    desk.submit(person, article)
