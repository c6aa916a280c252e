"""What a person sees in the bars of tags, read from the drawing itself."""

import re
from collections.abc import Callable
from html import unescape

import altair as alt
import pandas as pd
import pytest
import vl_convert

from charts import export, tagged_share, tags_by_article, tags_by_reviewer
from charts.palette import DEFAULT_TAGS, MODES, PAGE, TAG_PALETTE, Mode

Frames = Callable[[dict[str, list[int]]], pd.DataFrame]

FLOOD, TRAM = "Who wrote the flood report?", "Five questions about the new tram fare"


def drawn(chart: alt.LayerChart, mode: Mode = "light") -> str:
    return export.svg(chart, mode=mode).decode()


def words(svg: str) -> list[str]:
    texts = re.findall(r"<text([^>]*)>([^<]*)</text>", svg)
    return [
        unescape(text) for attributes, text in texts if 'opacity="0"' not in attributes and text
    ]


def said(svg: str) -> list[str]:
    """What a screen reader says of each bar."""
    return [unescape(label) for label in re.findall(r'aria-label="([^"]*)"[^>]*bar"', svg)]


def test_the_article_with_most_passages_comes_first(by_article: Frames) -> None:
    frame = by_article({TRAM: [1, 0, 0, 1], FLOOD: [12, 3, 4, 1]})
    seen = words(drawn(tags_by_article.chart(frame, mode="light")))
    assert seen.index(FLOOD) < seen.index(TRAM)
    assert {"20", "2", "sourced", "promotional", "filler", "disputed"} <= set(seen)


def test_the_label_stands_in_the_bar_where_there_is_room(by_article: Frames) -> None:
    seen = words(drawn(tags_by_article.chart(by_article({FLOOD: [100, 3, 1, 0]}), mode="light")))
    assert "S 100" in seen
    assert "P" in seen
    assert not [word for word in seen if word.startswith(("F ", "D "))]


def test_every_segment_says_what_it_is(by_article: Frames) -> None:
    chart = tags_by_article.chart(by_article({FLOOD: [1200, 3, 0, 0]}), mode="light")
    assert said(drawn(chart)) == [f"{FLOOD}, sourced: 1,200", f"{FLOOD}, promotional: 3"]


def test_segments_keep_the_order_of_the_tag_set(by_article: Frames) -> None:
    frame = by_article({FLOOD: [1, 9, 5, 2]}).sample(frac=1, random_state=3)
    tags = [label.split(", ")[1].split(":")[0] for label in said(drawn(_articles(frame)))]
    assert tags == ["sourced", "promotional", "filler", "disputed"]


def _articles(frame: pd.DataFrame) -> alt.LayerChart:
    return tags_by_article.chart(frame, mode="light")


def test_two_articles_of_one_title_are_two_bars(by_article: Frames) -> None:
    frame = by_article({"one": [5, 0, 0, 0], "two": [3, 0, 0, 0]}).assign(article=FLOOD)
    assert words(drawn(_articles(frame))).count(FLOOD) == 2
    assert said(drawn(_articles(frame))) == [f"{FLOOD}, sourced: 5", f"{FLOOD}, sourced: 3"]


def test_two_reviewers_of_one_name_are_two_bars(by_reviewer: Frames) -> None:
    frame = by_reviewer({"one": [5, 0, 0, 0], "two": [3, 0, 0, 0]}).assign(reviewer="Ola Brandt")
    seen = words(drawn(tags_by_reviewer.chart(frame, mode="light")))
    assert seen.count("Ola Brandt") == 2


def test_names_may_hold_quotes_and_any_script(by_reviewer: Frames) -> None:
    names = ['Sefa "D" O\'Neil', "后藤", "</script>", "{n} \\ x"]
    frame = by_reviewer({name: [at + 1, 0, 0, 0] for at, name in enumerate(names)})
    assert set(names) <= set(words(drawn(tags_by_reviewer.chart(frame, mode="light"))))
    assert all(name in tags_by_reviewer.describe(frame) for name in names)


@pytest.mark.parametrize("mode", MODES)
def test_bars_have_the_areas_of_the_mode(by_reviewer: Frames, mode: Mode) -> None:
    chart = tags_by_reviewer.chart(by_reviewer({"Ola": [5, 5, 5, 5]}), mode=mode)
    svg = drawn(chart, mode)
    assert all(TAG_PALETTE[name].of(mode).area in svg for name in DEFAULT_TAGS)
    assert f'fill="{PAGE[mode].page}"' in svg


def test_the_picked_segment_is_framed_in_ink(by_reviewer: Frames) -> None:
    frame = by_reviewer({"Ola": [5, 5, 0, 0]})
    plain = drawn(tags_by_reviewer.chart(frame, mode="light"))
    picked = drawn(tags_by_reviewer.chart(frame, mode="light", picked=("1", "sourced")))
    frame_of_ink = f'stroke="{PAGE["light"].ink}" stroke-width="2"'
    assert frame_of_ink not in plain
    assert picked.count(frame_of_ink) == 1


