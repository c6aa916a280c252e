"""Which lines of a text are its headings: the cases of the reader's own rule, which this one must follow."""

import pytest

from models.headings import headings

BODY = " ".join(
    ["The county opened the new bridge on Tuesday, and nobody was there to see it."] * 3
)


def found(text: str) -> list[str]:
    parts = headings(text)
    assert all(text[one.start :].startswith(one.words) for one in parts)
    return [one.words for one in parts]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (f"Why now?\n\n{BODY}\n\n  1. The bread\n\n{BODY}", ["Why now?", "1. The bread"]),
        (f"# One\n{BODY}\n\n## Two ##\n\n{BODY}", ["One", "Two"]),
        (f"{BODY}\nWhat comes next\n{BODY}\n", ["What comes next"]),
        (f"💩 Trams\n\n{BODY}\n\nאיזה יום\n\n{BODY}", ["💩 Trams", "איזה יום"]),
        (f"Leave a Reply\n\nYour name\n\n{BODY[:40]}", []),
        (BODY, []),
        *(
            (f"{line}\n\n{BODY}", [])
            for line in (
                "Nobody came.",
                "没有人来。",
                "“We are proud of the bridge”",
                "By Emre Lindholm",
                "Health | 24 March | 2 min read",
                "- bread",
                "1, 2, 3",
            )
        ),
    ],
)
def test_a_heading_is_short_ends_no_sentence_and_stands_over_a_paragraph(
    text: str, names: list[str]
) -> None:
    assert found(text) == names
