"""Pages of a workbench with accounts, as the tab of somebody who is signed in, or is not, gets them."""

from dataclasses import dataclass, field
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from api.session_cookie import SessionCookie, Signer
from models.database import Database
from models.sign_in import begin_sign_in
from tests.accounts import HERE

KEY = "a secret key of these tests alone, 1234567890"
PAGES = Path(__file__).parents[2] / "pages"
HOST = "127.0.0.1:8501"


@dataclass
class Tab:
    """What Streamlit knows of the browser's tab: the cookies and headers that it connected with."""

    cookies: dict[str, str] = field(default_factory=dict)
    headers: list[tuple[str, str]] = field(default_factory=lambda: [("Host", HOST)])
    remote_ip: str = HERE.address

    def sign_in(self, database: Database, person: int, halfway: bool = False) -> str:
        """The person signs in; the secret that the cookie now holds."""
        with database.begin() as session:
            secret = begin_sign_in(session, person, "password", HERE, halfway)
        self.cookies = {"workbench": Signer(KEY, "session").sign(secret)}
        assert SessionCookie(KEY).read(self.cookies, HOST).secret == secret
        return secret


def use(tab: Tab, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every page is asked for by this tab."""
    monkeypatch.setattr("streamlit.runtime.context._get_client_context", lambda: tab)


def open_main() -> AppTest:
    """The first page, through the entry of every session."""
    return checked(AppTest.from_file(str(PAGES / "main.py"), default_timeout=120).run())


def open_page(name: str) -> AppTest:
    """A page through the navigation."""
    page = open_main()
    return checked(page.switch_page(name).run())


def checked(page: AppTest) -> AppTest:
    """The page, if it did not fail."""
    assert not page.exception, page.exception
    return page


def html(page: AppTest) -> str:
    """All that is written as HTML."""
    return "\n".join(str(element.proto.body) for element in page.get("html"))


def said(page: AppTest) -> str:
    """All that a person could read, in whatever element it stands."""
    return html(page) + "\n".join(str(getattr(e, "value", "")) for e in page.main)


def press(page: AppTest, label: str, number: int = 0) -> AppTest:
    """Presses the button of this label."""
    [button for button in page.button if button.label == label][number].click()
    return checked(page.run())


def fill(page: AppTest, **fields: str) -> AppTest:
    """Writes into the fields whose labels these are, blanks as underscores."""
    for name, value in fields.items():
        label = name.replace("_", " ").lower()
        next(box for box in page.text_input if box.label.lower() == label).set_value(value)
    return page
