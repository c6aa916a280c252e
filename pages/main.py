"""The entry of every session: style, navigation, the sidebar; then the page that was asked for."""

import runpy
from dataclasses import asdict
from pathlib import Path

import streamlit as st

from charts.palette import PAGE, TAG_PALETTE, Mode
from models import database
from models.membership import Role
from models.queries.article_filter import UNFINISHED, ArticleFilter, count_by_status
from pages.frame import Visit, current_visit, mode
from pages.sidebar import sidebar
from words import say

HERE = Path(__file__).parent


def style(address: str) -> None:
    """Our stylesheet and the page's own, with the colours for light or dark as custom properties.

    The others' rules would be looked at for every change of the reader's text.
    """
    shade: Mode = "dark" if mode() == "dark" else "light"
    names = {name.replace("_", "-"): value for name, value in asdict(PAGE[shade]).items()}
    for letter, colour in (("s", "blue"), ("p", "amber"), ("f", "grey"), ("d", "crimson")):
        names[f"tag-{letter}"] = TAG_PALETTE[colour].of(shade).underline
        names[f"wash-{letter}"] = TAG_PALETTE[colour].of(shade).wash
    variables = "".join(f"--fcw-{name}:{value};" for name, value in names.items())
    wanted = [HERE / "style.css", HERE / f"{address}.css"]
    sheets = "\n".join(path.read_text("utf-8") for path in wanted if path.exists())
    said = ("brand", "read", "bring_in", "see", "settle")
    variables += "".join(f'--fcw-say-{name}:"{_in_css(say(f"app.{name}"))}";' for name in said)
    st.html(f"<style>:root{{{variables}}}\n{sheets}</style>")


def _in_css(sentence: str) -> str:
    return sentence.replace("\\", "").replace('"', "")


def pages(left: int, *, is_editor: bool) -> list[st.Page]:
    """The navigation in its order, the queue with what is left to read.

    Without sections: Streamlit puts those into its list as elements that a list may not hold. Their
    names stand in the stylesheet, over the first page of each.
    """
    queue = say("app.queue_left", n=left) if left else say("app.queue")
    return [
        st.Page("reading_queue.py", title=queue, icon=":material/inbox:", default=True),
        # The first page has no address of its own; who writes this one means it.
        st.Page(_queue, title=queue, url_path="queue", visibility="hidden"),
        _page("annotate.py", "annotate", "ink_highlighter"),
        _page("library.py", "library", "library_books"),
        _page("import_page.py", "import", "upload_file"),
        _page("export_page.py", "export", "download"),
        _page("desk.py", "desk", "monitoring"),
        *([_page("assign.py", "assign", "assignment_ind")] if is_editor else []),
        _page("tags_page.py", "tags", "sell"),
    ]


def _page(path: str, name: str, icon: str) -> st.Page:
    return st.Page(path, title=say(f"app.{name}"), icon=f":material/{icon}:", url_path=name)


def _queue() -> None:
    runpy.run_path(str(HERE / "reading_queue.py"))


def left_to_read(visit: Visit | None) -> int:
    """How many articles the visitor has not submitted."""
    if visit is None:
        return 0
    with database.current().read() as session:
        counts = count_by_status(
            session, visit.reviewer_id, visit.project_id, ArticleFilter(own=True)
        )
    return sum(counts.get(status, 0) for status in UNFINISHED)


def main() -> None:
    """Draw the frame and run the page."""
    visit = current_visit()
    is_editor = visit is not None and visit.role.covers(Role.EDITOR)
    chosen = st.navigation(pages(left_to_read(visit), is_editor=is_editor), expanded=True)
    # After the navigation, whose own icon for the tab would be fetched from another host.
    st.set_page_config(
        page_title=f"{chosen.title} · {say('app.brand')}",
        page_icon=str(HERE / "icon.svg"),
        layout="wide",
        initial_sidebar_state="auto",
    )
    style(chosen.url_path)
    sidebar(visit)
    chosen.run()


main()
