"""The rows of the page Corrections: a passage as it was, where it may stand now, and what to do."""

from collections.abc import Callable, Sequence
from html import escape
from uuid import UUID

import streamlit as st

from models.membership import Role
from models.queries.carried_passages import Carried, Standing
from models.waiting_passages import keep_with_old, link_passage, move_passage, wait_again
from pages.deciding import decide
from pages.frame import Visit
from pages.text_diff import compared_html
from pages.to_the_letter import plain
from words import say

Verb = Callable[..., object]
SHOWN = 20
SHORT = 80


def waiting_row(visit: Visit, one: Carried) -> None:
    """A passage that waits, each of its candidates with the button that takes it."""
    with st.container(key=f"waiting-{one.id}"):
        note = f'<p class="fcw-quiet">{escape(one.note)}</p>' if one.note else ""
        told = escape(say(f"corrections.reason_{one.reason}"))
        st.html(
            f'<div class="fcw-waiting"><h3>{escape(one.tag)}</h3><p>{told}</p>{note}'
            f"{standing_html(say('corrections.before'), one.was, escape(one.was.quote))}</div>"
        )
        for number, place in enumerate(one.places):
            _candidate(visit, one, place, number)
        _other_ways(visit, one)


def settled_rows(visit: Visit, rows: Sequence[Carried]) -> None:
    """What is settled or gone, folded, each with what takes it back."""
    gone = [one for one in rows if one.state == "gone"]
    settled = [one for one in rows if one.state != "gone"]
    if gone:
        with st.expander(say("corrections.gone", n=len(gone))):
            st.caption(say("corrections.gone_sentence"))
            for one in gone[:SHOWN]:
                _passage_row(one)
                _other_ways(visit, one)
    if settled:
        with st.expander(say("corrections.settled", n=len(settled))):
            for one in settled[:SHOWN]:
                _passage_row(one)
                if visit.may(Role.REVIEWER):
                    _button("corrections.undo", f"undo-{one.id}", wait_again, visit, one.id)


def _candidate(visit: Visit, one: Carried, place: Standing, number: int) -> None:
    changed = compared_html(one.was.quote, place.quote)
    name = say("corrections.place_one" if number == 0 else "corrections.place_other")
    alike = say("corrections.alike", share=round(100 * place.likeness))
    st.html(f'<div class="fcw-waiting">{standing_html(f"{name} · {alike}", place, changed)}</div>')
    if visit.may(Role.REVIEWER):
        st.button(
            say("corrections.move_here"),
            key=f"move-{one.id}-{number}",
            on_click=decide,
            args=(move_passage, visit, one.id, place.start, place.end),
        )


def _other_ways(visit: Visit, one: Carried) -> None:
    if not visit.may(Role.REVIEWER):
        return
    with st.container(horizontal=True, vertical_alignment="center", key=f"ways-{one.id}"):
        if one.state == "waiting":
            _button("corrections.keep", f"keep-{one.id}", keep_with_old, visit, one.id)
        for chosen, quote in one.by_hand[:3]:
            told = say("corrections.this_is_it", quote=_shortened(quote))
            how = (link_passage, visit, one.id, chosen)
            st.button(plain(told), key=f"hand-{one.id}-{chosen}", on_click=decide, args=how)
        st.page_link(
            "annotate.py",
            label=say("corrections.by_hand"),
            query_params={"article": str(one.article_id)},
            help=say("corrections.by_hand_help"),
        )


def _button(word: str, key: str, verb: Verb, visit: Visit, passage: UUID) -> None:
    st.button(say(word), key=key, type="tertiary", on_click=decide, args=(verb, visit, passage))


def _passage_row(one: Carried) -> None:
    state = "" if one.state == "gone" else say(f"corrections.state_{one.state}")
    short_row(one.tag, one.title, one.number, state, one.was.quote)


def short_row(tag: str, title: str, number: int, state: str, quote: str) -> None:
    """A passage that was decided upon: where it stood, and what became of it, if anything did."""
    about = " · ".join(
        filter(None, (say("corrections.in_article", title=title, number=number), state))
    )
    st.html(
        f'<div class="fcw-waiting"><h3>{escape(tag)}</h3><p class="fcw-quiet">{escape(about)}</p>'
        f"<blockquote>{escape(_shortened(quote, 300))}</blockquote></div>"
    )


def standing_html(name: str, place: Standing, quote: str) -> str:
    """The passage between what stands beside it; `quote` is HTML already."""
    return (
        f"<h4>{escape(name)}</h4><blockquote>{escape(place.before)}<b>{quote}</b>"
        f"{escape(place.after)}</blockquote>"
    )


def _shortened(text: str, limit: int = SHORT) -> str:
    return text if len(text) <= limit else f"{text[: limit - 1]}…"
