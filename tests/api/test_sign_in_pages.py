"""The pages before one is in: what they say, with which status, and what the cookie is like."""

import re

import pytest
from sqlalchemy import select, update

from models.account import Account
from models.admission import invite
from models.base import now
from models.one_time_link import OneTimeLink
from models.sign_in import SignIn, sign_ins_of
from tests.accounts import PASSWORD, actions, admit, code_of, reset_link, turn_on_second_factor
from tests.api.signing_in import OURS, SECRET_PAGE, Desktop, desktop, sign_in

OTHER = "seven loud geese march"


def test_one_lands_on_the_page_one_asked_for(workplace: Desktop) -> None:
    admit(workplace.database, "Ruth")
    browser = workplace.browser()
    asked = browser.get("/annotate?article=5")
    form = browser.get(asked.headers["location"])
    wanted = re.search(r'name="next" value="([^"]*)"', form.text)
    assert wanted
    assert wanted[1] == "/annotate?article=5"
    landed = sign_in(browser, "Ruth", wanted=wanted[1])
    assert landed.status_code == 303
    assert landed.headers["location"] == "/annotate?article=5"
    assert browser.get("/annotate?article=5").text == SECRET_PAGE
    again = browser.get("/sign-in?next=/desk")
    assert again.headers["location"] == "/desk"


@pytest.mark.parametrize(
    "wanted", ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:x"]
)
def test_nobody_is_led_to_another_site(sqlite_workplace: Desktop, wanted: str) -> None:
    admit(sqlite_workplace.database, "Ruth")
    browser = sqlite_workplace.browser()
    assert "evil" not in browser.get("/sign-in", params={"next": wanted}).text
    assert sign_in(browser, "Ruth", wanted=wanted).headers["location"] == "/"


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(sqlite_workplace: Desktop) -> None:
    admit(sqlite_workplace.database, "Ruth")
    given = sign_in(sqlite_workplace.browser(), "Ruth").headers["set-cookie"]
    assert given.startswith("__Host-workbench=")
    for part in ("HttpOnly", "Secure", "SameSite=lax", "Path=/"):
        assert part in given
    assert "Domain" not in given


def test_on_this_computer_there_is_no_tls(sqlite_workplace: Desktop) -> None:
    near = desktop(sqlite_workplace.database, hosts=("127.0.0.1",))
    admit(near.database, "Ruth")
    headers = {"Origin": "http://127.0.0.1"}
    given = sign_in(near.browser(host="127.0.0.1"), "Ruth", **headers).headers["set-cookie"]
    assert given.startswith("workbench=")
    assert "HttpOnly" in given
    assert "Secure" not in given
    near.backend.writer.close()


def test_a_refusal_says_the_same_of_everybody(sqlite_workplace: Desktop) -> None:
    admit(sqlite_workplace.database, "Ruth")
    browser = sqlite_workplace.browser()
    answers = [sign_in(browser, "Ruth", OTHER), sign_in(browser, "Nobody", OTHER)]
    for answer in answers:
        assert answer.status_code == 401
        assert "do not fit together" in answer.text
        assert "set-cookie" not in answer.headers
        assert OTHER not in answer.text
    first, second = (re.sub(r'value="[^"]*"', "", answer.text) for answer in answers)
    assert first == second


def test_too_many_attempts_are_told_when_to_come_back(sqlite_workplace: Desktop) -> None:
    admit(sqlite_workplace.database, "Ruth")
    browser = sqlite_workplace.browser()
    for _ in range(8):
        sign_in(browser, "Ruth", OTHER)
    answer = sign_in(browser, "Ruth")
    assert answer.status_code == 429
    assert 0 < int(answer.headers["retry-after"]) <= 900
    assert "try again in 15 min." in answer.text


def test_an_invitation_becomes_a_person_who_is_in(workplace: Desktop) -> None:
    with workplace.database.begin() as session:
        made = invite(session, None, "Ruth <b>Ames</b>", "ruth@desk.example", "reviewer")
    browser = workplace.browser()
    link = f"/sign-in/link/{made.secret}"
    shown = browser.get(link)
    assert shown.status_code == 200
    assert "Welcome, Ruth &lt;b&gt;Ames&lt;/b&gt;" in shown.text
    short = browser.post(link, data={"password": "short"}, headers=OURS)
    assert short.status_code == 400
    assert "12 to 256 characters" in short.text
    done = browser.post(link, data={"password": PASSWORD}, headers=OURS)
    assert (done.status_code, done.headers["location"]) == (303, "/")
    assert browser.get("/").text == SECRET_PAGE
    for spent in (browser.get(link), browser.post(link, data={"password": OTHER}, headers=OURS)):
        assert spent.status_code == 410
        assert "ask an admin" in spent.text
    assert "spent_link_refused" in actions(workplace.database)
    sign_in(workplace.browser(), "Ruth")


def test_looking_at_a_link_does_not_use_it_up(sqlite_workplace: Desktop) -> None:
    """Messengers open links to show what is behind them."""
    ruth = admit(sqlite_workplace.database, "Ruth")
    link = f"/sign-in/link/{reset_link(sqlite_workplace.database, ruth)}"
    for _ in range(3):
        assert sqlite_workplace.browser().get(link).status_code == 200
    with sqlite_workplace.database.begin() as session:
        session.execute(update(OneTimeLink).values(expires_at=now()))
    assert sqlite_workplace.browser().get(link).status_code == 410


