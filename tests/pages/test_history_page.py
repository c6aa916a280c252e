"""The history as a person meets it: in sentences, narrowed down by its address, with a way back."""

from uuid import UUID

import streamlit as st
from streamlit.testing.v1 import AppTest

from models.annotation import Annotation
from models.membership import Role
from models.queries.passages import passages
from tests.accounts import admit
from tests.builders import BuiltArticle, Desk, build_desk, operation
from tests.pages.signed_in import PAGES, Tab, checked, html, press


def opened(**address: str) -> AppTest:
    st.cache_data.clear()
    page = AppTest.from_file(str(PAGES / "main.py"), default_timeout=120).run()
    for name, value in address.items():
        page.query_params[name] = value
    return checked(page.switch_page("history_page.py").run())


def changed(desk: Desk, article: BuiltArticle) -> str:
    passage = desk.tag("Ruth", article, "40 jobs", note="Count <b>them</b>.")
    desk.apply("Ruth", operation("update", id=passage, version=1, tag="disputed", note=None))
    desk.apply("Ruth", operation("delete", id=passage, version=2))
    return passage


def test_it_tells_in_sentences_and_puts_back_and_that_is_undone(staffed: Desk, tab: Tab) -> None:
    article = staffed.article()
    passage = changed(staffed, article)
    tab.sign_in(staffed.database, staffed.people["Ruth"])
    page = opened(passage=passage)
    told = html(page)
    assert "Ruth deleted “40 jobs” (disputed)." in told
    assert "Ruth tagged “40 jobs” as sourced." in told
    assert "sourced</del> → <ins>" in told
    assert "Count &lt;b&gt;them&lt;/b&gt;." in told
    assert '{"' not in told
    assert "Show the whole article's history" in [one.label for one in page.button]
    press(page, "Bring back")
    with staffed.database.read() as session:
        (live,) = passages(session, staffed.editor, article.revision_id)
        assert (live["tag"], live["version"]) == ("disputed", 4)
    assert "Ruth brought “40 jobs” back (disputed)." in html(page)
    press(page, "Undo")
    with staffed.database.read() as session:
        assert session.get_one(Annotation, UUID(passage)).deleted_at is not None
    page = opened(passage=passage)
    press(page, "Put back as before this", 2)
    with staffed.database.read() as session:
        (live,) = passages(session, staffed.editor, article.revision_id)
        assert (live["tag"], live["note"]) == ("sourced", "Count <b>them</b>.")


def test_the_address_says_of_what_and_how_far(staffed: Desk, tab: Tab) -> None:
    article, other = staffed.article(), staffed.article()
    changed(staffed, article)
    for number in range(55):
        staffed.tag("Omar", other, (number, number + 3))
        staffed.clear("Omar", other, number % 3)
    tab.sign_in(staffed.database, staffed.editor)
    page = opened(article=str(article.id))
    assert "Omar" not in html(page)
    assert "Edith brought the article in." in html(page)
    # Others' passages are an editor's to put back, the trail is an admin's to export.
    assert [one.label for one in page.button].count("Put back as before this") == 1
    assert "Download the trail" not in [one.label for one in page.button]
    page = opened(kind="passages", by=str(staffed.people["Ruth"]))
    assert "Omar tagged" not in html(page)
    assert "began to read" not in html(page)
    page = opened(person=str(staffed.people["Omar"]))
    assert html(page).count('<div class="fcw-entry">') == 50
    press(page, "Older")
    assert "Omar began to read." in html(page)
    assert "before" in page.query_params
    press(page, "Back to the newest")
    assert "Omar began to read." not in html(page)


def test_a_rejection_says_whose_passage_it_was_and_why(staffed: Desk, tab: Tab) -> None:
    article = staffed.article()
    passage = staffed.tag("Ruth", article, "40 jobs")
    staffed.apply("Ruth", operation("update", id=passage, version=1, note="Whose?"))
    staffed.submit("Ruth", article)
    staffed.gold(article, "40 jobs", "sourced", passage)
    staffed.reject(article, passage, "wrong_tag", "It sells.")
    tab.sign_in(staffed.database, staffed.editor)
    page = opened(article=str(article.id))
    told = html(page)
    assert "Edith rejected “40 jobs”" in told
    # The reading is submitted: what would be refused is not offered.
    assert "Put back as before this" not in [one.label for one in page.button]
    assert "Edith chose “40 jobs” as sourced for gold" in told
    assert "from Ruth" in told
    assert "wrong tag" in told
    assert "It sells." in told
    assert "Ruth&#x27;s passage" in told


def test_what_is_elsewhere_is_opened_there_or_unknown(staffed: Desk, tab: Tab) -> None:
    elsewhere = build_desk(staffed.database, "Elsewhere")
    article = elsewhere.article()
    tab.sign_in(staffed.database, staffed.editor)
    assert "not here, or not for you" in html(opened(article=str(article.id)))
    assert article.text[:8] not in html(opened(passage="nonsense"))
    chief = admit(staffed.database, "Cleo", "admin")
    tab.sign_in(staffed.database, chief)
    assert "brought the article in" in html(opened(article=str(article.id)))
    assert "Download the trail" in [one.label for one in opened().button]


def test_an_admin_removes_the_identity_of_somebody_who_left_by_typing_the_name(
    staffed: Desk, tab: Tab
) -> None:
    ruth = staffed.reviewer("Ruth", Role.REVIEWER)
    tab.sign_in(staffed.database, admit(staffed.database, "Cleo", "admin"))
    page = AppTest.from_file(str(PAGES / "main.py"), default_timeout=120).run()
    page.switch_page("people_page.py").run()
    press(
        page,
        "Deactivate",
        [one.key for one in page.button if one.label == "Deactivate"].index(f"off_{ruth}"),
    )
    press(page, "Remove identity")
    assert "backups and exports made before" in html(page)
    field = next(one for one in page.text_input if "Ruth" in one.label)
    field.set_value("Rut")
    press(page, "Remove it for good")
    assert "not the name" in str(page.error[0].value)
    next(one for one in page.text_input if "Ruth" in one.label).set_value("Ruth")
    press(page, "Remove it for good")
    assert f"Former reader {ruth}" in html(page)
    assert "ruth@desk.example" not in html(page)
    assert "Take back" not in [one.label for one in page.button]
