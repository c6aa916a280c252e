"""What assistive technology is given to say about a page, as Chromium tells it."""

import re
from typing import Any

from playwright.sync_api import Page

_JOINER = "\u2060"


class Spoken:
    """The page as Chromium tells it to assistive technology."""

    def __init__(self, page: Page) -> None:
        session = page.context.new_cdp_session(page)
        self._nodes = session.send("Accessibility.getFullAXTree")["nodes"]
        self._by_id = {node["nodeId"]: node for node in self._nodes}
        session.detach()

    def text_of(self, role: str, name: str) -> str:
        """Everything that is read out inside the element with this role and name, in its order."""
        (node,) = (one for one in self._nodes if self._is(one, role, name))
        words = " ".join(self._texts(node)).replace(_JOINER, "")
        return re.sub(r"\s+", " ", words).strip()

    def has(self, role: str, name: str) -> bool:
        """Whether there is such an element."""
        return any(self._is(one, role, name) for one in self._nodes)

    def _is(self, node: dict[str, Any], role: str, name: str) -> bool:
        told = (node.get("role", {}).get("value"), node.get("name", {}).get("value"))
        return not node.get("ignored") and told == (role, name)

    def _texts(self, node: dict[str, Any]) -> list[str]:
        if node.get("role", {}).get("value") == "StaticText":
            return [str(node["name"]["value"])]
        children = (self._by_id[one] for one in node.get("childIds", []) if one in self._by_id)
        return [text for child in children for text in self._texts(child)]
