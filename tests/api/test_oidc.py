"""Signing in at a provider: a real one on this computer, and what it must not be able to do."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from oidc_provider_mock import run_server_in_thread
from starlette.testclient import TestClient

from api.session_cookie import Signer
from models.database import Database
from models.people import add_reviewer
from models.reviewer import Reviewer
from settings import Provider
from tests.accounts import actions, trail_of
from tests.api.signing_in import KEY, OURS, SECRET_PAGE, Desktop, desktop

RUTH = {
    "email": "ruth@desk.example",
    "email_verified": True,
    "name": "Ruth Ames",
    "groups": ["staff"],
}
GROUPS = {"staff": "reviewer", "chiefs": "editor"}


@dataclass
class Organisation:
    """A provider, and a workbench that trusts it."""

    address: str
    desk: Desktop

    def knows(self, subject: str, **claims: object) -> None:
        """From now on the provider tells this of the person."""
        httpx.put(f"{self.address}/users/{subject}", json=claims, timeout=30).raise_for_status()

    def agree(self, there: str, subject: str) -> str:
        """The person says yes at the provider; where it sends the browser back to."""
        answer = httpx.post(there, data={"sub": subject}, follow_redirects=False, timeout=30)
        assert answer.status_code == 302, answer.text
        return answer.headers["location"]

    def walk(self, browser: TestClient, subject: str, wanted: str = "") -> httpx.Response:
        """There and back."""
        there = browser.get("/sign-in/oidc", params={"next": wanted} if wanted else {})
        assert there.status_code == 302, there.text
        back = self.agree(there.headers["location"], subject)
        answer: httpx.Response = browser.get(back)
        return answer


@pytest.fixture(scope="module")
def provider() -> Iterator[str]:
    with run_server_in_thread() as server:
        yield f"http://localhost:{server.server_port}"


@pytest.fixture
def organisation(database: Database, provider: str) -> Iterator[Organisation]:
    yield from _organisation(database, provider)


@pytest.fixture
def sqlite_organisation(sqlite_database: Database, provider: str) -> Iterator[Organisation]:
    yield from _organisation(sqlite_database, provider)


def _organisation(database: Database, address: str, **changes: Any) -> Iterator[Organisation]:
    trusted = Provider(
        address, "workbench", "secret of the client", "openid email profile", "groups", GROUPS
    )
    opened = desktop(database, replace(trusted, **changes))
    yield Organisation(address, opened)
    opened.backend.writer.close()


def test_one_comes_back_to_the_page_one_asked_for(organisation: Organisation) -> None:
    organisation.knows("ruth", **RUTH)
    browser = organisation.desk.browser()
    asked = browser.get("/annotate?article=5")
    page = browser.get(asked.headers["location"])
    (way,) = re.findall(r'href="(/sign-in/oidc[^"]*)"', page.text)
    assert 'type="password"' not in page.text
    there = browser.get(way)
    landed = browser.get(organisation.agree(there.headers["location"], "ruth"))
    assert (landed.status_code, landed.headers["location"]) == (303, "/annotate?article=5")
    assert browser.get("/annotate?article=5").text == SECRET_PAGE
    with organisation.desk.database.read() as session:
        person = session.query(Reviewer).one()
    assert (person.name, person.handle, person.everywhere_role) == (
        "Ruth Ames",
        "ruth@desk.example",
        "reviewer",
    )


def test_what_is_sent_there_is_fresh_each_time(sqlite_organisation: Organisation) -> None:
    asked = []
    for _ in range(2):
        there = sqlite_organisation.desk.browser().get("/sign-in/oidc").headers["location"]
        asked.append({name: values[0] for name, values in parse_qs(urlsplit(there).query).items()})
    assert asked[0]["response_type"] == "code"
    assert asked[0]["code_challenge_method"] == "S256"
    assert asked[0]["redirect_uri"] == "https://desk.example/sign-in/oidc/back"
    for name in ("state", "nonce", "code_challenge"):
        assert len(asked[0][name]) >= 20
        assert asked[0][name] != asked[1][name]


@pytest.mark.parametrize(
    ("claims", "told"),
    [
        ({"email_verified": False}, "verified"),
        ({"email_verified": None}, "verified"),
        ({"email_verified": "false"}, "verified"),
        ({"email": None}, "verified"),
        ({"groups": ["choir"]}, "None of your groups"),
        ({"groups": []}, "None of your groups"),
        ({"groups": None}, "None of your groups"),
        ({"groups": 5}, "did not say who you are"),
        ({"email": "no address"}, "not an e-mail address"),
        ({"email": "ruth@desk.example\0"}, "did not say who you are"),
        ({"name": "Ru\0th"}, "did not say who you are"),
    ],
)
def test_whom_the_provider_does_not_vouch_for_is_not_let_in(
    sqlite_organisation: Organisation, claims: dict[str, object], told: str
) -> None:
    sqlite_organisation.knows("ruth", **{**RUTH, **claims})
    browser = sqlite_organisation.desk.browser()
    answer = sqlite_organisation.walk(browser, "ruth")
    assert answer.status_code in (400, 401)
    assert told in answer.text
    assert browser.get("/").status_code == 303
    with sqlite_organisation.desk.database.read() as session:
        assert session.query(Reviewer).count() == 0
    assert any(action.endswith("_refused") for action in actions(sqlite_organisation.desk.database))


def test_somebody_added_beforehand_is_matched(sqlite_database: Database, provider: str) -> None:
    place = _organisation(sqlite_database, provider, groups={})
    organisation = next(place)
    with sqlite_database.begin() as session:
        known = add_reviewer(session, "Ruth", "RUTH@desk.example", "editor").id
    organisation.knows("ruth", **RUTH)
    organisation.knows("eve", **{**RUTH, "email": "eve@desk.example"})
    assert organisation.walk(organisation.desk.browser(), "ruth").status_code == 303
    stranger = organisation.walk(organisation.desk.browser(), "eve")
    assert stranger.status_code == 401
    assert "Nobody here has the address eve@desk.example" in stranger.text
    with sqlite_database.read() as session:
        assert session.query(Reviewer).one().id == known
        assert session.query(Reviewer).one().everywhere_role == "editor"


def test_a_code_is_taken_only_from_the_browser_that_asked(organisation: Organisation) -> None:
    organisation.knows("ruth", **RUTH)
    browser, other = organisation.desk.browser(), organisation.desk.browser()
    back = organisation.agree(browser.get("/sign-in/oidc").headers["location"], "ruth")
    other.get("/sign-in/oidc")
    address = urlsplit(back)
    for foreign in (other, organisation.desk.browser()):
        assert foreign.get(back).status_code == 401
    for query in ("", "code=x", "state=x", address.query.replace("state=", "state=x")):
        answer = browser.get(f"{address.path}?{query}")
        assert answer.status_code == 401
        assert "did not say who you are" in answer.text
        browser.get("/sign-in/oidc")
    assert browser.get("/").status_code == 303
    assert "provider_refused" in actions(organisation.desk.database)


def test_a_code_is_good_once(sqlite_organisation: Organisation) -> None:
    sqlite_organisation.knows("ruth", **RUTH)
    browser = sqlite_organisation.desk.browser()
    there = browser.get("/sign-in/oidc")
    back = sqlite_organisation.agree(there.headers["location"], "ruth")
    kept = dict(browser.cookies)
    assert browser.get(back).status_code == 303
    again = sqlite_organisation.desk.browser(cookies=kept)
    assert again.get(back).status_code == 401
    assert again.get("/").status_code == 303


def test_a_forged_memory_of_the_way_is_none(sqlite_organisation: Organisation) -> None:
    sqlite_organisation.knows("ruth", **RUTH)
    browser = sqlite_organisation.desk.browser()
    back = sqlite_organisation.agree(browser.get("/sign-in/oidc").headers["location"], "ruth")
    value = browser.cookies["workbench-oidc"]
    for forged in ("", value[:-2], "00" + value, f"{value.rpartition('.')[0]}."):
        fresh = sqlite_organisation.desk.browser(cookies={"workbench-oidc": forged})
        assert fresh.get(back).status_code == 401


def test_an_answer_to_another_question_is_none(sqlite_organisation: Organisation) -> None:
    """The nonce ties the ID token to the browser that asked: one from elsewhere is worth nothing."""
    sqlite_organisation.knows("ruth", **RUTH)
    browser = sqlite_organisation.desk.browser()
    back = sqlite_organisation.agree(browser.get("/sign-in/oidc").headers["location"], "ruth")
    signer = Signer(KEY, "oidc")
    kept = bytes.fromhex(signer.read(browser.cookies["workbench-oidc"]) or "").decode()
    changed = re.sub(r'"nonce":"[^"]*"', '"nonce":"of-somebody-else"', kept)
    assert changed != kept
    cookies = {"workbench-oidc": signer.sign(changed.encode().hex())}
    assert sqlite_organisation.desk.browser(cookies=cookies).get(back).status_code == 401


def test_who_says_no_there_is_told_so_here(sqlite_organisation: Organisation) -> None:
    browser = sqlite_organisation.desk.browser()
    browser.get("/sign-in/oidc")
    answer = browser.get("/sign-in/oidc/back?error=access_denied&error_description=<b>no</b>")
    assert answer.status_code == 401
    assert "<b>no</b>" not in answer.text
    assert "did not say who you are" in answer.text


def test_a_provider_that_does_not_answer_is_said_to_be_silent(sqlite_database: Database) -> None:
    organisation = next(_organisation(sqlite_database, "http://127.0.0.1:9"))
    answer = organisation.desk.browser().get("/sign-in/oidc?next=/desk")
    assert answer.status_code == 401
    assert "does not answer" in answer.text


def test_there_is_no_password_to_try(sqlite_organisation: Organisation) -> None:
    browser = sqlite_organisation.desk.browser()
    answer = browser.post("/sign-in", data={"email": "x", "password": "x"}, headers=OURS)
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in")
    assert browser.get("/sign-in/link/x").headers["location"] == "/sign-in"


def test_the_trail_holds_nothing_of_the_way(sqlite_organisation: Organisation) -> None:
    sqlite_organisation.knows("ruth", **RUTH)
    browser = sqlite_organisation.desk.browser()
    assert sqlite_organisation.walk(browser, "ruth").status_code == 303
    told = trail_of(sqlite_organisation.desk.database)
    assert "bind_identity" in told
    assert "secret of the client" not in told
    for value in dict(browser.cookies).values():
        assert value.partition(".")[0] not in told
