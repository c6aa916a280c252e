from collections.abc import Callable

import pandas as pd
import pytest

TAGS = [("sourced", "blue"), ("promotional", "amber"), ("filler", "grey"), ("disputed", "crimson")]

Rows = dict[str, list[int]]


def counted(rows: Rows, key: str, name: str) -> pd.DataFrame:
    """A frame of counts: for each name, in the order of their ids, one number a tag."""
    return pd.DataFrame(
        [
            {
                key: at,
                name: who,
                "tag": tag,
                "letter": tag[0].upper(),
                "colour": colour,
                "position": position,
                "passages": n,
            }
            for at, (who, counts) in enumerate(rows.items(), start=1)
            for position, ((tag, colour), n) in enumerate(zip(TAGS, counts, strict=True))
        ],
        columns=[key, name, "tag", "letter", "colour", "position", "passages"],
    )


@pytest.fixture
def by_article() -> Callable[[Rows], pd.DataFrame]:
    return lambda rows: counted(rows, "article_id", "article")


@pytest.fixture
def by_reviewer() -> Callable[[Rows], pd.DataFrame]:
    return lambda rows: counted(rows, "reviewer_id", "reviewer")
