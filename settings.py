"""Every setting, read once from the environment; errors name the variable and say what to set."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, get_args
from urllib.parse import urlsplit

from words import say

ROOT = Path(__file__).resolve().parent
SHORTEST_KEY = 32
LOOPBACK_NAMES = ("127.0.0.1", "localhost", "[::1]")
Auth = Literal["solo", "accounts", "oidc"]
ROLES = ("viewer", "reviewer", "editor", "admin")


class SettingError(ValueError):
    """A variable holds what the workbench cannot start with; `str()` is the sentence to show."""

    def __init__(self, variable: str, word: str, **values: object) -> None:
        self.variable = variable
        super().__init__(say(f"settings.{word}", variable=variable, **values))


@dataclass(frozen=True, slots=True)
class Provider:
    """The OpenID Connect provider that tells who somebody is.

    `groups` says which role a group of the provider's stands for; without any, only people who
    were added here beforehand are let in, and keep the roles they have here.
    """

    issuer: str
    client_id: str
    client_secret: str
    scopes: str
    groups_claim: str
    groups: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Settings:
    """What the environment decides.

    `hosts` are the names the server answers to outside solo; `fetch_allow` the private hosts and
    networks that may be fetched all the same; `provider` is there where `auth` is oidc;
    `agreement_floor` is what agreement on a tag should reach.
    """

    database_url: str
    auth: Auth
    secret_key: str
    port: int
    hosts: tuple[str, ...]
    solo_name: str
    fetch_allow: tuple[str, ...]
    provider: Provider | None
    agreement_floor: float = 0.67

    @property
    def address(self) -> str:
        """Where people reach this workbench, as far as the settings tell."""
        host = next(iter(self.hosts), LOOPBACK_NAMES[0])
        return f"http://{host}:{self.port}" if host in LOOPBACK_NAMES else f"https://{host}"


def read_settings(environment: Mapping[str, str]) -> Settings:
    """The settings in `environment`; SettingError for one that cannot be used."""

    def value(name: str, default: str = "") -> str:
        return environment.get(f"WORKBENCH_{name}", "").strip() or default

    auth = _auth(value("AUTH", "solo"))
    return Settings(
        database_url=value("DATABASE_URL", f"sqlite:///{ROOT / 'data' / 'workbench.db'}"),
        auth=auth,
        secret_key=_secret_key(auth, value("SECRET_KEY")),
        port=_port(value("PORT", "8501")),
        hosts=_several(value("HOSTS")) or (() if auth == "solo" else LOOPBACK_NAMES),
        solo_name=value("SOLO_NAME"),
        fetch_allow=_several(value("FETCH_ALLOW")),
        provider=_provider(environment) if auth == "oidc" else None,
        agreement_floor=_floor(value("AGREEMENT_FLOOR", "0.67")),
    )


@cache
def settings() -> Settings:
    """This process's settings, read on first use."""
    return read_settings(os.environ)


def _auth(text: str) -> Auth:
    known: tuple[Auth, ...] = get_args(Auth)
    for auth in known:
        if text == auth:
            return auth
    raise SettingError("WORKBENCH_AUTH", "auth", value=text)


def _secret_key(auth: Auth, text: str) -> str:
    if auth != "solo" and not text:
        raise SettingError("WORKBENCH_SECRET_KEY", "secret_key_missing", auth=auth)
    # One letter repeated is long and yet no secret.
    if auth != "solo" and (len(text) < SHORTEST_KEY or len(set(text)) < 8):
        raise SettingError("WORKBENCH_SECRET_KEY", "secret_key_short", shortest=SHORTEST_KEY)
    return text


def _provider(environment: Mapping[str, str]) -> Provider:
    def needed(name: str) -> str:
        found = environment.get(f"WORKBENCH_OIDC_{name}", "").strip()
        if not found:
            raise SettingError(f"WORKBENCH_OIDC_{name}", "oidc_missing")
        return found

    def chosen(name: str, default: str) -> str:
        return environment.get(f"WORKBENCH_OIDC_{name}", "").strip() or default

    return Provider(
        issuer=_issuer(needed("ISSUER")),
        client_id=needed("CLIENT_ID"),
        client_secret=needed("CLIENT_SECRET"),
        scopes=chosen("SCOPES", "openid email profile"),
        groups_claim=chosen("GROUPS_CLAIM", "groups"),
        groups=_groups(chosen("GROUPS", "")),
    )


def _issuer(text: str) -> str:
    address = urlsplit(text)
    near = address.hostname in ("127.0.0.1", "localhost", "::1")
    if not address.hostname or address.scheme not in (("https", "http") if near else ("https",)):
        raise SettingError("WORKBENCH_OIDC_ISSUER", "oidc_issuer", value=text)
    return text.rstrip("/")


def _groups(text: str) -> dict[str, str]:
    """`staff=reviewer, desk editors=editor`: groups by name, which may hold blanks."""
    found = {}
    for pair in filter(None, (part.strip() for part in text.split(","))):
        group, _, role = (side.strip() for side in pair.rpartition("="))
        if not group or role not in ROLES:
            roles = ", ".join(ROLES)
            raise SettingError("WORKBENCH_OIDC_GROUPS", "oidc_groups", value=pair, roles=roles)
        found[group] = role
    return found


def _port(text: str) -> int:
    if text.isascii() and text.isdigit() and 1 <= int(text) <= 65535:
        return int(text)
    raise SettingError("WORKBENCH_PORT", "port", value=text)


def _several(text: str) -> tuple[str, ...]:
    return tuple(part for part in text.replace(",", " ").split() if part)


def _floor(text: str) -> float:
    try:
        floor = float(text)
    except ValueError:
        floor = -1.0
    if not 0 <= floor <= 1:
        raise SettingError("WORKBENCH_AGREEMENT_FLOOR", "agreement_floor", value=text)
    return floor
