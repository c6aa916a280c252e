"""Settings out of the environment: the defaults, and errors that name the variable."""

from pathlib import Path

import pytest

from settings import SettingError, read_settings


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


@pytest.mark.parametrize("auth", ["accounts", "oidc", "Solo", "none"])
def test_a_sign_in_that_is_not_there_is_refused_by_name(auth: str) -> None:
    with pytest.raises(SettingError, match=f"WORKBENCH_AUTH is “{auth}”") as refused:
        read_settings({"WORKBENCH_AUTH": auth})
    assert refused.value.variable == "WORKBENCH_AUTH"
