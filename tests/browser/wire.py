"""The way that saves take from a tab to the workbench: whole, cut, or answered by a refusal."""

import json
from collections.abc import Callable

from playwright.sync_api import Page, Route

SAVING = "**/api/annotations"


class Wire:
    """Stands in the way from the first save on, and lets it through until told otherwise.

    Chromium tells a page's renderer of a new route in its own time: a save that follows at once
    can still go around it, so no route may come or go in the middle of a test.
    """

    def __init__(self, page: Page) -> None:
        self._answer: Callable[[Route], None] = _let_through
        page.route(SAVING, self._meet)

    def cut(self) -> None:
        """Saves reach nobody from now on."""
        self._answer = _break_off

    def refuse(self) -> None:
        """Each operation is rejected from now on."""
        self._answer = _reject

    def mend(self) -> None:
        """Saves arrive again."""
        self._answer = _let_through

    def _meet(self, route: Route) -> None:
        self._answer(route)


def _let_through(route: Route) -> None:
    route.continue_()


def _break_off(route: Route) -> None:
    route.abort()


def _reject(route: Route) -> None:
    operations = json.loads(route.request.post_data or "{}")["operations"]
    results = [
        {"id": one["id"], "status": "rejected", "annotation": None, "message": "Not allowed."}
        for one in operations
    ]
    route.fulfill(json={"results": results})
