"""The pages before one is in: plain HTML forms, without any script."""

from collections.abc import Mapping
from functools import cache
from html import escape
from importlib.util import find_spec
from pathlib import Path

from starlette.responses import HTMLResponse, Response

from words import say

Looks = Mapping[str, Mapping[str, str]]

STYLE = "/sign-in/style.css"
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "; ".join(
        (
            "default-src 'none'",
            "style-src 'self'",
            "font-src 'self'",
            "img-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
        )
    ),
    # A link's secret stands in the address: what the page fetches and sends names the host alone.
    "Referrer-Policy": "strict-origin",
}
_SHEET = Path(__file__).with_name("sign_in.css")
_FACES = {
    "Source Serif": ("SourceSerifVariable-Roman.*.woff2", "400 600"),
    "Source Sans": ("SourceSansVF-Upright.*.woff2", "400 600"),
    "Source Code": ("SourceCodeVF-Upright.*.woff2", "500"),
}


def page(title: str, body: str, status: int = 200, headers: Mapping[str, str] = {}) -> Response:
    """A whole page; the title is escaped, the body is HTML already."""
    brand = say("app.brand")
    html = (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta name="color-scheme" content="light dark"><title>{escape(title)} · {brand}</title>'
        f'<link rel="stylesheet" href="{STYLE}"><link rel="icon" href="/sign-in/icon.svg"></head>'
        f'<body><main><p class="brand">{brand}</p><h1>{escape(title)}</h1>{body}</main></body></html>'
    )
    return HTMLResponse(html, status, {**HEADERS, **headers})


def form(action: str, fields: str, button: str) -> str:
    """A form that is posted to an address of ours."""
    return (
        f'<form method="post" action="{escape(action)}">{fields}'
        f"<button>{escape(button)}</button></form>"
    )


def field(
    name: str,
    label: str,
    kind: str,
    complete: str,
    value: str = "",
    *,
    first: bool = False,
    extra: str = "",
) -> str:
    """A labelled field; the browser is told what belongs into it."""
    focus = " autofocus" if first else ""
    return (
        f'<label for="{name}">{escape(label)}</label>'
        f'<input id="{name}" name="{name}" type="{kind}" autocomplete="{complete}" required'
        f' value="{escape(value)}"{focus}{extra}>'
    )


def hidden(name: str, value: str) -> str:
    """A value that goes along unseen."""
    return f'<input type="hidden" name="{name}" value="{escape(value)}">'


def sentence(text: str, kind: str = "") -> str:
    """A sentence; `told` or `refused` ones are set apart, and heard at once."""
    role = ' role="alert"' if kind == "refused" else ""
    return f'<p class="{kind}"{role}>{escape(text)}</p>' if kind else f"<p>{escape(text)}</p>"


@cache
def faces() -> str:
    """The faces of the pages, out of the files that Streamlit serves."""
    spec = find_spec("streamlit")
    folder = Path(spec.origin).parent / "static" if spec and spec.origin else Path()
    found = [
        (family, weight, next(iter(sorted(folder.glob(f"static/media/{pattern}"))), None))
        for family, (pattern, weight) in _FACES.items()
    ]
    return "".join(
        f'@font-face{{font-family:"{family}";font-weight:{weight};font-display:swap;'
        f'src:url("/static/media/{path.name}") format("woff2")}}'
        for family, weight, path in found
        if path
    )


def style(looks: Looks) -> Response:
    """The stylesheet, in the colours of light and dark."""
    light, dark = (
        "".join(f"--{name.replace('_', '-')}:{value};" for name, value in looks[mode].items())
        for mode in ("light", "dark")
    )
    sheet = (
        f"{faces()}:root{{color-scheme:light dark;{light}}}"
        f"@media (prefers-color-scheme: dark){{:root{{{dark}}}}}\n{_SHEET.read_text('utf-8')}"
    )
    return Response(sheet, media_type="text/css", headers={"Cache-Control": "max-age=3600"})
