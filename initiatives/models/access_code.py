"""The secret on the resident's card: 80 random bits, kept as a keyed hash, shown once."""

import hashlib
import hmac
import secrets

from django.conf import settings

# Crockford's base32: no I, L, O or U, so that a code read aloud or from paper comes over right.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 16
GROUP = 4
READ_AS = str.maketrans({"I": "1", "L": "1", "O": "0"})


def make_access_code() -> str:
    """A new code, as it is printed: 7QK3-M9TD-20WX-5HAB."""
    plain = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    return "-".join(plain[i : i + GROUP] for i in range(0, LENGTH, GROUP))


def normalise(typed: str) -> str:
    """What somebody meant by what they typed: case, spaces and dashes do not matter."""
    return "".join(sign for sign in typed.upper().translate(READ_AS) if sign.isalnum())


def hash_access_code(code: str, *, key: str | None = None) -> str:
    """The keyed hash under which a code is kept; the newest key unless another is asked for."""
    secret = key if key is not None else settings.ACCESS_CODE_KEYS[0]
    return hmac.new(secret.encode(), normalise(code).encode(), hashlib.sha256).hexdigest()


def is_access_code(typed: str, *, kept: str) -> bool:
    """Whether this is the code; takes the same time for right, wrong and unknown (`kept` empty)."""
    hits = [hmac.compare_digest(hash_access_code(typed, key=key), kept or "-") for key in settings.ACCESS_CODE_KEYS]
    return any(hits)
