"""What a chart of a dashboard is drawn by."""

from collections.abc import Callable
from typing import Any, Protocol


class Drawing(Protocol):
    """A module that draws a frame, and says in words what it drew."""

    @property
    def chart(self) -> Callable[..., Any]:
        """The frame as a chart, with its text alternative as the description.

        Called with the frame, `mode`, and on a page `selection` and `picked`.
        """
