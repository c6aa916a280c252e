"""The gate: unsigned, forged, fixed, ended or from elsewhere, nothing of a page is reached."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import update
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from api.session_cookie import SessionCookie, Signer
from models.base import now
from models.sign_in import SignIn, find_sign_in
from models.signing_out import end_all_sign_ins
from tests.accounts import actions, admit
from tests.api.signing_in import HOST, KEY, OURS, SECRET_PAGE, Desktop, sign_in

COOKIE = "__Host-workbench"
STREAM = f"wss://{HOST}/_stcore/stream"
HERE = {"Origin": f"https://{HOST}"}
PAGES = sorted(path.stem for path in (Path(__file__).parents[2] / "pages").glob("*.py"))
ADDRESSES = ["", "queue", "annotate?article=5", "library", "import", "export", "desk?project=1", "tags", "account", "people", *PAGES]  # fmt: skip


def no_cookie(_workplace: Desktop) -> dict[str, str]:
    return {}


def forged(_workplace: Desktop) -> dict[str, str]:
    return {COOKIE: Signer("another key than this workbench has", "session").sign("x" * 43)}


def fixed(_workplace: Desktop) -> dict[str, str]:
    return {COOKIE: "a-session-id-that-somebody-else-chose"}


def signed_but_unknown(_workplace: Desktop) -> dict[str, str]:
    return {COOKIE: Signer(KEY, "session").sign("x" * 43)}


def of_another_purpose(_workplace: Desktop) -> dict[str, str]:
    return {COOKIE: Signer(KEY, "oidc").sign("x" * 43)}


def from_before_tls(workplace: Desktop) -> dict[str, str]:
    return {"workbench": dict(workplace.signed_in("Ruth").cookies)[COOKIE]}


def ended(workplace: Desktop) -> dict[str, str]:
    kept = dict(workplace.signed_in("Ruth").cookies)
    with workplace.database.begin() as session:
        end_all_sign_ins(session, 1, 1)
    return kept


def eves(workplace: Desktop) -> dict[str, str]:
    return dict(workplace.signed_in("Eve").cookies)


def expired(workplace: Desktop) -> dict[str, str]:
    kept = dict(workplace.signed_in("Ruth").cookies)
    with workplace.database.begin() as session:
        session.execute(update(SignIn).values(expires_at=now()))
    return kept


def headers_of_a_proxy(_workplace: Desktop) -> dict[str, str]:
    return {"X-User": "ruth@desk.example", "_streamlit_user": "ruth@desk.example"}


EVES = "foreign_sign_in_refused"
KEYS = [no_cookie, forged, fixed, signed_but_unknown, of_another_purpose, from_before_tls, ended, expired, headers_of_a_proxy]  # fmt: skip
Key = Callable[[Desktop], dict[str, str]]


@pytest.mark.parametrize("key", KEYS)
def test_without_a_good_cookie_nothing_is_reached(sqlite_workplace: Desktop, key: Key) -> None:
    admit(sqlite_workplace.database, "Ruth")
    browser = sqlite_workplace.browser(cookies=key(sqlite_workplace))
    asked = browser.get("/annotate?article=5")
    assert asked.status_code == 303
    assert asked.headers["location"] == "/sign-in?next=/annotate%3Farticle%3D5"
    for path in (
        "/_stcore/host-config",
        "/media/x.png",
        "/_stcore/upload_file/a/b",
        "/component/x",
    ):
        answer = browser.get(path, headers={"Accept": "*/*"})
        assert answer.status_code == 401
        assert answer.text == "You are signed out; sign in again."
    upload = browser.put("/_stcore/upload_file/a/b", content=b"x", headers=OURS)
    assert upload.status_code == 401
    for answer in (asked, upload):
        assert SECRET_PAGE not in answer.text


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_deep_link_to_any_page_leads_to_signing_in_first(
    sqlite_workplace: Desktop, address: str
) -> None:
    answer = sqlite_workplace.browser().get(f"/{address}")
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/sign-in")


@pytest.mark.parametrize(
    "name", ["X-Forwarded-User", "Remote-User", "X-Workbench-User", "X-Streamlit-User"]
)
def test_no_header_makes_anybody(sqlite_workplace: Desktop, name: str) -> None:
    admit(sqlite_workplace.database, "Ruth", "admin")
    browser = sqlite_workplace.browser()
    for value in ("ruth@desk.example", "1"):
        assert browser.get("/people", headers={name: value}).status_code == 303
        with pytest.raises(WebSocketDisconnect), connected(browser, {**HERE, name: value}):
            pass


@pytest.mark.parametrize("key", [no_cookie, forged, fixed, of_another_purpose, from_before_tls])
def test_without_a_cookie_of_ours_there_is_no_websocket(
    sqlite_workplace: Desktop, key: Key
) -> None:
    admit(sqlite_workplace.database, "Ruth")
    browser = sqlite_workplace.browser(cookies=key(sqlite_workplace))
    with pytest.raises(WebSocketDisconnect) as closed, connected(browser):
        pass
    assert closed.value.code == 1008
    assert sqlite_workplace.reached == []


@pytest.mark.parametrize("key", [ended, expired, signed_but_unknown])
def test_a_tab_whose_sign_in_has_ended_does_nothing_but_being_drawn(
    sqlite_workplace: Desktop, key: Key
) -> None:
    admit(sqlite_workplace.database, "Ruth")
    browser = sqlite_workplace.browser(cookies=key(sqlite_workplace))
    with connected(browser) as tab:
        tab.send_bytes(b"upload something")
        tab.send_bytes(b"run, with a button pressed")
        assert tab.receive_bytes() == b"drawn"
    assert sqlite_workplace.reached == [b"only drawn"]


def test_an_open_tab_ends_with_its_sign_in_at_its_next_action(workplace: Desktop) -> None:
    admit(workplace.database, "Ruth")
    browser = workplace.signed_in("Ruth")
    with connected(browser) as tab:
        tab.send_bytes(b"run 1")
        assert tab.receive_bytes() == b"drawn"
        with workplace.database.begin() as session:
            end_all_sign_ins(session, 1, 1)
        tab.send_bytes(b"run 2")
        assert tab.receive_bytes() == b"drawn"
    assert workplace.reached == [b"run 1", b"only drawn"]


@pytest.mark.parametrize(
    "origin", ["https://evil.example", "null", "", f"https://{HOST}.evil.example"]
)
def test_a_page_of_another_site_gets_no_websocket(sqlite_workplace: Desktop, origin: str) -> None:
    admit(sqlite_workplace.database, "Ruth")
    browser = sqlite_workplace.signed_in("Ruth")
    with (
        pytest.raises(WebSocketDisconnect),
        connected(browser, {"Origin": origin} if origin else {}),
    ):
        pass


FOREIGN = [
    {"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example"},
    {"Sec-Fetch-Site": "same-site", "Origin": f"https://sub.{HOST}"},
    {"Sec-Fetch-Site": "none"},
    {"Origin": "https://evil.example"},
    {"Origin": "null"},
    {},
]


@pytest.mark.parametrize("headers", FOREIGN)
def test_a_post_from_elsewhere_changes_nothing(
    sqlite_workplace: Desktop, headers: dict[str, str]
) -> None:
    admit(sqlite_workplace.database, "Ruth")
    browser = sqlite_workplace.signed_in("Ruth")
    for path in (
        "/sign-in/out",
        "/sign-in",
        "/sign-in/code",
        "/sign-in/link/x",
        "/_stcore/upload_file/a/b",
    ):
        answer = browser.post(path, data={"email": "x"}, headers=headers)
        assert answer.status_code == 403
        assert answer.text.startswith("This came from another site")
    assert browser.get("/").text == SECRET_PAGE
    assert "cross_site_refused" in actions(sqlite_workplace.database)


def test_a_browser_that_says_only_the_origin_is_let_through(sqlite_workplace: Desktop) -> None:
    admit(sqlite_workplace.database, "Ruth")
    browser = sqlite_workplace.browser()
    sent = {"email": "ruth@desk.example", "password": "four quiet herons wade"}
    assert browser.post("/sign-in", data=sent, headers=HERE).status_code == 303


def test_the_interface_takes_a_token_and_never_a_cookie(sqlite_workplace: Desktop) -> None:
    admit(sqlite_workplace.database, "Ruth", "admin")
    browser = sqlite_workplace.signed_in("Ruth")
    for headers in (OURS, {}):
        assert browser.get("/api/projects", headers=headers).status_code == 401
        assert browser.post("/api/annotations", json={}, headers=headers).status_code == 401


@pytest.mark.parametrize(
    ("key", "kind"),
    [
        (forged, "forged_sign_in_refused"),
        (fixed, "forged_sign_in_refused"),
        (expired, "ended_sign_in_refused"),
    ],
)
def test_what_is_refused_is_recorded_but_no_flood_of_it(
    sqlite_workplace: Desktop, key: Key, kind: str
) -> None:
    admit(sqlite_workplace.database, "Ruth")
    browser = sqlite_workplace.browser(cookies=key(sqlite_workplace))
    for _ in range(30):
        browser.get("/")
    assert len(actions(sqlite_workplace.database, kind)) == 10


def test_nobody_goes_on_with_a_secret_from_before_signing_in(workplace: Desktop) -> None:
    """Fixation: what a browser had, whoever put it there, is nothing after signing in."""
    admit(workplace.database, "Ruth")
    admit(workplace.database, "Eve")
    planted = dict(workplace.signed_in("Eve").cookies)[COOKIE]
    browser = workplace.browser(cookies={COOKIE: planted})
    given = sign_in(browser, "Ruth").cookies[COOKIE]
    assert given != planted
    secret = SessionCookie(KEY).read({COOKIE: planted}, HOST).secret
    with workplace.database.read() as session:
        assert find_sign_in(session, secret or "") is None
        found = find_sign_in(session, SessionCookie(KEY).read({COOKIE: given}, HOST).secret or "")
    assert found is not None
    assert found.reviewer_id == 1


@pytest.mark.parametrize(
    ("key", "kind"),
    [
        (fixed, "forged_sign_in_refused"),
        (expired, "ended_sign_in_refused"),
        (eves, EVES),
        (ended, ""),
    ],
)
def test_a_cookie_that_is_replaced_leaves_a_record(
    sqlite_workplace: Desktop, key: Key, kind: str
) -> None:
    for name in ("Ruth", "Eve"):
        admit(sqlite_workplace.database, name)
    browser = sqlite_workplace.browser(cookies=key(sqlite_workplace))
    sign_in(browser, "Ruth")
    kinds = ("forged_sign_in_refused", "ended_sign_in_refused", EVES)
    found = {one: len(actions(sqlite_workplace.database, one)) for one in kinds}
    assert {one for one, n in found.items() if n} == ({kind} if kind else set())


def test_a_foreign_host_is_refused_before_anything(sqlite_workplace: Desktop) -> None:
    answer = sqlite_workplace.browser(host="evil.example").get("/sign-in")
    assert answer.status_code == 403
    assert "WORKBENCH_HOSTS" in answer.text


def connected(browser: TestClient, headers: dict[str, str] | None = None):  # type: ignore[no-untyped-def]
    return browser.websocket_connect(STREAM, headers=HERE if headers is None else headers)
