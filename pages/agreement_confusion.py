"""Which tags are taken for which, as the frame that its chart draws, its table, and its cells."""

from collections.abc import Sequence

import pandas as pd

from agreement.confusion import Confusion
from charts.figures import grouped
from models.tag import Tag
from pages.mark_choice import Mark
from pages.to_the_letter import plain
from words import say


def confusion_frame(found: Confusion, tags: Sequence[Tag]) -> pd.DataFrame:
    """What `charts.confusion` draws: half the matrix, in the order of the tags, 'no tag' last."""
    place = {label: number for number, label in enumerate(found.labels)}
    cells: list[tuple[str | None, str, str]] = [
        (tag.name, tag.name, tag.letter) for tag in tags if tag.name in place
    ]
    cells.append((None, say("agreement.no_tag"), say("agreement.no_tag_short")))
    rows = [
        {
            "row": one or "",
            "column": other or "",
            "row_tag": row_tag,
            "column_tag": column_tag,
            "row_letter": row_letter,
            "column_letter": column_letter,
            "row_position": row,
            "column_position": column,
            "units": float(found.counts[place[one], place[other]]),
            "figure": written(float(found.counts[place[one], place[other]])),
        }
        for row, (one, row_tag, row_letter) in enumerate(cells)
        for column, (other, column_tag, column_letter) in enumerate(cells[: row + 1])
    ]
    return pd.DataFrame(rows)


def confusion_marks(frame: pd.DataFrame) -> list[Mark]:
    """The cells that count something, in words, the fullest first."""
    cells = frame[frame["units"] > 0].sort_values("units", ascending=False, kind="stable")
    return [
        (
            say("agreement.both", tag=cell["row_tag"], units=cell["figure"])
            if cell["row"] == cell["column"]
            else say("agreement.taken_for", a=cell["row_tag"], b=cell["column_tag"], units=cell["figure"]),
            {"row": cell["row"], "column": cell["column"]},
        )
        for cell in cells.to_dict("records")
    ]  # fmt: skip


def confusion_table(frame: pd.DataFrame) -> pd.DataFrame:
    """The half matrix as a table, a row a tag."""
    wide = frame.pivot(index="row_position", columns="column_position", values="figure").fillna("")
    names = frame.drop_duplicates("row_position").set_index("row_position")["row_tag"]
    wide.columns = [plain(names[column]) for column in wide.columns]
    wide.insert(0, say("charts.tag"), [plain(names[row]) for row in wide.index])
    return pd.DataFrame(wide.reset_index(drop=True))


def written(units: float) -> str:
    """A count that may be of parts, where a sentence has several tags."""
    whole = round(units)
    return grouped(whole) if abs(units - whole) < 0.05 else f"{units:,.1f}"
