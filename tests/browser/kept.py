"""A tab that the tests of a file use one after the other.

Opening an article in a new tab of a new profile costs twice what it costs in a tab that is there,
and that is most of what a test of the reader takes. Between two tests everything is taken out of
the tab and its profile that a page could have left there.
"""

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import BrowserContext, Error, Page

_CLEAR = "() => { sessionStorage.clear(); localStorage.clear(); }"
_STORED = "cookies,local_storage,indexeddb,service_workers,cache_storage"


@dataclass
class KeptPage:
    """The tab, where there is one, and the way to make the profile it lives in."""

    make: Callable[[], BrowserContext]
    _page: Page | None = None

    def lend(self) -> Page:
        """The tab, as good as new."""
        if self._page is None:
            self._page = self.make().new_page()
        return self._page

    def give_back(self, origin: str, *, in_order: bool) -> None:
        """Cleans the tab for the next test, or closes it where the test did not end well."""
        page, self._page = self._page, None
        if page is None or page.is_closed():
            return
        if in_order and _is_clean(page, origin):
            self._page = page
        else:
            page.context.close()

    def close(self) -> None:
        """Ends it for good."""
        if self._page is not None:
            self._page.context.close()
            self._page = None


def _is_clean(page: Page, origin: str) -> bool:
    try:
        _clean(page, origin)
    except Error:  # a page that asks before it is left, or one that crashed
        return False
    return True


def _clean(page: Page, origin: str) -> None:
    page.context.set_offline(False)
    page.evaluate(_CLEAR)
    page.goto("about:blank")
    for other in page.context.pages:
        if other is not page:
            other.close()
    page.context.clear_permissions()
    session = page.context.new_cdp_session(page)
    session.send("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": _STORED})
    session.detach()
    page.set_viewport_size({"width": 1440, "height": 900})
    page.emulate_media(media="null", color_scheme="light", reduced_motion="reduce")
    page.mouse.move(0, 0)
