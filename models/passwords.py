"""Passwords: which are taken, and how they are kept (Argon2id); pure, without any database."""

import secrets
import unicodedata
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from models.errors import BadInput
from models.text import refuse_unstorable

SHORTEST = 12
LONGEST = 256
FEWEST_DIFFERENT = 5
# 64 MiB, three passes: RFC 9106 for where memory is scarce.
HASHER = PasswordHasher()


def hash_password(password: str, *known: str) -> str:
    """What is kept of a password; BadInput for one that is guessed too easily.

    `known` is what others know of the person (address, name): a password made of it is none.
    """
    refuse_unstorable(password)
    tidy = _tidy(password)
    if not SHORTEST <= len(tidy) <= LONGEST:
        raise BadInput("password_length", shortest=SHORTEST, longest=LONGEST)
    if len(set(tidy)) < FEWEST_DIFFERENT or _is_known(tidy, known):
        raise BadInput("password_guessed")
    return HASHER.hash(tidy)


def hash_known(password: str) -> str:
    """What is kept of a password that is the person's already, whatever is asked of new ones."""
    return HASHER.hash(_tidy(password))


def fits(password: str, stored: str | None) -> bool:
    """Whether the password is the stored one; as much work where there is none to compare with."""
    try:
        return HASHER.verify(stored or _nobody_s(), _tidy(password)) and stored is not None
    except (VerificationError, InvalidHashError):
        return False


def is_outdated(stored: str) -> bool:
    """Whether it was hashed with less work than is done now."""
    return HASHER.check_needs_rehash(stored)


@cache
def _nobody_s() -> str:
    return HASHER.hash(secrets.token_urlsafe(32))


def _tidy(password: str) -> str:
    # The same letters typed on another machine may come composed differently. Longer than any
    # password that is kept, it would only cost time.
    whole = password[: LONGEST + 1].encode("utf-8", "replace").decode()
    return unicodedata.normalize("NFKC", whole)


def _is_known(password: str, known: tuple[str, ...]) -> bool:
    plain = password.casefold()
    return any(word and plain in (word, word[::-1]) for word in (one.casefold() for one in known))
