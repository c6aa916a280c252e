"""Where a call comes from: another site in the same browser is told from our own pages."""

from urllib.parse import urlsplit

from starlette.types import Scope

from models.sign_in import Place

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
# Longer ones tell apart what nobody needs to tell apart.
_BROWSERS = (
    ("Edg/", "Edge"),
    ("Firefox/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
_SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
)


def header(scope: Scope, name: str) -> str:
    """The request's header of this name; '' without one."""
    wanted = name.encode()
    found: bytes = next((value for key, value in scope["headers"] if key == wanted), b"")
    return found.decode("latin-1")


def is_from_our_page(scope: Scope) -> bool:
    """Whether a page of this very host makes the call; what does not say is taken for foreign."""
    site = header(scope, "sec-fetch-site")
    if site and scope["type"] == "http":
        return site == "same-origin"
    origin = urlsplit(header(scope, "origin"))
    return bool(origin.netloc) and origin.netloc.lower() == header(scope, "host").lower()


def place_of(scope: Scope) -> Place:
    """The browser and the network address that a call comes from."""
    agent = header(scope, "user-agent")
    browser = next((name for sign, name in _BROWSERS if sign in agent), "")
    system = next((name for sign, name in _SYSTEMS if sign in agent), "")
    client = scope.get("client")
    return Place(" · ".join(filter(None, (browser, system))), str(client[0]) if client else "")