def test_a_page_can_listen_to_a_selection(by_reviewer: Frames) -> None:
    frame = by_reviewer({"Ola": [5, 5, 0, 0]})
    spec = tags_by_reviewer.chart(frame, mode="light", selection="pick").to_dict()
    assert [(param["name"], param["select"]["fields"]) for param in spec["params"]] == [
        ("pick", ["row", "tag"])
    ]


@pytest.mark.parametrize("rows", [{}, {FLOOD: [0, 0, 0, 0]}])
def test_nothing_tagged_is_a_sentence(by_article: Frames, rows: dict[str, list[int]]) -> None:
    frame = by_article(rows)
    assert words(drawn(_articles(frame))) == ["No passages."]
    assert tags_by_article.describe(frame) == "No passages."


def test_the_text_alternative_has_the_numbers(by_article: Frames, by_reviewer: Frames) -> None:
    articles = by_article({TRAM: [1, 0, 0, 1], FLOOD: [1200, 3, 4, 1]})
    assert tags_by_article.describe(articles) == (
        f"Passages by tag in 2 articles. {FLOOD}: 1,208 (sourced 1,200, promotional 3, filler 4, "
        f"disputed 1). {TRAM}: 2 (sourced 1, disputed 1)."
    )
    assert tags_by_article.describe(articles) == _articles(articles).to_dict()["description"]
    one = by_reviewer({"Ola Brandt": [2, 0, 0, 0]})
    expected = "Passages by tag of 1 reviewer. Ola Brandt: 2 (sourced 2)."
    assert tags_by_reviewer.describe(one) == expected


def test_a_long_text_alternative_ends_in_a_count(by_reviewer: Frames) -> None:
    frame = by_reviewer({f"Reviewer {n}": [n, 0, 0, 0] for n in range(1, 15)})
    assert tags_by_reviewer.describe(frame).endswith("2 more rows are in the table.")


def _shares(rows: dict[str, tuple[list[float], float]], by_article: Frames) -> pd.DataFrame:
    frame = by_article({title: [0, 0, 0, 0] for title in rows}).drop(columns="passages")
    frame["share"] = [share for shares, _ in rows.values() for share in shares]
    frame["tagged"] = [tagged for _, tagged in rows.values() for _ in range(4)]
    return frame


def test_shares_are_per_cent_and_the_whole_is_counted_once(by_article: Frames) -> None:
    frame = _shares({TRAM: ([0.2, 0, 0, 0], 0.2), FLOOD: ([0.5, 0.4, 0, 0.001], 0.6)}, by_article)
    seen = [word.replace("\u00a0", " ") for word in words(drawn(_share_chart(frame)))]
    assert seen.index(FLOOD) < seen.index(TRAM)
    assert {"S 50 %", "P 40 %", "60 %", "S 20 %", "20 %"} <= set(seen)
    said_of = tagged_share.describe(frame).replace("\u00a0", " ")
    assert f"{FLOOD}: 60 % (sourced 50 %, promotional 40 %, disputed <1 %)" in said_of


def _share_chart(frame: pd.DataFrame) -> alt.LayerChart:
    return tagged_share.chart(frame, mode="light")


def test_a_bar_is_as_long_as_its_share_of_the_whole_text(by_article: Frames) -> None:
    half = drawn(_share_chart(_shares({FLOOD: ([0.5, 0, 0, 0], 0.5)}, by_article)))
    full = drawn(_share_chart(_shares({FLOOD: ([1.0, 0, 0, 0], 1.0)}, by_article)))
    assert _bar_width(half) / _bar_width(full) == pytest.approx(0.5, abs=0.01)


def _bar_width(svg: str) -> float:
    bar = re.search(r'aria-roledescription="bar" d="M([\d.]+),[\d.]+h([\d.]+)', svg)
    assert bar is not None
    return float(bar[2])


def test_a_legend_of_many_tags_tells_by_letters_what_shares_a_colour() -> None:
    names = [f"Kind {n}" for n in range(12)]
    frame = pd.DataFrame(
        {
            "reviewer_id": 1,
            "reviewer": "Ola",
            "tag": names,
            "letter": [f"K{n:x}" for n in range(12)],
            "colour": [list(TAG_PALETTE)[n % 8] for n in range(12)],
            "position": range(12),
            "passages": 3,
        }
    )
    seen = words(drawn(tags_by_reviewer.chart(frame, mode="light")))
    assert {f"K{n:x} Kind {n}" for n in range(12)} <= {" ".join(one.split()) for one in seen}


def test_a_legend_that_breaks_into_two_lines_has_room_for_both(by_reviewer: Frames) -> None:
    chart = tags_by_reviewer.chart(
        by_reviewer({"Bartholomew Featherstonehaugh": [9, 8, 7, 6], "Ana": [1, 2, 3, 4]}),
        mode="light",
    )
    heights = []
    for width in (443, 700):  # half a dashboard on a small screen, and a whole one
        svg = vl_convert.vegalite_to_svg(chart.properties(width=width).to_json())
        heights.append(float(re.findall(r'viewBox="0 0 [\d.]+ ([\d.]+)"', svg)[0]))
    two_lines, one = heights
    assert two_lines > one
