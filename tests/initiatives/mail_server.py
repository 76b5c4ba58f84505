"""A real mail server for tests: it takes letters, refuses them, or says nothing at all."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import Message as Letter
from enum import StrEnum


class Mood(StrEnum):
    """How the server behaves."""

    KIND = "kind"
    REFUSING = "refusing"
    SILENT = "silent"


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

    @property
    def port(self) -> int:
        return int(self.server_address[1])


class Talk(socketserver.StreamRequestHandler):
    """One conversation."""

    server: MailServer

    def handle(self) -> None:
        self.server.calls += 1
        if self.server.mood == Mood.SILENT:
            self.server.closing.wait(30)
            return
        self.say("220 welkom")
        while line := self.rfile.readline().strip().upper():
            if line.startswith(b"QUIT"):
                self.say("221 dag")
                return
            if line.startswith(b"RCPT") and self.server.mood == Mood.REFUSING:
                self.say("450 later graag")
            elif line == b"DATA":
                self.say("354 ga uw gang")
                self.server.letters.append(message_from_bytes(b"".join(self.lines_of_letter())))
                self.say("250 dank u")
            else:
                self.say("250 goed")

    def lines_of_letter(self) -> Iterator[bytes]:
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            yield line

    def say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())


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
