"""The virus scanner of the municipality: asked before a file is kept, never a reason to hang or to let it in."""

import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest
from pytest_django import Settings

from initiatives.forms import scanning
from initiatives.forms.scanning import ask_scanner
from initiatives.models import Attachment
from initiatives.statuses import Status
from tests.factories import sign_in
from tests.initiatives.papers import PDF, left_in, posted
from tests.overleg.town import Town

# What every scanner knows by agreement; put together here, so that no scanner stumbles over this file.
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
VIRUS = "In dit bestand zit een virus. Wij bewaren het niet."
LATER = "Wij kunnen dit bestand nu niet nakijken op virussen. Probeer het later nog een keer."
Answer = Callable[[bytes], bytes]


def read_stream(line: socket.socket) -> bytes:
    """All pieces, as clamd puts them together."""
    with line.makefile("rb") as asked:
        assert asked.read(10) == b"zINSTREAM\0"
        whole = b""
        while length := struct.unpack("!L", asked.read(4))[0]:
            whole += asked.read(length)
        return whole


def say(content: bytes) -> bytes:
    """As clamd does."""
    return b"stream: Eicar-Signature FOUND\0" if EICAR in content else b"stream: OK\0"


@pytest.fixture
def scanner(tmp_path: Path) -> Iterator[Callable[[Answer], str]]:
    """A scanner of our own behind a socket; what it answers is chosen."""
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    threads = []

    def serve(answer: Answer) -> None:
        line, _peer = listener.accept()
        # Who asked may be gone by now.
        with closing(line), suppress(OSError):
            line.sendall(answer(read_stream(line)))

    def start(answer: Answer) -> str:
        path = str(tmp_path / "clamd.ctl")
        listener.bind(path)
        listener.listen()
        threads.append(threading.Thread(target=serve, args=(answer,), daemon=True))
        threads[0].start()
        return path

    yield start
    listener.close()
    for thread in threads:
        thread.join(timeout=5)


def send(town: Town, content: bytes = PDF) -> str:
    """A colleague adds a file; the page, or nothing where it was taken."""
    idea = town.world.initiative(Status.IN_REVIEW)
    client = sign_in(town.world.people["IC"])
    response = client.post(f"/initiatieven/{idea.key}/bijlagen/", posted(("tekening.pdf", content)))
    return response.content.decode() if response.status_code == 200 else ""


def test_a_clean_file_is_kept(town: Town, settings: Settings, scanner: Callable[[Answer], str]) -> None:
    settings.CLAMD_ADDRESS = scanner(say)

    assert (send(town), Attachment.objects.count()) == ("", 1)


def test_a_virus_is_refused_in_plain_words_and_nothing_is_left(
    town: Town, settings: Settings, scanner: Callable[[Answer], str], folder: Path
) -> None:
    settings.CLAMD_ADDRESS = scanner(say)

    page = send(town, PDF.replace(b"/Type /Catalog", b"/Type /Catalog /A (" + EICAR + b")"))

    assert VIRUS in page
    assert (Attachment.objects.count(), left_in(folder / "media")) == (0, [])


@pytest.mark.parametrize("said", [b"INSTREAM size limit exceeded. ERROR\0", b"", b"UNKNOWN COMMAND\0"])
def test_an_answer_that_is_no_yes_is_no_clean_file(
    town: Town, settings: Settings, scanner: Callable[[Answer], str], said: bytes
) -> None:
    settings.CLAMD_ADDRESS = scanner(lambda _content: said)

    assert LATER in send(town)
    assert Attachment.objects.count() == 0


@pytest.mark.parametrize("address", ["/nergens/clamd.ctl", "127.0.0.1:1"])
def test_a_scanner_that_is_away_is_said_politely_and_told_to_the_administrator(
    town: Town, settings: Settings, address: str, caplog: pytest.LogCaptureFixture
) -> None:
    settings.CLAMD_ADDRESS = address

    assert LATER in send(town)
    assert Attachment.objects.count() == 0
    assert [record.levelname for record in caplog.records if record.name == scanning.__name__] == ["ERROR"]


def test_a_scanner_that_is_silent_keeps_nobody_waiting(
    scanner: Callable[[Answer], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scanning, "PATIENCE", 0.2)

    def dawdle(_content: bytes) -> bytes:
        time.sleep(0.6)
        return b""

    path, began = scanner(dawdle), time.monotonic()

    with pytest.raises(OSError, match="timed out"):
        ask_scanner(PDF, address=path)

    assert time.monotonic() - began < 0.5


def test_a_large_file_is_asked_about_in_pieces(scanner: Callable[[Answer], str]) -> None:
    assert ask_scanner(b"x" * 300_000 + EICAR, address=scanner(say)) == "Eicar-Signature"


def test_without_a_scanner_nobody_is_asked(town: Town, settings: Settings) -> None:
    assert settings.CLAMD_ADDRESS == ""
    assert (send(town), Attachment.objects.count()) == ("", 1)
