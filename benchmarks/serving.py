"""The site in processes of its own, asked over HTTP on the loopback."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType

ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 1_800  # seconds until the first answer: without a snapshot the catalogue is read


class Site:
    """A running gunicorn with two workers; ends when the block ends."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        command = [sys.executable, "-m", "gunicorn", "insatskatalog.wsgi"]
        command += ["--config", "insatskatalog/server.py", "--log-level", "error"]
        self.begun = time.perf_counter()
        self.process = subprocess.Popen(
            command,
            cwd=ROOT,
            env={**environment, "PORT": str(self.port), "HOST": "127.0.0.1"},
            start_new_session=True,
        )
        self._connection: http.client.HTTPConnection | None = None

    def __enter__(self) -> "Site":
        """Wait until it listens."""
        while time.perf_counter() - self.begun < PATIENCE:
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
            except OSError:
                if self.process.poll() is not None:
                    raise RuntimeError("gunicorn slutade innan det svarade.") from None
                time.sleep(0.02)
            else:
                return self
        raise RuntimeError("gunicorn började aldrig svara.")

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End the master, which ends its workers."""
        if self._connection is not None:
            self._connection.close()
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(timeout=40)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)  # a session of its own: only its children
            self.process.wait()

    def get(self, address: str) -> bytes:
        """Return the body of a page, over one kept connection."""
        if self._connection is None:
            self._connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            self._connection.request("GET", address)
            response = self._connection.getresponse()
        except (http.client.HTTPException, ConnectionError):  # the server tired of keeping it
            self._connection.close()
            self._connection.request("GET", address)
            response = self._connection.getresponse()
        body = response.read()
        if response.status != 200:
            raise RuntimeError(f"{address} svarade {response.status}")
        return body

    def memory(self) -> dict[str, float]:
        """Return megabytes of the largest worker: its own, and what it shares."""
        workers = [self._status(pid) for pid in self._children()]
        largest = max(workers, key=lambda status: status.get("RssAnon", 0), default={})
        return {name: round(kb / 1024, 1) for name, kb in largest.items()}

    def _children(self) -> list[int]:
        pid = self.process.pid
        return [int(p) for p in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]

    def _status(self, pid: int) -> dict[str, int]:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
        return {
            line.partition(":")[0]: int(line.split()[1])
            for line in lines
            if line.startswith(("RssAnon", "RssFile"))
        }
