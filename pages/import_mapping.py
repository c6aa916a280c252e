"""Whose passages and which tags the names in the files become: proposed, and put right."""

from collections.abc import Callable, Sequence
from html import escape
from typing import TypeVar

import streamlit as st

from formats.exchange.choices import SOMEBODY_NEW
from formats.exchange.people import unnamed
from formats.exchange.plan import LabelPlan, PersonPlan, Plan
from models import database
from models.new_tags import MANY
from models.queries.import_matches import people_to_choose
from models.tag import tags_for
from pages.frame import Visit
from pages.import_transfer import Transfer
from words import say

One = TypeVar("One", int, str)
MOST_ROWS = 60
"""So many labels or people are put before a person; the rest become what is proposed."""


def draw_tags(visit: Visit, transfer: Transfer, plan: Plan) -> None:
    """A choice for each label."""
    if not plan.labels:
        return
    st.html(f'<div class="fcw-import-part"><h2>{say("importing.plan_tags")}</h2></div>')
    if plan.new_tags > MANY:
        st.warning(say("importing.plan_many_tags", n=plan.new_tags, most=MANY))
    with database.current().read() as session:
        names = [
            tag.name
            for tag in tags_for(session, visit.reviewer_id, visit.project_id)
            if not tag.retired_at
        ]
    for label in plan.labels[:MOST_ROWS]:
        _tag(transfer, label, names)
    _more(len(plan.labels))


def _tag(transfer: Transfer, label: LabelPlan, names: list[str]) -> None:
    proposed = transfer.tags.get(label.label) or label.tag or label.label
    new = [] if label.label in names else [label.label]
    options = list(dict.fromkeys([*names, *new, proposed]))
    _choice(
        _asked("plan_label", label.label, label.passages, label.is_remembered),
        options,
        proposed,
        lambda name: name if name in names else say("importing.plan_new_tag", tag=name),
        f"import-label-{label.source_format}-{label.label}",
        lambda name: transfer.choose_tag(label.label, name),
    )


def draw_people(visit: Visit, transfer: Transfer, plan: Plan) -> None:
    """A choice for each name, the blank one included."""
    if not plan.people:
        return
    st.html(f'<div class="fcw-import-part"><h2>{say("importing.plan_people")}</h2></div>')
    with database.current().read() as session:
        known = {
            one.id: one.name
            for one in people_to_choose(session, visit.reviewer_id, visit.project_id)
        }
    for person in plan.people[:MOST_ROWS]:
        _person(transfer, person, known)
    _more(len(plan.people))


def _asked(word: str, name: str, passages: int, is_remembered: bool) -> str:
    told = say(f"importing.{word}", name=name, n=passages)
    return f"{told} · {say('importing.plan_remembered')}" if is_remembered else told


def _choice(
    asked: str,
    options: Sequence[One],
    proposed: One,
    shown: Callable[[One], str],
    key: str,
    choose: Callable[[One], None],
) -> None:
    """A select under a name of somebody else's, which stands there to the letter.

    A widget's own label is Markdown on the screen, and Markdown's signs are read out with it.
    """
    with st.container(gap="xxsmall"):
        st.html(f'<p class="fcw-import-asked" dir="auto">{escape(asked)}</p>')
        st.selectbox(
            asked.replace("![", "! ["),
            options,
            index=options.index(proposed),
            format_func=shown,
            key=key,
            label_visibility="collapsed",
            on_change=lambda: choose(st.session_state[key]),
        )


def _more(count: int) -> None:
    """Those that are not put before the person become what is proposed."""
    if count > MOST_ROWS:
        st.caption(say("importing.plan_rest", n=count - MOST_ROWS))


def _person(transfer: Transfer, person: PersonPlan, known: dict[int, str]) -> None:
    proposed = transfer.people.get(person.name, person.id or SOMEBODY_NEW)
    options = [SOMEBODY_NEW, *known]
    name = person.name or say("importing.plan_nobody")
    new = person.name or unnamed(person.source_format)
    _choice(
        _asked("plan_person", name, person.passages, person.is_remembered),
        options,
        proposed,
        lambda one: known.get(one) or say("importing.plan_new_person", name=new),
        f"import-person-{person.source_format}-{person.name}",
        lambda reviewer_id: transfer.choose_person(person.name, reviewer_id),
    )
