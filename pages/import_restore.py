"""An archive of a whole project: put back as a project of its own, exactly as it was."""

from html import escape
from pathlib import Path

import streamlit as st

from formats.exchange.project_restore import RestoreReport, restore_project
from formats.exchange.restoring import bundled_project
from formats.source import FileSource, Source
from models import database
from models.article import count_articles
from models.errors import WorkbenchError
from models.membership import is_admin_everywhere
from pages.frame import Visit, work_in
from pages.import_plan import fault_line
from pages.import_transfer import Transfer, leave_transfer
from pages.refusal_notes import note_refusal
from pages.to_the_letter import plain
from words import say

HERE, NEW = "here", "new"


def is_put_back(visit: Visit, transfer: Transfer) -> bool:
    """Whether the person wants the archive as a project of its own; asked where both can be had."""
    if transfer.restored is not None:
        return True
    if transfer.bundled is None:
        transfer.bundled = bundled_project(_source(transfer)) if _may(visit, transfer) else ""
    if not transfer.bundled:
        return False
    chosen = st.radio(
        say("importing.where"),
        (HERE, NEW),
        format_func=lambda one: say(f"importing.where_{one}", project=plain(visit.project)),
        captions=[say(f"importing.where_{one}_how") for one in (HERE, NEW)],
        key="import-where",
    )
    return chosen == NEW


def draw_restore(visit: Visit, transfer: Transfer) -> None:
    """The name of the project and the button; or what became of it."""
    if transfer.restored is not None:
        _draw_restored(visit, transfer, transfer.restored)
        return
    name = st.text_input(
        say("importing.restore_name"),
        value=transfer.bundled or "",
        key="import-restore-name",
        width=440,
    )
    with st.container(key="import-restore", horizontal=True):
        begun = st.button(say("importing.restore"), type="primary", key="import-restore-go")
        st.button(say("importing.discard"), on_click=leave_transfer)
    if begun:
        bar = st.progress(0.0)
        # Whoever presses it runs the page anew, which ends the transaction: nothing of it is kept.
        st.button(say("importing.plan_stop"), key="import-restore-stop")
        try:
            # The project that was put back would else be the one that is worked in from now on.
            work_in(visit.reviewer_id, visit.project_id)
            transfer.restored = _restore(visit, transfer, name, bar)
        except (WorkbenchError, ValueError) as error:
            if isinstance(error, WorkbenchError):
                note_refusal(error)
            bar.error(plain(str(error)))
        else:
            st.rerun()


def _restore(
    visit: Visit, transfer: Transfer, name: str, bar: st.delta_generator.DeltaGenerator
) -> RestoreReport:
    def tell(done: int, total: int) -> None:
        part = done / total if total else 1.0
        bar.progress(part, say("importing.plan_storing", percent=int(100 * part)))

    return restore_project(
        database.current(), visit.reviewer_id, _source(transfer), name.strip(), tell=tell
    )


def _draw_restored(visit: Visit, transfer: Transfer, report: RestoreReport) -> None:
    told = say("importing.restore_failed")
    if report.project_id is not None:
        told = say("importing.restored", project=report.name)
    with st.container(key="import-done", horizontal=True, vertical_alignment="center"):
        st.html(f'<p class="fcw-import-done">{escape(told)}</p>')
        if report.project_id is not None and st.button(say("importing.to_project"), type="primary"):
            leave_transfer()
            work_in(visit.reviewer_id, report.project_id)
            st.switch_page("library.py")
        st.button(say("importing.plan_another"), on_click=leave_transfer)
    if report.project_id is not None:
        _contents(visit, report, report.project_id)
    if not report.is_complete:
        st.caption(say("importing.restored_filtered"))
    if report.new_people:
        st.caption(say("importing.restored_people", n=len(report.new_people)))
    if report.faults:
        name = transfer.names[0]
        lines = [
            _fault(f"{name}/{one.table}".rstrip("/"), one.line, one.reason) for one in report.faults
        ]
        items = "".join(f"<li>{escape(line)}</li>" for line in lines)
        st.html(f'<ul class="fcw-import-refused">{items}</ul>')


def _contents(visit: Visit, report: RestoreReport, project_id: int) -> None:
    with database.current().read() as session:
        counts = {"articles": count_articles(session, visit.reviewer_id, project_id)}
    counts |= {what: report.stored.get(table, 0) for what, table in _TABLES.items()}
    lines = (say(f"importing.plan_n_{what}", n=n) for what, n in counts.items() if n)
    st.html(
        f'<div class="fcw-import-part"><h2>{say("importing.restored_with")}</h2></div>'
        f'<ul class="fcw-import-plan">{"".join(f"<li>{line}</li>" for line in lines)}</ul>'
    )


_TABLES = {
    "passages": "annotations",
    "tags": "tags",
    "reviewers": "reviewers",
    "readings": "assignments",
    "events": "events",
}


def _may(visit: Visit, transfer: Transfer) -> bool:
    with database.current().read() as session:
        return len(transfer.names) == 1 and is_admin_everywhere(session, visit.reviewer_id)


def _source(transfer: Transfer) -> Source:
    return FileSource(Path(transfer.folder.name), transfer.names[0])


def _fault(path: str, line: int | None, reason: str) -> str:
    return fault_line(path, reason, "" if line is None else str(line), int(line is not None))
