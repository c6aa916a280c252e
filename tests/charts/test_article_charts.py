"""The charts along a text: what is drawn where, how tags are told apart, what can be selected."""

from typing import Any

import pandas as pd
import pytest

from charts import article_agreement, article_lanes
from charts.article_agreement import step_in_words
from charts.article_track import widened
from charts.palette import Mode

LENGTH = 1000


def lanes() -> pd.DataFrame:
    rows = [
        ("gold", "★ Gold", "1 disputed", "tagged", "disputed", "D", "crimson", 0, 400, 0, 3, 0),
        ("7", "Ana", "submitted", "cleared", "", "", "", 0, 600, 0, 5, 0),
        ("7", "Ana", "submitted", "unread", "", "", "", 600, 1000, 6, 9, 0),
        ("7", "Ana", "submitted", "tagged", "sourced", "S", "blue", 100, 101, 1, 1, 7),
        ("8", "Bo", "not started", "none", "", "", "", 0, 0, 0, 0, 0),
    ]
    columns = ["lane", "name", "said", "state", "tag", "letter", "colour", "start", "end"]
    frame = pd.DataFrame(rows, columns=[*columns, "first", "last", "whose"])
    return frame.assign(brief="", words=[f"piece {number}" for number in range(len(rows))])


def steps() -> pd.DataFrame:
    rows: list[tuple[int, int, int, int, int, float | None]] = [
        (0, 500, 0, 4, 3, 1.0),
        (500, 800, 5, 7, 3, 1 / 3),
        (800, 1000, 8, 9, 1, None),
    ]
    frame = pd.DataFrame(rows, columns=["start", "end", "first", "last", "readers", "agreed"])
    return frame.assign(whose=0, words=[step_in_words(*row[2:]) for row in rows])


def listened(spec: dict[str, Any]) -> pd.DataFrame:
    """The marks that can be selected."""
    (param,) = spec["params"]
    assert param["select"]["fields"] == ["whose", "first", "last"]
    (view,) = param["views"]
    (layer,) = (one for one in spec["layer"] if one.get("name") == view)
    return pd.DataFrame(spec["datasets"][layer["data"]["name"]])


def marks(spec: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    return [layer["mark"] for layer in spec["layer"] if layer["mark"]["type"] == kind]


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_lanes_are_full_thin_and_hollow_with_a_line_for_each_pattern(mode: Mode) -> None:
    spec = article_lanes.chart(
        lanes(), mode=mode, selection="pick", length=LENGTH, paragraphs=[0, 500]
    ).to_dict()
    gold, cleared, unread, tagged = listened(spec).to_dict("records")
    assert cleared["fill"] == unread["fill"] == "transparent"
    assert unread["edge"] != cleared["edge"]
    assert gold["fill"] != tagged["fill"]
    assert gold["top"] < tagged["top"]
    assert len(marks(spec, "line")) == 1  # the wave of disputed
    assert any(mark.get("strokeDash") == [1, 0] for mark in marks(spec, "rule"))
    assert spec["description"] == "★ Gold: 1 disputed. Ana: submitted. Bo: not started"


def test_a_short_passage_is_wide_enough_to_be_met() -> None:
    for start, end in ((100, 101), (0, 1), (999, 1000)):
        low, high = widened(start, end, LENGTH)
        assert high - low == pytest.approx(5)
        assert low >= 0
        assert high <= LENGTH
    assert widened(0, 400, LENGTH) == (0, 400)


def test_both_charts_are_as_wide_as_the_text_and_have_its_paragraphs() -> None:
    of: dict[str, Any] = {"mode": "light", "length": LENGTH, "paragraphs": [0, 500]}
    for chart in (article_lanes.chart(lanes(), **of), article_agreement.chart(steps(), **of)):
        spec = chart.to_dict()
        axes = [layer["encoding"]["x"].get("axis") for layer in spec["layer"]]
        assert [axis["values"] for axis in axes if axis] == [[0, 500]]
        scales = [
            layer["encoding"]["x"]["scale"]["domain"]
            for layer in spec["layer"]
            if "scale" in layer["encoding"]["x"]
        ]
        assert {tuple(domain) for domain in scales} == {(0, LENGTH)}


def test_headings_are_ticked_and_named_instead_of_paragraphs() -> None:
    names = [(0, "Why now?"), (600, "What “it” costs")]
    of: dict[str, Any] = {"mode": "dark", "length": LENGTH, "paragraphs": [0, 9], "headings": names}
    for chart in (article_lanes.chart(lanes(), **of), article_agreement.chart(steps(), **of)):
        spec = chart.to_dict()
        (names_of,) = (
            one
            for one in spec["layer"]
            if one["mark"]["type"] == "text" and one["encoding"]["x"].get("field") == "start"
        )
        drawn = spec["datasets"][names_of["data"]["name"]]
        assert [(one["start"], one["name"], one["room"]) for one in drawn] == [
            (0, "Why now?", 600),
            (600, "What “it” costs", 400),
        ]
        # Ticks of paragraphs would stand between those of headings.
        assert not any(layer["encoding"]["x"].get("axis") for layer in spec["layer"])
        heights = {tuple(one["encoding"]["y"]["scale"]["domain"]) for one in spec["layer"]}
        assert heights == {(0, spec["height"])}


def test_steps_are_as_high_as_agreement_and_selected_by_their_whole_height() -> None:
    spec = article_agreement.chart(
        steps(), mode="light", selection="pick", length=LENGTH, paragraphs=[0]
    ).to_dict()
    drawn = listened(spec)
    assert set(drawn["top"]) == {article_agreement.TOP}
    assert list(drawn["first"]) == [0, 5, 8]
    told = spec["description"].replace("\u00a0", " ")
    assert told.startswith("Of 8 sentences that two or more looked at, all agree on 5")
    assert "sentences 6 to 8: 3 readers, 33 % agree" in told


def test_nothing_compared_and_nobody_reading_are_sentences() -> None:
    one = steps().assign(agreed=float("nan"))
    undefined = article_agreement.chart(one, mode="light", undefined="Undefined: no two.")
    assert undefined.to_dict()["description"] == "Undefined: no two."
    nobody = article_lanes.chart(lanes().head(0), mode="dark")
    assert nobody.to_dict()["description"] == "Nobody has begun to read it."


def test_a_picked_place_is_framed_in_both() -> None:
    of: dict[str, Any] = {"mode": "light", "length": LENGTH}
    for draw, frame in ((article_lanes.chart, lanes()), (article_agreement.chart, steps())):
        plain, framed = draw(frame, **of), draw(frame, place=(500, 800), **of)
        assert len(framed.to_dict()["layer"]) == len(plain.to_dict()["layer"]) + 1
