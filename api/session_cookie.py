"""The cookie that a signed-in browser sends: a sign-in's secret, signed with the secret key.

The signature keeps guesses away from the database; what counts is the row the secret stands for.
"""

import hmac
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

from starlette.responses import Response

from models.sign_in import LONGEST
from settings import LOOPBACK_NAMES

# With this prefix a browser takes it from nobody but this very host, over TLS.
_OVER_TLS = "__Host-workbench"
_ON_LOOPBACK = "workbench"


@dataclass(frozen=True, slots=True)
class Presented:
    """What a browser sent: nothing, a secret that we signed, or something else."""

    secret: str | None = None
    forged: bool = False


class Signer:
    """Signs and reads values, so that nobody else can make them; `purpose` keeps kinds apart."""

    def __init__(self, secret_key: str, purpose: str) -> None:
        self._key = hmac.digest(secret_key.encode(), f"workbench {purpose}".encode(), sha256)

    def sign(self, value: str) -> str:
        """The value with its signature."""
        return f"{value}.{self._signature(value)}"

    def read(self, signed: str) -> str | None:
        """The value; None where the signature is not ours."""
        value, _, signature = signed.rpartition(".")
        good = hmac.compare_digest(
            self._signature(value).encode(), signature.encode("utf-8", "replace")
        )
        return value if value and good else None

    def _signature(self, value: str) -> str:
        mac = hmac.digest(self._key, value.encode("utf-8", "replace"), sha256)
        return urlsafe_b64encode(mac).decode().rstrip("=")


class SessionCookie:
    """The sign-in cookie of one workbench."""

    def __init__(self, secret_key: str) -> None:
        self._signer = Signer(secret_key, "session")

    def read(self, cookies: Mapping[str, str], host: str) -> Presented:
        """What came along to this host."""
        value = cookies.get(_name(host))
        if not value:
            return Presented()
        secret = self._signer.read(value)
        return Presented(secret, forged=secret is None)

    def give(self, response: Response, host: str, secret: str) -> None:
        """Have the browser keep the secret, out of every script's reach."""
        response.set_cookie(
            _name(host),
            self._signer.sign(secret),
            max_age=int(LONGEST.total_seconds()),
            path="/",
            secure=not is_loopback(host),
            httponly=True,
            samesite="lax",
        )

    def take_back(self, response: Response, host: str) -> None:
        """Have the browser forget it."""
        response.delete_cookie(
            _name(host), path="/", secure=not is_loopback(host), httponly=True, samesite="lax"
        )


def is_loopback(host: str) -> bool:
    """Whether this Host is a name of the computer itself, where there is no TLS."""
    name = host.rpartition(":")[0] if host.rpartition(":")[2].isdigit() else host
    return name.lower() in LOOPBACK_NAMES


def _name(host: str) -> str:
    return _ON_LOOPBACK if is_loopback(host) else _OVER_TLS