def test_the_second_factor_stands_between_password_and_page(workplace: Desktop) -> None:
    ruth = admit(workplace.database, "Ruth")
    secret, codes = turn_on_second_factor(workplace.database, ruth)
    browser = workplace.browser()
    halfway = sign_in(browser, "Ruth", wanted="/annotate?article=5")
    assert halfway.headers["location"] == "/sign-in/code?next=%2Fannotate%3Farticle%3D5"
    assert browser.get("/").status_code == 303
    assert "six digits" in browser.get(halfway.headers["location"]).text
    sent = {"next": "/annotate?article=5"}
    wrong = browser.post("/sign-in/code", data={**sent, "code": "000000"}, headers=OURS)
    assert wrong.status_code == 401
    assert browser.get("/").status_code == 303
    code = code_of(secret)
    done = browser.post("/sign-in/code", data={**sent, "code": code}, headers=OURS)
    assert (done.status_code, done.headers["location"]) == (303, "/annotate?article=5")
    assert browser.get("/").text == SECRET_PAGE
    other = workplace.browser()
    sign_in(other, "Ruth")
    assert other.post("/sign-in/code", data={"code": code}, headers=OURS).status_code == 401
    assert other.post("/sign-in/code", data={"code": codes[0]}, headers=OURS).status_code == 303


def test_a_code_without_a_password_before_it_is_refused(sqlite_workplace: Desktop) -> None:
    browser = sqlite_workplace.browser()
    assert browser.get("/sign-in/code").headers["location"] == "/sign-in"
    answer = browser.post("/sign-in/code", data={"code": "000000"}, headers=OURS)
    assert answer.status_code == 401
    assert "from the start" in answer.text


def test_signing_out_ends_it_on_the_server_too(workplace: Desktop) -> None:
    ruth = admit(workplace.database, "Ruth")
    browser = workplace.signed_in("Ruth")
    kept = dict(browser.cookies)
    out = browser.post("/sign-in/out", headers=OURS)
    assert (out.status_code, out.headers["location"]) == (303, "/sign-in?left=1")
    assert "__Host-workbench" not in browser.cookies
    assert "You are signed out." in browser.get("/sign-in?left=1").text
    assert workplace.browser(cookies=kept).get("/").status_code == 303
    with workplace.database.read() as session:
        assert len(sign_ins_of(session, ruth)) == 1  # that of the invitation
    assert browser.get("/sign-in/out").headers["location"] == "/sign-in"


def test_whose_sign_in_has_ended_is_told_so(sqlite_workplace: Desktop) -> None:
    admit(sqlite_workplace.database, "Ruth")
    browser = sqlite_workplace.signed_in("Ruth")
    with sqlite_workplace.database.begin() as session:
        session.execute(update(SignIn).values(expires_at=now()))
    answer = browser.get("/sign-in?next=/desk")
    assert answer.status_code == 200
    assert "what was not saved yet waits in this browser" in answer.text


def test_the_pages_run_no_script_and_are_kept_nowhere(sqlite_workplace: Desktop) -> None:
    answer = sqlite_workplace.browser().get("/sign-in")
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src" not in policy
    assert "unsafe-inline" not in policy
    assert "<script" not in answer.text
    assert "style=" not in answer.text
    assert answer.headers["cache-control"] == "no-store"
    style = sqlite_workplace.browser().get("/sign-in/style.css")
    assert style.headers["content-type"].startswith("text/css")
    assert "prefers-color-scheme: dark" in style.text
    assert style.text.count("@font-face") == 3


@pytest.mark.parametrize(
    "body", [b"", b"\xff\xfe", b"email=%00&password=%00", b"a=1&" * 4000, b"email=x&" * 21, b"{}"]
)
def test_a_form_that_is_none_is_refused_in_a_sentence(
    sqlite_workplace: Desktop, body: bytes
) -> None:
    answer = sqlite_workplace.browser().post("/sign-in", content=body, headers=OURS)
    assert answer.status_code in (400, 401)
    assert re.search(r'class="refused"[^>]*>[^<]+\.<|<p>[^<]+\.</p>', answer.text)


def test_what_was_typed_is_shown_again_as_text(sqlite_workplace: Desktop) -> None:
    sent = {"email": '"><script>alert(1)</script>', "password": "x"}
    answer = sqlite_workplace.browser().post("/sign-in", data=sent, headers=OURS)
    assert "<script" not in answer.text
    assert "&quot;&gt;&lt;script&gt;" in answer.text


def test_the_database_holds_no_password(sqlite_workplace: Desktop) -> None:
    admit(sqlite_workplace.database, "Ruth")
    with sqlite_workplace.database.read() as session:
        (kept,) = session.scalars(select(Account.password_hash))
    assert kept is not None
    assert PASSWORD not in kept


def test_a_tab_that_was_signed_out_leads_back_to_its_page(sqlite_workplace: Desktop) -> None:
    headers = {"Referer": "https://desk.example/annotate?article=5"}
    page = sqlite_workplace.browser().get("/sign-in", headers=headers)
    assert 'name="next" value="/annotate?article=5"' in page.text
    left = sqlite_workplace.browser().get("/sign-in?left=1", headers=headers)
    assert 'name="next" value="/"' in left.text
