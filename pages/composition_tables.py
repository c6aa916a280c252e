"""The numbers behind the composition's charts as tables, and the squares of tags that meet."""

import pandas as pd

from charts.figures import grouped, percent
from models.queries.overlaps import Whose
from pages.mark_choice import Mark
from pages.to_the_letter import plain
from words import say


def composed_table(frame: pd.DataFrame, head: str) -> pd.DataFrame:
    """One row each, a column a tag, and the total: passages."""
    tags = list(frame.sort_values("position")["tag"].unique())
    wide = (
        frame.pivot(index="row", columns="tag", values="passages").fillna(0).reindex(columns=tags)
    )
    first = frame.drop_duplicates("row").set_index("row")
    wide = wide.loc[first.index]
    columns = {plain(str(tag)): wide[tag].map(lambda n: grouped(int(n))) for tag in tags}
    # The table renders Markdown, and titles and names are anybody's.
    return pd.DataFrame(
        {
            _apart(head, tags): first["name"].map(plain),
            **columns,
            _apart(say("dashboard.total"), tags): first["total"].map(grouped),
        }
    ).reset_index(drop=True)


def composed_marks(frame: pd.DataFrame) -> list[Mark]:
    """The bars in words."""
    return [
        (
            say("dashboard.mark", name=f"{row['name']} · {row['tag']}", figure=grouped(row["passages"])),
            {"row": str(row["row"]), "tag": row["tag"]},
        )
        for row in frame.to_dict("records")
        if row["passages"]
    ]  # fmt: skip


def meeting_squares(frame: pd.DataFrame, tags: list[str], whose: Whose) -> pd.DataFrame:
    """A square for every pair of tags of which one occurs, empty where they do not meet."""
    used = [tag for tag in tags if tag in set(frame["tag"]) | set(frame["other"])]
    met = {(row[0], row[1]): row[2:] for row in frame.values.tolist()}
    rows = []
    for tag in used:
        for other in used:
            passages, _, of, _ = met.get((tag, other), (0, 0, 1, 1))
            if (tag, other) in met:
                words = say("composition.meets", n=of, tag=tag, other=other,
                            passages=grouped(passages), of=grouped(of))  # fmt: skip
            elif tag == other and whose == "within":
                words = say("composition.itself", tag=tag)
            else:
                words = say("composition.never", tag=tag, other=other)
            figure = percent(passages / of) if passages else ""
            rows.append((tag, other, passages / of, figure, words, passages))
    columns = ["tag", "other", "share", "figure", "words", "passages"]
    return pd.DataFrame(rows, columns=columns)


def meetings_table(frame: pd.DataFrame) -> pd.DataFrame:
    """The pairs that meet: passages and characters, and of how many."""
    head = [
        say(f"composition.column_{name}") for name in ("tag", "other", "passages", "characters")
    ]
    rows = [
        (
            plain(tag),
            plain(other),
            say("composition.part_of", part=grouped(passages), of=grouped(of)),
            say("composition.part_of", part=grouped(characters), of=grouped(of_characters)),
        )
        for tag, other, passages, characters, of, of_characters in frame.values.tolist()
    ]
    return pd.DataFrame(rows, columns=head)


def _apart(head: str, tags: list[str]) -> str:
    """A column's head that no tag bears."""
    while head in tags:
        head += "\u00a0"
    return head
