"""What the tests of the search in the catalogue share."""

import os
import subprocess
import sys
from urllib.parse import quote

import pytest
from django.db import connection

from catalogue.models import Change
from catalogue.search.sync import Follower
from tests.catalogue.search.other_process import ROOT, OtherProcess


@pytest.fixture
def snapshots(settings, tmp_path):
    """A folder of its own for this test's snapshots."""
    settings.SNAPSHOT_DIR = tmp_path / "snapshot"
    return settings.SNAPSHOT_DIR


@pytest.fixture
def follower(transactional_db, snapshots):
    """One process's view of a catalogue, which others change and commit."""
    Change.objects.all().delete()  # a flush leaves those of a database that is no more
    follower = Follower()
    yield follower
    follower.wait()


@pytest.fixture(scope="module")
def database_file(tmp_path_factory):
    """An SQLite database that several processes can open, unlike the one of the tests."""
    path = tmp_path_factory.mktemp("database") / "catalogue.sqlite3"
    if connection.vendor == "sqlite":
        subprocess.run(
            [sys.executable, "manage.py", "migrate", "--verbosity=0"],
            cwd=ROOT,
            env=_environment(f"sqlite:///{path}"),
            check=True,
        )
    return path


def _environment(url):
    return {**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings", "DATABASE_URL": url}


@pytest.fixture
def processes(transactional_db, database_file, tmp_path):
    """A function that starts another process on a database which all of them share."""
    s = connection.settings_dict
    url = f"sqlite:///{database_file}"
    if connection.vendor == "postgresql":
        user, password = quote(s["USER"]), quote(s["PASSWORD"])
        url = f"postgres://{user}:{password}@{s['HOST']}:{s['PORT']}/{s['NAME']}"
    started = []

    def start():
        process = OtherProcess(url, tmp_path / "snapshot")
        started.append(process)
        return process

    yield start
    for process in started:
        process.end()
