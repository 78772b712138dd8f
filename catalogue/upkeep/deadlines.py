"""A total time for talking to another computer, however slowly it answers.

A socket's own timeout begins anew with each byte, so that a computer which sends one a second is
never late. Here each reading gets what is left of the whole.
"""

import io
import socket
import time
from collections.abc import Callable
from typing import Any


class Deadline:
    """A moment by which something must be done."""

    def __init__(self, seconds: float) -> None:
        self._at = time.monotonic() + seconds

    def left(self) -> float:
        """Return the seconds left: never nothing, which a socket takes for "do not wait"."""
        return max(self._at - time.monotonic(), 0.001)

    def half(self) -> "Deadline":
        """Return a deadline half-way, for a first try that leaves time for a second."""
        return Deadline(self.left() / 2)


def reading(sock: socket.socket, left: Callable[[], float]) -> io.BufferedReader:
    """Return what comes over a socket as a file; reading raises TimeoutError when time is up."""
    return io.BufferedReader(_Incoming(sock, left))


class _Incoming(io.RawIOBase):
    def __init__(self, sock: socket.socket, left: Callable[[], float]) -> None:
        self._sock, self._left = sock, left

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self._sock.settimeout(self._left())
        return self._sock.recv_into(buffer)
