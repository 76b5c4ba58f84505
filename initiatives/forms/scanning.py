"""Asking a virus scanner of the municipality's own (clamd) about a file, before anything else is done with it."""

import logging
import socket
import struct
import time

from django.conf import settings
from django.utils.translation import gettext as _

from initiatives.forms.checking import Unfit

logger = logging.getLogger(__name__)
# Seconds for the whole of it: somebody stands waiting. Bytes that are sent at a time.
PATIENCE, AT_A_TIME = 4.0, 64 * 1024
PORT = 3310


class Away(Exception):
    """The scanner gave no answer, or none that means anything."""


def refuse_virus(content: bytes) -> None:
    """Nothing where no scanner is set (CLAMD_ADDRESS); raises Unfit where it found one or is away (BIO2 8.07.04)."""
    if not settings.CLAMD_ADDRESS:
        return
    try:
        found = ask_scanner(content, address=settings.CLAMD_ADDRESS)
    except (Away, OSError) as fault:
        # For the administrator; who sends a file can only come back.
        logger.error("The virus scanner did not answer: %s", type(fault).__name__)
        raise Unfit(
            _("Wij kunnen dit bestand nu niet nakijken op virussen. Probeer het later nog een keer.")
        ) from fault
    if found:
        logger.error("The virus scanner refused a file: %s", found)
        raise Unfit(_("In dit bestand zit een virus. Wij bewaren het niet. Stuur het bestand niet door aan anderen."))


def ask_scanner(content: bytes, *, address: str) -> str:
    """The name of what was found, or nothing where the file is clean; raises Away or OSError.

    `address` is the path of a socket, or host:port. The protocol is INSTREAM: pieces with their length, then a nought.
    """
    until = time.monotonic() + PATIENCE
    with _open(address) as line:
        line.sendall(b"zINSTREAM\0")
        for start in range(0, len(content), AT_A_TIME):
            piece = content[start : start + AT_A_TIME]
            line.settimeout(_left(until))
            line.sendall(struct.pack("!L", len(piece)) + piece)
        line.sendall(struct.pack("!L", 0))
        return _found(_read(line, until=until))


def _open(address: str) -> socket.socket:
    """Connected, or an OSError."""
    if address.startswith("/"):
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        line.settimeout(PATIENCE)
        try:
            line.connect(address)
        except OSError:
            line.close()
            raise
        return line
    host, _colon, port = address.partition(":")
    return socket.create_connection((host, int(port or PORT)), timeout=PATIENCE)


def _left(until: float) -> float:
    """What is left of the patience; raises Away where it is over."""
    left = until - time.monotonic()
    if left <= 0:
        raise Away
    return left


def _read(line: socket.socket, *, until: float) -> bytes:
    """One answer, up to its end."""
    said = b""
    while not said.endswith(b"\0") and len(said) < AT_A_TIME:
        line.settimeout(_left(until))
        piece = line.recv(1024)
        if not piece:
            break
        said += piece
    return said


def _found(said: bytes) -> str:
    """What the answer means; a question it did not understand is no clean file."""
    answer = said.rstrip(b"\0").decode("ascii", "replace")
    if answer == "stream: OK":
        return ""
    if answer.startswith("stream: ") and answer.endswith(" FOUND"):
        return answer.removeprefix("stream: ").removesuffix(" FOUND")
    raise Away
