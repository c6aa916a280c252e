"""Which outlets can be compared at all, by who read them."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from rates.bootstrap import Numbers


@dataclass(frozen=True, slots=True)
class Connected:
    """The largest part, by words: its outlets and readers, and the outlets that are simply empty.

    A reader of the part without a passage is of it: their words count among those read.
    """

    outlets: NDArray[np.bool_]
    empty: NDArray[np.bool_]
    readers: NDArray[np.bool_]


def connected(passages: Numbers, words: Numbers) -> Connected:
    """The largest part within which the parts of outlets and readers are determined.

    An outlet and a reader of it bear upon each other both ways where the reader found something;
    where nothing was found, the outlet could have less and the reader more without end. So the
    estimate exists within the strongly connected parts and not between them (Haberman, S. J.
    (1974). The analysis of frequency data, for tables with gaps; the condition is that of Ford, L.
    R. (1957) for paired comparisons). An outlet in which nobody of the part found anything has
    none, whoever reads it.
    """
    outlets, readers = words.shape
    read = words > 0
    ways = np.zeros((outlets + readers, outlets + readers))
    ways[:outlets, outlets:] = read
    ways[outlets:, :outlets] = (read & (passages > 0)).T
    _, part = connected_components(csr_array(ways), connection="strong")
    sizes = np.bincount(part[:outlets], words.sum(axis=1))
    whole = np.bincount(part[:outlets], passages.sum(axis=1)) > 0
    largest = int(np.argmax(np.where(whole, sizes, 0.0)))
    if not whole.any():
        # Nothing at all was found: then every outlet is empty.
        return Connected(np.zeros(outlets, bool), _any(read, 1), _any(read, 0))
    inside = part[:outlets] == largest
    telling = part[outlets:] == largest
    empty = (passages.sum(axis=1) == 0) & _any(read[:, telling], 1)
    silent = (passages.sum(axis=0) == 0) & _any(read[inside | empty], 0)
    return Connected(inside, empty, telling | silent)


def _any(read: NDArray[np.bool_], axis: int) -> NDArray[np.bool_]:
    return np.asarray(read.any(axis=axis))
