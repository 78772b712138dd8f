"""The guide for a server works as it is written, from an empty folder to a search."""

import http.client
import re
import shutil
import stat
import subprocess
import sys
import uuid
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from django.db import connection

from tests.serving.processes import ROOT, clean_environment, free_port, served

GUIDE = ROOT / "docs" / "operations.md"
SITE = "insatser.exempel.se"
CHOSEN = "only-for-this-test"


def blocks(mark: str) -> list[str]:
    """Return the guide's blocks of commands that carry a mark."""
    return re.findall(rf"^```sh {mark}\n(.*?)^```$", GUIDE.read_text(), re.MULTILINE | re.DOTALL)


class Machine:
    """An empty folder with the tracked files, and a PostgreSQL server beside."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.name = f"guide_{uuid.uuid4().hex[:10]}"
        known = settings.DATABASES["default"]
        self.host, self.port = known["HOST"], str(known["PORT"])
        self.environment = clean_environment() | {
            "PGHOST": self.host,
            "PGPORT": self.port,
            "PGUSER": known["USER"],
            "PGPASSWORD": known["PASSWORD"],
            "PGDATABASE": "postgres",
        }

    def here(self, commands: str) -> str:
        """Return the commands with this machine's folder, database and password in them."""
        commands = commands.replace("runuser -u postgres -- ", "")
        commands = commands.replace("/srv/insatser", str(self.folder))
        commands = commands.replace("LÖSENORD", CHOSEN)
        commands = commands.replace("localhost:5432", f"{self.host}:{self.port}")
        return re.sub(r"\binsatser\b(?!\.exempel)", self.name, commands)

    def run(self, commands: str) -> None:
        done = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", self.here(commands)],
            cwd=self.folder, env=self.environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr

    def ask(self, port: int, address: str, **headers):
        """Return the status, the headers and the text of an answer."""
        asked = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        asked.request("GET", address, headers={"Host": SITE} | headers)
        answer = asked.getresponse()
        told = answer.status, answer.headers, answer.read().decode()
        asked.close()
        return told

    def count(self, table: str) -> int:
        with psycopg.connect(
            host=self.host, port=self.port, dbname=self.name, user=self.name, password=CHOSEN
        ) as own:
            return own.execute(f"SELECT count(*) FROM {table}").fetchone()[0]

    def clean(self) -> None:
        for kind, how in [("DATABASE", " WITH (FORCE)"), ("ROLE", "")]:
            statement = f"DROP {kind} IF EXISTS {self.name}{how}"
            subprocess.run(["psql", "-qc", statement], env=self.environment, check=True)


@pytest.fixture
def machine(tmp_path):
    tracked = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    for name in filter(None, tracked.stdout.split("\0")):
        if (ROOT / name).is_file():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, tmp_path / name)
    # The libraries and the lexicon are those that the tests run with: they take minutes to make.
    (tmp_path / ".venv").symlink_to(sys.prefix)
    (tmp_path / ".make").mkdir(exist_ok=True)
    (tmp_path / ".make" / "base").touch()
    shutil.copytree(ROOT / "var" / "lexicon", tmp_path / "var" / "lexicon")
    machine = Machine(tmp_path)
    yield machine
    machine.clean()


@pytest.mark.skipif(connection.vendor == "sqlite", reason="the guide is for PostgreSQL")
def test_the_guide_leads_from_an_empty_folder_to_a_search(machine):
    for commands in blocks("guide"):
        machine.run(commands)

    (start,) = blocks("guide server")
    port = free_port()
    environment = clean_environment() | {"PORT": str(port)}
    command = ["bash", "-c", f"exec {machine.here(start)}"]
    with served(command, port, machine.folder, cwd=machine.folder, env=environment) as log:
        over_tls = {"X-Forwarded-Proto": "https"}
        assert machine.ask(port, "/halsa/redo")[::2] == (200, "ok\n")
        assert machine.ask(port, "/halsa")[0] == 200
        assert machine.ask(port, "/")[0] == 301
        status, headers, page = machine.ask(port, "/insatser/?q=praktik", **over_tls)
        assert status == 200
        assert headers["Strict-Transport-Security"] == "max-age=31536000"
        style = re.search(r'href="(/static/catalogue/site\.[0-9a-f]+\.css)"', page)[1]
        status, headers, _text = machine.ask(port, style, **over_tls)
        assert status == 200
        assert "immutable" in headers["Cache-Control"]
        assert machine.count("catalogue_intervention") == 0  # no demo
        assert machine.count("catalogue_municipality") == 290
        assert_private(machine.folder)
    assert "praktik" not in log.read_text()
    assert "Traceback" not in log.read_text()


def test_the_guide_has_what_is_run():
    assert len(blocks("guide")) == 2
    assert len(blocks("guide server")) == 1


def assert_private(folder: Path) -> None:
    assert stat.S_IMODE((folder / ".env").stat().st_mode) == 0o600
    assert not (folder / "var").stat().st_mode & stat.S_IRWXO
