"""The entry of every session: style, navigation, the sidebar; then the page that was asked for."""

import runpy
from dataclasses import asdict
from pathlib import Path

import streamlit as st

from charts.palette import PAGE, TAG_PALETTE, Mode
from models import database
from models.queries.article_filter import UNFINISHED, ArticleFilter, count_by_status
from pages.frame import Visit, current_visit, mode
from pages.sidebar import sidebar
from words import say

HERE = Path(__file__).parent


def style() -> None:
    """Our stylesheets, with the page's colours for light or dark as custom properties."""
    shade: Mode = "dark" if mode() == "dark" else "light"
    names = {name.replace("_", "-"): value for name, value in asdict(PAGE[shade]).items()}
    for letter, colour in (("s", "blue"), ("p", "amber"), ("f", "grey"), ("d", "crimson")):
        names[f"tag-{letter}"] = TAG_PALETTE[colour].of(shade).underline
        names[f"wash-{letter}"] = TAG_PALETTE[colour].of(shade).wash
    variables = "".join(f"--fcw-{name}:{value};" for name, value in names.items())
    sheets = "\n".join(path.read_text("utf-8") for path in sorted(HERE.glob("*.css")))
    brand = say("app.brand").replace('"', "")
    st.html(f'<style>:root{{{variables}--fcw-brand:"{brand}";}}\n{sheets}</style>')


def pages(left: int) -> dict[str, list[st.Page]]:
    """The navigation: its sections and their pages, the queue with what is left to read."""
    queue = say("app.queue_left", n=left) if left else say("app.queue")
    return {
        say("app.read"): [
            st.Page(
                "reading_queue.py",
                title=queue,
                icon=":material/inbox:",
                default=True,
            ),
            # The first page has no address of its own; who writes this one means it.
            st.Page(_queue, title=queue, url_path="queue", visibility="hidden"),
            st.Page(
                "annotate.py",
                title=say("app.annotate"),
                icon=":material/ink_highlighter:",
                url_path="annotate",
            ),
            st.Page(
                "library.py",
                title=say("app.library"),
                icon=":material/library_books:",
                url_path="library",
            ),
        ],
        say("app.bring_in"): [
            st.Page(
                "import_page.py",
                title=say("app.import"),
                icon=":material/upload_file:",
                url_path="import",
            ),
            st.Page(
                "export_page.py",
                title=say("app.export"),
                icon=":material/download:",
                url_path="export",
            ),
        ],
        say("app.see"): [
            st.Page(
                "desk.py", title=say("app.desk"), icon=":material/monitoring:", url_path="desk"
            ),
        ],
    }


def _queue() -> None:
    runpy.run_path(str(HERE / "reading_queue.py"))


def left_to_read(visit: Visit | None) -> int:
    """How many articles the visitor has not submitted."""
    if visit is None:
        return 0
    with database.current().read() as session:
        counts = count_by_status(session, visit.reviewer_id, visit.project_id, ArticleFilter())
    return sum(counts.get(status, 0) for status in UNFINISHED)


def main() -> None:
    """Draw the frame and run the page."""
    visit = current_visit()
    chosen = st.navigation(pages(left_to_read(visit)), expanded=True)
    # After the navigation, whose own icon for the tab would be fetched from another host.
    st.set_page_config(
        page_title=f"{chosen.title} · {say('app.brand')}",
        page_icon=str(HERE / "icon.svg"),
        layout="wide",
        initial_sidebar_state="auto",
    )
    style()
    sidebar(visit)
    chosen.run()


main()
