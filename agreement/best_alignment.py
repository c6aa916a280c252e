"""The alignment of all reviewers' passages that leaves the least disorder."""

from collections.abc import Sequence

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from agreement.dissimilarity import Dissimilarity, Marks
from agreement.unitary_alignments import MOST, NOBODY, Candidates, candidates

_FEWER = 1e-6
"""What an alignment more costs, so that equal disorders are told apart; no disorder is as close."""


def best_alignment(
    continuum: Sequence[Marks], dissimilarity: Dissimilarity, most: int = MOST
) -> Candidates:
    """Unitary alignments that hold every passage once, of the least disorder in sum.

    Mathet, Widlöcher & Métivier (2015), sec. 5.1: an integer program, in which every candidate is
    taken or not, and each passage is in exactly one taken. HiGHS solves it to the optimum. Of
    equal disorders, that of the fewest unitary alignments is taken.
    """
    found = candidates(continuum, dissimilarity, most)
    offsets = np.cumsum([0, *(len(marks) for marks in continuum)])
    row, reader = np.nonzero(found.members != NOBODY)
    passages = offsets[reader] + found.members[row, reader]
    holds = csr_array(
        (np.ones(len(row)), (passages, row)), shape=(int(offsets[-1]), len(found.members))
    )
    solved = milp(
        found.disorders + _FEWER,
        integrality=np.ones(len(found.disorders)),
        bounds=Bounds(0, 1),
        constraints=LinearConstraint(holds, 1, 1),
        options={"mip_rel_gap": 0.0},
    )
    if solved.x is None:
        raise ArithmeticError(f"no alignment was found: {solved.message}")
    taken = solved.x > 0.5
    return Candidates(found.members[taken], found.disorders[taken])
