"""A secret of this machine's own, for as long as nobody has set one in the environment."""

import os
import secrets
from pathlib import Path


def local_secret(path: Path) -> str:
    """The secret kept in this file; made on first use, readable by its owner alone."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text()
    secret = secrets.token_urlsafe(50)
    with os.fdopen(handle, "w") as file:
        file.write(secret)
    return secret
