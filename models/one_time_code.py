"""One-time codes of an authenticator app (RFC 6238, six digits, half a minute each); pure."""

import base64
import hashlib
import hmac
import secrets
from datetime import datetime
from urllib.parse import quote, urlencode

DIGITS = 6
SECONDS = 30
# A clock may be half a minute off, and a code may be typed when it just ended.
AROUND = (0, -1, 1)
ISSUER = "Fact-check Workbench"


def new_code_secret() -> str:
    """A fresh shared secret, in the Base32 that apps take."""
    return base64.b32encode(secrets.token_bytes(20)).decode()


def code_at(secret: str, step: int, digits: int = DIGITS) -> str:
    """The code of one time step."""
    key = base64.b32decode(secret)
    mac = hmac.digest(key, step.to_bytes(8, "big"), hashlib.sha1)
    start = mac[-1] & 0x0F
    number = int.from_bytes(mac[start : start + 4], "big") & 0x7FFFFFFF
    return str(number % 10**digits).zfill(digits)


def step_of(moment: datetime) -> int:
    """Which time step the moment lies in."""
    return int(moment.timestamp()) // SECONDS


def matching_step(secret: str, code: str, moment: datetime) -> int | None:
    """The time step whose code this is, of those that count at the moment; None where none fits."""
    typed = "".join(code.split()).encode("utf-8", "replace")
    steps = [step_of(moment) + offset for offset in AROUND]
    # All are compared, so that the time taken tells nothing.
    fitting = [step for step in steps if hmac.compare_digest(code_at(secret, step).encode(), typed)]
    return fitting[0] if fitting else None


def app_address(secret: str, handle: str) -> str:
    """What the QR code says to an authenticator app."""
    label = quote(f"{ISSUER}:{handle}", safe="")
    return (
        f"otpauth://totp/{label}?{urlencode({'secret': secret, 'issuer': ISSUER}, quote_via=quote)}"
    )
