"""The entry of every session: style, navigation, the sidebar; then the page that was asked for."""

import runpy
from pathlib import Path

import streamlit as st

from models.membership import Role
from pages.address_project import tell_another_project
from pages.frame import Visit, current_visit
from pages.refused import tell_archived
from pages.sidebar import sidebar
from pages.stylesheet import style
from pages.text_in_hand import note_page
from pages.visitor import Visitor, current_visitor, is_solo, signed_out
from pages.waiting import left_to_read, left_to_settle, said_to
from words import say

HERE = Path(__file__).parent

# File, name, icon, and the role it takes; then whether it is of no use in an archived project.
SHOWN: tuple[tuple[str, str, str, Role] | tuple[str, str, str, Role, bool], ...] = (
    ("annotate.py", "annotate", "ink_highlighter", Role.VIEWER),
    ("talk.py", "talk", "forum", Role.VIEWER),
    ("library.py", "library", "library_books", Role.VIEWER),
    ("import_page.py", "import", "upload_file", Role.EDITOR, True),
    ("export_page.py", "export", "download", Role.EDITOR),
    ("desk.py", "desk", "monitoring", Role.VIEWER),
    ("article_page.py", "article", "segment", Role.VIEWER),
    ("agreement_page.py", "agreement", "join_inner", Role.VIEWER),
    ("composition.py", "composition", "stacked_bar_chart", Role.VIEWER),
    ("outlets.py", "outlets", "newspaper", Role.VIEWER),
    ("stories.py", "stories", "auto_stories", Role.VIEWER),
    ("reviewers.py", "reviewers", "target", Role.VIEWER),
    ("history_page.py", "history", "history", Role.VIEWER),
    ("adjudicate.py", "adjudicate", "balance", Role.EDITOR),
    ("assign.py", "assign", "assignment_ind", Role.EDITOR, True),
    ("tags_page.py", "tags", "sell", Role.VIEWER),
    ("projects_page.py", "projects", "folder_open", Role.VIEWER),
    ("project_page.py", "project_settings", "tune", Role.ADMIN),
    ("members_page.py", "members", "groups", Role.ADMIN),
)
# Reached from another page alone: file, address, name.
UNLISTED = (
    ("differed.py", "differed", "differed"),
    ("label_errors.py", "label-errors", "label_errors"),
    ("tag_editor.py", "edit-tag", "tag_editor"),
    ("guidelines_editor.py", "write-guidelines", "guidelines_editor"),
    ("corrections.py", "corrections", "corrections"),
    ("article_versions.py", "versions", "versions"),
    ("correct_article.py", "correct-article", "correct_article"),
)


def pages(left: int, visit: Visit | None, here: Visitor | None) -> list[st.Page]:
    """The navigation in its order, with what is left to read, to settle, and to see of the talk.

    It shows what the visitor may open. The other pages have their addresses all the same, and say
    for whom they are.

    Without sections: Streamlit puts those into its list as elements that a list may not hold. Their
    names stand in the stylesheet, over the first page of each.
    """
    counts = {"adjudicate": left_to_settle(visit), "talk": said_to(visit)}
    queue = say("app.queue_left", n=left) if left else say("app.queue")
    reads = visit is None or visit.role.covers(Role.REVIEWER)
    found = [
        st.Page(
            "reading_queue.py",
            title=queue,
            icon=":material/inbox:",
            default=True,
            visibility="visible" if reads else "hidden",
        ),
        # The first page has no address of its own; who writes this one means it.
        st.Page(_queue, title=queue, url_path="queue", visibility="hidden"),
        *(_page(*one[:3], _opens(visit, *one[3:]), counts.get(one[1], 0)) for one in SHOWN),
        *(
            st.Page(path, title=say(f"app.{word}"), url_path=address, visibility="hidden")
            for path, address, word in UNLISTED
        ),
    ]
    if here is not None and here.sign_in_id is not None:
        found.append(_page("account_page.py", "account", "person"))
        found.append(_page("people_page.py", "people", "group", here.is_admin))
    return found


def _opens(visit: Visit | None, needed: Role, writes: bool = False) -> bool:
    # Who is not known yet is welcomed on any page.
    return visit is None or (visit.may(needed) if writes else visit.role.covers(needed))


def _page(path: str, name: str, icon: str, opens: bool = True, left: int = 0) -> st.Page:
    return st.Page(
        path,
        title=say(f"app.{name}_left", n=left) if left else say(f"app.{name}"),
        icon=f":material/{icon}:",
        url_path=name.replace("_", "-"),
        visibility="visible" if opens else "hidden",
    )


def _queue() -> None:
    runpy.run_path(str(HERE / "reading_queue.py"))


def main() -> None:
    """Draw the frame and run the page."""
    # Before the navigation: an icon of its own for the tab would be fetched from another host.
    st.set_page_config(page_icon=str(HERE / "icon.svg"))
    visit = current_visit()
    here = current_visitor()
    if here is None and not is_solo():
        # Before the navigation: to whoever is not signed in no page is even named.
        st.set_page_config(page_title=say("app.brand"))
        style("")
        signed_out()
    chosen = st.navigation(pages(left_to_read(visit), visit, here), expanded=True)
    st.set_page_config(
        page_title=f"{chosen.title} · {say('app.brand')}",
        layout="wide",
        initial_sidebar_state="auto",
    )
    style(chosen.url_path)
    note_page(chosen.url_path)
    sidebar(visit, here)
    if visit is not None:
        tell_another_project(visit, chosen.url_path)
        tell_archived(visit)
    chosen.run()


main()
