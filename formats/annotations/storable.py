"""What of another tool's words can be stored: no NUL, which databases refuse, and no half character."""

import re

_REFUSED = re.compile("[\x00\ud800-\udfff]")


def is_storable(*words: str) -> bool:
    """Whether all of them can be stored."""
    return not any(_REFUSED.search(word) for word in words)
