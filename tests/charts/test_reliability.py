"""How sure and how right: a point on its interval for each level, beside what the level is taken to say."""

import pandas as pd

from charts import reliability

ROWS = pd.DataFrame(
    [("High", 0.95, 0.65, 0.41, 0.83, "65 % of 17", "High, in words")],
    columns=["name", "said", "value", "low", "high", "figure", "words"],
)


def test_a_level_has_its_point_its_interval_and_what_it_says() -> None:
    drawn = reliability.chart(ROWS, mode="dark").to_dict()
    marks = {layer["mark"]["type"]: layer["encoding"] for layer in drawn["layer"]}
    assert set(marks) == {"tick", "rule", "point", "text"}
    assert marks["tick"]["x"]["field"] == "said"
    assert (marks["rule"]["x"]["field"], marks["rule"]["x2"]["field"]) == ("low", "high")
    assert marks["point"]["x"]["scale"]["domain"] == [0, 1]
    assert drawn["description"] == "High, in words"


def test_without_a_level_it_says_why() -> None:
    drawn = reliability.chart(ROWS.iloc[:0], mode="light", empty="Nothing is settled.").to_dict()
    assert drawn["description"] == "Nothing is settled."
