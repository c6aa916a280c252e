"""Settings out of the environment: the defaults, and errors that name the variable."""

import os
from pathlib import Path

import pytest

from settings import SettingError, read_settings
from tests.forked import Forked


def test_nothing_need_be_set() -> None:
    found = read_settings({})
    assert found.auth == "solo"
    assert found.port == 8501
    assert found.database_url.startswith("sqlite:///")
    assert Path(found.database_url.removeprefix("sqlite:///")).parts[-2:] == (
        "data",
        "workbench.db",
    )
    assert (found.hosts, found.fetch_allow, found.solo_name, found.secret_key) == ((), (), "", "")


def test_what_is_set_is_used() -> None:
    found = read_settings(
        {
            "WORKBENCH_DATABASE_URL": " postgresql://desk.example/work ",
            "WORKBENCH_PORT": "9000",
            "WORKBENCH_HOSTS": "desk.example, other.example",
            "WORKBENCH_SOLO_NAME": "Inés Müller",
            "WORKBENCH_FETCH_ALLOW": "10.0.0.0/8 intranet.example",
            "WORKBENCH_AUTH": "solo",
        }
    )
    assert found.database_url == "postgresql://desk.example/work"
    assert found.port == 9000
    assert found.hosts == ("desk.example", "other.example")
    assert found.fetch_allow == ("10.0.0.0/8", "intranet.example")
    assert found.solo_name == "Inés Müller"


def test_blank_is_as_good_as_unset() -> None:
    blank = dict.fromkeys(("WORKBENCH_PORT", "WORKBENCH_AUTH", "WORKBENCH_DATABASE_URL"), "  ")
    assert read_settings(blank) == read_settings({})


@pytest.mark.parametrize("port", ["0", "65536", "-1", "http", "80 81", "8501.0", "٨٥", "1e3", "²"])
def test_a_port_that_is_none_is_refused_by_name(port: str) -> None:
    with pytest.raises(SettingError, match=f"WORKBENCH_PORT is “{port}”; set it to a number"):
        read_settings({"WORKBENCH_PORT": port})


@pytest.mark.parametrize("auth", ["Solo", "none", "account", "solo accounts"])
def test_a_sign_in_that_is_not_there_is_refused_by_name(auth: str) -> None:
    with pytest.raises(SettingError, match=f"WORKBENCH_AUTH is “{auth}”") as refused:
        read_settings({"WORKBENCH_AUTH": auth})
    assert refused.value.variable == "WORKBENCH_AUTH"


KEY = "kJd8_2hslWq0-lkjsdf98wefkjhsdf0x"
OIDC = {
    "WORKBENCH_AUTH": "oidc",
    "WORKBENCH_SECRET_KEY": KEY,
    "WORKBENCH_OIDC_ISSUER": "https://id.example/realm/",
    "WORKBENCH_OIDC_CLIENT_ID": "workbench",
    "WORKBENCH_OIDC_CLIENT_SECRET": "s3cret",
}


@pytest.mark.parametrize("auth", ["accounts", "oidc"])
@pytest.mark.parametrize("key", ["", " ", "short", "x" * 200, "ab" * 40])
def test_outside_solo_a_secret_key_that_is_none_is_refused(auth: str, key: str) -> None:
    with pytest.raises(
        SettingError, match=r"WORKBENCH_SECRET_KEY .*secrets\.token_urlsafe"
    ) as refused:
        read_settings(OIDC | {"WORKBENCH_AUTH": auth, "WORKBENCH_SECRET_KEY": key})
    if key.strip():
        assert key not in str(refused.value)


def test_solo_needs_no_key_and_takes_no_hosts_of_its_own() -> None:
    assert read_settings({"WORKBENCH_SECRET_KEY": "short"}).hosts == ()


def test_accounts_answer_this_computer_until_hosts_are_named() -> None:
    accounts = {"WORKBENCH_AUTH": "accounts", "WORKBENCH_SECRET_KEY": KEY}
    found = read_settings(accounts)
    assert (found.auth, found.secret_key, found.provider) == ("accounts", KEY, None)
    assert "127.0.0.1" in found.hosts
    named = read_settings(accounts | {"WORKBENCH_HOSTS": "desk.example"})
    assert named.hosts == ("desk.example",)


def test_a_provider_is_read() -> None:
    groups = "staff=reviewer, desk editors = editor,a=b=admin"
    found = read_settings(OIDC | {"WORKBENCH_OIDC_GROUPS": groups}).provider
    assert found is not None
    assert found.issuer == "https://id.example/realm"
    assert (found.scopes, found.groups_claim) == ("openid email profile", "groups")
    assert found.groups == {"staff": "reviewer", "desk editors": "editor", "a=b": "admin"}


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("ISSUER", ""),
        ("CLIENT_ID", ""),
        ("CLIENT_SECRET", " "),
        ("ISSUER", "id.example"),
        ("ISSUER", "http://id.example"),
        ("ISSUER", "ftp://localhost"),
        ("GROUPS", "staff"),
        ("GROUPS", "staff=owner"),
        ("GROUPS", "=admin"),
    ],
)
def test_what_is_amiss_with_a_provider_is_named(variable: str, value: str) -> None:
    name = f"WORKBENCH_OIDC_{variable}"
    with pytest.raises(SettingError, match=name) as refused:
        read_settings(OIDC | {name: value})
    assert refused.value.variable == name
    assert str(refused.value).endswith(".")


@pytest.mark.parametrize("auth", ["accounts", "oidc"])
def test_the_server_does_not_start_without_a_key(auth: str, tmp_path: Path) -> None:
    environment = os.environ | {"WORKBENCH_AUTH": auth, "WORKBENCH_SECRET_KEY": "too short"}
    output, errors = tmp_path / "out", tmp_path / "err"
    assert Forked(["app"], environment, output, errors).wait(120) == 1
    told = errors.read_text("utf-8")
    assert told.strip().splitlines()[-1].startswith("WORKBENCH_SECRET_KEY is too easy")
    assert "Traceback" not in told
