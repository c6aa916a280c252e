"""Charts to take away: pictures that hold their words, and numbers that survive a spreadsheet."""

from collections.abc import Callable
from io import BytesIO
from xml.etree import ElementTree

import pandas as pd
from PIL import Image

from charts import export, tags_by_reviewer

SVG = "{http://www.w3.org/2000/svg}"
Frames = Callable[[dict[str, list[int]]], pd.DataFrame]


def test_a_png_is_twice_its_pixels_and_its_words_are_drawn(by_reviewer: Frames) -> None:
    named = export.png(
        tags_by_reviewer.chart(by_reviewer({"Ola Brandt": [5, 0, 0, 0]}), mode="light")
    )
    unnamed = export.png(tags_by_reviewer.chart(by_reviewer({" ": [5, 0, 0, 0]}), mode="light"))
    assert Image.open(BytesIO(named)).width == 2 * export.WIDTH
    assert _ink(named) > _ink(unnamed) + 100


def _ink(png: bytes) -> int:
    """How many pixels are as dark as ink: text that no font draws leaves none."""
    green = Image.open(BytesIO(png)).convert("RGB").getchannel("G")
    return sum(green.histogram()[:0x40])


def test_an_svg_holds_its_words_and_its_text_alternative(by_reviewer: Frames) -> None:
    svg = export.svg(tags_by_reviewer.chart(by_reviewer({"Zoë": [5, 2, 0, 0]}), mode="light"))
    drawing = svg.decode("utf-8")
    assert all(f">{word}</text>" in drawing for word in ("Zoë", "sourced", "promotional", "S 5"))


def test_an_svg_says_what_it_shows_to_those_who_do_not_see_it(by_reviewer: Frames) -> None:
    chart = tags_by_reviewer.chart(by_reviewer({"Zoë & <Zed>": [5, 2, 0, 0]}), mode="light")
    root = ElementTree.fromstring(export.svg(chart, title="Tags by <reviewer>"))
    assert root.get("role") == "img"
    name, description = root[0], root[1]
    assert (name.tag, name.text) == (f"{SVG}title", "Tags by <reviewer>")
    assert description.tag == f"{SVG}desc"
    assert "Zoë & <Zed>: 7 (sourced 5, promotional 2)" in str(description.text)


def test_a_picture_says_what_it_is_of(by_reviewer: Frames) -> None:
    chart = tags_by_reviewer.chart(by_reviewer({"Zoë": [5, 2, 0, 0]}), mode="light")
    scope = ("Passages by tag.", "Coastal desk · " + "a long list of articles, " * 8)
    svg = export.svg(chart, title="Tags by reviewer", scope=scope).decode()
    assert ">Tags by reviewer</text>" in svg
    assert ">Passages by tag.</tspan>" in svg
    assert svg.count("a long list of articles") >= 8
    assert export.png(chart, title="Tags by reviewer", scope=scope).startswith(b"\x89PNG")


def test_a_csv_is_utf_8_with_lf_and_quotes(by_reviewer: Frames) -> None:
    frame = by_reviewer({'Zoë, "Z"': [5, 0, 0, 0]}).head(1)
    assert (
        export.csv(frame)
        == (
            'reviewer_id,reviewer,tag,letter,colour,position,passages\n1,"Zoë, ""Z""",sourced,S,blue,0,5\n'
        ).encode()
    )
