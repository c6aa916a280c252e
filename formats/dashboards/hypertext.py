"""A dashboard as one page of HTML: drawings inside, faces inside, nothing fetched, no script."""

from base64 import b64encode
from collections.abc import Iterator, Sequence
from functools import cache
from html import escape
from pathlib import Path

from formats.annotations.report.fonts import FACES, NoFontError, web_font
from formats.dashboards.told import ToldDashboard, ToldNumber, ToldPart
from words import LANGUAGE, say

POLICY = "default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:"


def page(told: ToldDashboard) -> bytes:
    """The whole page, in UTF-8; everything in it that somebody wrote is escaped."""
    return "".join(_page(told)).encode()


def _page(told: ToldDashboard) -> Iterator[str]:
    yield (
        f'<!doctype html><html lang="{LANGUAGE}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(told.title)} · {escape(told.scope)}</title>"
        f"<style>{_faces(told.letters)}{_style()}</style></head><body><main>"
    )
    yield f"<header><h1>{escape(told.title)}</h1><p>{escape(told.scope)}</p>"
    if told.counted:
        yield f"<p>{escape(told.counted)}</p>"
    yield f"<p>{escape(told.made)}</p>"
    if told.narrowed:
        filters = "".join(f"<li>{escape(one)}</li>" for one in told.narrowed)
        yield f'<ul aria-label="{escape(say("dashboard.filters"))}">{filters}</ul>'
    yield "</header>"
    yield f"<dl>{''.join(map(_number, told.numbers))}</dl>"
    if told.left_out:
        yield f"<p>{escape(told.left_out)}</p>"
    yield from map(_part, told.parts)
    yield f"<footer><h2>{escape(say('dashboard.method'))}</h2><p>{escape(told.method)}</p></footer>"
    yield "</main></body></html>\n"


def _number(number: ToldNumber) -> str:
    return (
        f'<div><dt>{escape(number.label)}</dt><dd class="value">{escape(number.value)}</dd>'
        f'<dd class="under">{escape(number.under)}</dd></div>'
    )


def _part(part: ToldPart) -> str:
    # The drawing is ours, made from a specification; its words were escaped when it was drawn.
    figure = f"<figure>{part.svg}</figure>" if part.svg else ""
    return (
        f'<section><h2>{escape(part.title)}</h2><p class="unit">{escape(part.unit)}</p>'
        f"{figure}{_table(part.head, part.rows, part.title)}</section>"
    )


def _table(head: Sequence[str], rows: Sequence[Sequence[str]], title: str) -> str:
    if not rows:
        return f"<p>{escape(say('dashboard.no_rows'))}</p>"
    names = "".join(f'<th scope="col">{escape(one)}</th>' for one in head)
    body = "".join(
        f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in rows
    )
    label = escape(say("dashboard.table_of", title=title))
    return (
        f'<table aria-label="{label}"><thead><tr>{names}</tr></thead><tbody>{body}</tbody></table>'
    )


def _faces(letters: set[str]) -> str:
    try:
        return "".join(
            f'@font-face{{font-family:"Report {face.title()}";font-weight:400 600;'
            f"src:url(data:font/woff;base64,{b64encode(web_font(face, letters)).decode()})}}"
            for face in FACES
        )
    except NoFontError:
        return ""


@cache
def _style() -> str:
    return (Path(__file__).parent / "page.css").read_text("utf-8")
