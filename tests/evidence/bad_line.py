"""A line to PostgreSQL that can be cut, go silent or be slow; the site sees an ordinary address."""

import socket
import struct
import threading
import time
from enum import Enum

CHUNK = 65_536
# Seconds that every packet takes on a slow line.
SLOW = 0.2


class State(Enum):
    """How the line is."""

    GOOD = "good"
    CUT = "cut"
    SILENT = "silent"
    SLOW = "slow"


class BadLine:
    """Listens on loopback and passes on to the socket of a server."""

    def __init__(self, behind: str) -> None:
        self.state, self._behind = State.GOOD, behind
        self._ends: set[socket.socket] = set()
        self._spoiled: set[socket.socket] = set()
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=128)
        self.port = int(self._listener.getsockname()[1])
        threading.Thread(target=self._welcome, daemon=True).start()

    def become(self, state: State) -> None:
        """From now on; a line that lost something is broken off when it heals, as the other side would do."""
        self.state = state
        for end in list(self._ends if state is State.CUT else self._spoiled if state is State.GOOD else ()):
            self._break_off(end)

    def close(self) -> None:
        """For good."""
        self._listener.close()
        for end in list(self._ends):
            self._break_off(end)

    def _welcome(self) -> None:
        while True:
            try:
                end, _address = self._listener.accept()
            except OSError:
                return
            self._ends.add(end)
            threading.Thread(target=self._connect, args=(end,), daemon=True).start()

    def _connect(self, end: socket.socket) -> None:
        """Both ways, each in a thread; on a silent line nobody ever comes through."""
        if self.state is State.SILENT:
            self._spoiled.add(end)
            return
        other = socket.socket(socket.AF_UNIX)
        try:
            if self.state is State.CUT:
                raise ConnectionError
            other.connect(self._behind)
        except OSError:
            self._break_off(end)
            return
        self._ends.add(other)
        threading.Thread(target=self._pass_on, args=(end, other), daemon=True).start()
        self._pass_on(other, end)

    def _pass_on(self, one: socket.socket, other: socket.socket) -> None:
        try:
            while piece := one.recv(CHUNK):
                if self.state is State.SILENT:
                    self._spoiled |= {one, other}
                    continue
                if self.state is State.SLOW:
                    time.sleep(SLOW)
                other.sendall(piece)
        except OSError:
            pass
        self._break_off(one)
        self._break_off(other)

    def _break_off(self, end: socket.socket) -> None:
        """With a reset, as a firewall does; wakes whoever reads from it."""
        try:
            end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            end.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass
        end.close()
        self._ends.discard(end)
        self._spoiled.discard(end)
