"""Two articles of one story side by side: what the later one copied, and what either lacks."""

from collections.abc import Sequence
from dataclasses import dataclass

from models.copied_runs import CopiedRun, copied_runs, copied_share
from models.near_match import NearText
from models.queries.sourced_passages import SourcedPassage
from models.queries.story_articles import StoryArticle

EARLIER_LOOKED_AT = 10
"""Of a story's earlier articles so many are compared with each: in a wire story they are alike."""


@dataclass(frozen=True, slots=True)
class Side:
    """One article of two: its sourced passages, and which of them the other one lacks.

    The other lacks a passage where it has no near match of it (`models/near_match.py`): a suggestion.
    """

    article: StoryArticle
    passages: Sequence[SourcedPassage]
    lacking: Sequence[SourcedPassage]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The earlier article and the later, with the runs of words that the later one has from it.

    `is_dated`: which was first is known. `share` of the later one's words is copied.
    """

    earlier: Side
    later: Side
    runs: Sequence[CopiedRun]
    is_dated: bool

    @property
    def share(self) -> float:
        """How much of the later text is copied, 0 to 1."""
        return copied_share([self.runs], self.later.article.words)


def compared(
    earlier: StoryArticle, later: StoryArticle, passages: dict[int, list[SourcedPassage]]
) -> Comparison:
    """Two articles, the first published first."""
    return Comparison(
        earlier=_side(earlier, later, passages),
        later=_side(later, earlier, passages),
        runs=copied_runs(earlier.text, later.text),
        is_dated=earlier.published_at != later.published_at
        and bool(earlier.published_at and later.published_at),
    )


def copied_from_earlier(articles: Sequence[StoryArticle]) -> list[float]:
    """Of each article of a story, the first published first, how much stands in an earlier one."""
    found = []
    for place, article in enumerate(articles):
        before = articles[:place][:EARLIER_LOOKED_AT]
        runs = [copied_runs(one.text, article.text) for one in before]
        found.append(copied_share(runs, article.words))
    return found


def _side(
    article: StoryArticle, other: StoryArticle, passages: dict[int, list[SourcedPassage]]
) -> Side:
    own = passages.get(article.id, [])
    text = NearText(other.text)
    return Side(article, own, [one for one in own if not text.has(one.quote)])
