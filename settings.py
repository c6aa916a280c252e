"""Every setting, read once from the environment; errors name the variable and say what to set."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from words import say

ROOT = Path(__file__).resolve().parent


class SettingError(ValueError):
    """A variable holds what the workbench cannot start with; `str()` is the sentence to show."""

    def __init__(self, variable: str, word: str, **values: object) -> None:
        self.variable = variable
        super().__init__(say(f"settings.{word}", variable=variable, **values))


@dataclass(frozen=True, slots=True)
class Settings:
    """What the environment decides.

    `hosts` are the names the server answers to outside solo; `fetch_allow` the private hosts and
    networks that may be fetched all the same.
    """

    database_url: str
    auth: Literal["solo", "accounts", "oidc"]
    secret_key: str
    port: int
    hosts: tuple[str, ...]
    solo_name: str
    fetch_allow: tuple[str, ...]


def read_settings(environment: Mapping[str, str]) -> Settings:
    """The settings in `environment`; SettingError for one that cannot be used."""

    def value(name: str, default: str = "") -> str:
        return environment.get(f"WORKBENCH_{name}", "").strip() or default

    return Settings(
        database_url=value("DATABASE_URL", f"sqlite:///{ROOT / 'data' / 'workbench.db'}"),
        auth=_auth(value("AUTH", "solo")),
        secret_key=value("SECRET_KEY"),
        port=_port(value("PORT", "8501")),
        hosts=_several(value("HOSTS")),
        solo_name=value("SOLO_NAME"),
        fetch_allow=_several(value("FETCH_ALLOW")),
    )


@cache
def settings() -> Settings:
    """This process's settings, read on first use."""
    return read_settings(os.environ)


def _auth(text: str) -> Literal["solo"]:
    # The other ways to sign in are settled in the design and come with the team's issue.
    if text != "solo":
        raise SettingError("WORKBENCH_AUTH", "auth", value=text)
    return "solo"


def _port(text: str) -> int:
    if text.isascii() and text.isdigit() and 1 <= int(text) <= 65535:
        return int(text)
    raise SettingError("WORKBENCH_PORT", "port", value=text)


def _several(text: str) -> tuple[str, ...]:
    return tuple(part for part in text.replace(",", " ").split() if part)
