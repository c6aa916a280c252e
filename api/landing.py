"""Where one lands after signing in: the page one asked for, and never another site."""

from urllib.parse import quote, urlsplit

HOME = "/"
LONGEST = 2000
_OURS_ALONE = ("/sign-in", "/api", "/_stcore", "/static", "/media")


def landing(asked: str) -> str:
    """The address as it may be gone to: a path of a page of ours with its query; else the queue."""
    # Browsers take a backslash for a slash, and pass over tabs and line ends.
    is_plain = asked.isprintable() and "\\" not in asked and len(asked) <= LONGEST
    if not is_plain or not asked.startswith("/") or asked.startswith("//"):
        return HOME
    try:
        address = urlsplit(asked)
    except ValueError:
        return HOME
    if address.scheme or address.netloc or address.path.startswith(_OURS_ALONE):
        return HOME
    return quote(asked, safe="/?&=%+,:;@!$'()*~#[]-._")


def came_from(referer: str, host: str) -> str:
    """The page of ours that a link was followed from, as it may be gone back to; else the queue."""
    try:
        address = urlsplit(referer)
    except ValueError:
        return HOME
    if address.netloc.lower() != host.lower():
        return HOME
    return landing(address._replace(scheme="", netloc="", fragment="").geturl())


def sign_in_address(asked: str) -> str:
    """The sign-in page that leads on to what was asked for."""
    wanted = landing(asked)
    return "/sign-in" if wanted == HOME else f"/sign-in?next={quote(wanted, safe='/')}"
