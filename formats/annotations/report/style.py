"""The report's stylesheet: the fixed rules, the tags' own colours, the faces, the running heads."""

from base64 import b64encode
from collections.abc import Iterator
from importlib.resources import files
from urllib.parse import quote

from formats.annotations.report.colours import DARK, LIGHT, PageColours, TagColours
from formats.annotations.report.fonts import FACES, NoFontError, web_font
from formats.annotations.report.shown import shown
from formats.annotations.report.tag_set import Look, TagSet

LENGTH = 640
"""Units of a drawn line: more than the longest line of text, at a height of 4 units.

One long line, not a tile that repeats: Chromium prints tiles blurred and at a wrong scale.
"""

_WAVES = "".join("c1 0 1-2.2 4-2.2s3 2.2 4 2.2" for _ in range(LENGTH // 8))
DRAWINGS = {
    "solid": f'<path d="M0 2h{LENGTH}" stroke-width="2.5"/>',
    "dashes": f'<path d="M0 2h{LENGTH}" stroke-width="2.5" stroke-dasharray="7.5 3.5"/>',
    "dots": f'<path d="M2 2h{LENGTH}" stroke-width="2.8" stroke-dasharray="0 5" stroke-linecap="round"/>',
    "wave": f'<path d="M-2 3.1{_WAVES}" stroke-width="1.7"/>',
}
"""Each line pattern, 4 units high."""


def stylesheet(tags: TagSet, letters: set[str]) -> Iterator[str]:
    """Everything that is the same on every page of it."""
    yield from _faces(letters)
    yield files(__package__).joinpath("report.css").read_text("utf-8")
    looks = [*tags, tags.of("")]
    yield f":root{{{_page(LIGHT)}}}"
    yield from (_tag(look, look.light) for look in looks)
    yield "@media screen and (prefers-color-scheme:dark){"
    yield f":root{{{_page(DARK)}}}"
    yield from (_tag(look, look.dark) for look in looks)
    yield "}"


def running_heads(project: str, kind: str, count: str) -> str:
    """What stands at the head and the foot of every printed page; `count` has {page} and {pages}."""
    before, _, rest = count.partition("{page}")
    between, _, after = rest.partition("{pages}")
    pages = f"{css_string(before)} counter(page) {css_string(between)} counter(pages)"
    return (
        "@page{"
        f"@top-left{{content:{css_string(project)};{_HEAD}}}"
        f"@top-right{{content:{css_string(kind)};{_HEAD}}}"
        f"@bottom-right{{content:{pages} {css_string(after)};{_HEAD}}}"
        "}"
    )


def running_head(anchor: str, title: str) -> str:
    """One article's own head, on the pages that it fills."""
    return (
        f"@page {anchor}{{@top-right{{content:{css_string(title)};{_HEAD}}}}}"
        f"@media print{{#{anchor}{{page:{anchor}}}}}"
    )


def css_string(text: str) -> str:
    """The text as a CSS string that nothing in it can end."""
    return '"' + "".join(map(_css_letter, shown(text))) + '"'


_HEAD = f"font:400 8pt/11pt var(--sans);color:{LIGHT.ink_2};vertical-align:middle"


def _css_letter(letter: str) -> str:
    plain = letter.isascii() and (letter.isalnum() or letter == " ")
    return letter if plain else f"\\{ord(letter):06x}"


def _faces(letters: set[str]) -> Iterator[str]:
    for face in FACES:
        try:
            data = b64encode(web_font(face, letters)).decode("ascii")
        except NoFontError:
            continue
        yield (
            f'@font-face{{font-family:"Report {face.title()}";font-weight:400 600;'
            f'src:url("data:font/woff;base64,{data}") format("woff")}}'
        )


def _page(colours: PageColours) -> str:
    return (
        f"--page:{colours.page};--panel:{colours.panel};--ink:{colours.ink};"
        f"--ink-2:{colours.ink_2};--hairline:{colours.hairline}"
    )


def _tag(look: Look, colours: TagColours) -> str:
    drawn = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{LENGTH}" height="4" '
        f'viewBox="0 0 {LENGTH} 4" fill="none" stroke="{colours.underline}">'
        f"{DRAWINGS[look.pattern]}</svg>"
    )
    line = f'url("data:image/svg+xml,{quote(drawn)}")'
    key = look.key
    return (
        f":root{{--{key}l:{line};--{key}w:{colours.wash}}}"
        f".{key}{{--l:var(--{key}l);--i:{colours.ink};--u:{colours.underline}}}"
    )
