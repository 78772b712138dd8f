"""Servers and databases of their own, for tests that ask the site as the world does."""

import os
import socket
import subprocess
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import psycopg
from django.conf import settings
from django.db import connection
from psycopg import sql

ROOT = Path(__file__).resolve().parent.parent.parent
PATIENCE = 40  # seconds


def free_port() -> int:
    """Return a port of loopback that nobody has."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def clean_environment() -> dict[str, str]:
    """Return the environment without what configures a site or PostgreSQL's programs."""
    return {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}


@contextmanager
def served(command: list[str], port: int, folder: Path, **options) -> Iterator[Path]:
    """Run a server until the block ends; yield the file that gets all it writes."""
    log = folder / f"server-{port}.log"
    with log.open("w") as written:
        process = subprocess.Popen(command, stdout=written, stderr=subprocess.STDOUT, **options)
    try:
        wait_for(port, process, log)
        yield log
    finally:
        process.terminate()
        process.wait(timeout=PATIENCE)


def wait_for(port: int, process: subprocess.Popen, log: Path) -> None:
    """Return when somebody listens."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        try:
            return socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
    raise AssertionError(f"Nobody answers:\n{log.read_text()}")


@contextmanager
def postgresql_database() -> Iterator[dict[str, str]]:
    """Make an empty database beside that of the tests; yield how it is reached."""
    known = settings.DATABASES["default"]
    name = f"own_{uuid.uuid4().hex[:12]}"
    reached = {
        "host": known["HOST"],
        "port": str(known["PORT"]),
        "user": known["USER"],
        "password": known["PASSWORD"],
    }
    with psycopg.connect(**reached, dbname="postgres", autocommit=True) as admin:
        admin.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            yield reached | {"name": name}
        finally:
            admin.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


@contextmanager
def own_database(folder: Path) -> Iterator[str]:
    """Yield the address of an empty database of the kind that the tests run on."""
    if connection.vendor == "sqlite":
        yield f"sqlite:///{folder / 'own.sqlite3'}"
        return
    with postgresql_database() as reached:
        user, password = quote(reached["user"]), quote(reached["password"])
        yield f"postgres://{user}:{password}@{reached['host']}:{reached['port']}/{reached['name']}"
