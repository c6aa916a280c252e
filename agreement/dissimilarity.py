"""How unlike two passages are to Mathet's gamma: by where they lie, and by their tags."""

from dataclasses import dataclass

import numpy as np

from agreement.tally import Real, Whole


@dataclass(frozen=True)
class Marks:
    """One reviewer's passages as arrays; `tags` are numbers, equal where the tags are."""

    starts: Real
    ends: Real
    tags: Whole

    def __len__(self) -> int:
        return len(self.starts)


@dataclass(frozen=True, slots=True)
class Dissimilarity:
    """d = α d_pos + β d_cat, and Δ∅ for a passage that nothing answers.

    Mathet, Widlöcher & Métivier (2015), Computational Linguistics 41:437-479, eqs. 3, 4 and 6. The
    weights are those of the authors' software; positions count three times as much as tags.
    """

    position: float = 3.0
    category: float = 1.0
    empty: float = 1.0

    def between(self, ours: Marks, theirs: Marks) -> Real:
        """A row for each of our passages, a column for each of theirs."""
        apart: Real = self.position * self.by_position(ours, theirs)
        return apart + self.category * self.by_category(ours, theirs)

    def by_position(self, ours: Marks, theirs: Marks) -> Real:
        """d_pos (eq. 3): ((|Δ start| + |Δ end|) / (length + length))² Δ∅; 0 for the same place."""
        moved = np.abs(ours.starts[:, None] - theirs.starts) + np.abs(
            ours.ends[:, None] - theirs.ends
        )
        together = (ours.ends - ours.starts)[:, None] + (theirs.ends - theirs.starts)
        found: Real = (moved / together) ** 2 * self.empty
        return found

    def by_category(self, ours: Marks, theirs: Marks) -> Real:
        """d_cat (eq. 4) of tags without an order: 0 for the same tag, Δ∅ for any other."""
        return np.where(ours.tags[:, None] == theirs.tags, 0, self.empty)
