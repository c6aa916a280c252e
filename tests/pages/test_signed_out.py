"""Every page by itself, as a deep link that came before the entry script: it guards itself.

With another main script Streamlit ran such a page without the entry script at all. The gate stands
before it now; and still no page leans on the gate.
"""

import ast
from collections.abc import Callable

import pytest
from sqlalchemy import update
from streamlit.testing.v1 import AppTest

from api.session_cookie import Signer
from models.base import now
from models.reviewer import Reviewer
from models.sign_in import SignIn
from models.signing_out import end_all_sign_ins
from tests.builders import Desk
from tests.pages.signed_in import PAGES, Tab, checked, html, open_main, said

TITLE = "The mill that nobody may read of"


def scripts() -> list[str]:
    """The files that do something when Streamlit runs them: those are pages."""
    return sorted(
        path.name
        for path in PAGES.glob("*.py")
        if any(
            isinstance(node, ast.Expr) and isinstance(node.value, ast.Call)
            for node in ast.parse(path.read_text("utf-8")).body
        )
    )


def nobody(_tab: Tab, _desk: Desk) -> None:
    pass


def forged(tab: Tab, _desk: Desk) -> None:
    tab.cookies = {"workbench": Signer("another key than this one", "session").sign("x" * 43)}


def by_headers(tab: Tab, _desk: Desk) -> None:
    tab.headers += [("X-Forwarded-User", "Edith"), ("Remote-User", "Edith"), ("X-User", "1")]


def halfway(tab: Tab, desk: Desk) -> None:
    tab.sign_in(desk.database, desk.editor, halfway=True)


def signed_out(tab: Tab, desk: Desk) -> None:
    tab.sign_in(desk.database, desk.editor)
    with desk.database.begin() as session:
        end_all_sign_ins(session, desk.editor, desk.editor)


def expired(tab: Tab, desk: Desk) -> None:
    tab.sign_in(desk.database, desk.editor)
    with desk.database.begin() as session:
        session.execute(update(SignIn).values(expires_at=now()))


def departed(tab: Tab, desk: Desk) -> None:
    tab.sign_in(desk.database, desk.editor)
    with desk.database.begin() as session:
        session.get_one(Reviewer, desk.editor).departed_at = now()


def under_another_name(tab: Tab, desk: Desk) -> None:
    tab.sign_in(desk.database, desk.editor)
    tab.headers = [("Host", "desk.example")]


def run(script: str) -> AppTest:
    page = AppTest.from_file(str(PAGES / script), default_timeout=120)
    page.query_params["article"] = "1"
    return checked(page.run())


def test_there_are_pages() -> None:
    assert {"main.py", "annotate.py", "people_page.py"} <= set(scripts())
    assert len(scripts()) >= 9


@pytest.mark.parametrize("script", scripts())
def test_a_page_that_is_run_alone_shows_nothing_unsigned(staffed: Desk, script: str) -> None:
    staffed.tag("Ruth", staffed.article(title=TITLE), "40 jobs")
    page = run(script)
    assert "You are signed out." in html(page)
    told = said(page)
    for hidden in (TITLE, "40 jobs", "Ruth", "Edith", "Desk"):
        assert hidden not in told
    assert not [*page.button, *page.text_input, *page.selectbox, *page.dataframe, *page.metric]


@pytest.mark.parametrize(
    "how",
    [nobody, forged, by_headers, halfway, signed_out, expired, departed, under_another_name],
)
def test_no_page_takes_a_bad_sign_in_for_a_good_one(
    staffed: Desk, tab: Tab, how: Callable[[Tab, Desk], None]
) -> None:
    staffed.article(title=TITLE)
    how(tab, staffed)
    for page in (open_main(), run("library.py"), run("annotate.py")):
        assert "You are signed out." in html(page)
        assert TITLE not in said(page)


def test_the_way_back_is_shown(staffed: Desk) -> None:
    assert staffed.project_id
    assert 'href="/sign-in"' in html(run("main.py"))
