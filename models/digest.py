"""What of a secret is kept: never the secret itself."""

import hashlib


def digest(secret: str) -> str:
    """A secret's SHA-256. The secrets are random, so no salt is needed."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
