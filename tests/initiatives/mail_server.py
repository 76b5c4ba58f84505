"""A real mail server for tests: it takes letters, refuses them, hangs, or dies with a letter in its hand."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email import message_from_bytes
from email.message import Message as Letter
from enum import StrEnum


class Mood(StrEnum):
    """How the server behaves."""

    KIND = "kind"
    # 450 to the receiver: later, please.
    REFUSING = "refusing"
    # Nothing at all, not even a greeting.
    SILENT = "silent"
    # A greeting, and then nothing when the letter is announced.
    HANGING = "hanging"
    # 550 to the receiver: no such mailbox.
    UNKNOWN = "unknown"
    # 554 to the letter itself.
    DISGUSTED = "disgusted"
    # Takes the letter and hangs up before it says so.
    DYING = "dying"
    # Says it has the letter and then never says goodbye.
    RUDE = "rude"


NO_TO_RECEIVER = {Mood.REFUSING: "450 later graag", Mood.UNKNOWN: "550 die woont hier niet"}


class MailServer(socketserver.ThreadingTCPServer):
    """Keeps what it was given."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Talk)
        self.mood = Mood.KIND
        self.letters: list[Letter] = []
        self.calls = 0
        self.closing = threading.Event()
        self.hung = threading.Event()

    @property
    def numbers(self) -> list[str]:
        """The Message-IDs in the mailbox; a letter that came twice is recognised and shown once."""
        return list(dict.fromkeys(str(letter["Message-ID"]) for letter in self.letters))

    @property
    def port(self) -> int:
        return int(self.server_address[1])


class Talk(socketserver.StreamRequestHandler):
    """One conversation."""

    server: MailServer

    def handle(self) -> None:
        self.server.calls += 1
        # A worker that was killed or gave up in the middle of a sentence is no error of ours.
        with suppress(OSError):
            self.talk()

    def talk(self) -> None:
        if self.server.mood == Mood.SILENT:
            self.hang()
            return
        self.say("220 welkom")
        while line := self.rfile.readline().strip().upper():
            if not self.goes_on_after(line):
                return

    def goes_on_after(self, line: bytes) -> bool:
        """One line of the other; whether we still listen after our answer."""
        mood = self.server.mood
        if line == b"DATA":
            return self.takes_letter()
        hangs = {b"MAIL": Mood.HANGING, b"QUIT": Mood.RUDE}
        if hangs.get(line[:4]) == mood:
            self.hang()
            return False
        self.say(NO_TO_RECEIVER.get(mood, "250 goed") if line.startswith(b"RCPT") else "250 goed")
        return line != b"QUIT"

    def takes_letter(self) -> bool:
        self.say("354 ga uw gang")
        letter = message_from_bytes(b"".join(self.lines_of_letter()))
        if self.server.mood == Mood.DISGUSTED:
            self.say("554 dit willen wij niet")
            return True
        self.server.letters.append(letter)
        if self.server.mood == Mood.DYING:
            return False
        self.say("250 dank u")
        return True

    def hang(self) -> None:
        """Says nothing until the test is over."""
        self.server.hung.set()
        self.server.closing.wait(30)

    def lines_of_letter(self) -> Iterator[bytes]:
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            yield line

    def say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())


def text_of(letter: Letter) -> str:
    """The words of a mail, or of one part of it."""
    part = letter.get_payload(0) if letter.is_multipart() else letter
    given = part.get_payload(decode=True) if isinstance(part, Letter) else b""
    return given.decode().replace("\r\n", "\n") if isinstance(given, bytes) else ""


@contextmanager
def open_mail_server() -> Iterator[MailServer]:
    """A server for the length of a test."""
    with MailServer() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield server
        finally:
            server.closing.set()
            server.shutdown()
            thread.join()
