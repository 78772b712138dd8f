"""What every test may ask for."""

import gc
import os
import shutil
import socket
from collections.abc import Iterator
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from django.conf import settings as django_settings
from django.db import connection
from hypothesis import HealthCheck, settings

from tests.mailbox import Mailbox
from tests.prepared import Prepared, prepare
from tests.sample import EVERYTHING, part, without_alike
from tests.slow import (
    pytest_runtest_call,
    pytest_runtest_protocol,
    pytest_terminal_summary,
    slow_first,
)
from tests.template import django_db_setup

__all__ = [
    "django_db_setup",
    "pytest_runtest_call",
    "pytest_runtest_protocol",
    "pytest_terminal_summary",
]

# Playwright runs an event loop in the thread of the tests.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

# Python looks for garbage after every 700 new objects, and now and then through all that is loaded:
# a tenth of the suite's time. Looking seldom costs some 50 MB a worker.
gc.set_threshold(100_000, 20, 20)

ASKING = {"db", "transactional_db", "django_db_setup", "prepared", "site"}

settings.register_profile(
    "catalogue",
    deadline=None,
    max_examples=part(100),
    # In CI, too: no new example stops what somebody else lands.
    derandomize=not EVERYTHING or "CI" in os.environ,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
settings.load_profile("catalogue")


@pytest.hookimpl(wrapper=True, tryfirst=True)  # before `-m` chooses, and after all is in order
def pytest_collection_modifyitems(items: list[pytest.Item]) -> Iterator[None]:
    """Mark the tests that ask a database: they run on SQLite and on PostgreSQL, the others once."""
    for item in items:
        fixtures = set(getattr(item, "fixturenames", ()))
        if item.get_closest_marker("django_db") or fixtures & ASKING:
            item.add_marker("database")
    items[:] = without_alike(items)
    yield
    slow_first(items)


@pytest.fixture(autouse=True, scope="session")
def snapshots_of_tests(tmp_path_factory):
    """Keep what the tests save of their indexes away from the site's own."""
    django_settings.SNAPSHOT_DIR = tmp_path_factory.mktemp("snapshot")


@pytest.fixture(autouse=True)
def no_database_seen_before(snapshots_of_tests):
    """Forget how far the database of the last test had come: undoing it is no restore."""
    (django_settings.SNAPSHOT_DIR / "seen.json").unlink(missing_ok=True)


@pytest.fixture(scope="session")
def prepared(django_db_setup, django_db_blocker) -> dict[str, Prepared]:
    """The catalogues that tests begin with, each loaded once."""
    with django_db_blocker.unblock():
        return prepare()


@pytest.fixture
def reference(prepared, db):
    """The lists that every catalogue begins with: places, needs, types …"""
    prepared["reference"].put()


@pytest.fixture
def demo(prepared, db):
    """The wider area of the demo catalogue: 121 fact sheets."""
    prepared["demo"].put()


@pytest.fixture
def exemplary(prepared, db):
    """The exemplary förbund of the demo catalogue, alone."""
    prepared["exemplary"].put()


@pytest.fixture
def whole_demo(prepared, db):
    """The demo catalogue as a newcomer gets it: the förbund and the area around it."""
    prepared["whole"].put()


@pytest.fixture
def read_only(db):
    """Let the database refuse to write, as a standby does when the primary is gone."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA query_only = ON")
        else:
            cursor.execute("SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY")
    yield
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA query_only = OFF")
        else:
            cursor.execute("SET SESSION CHARACTERISTICS AS TRANSACTION READ WRITE")


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """Debian's own Chromium, which must be there: a missing browser fails, it does not skip."""
    chromium = shutil.which("chromium")
    assert chromium, "Chromium saknas: kör `make test`, eller sudo apt-get install chromium."
    return {
        **browser_type_launch_args,
        "executable_path": chromium,
        "args": [
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-dev-shm-usage",
        ],
    }


@pytest.fixture
def mailbox(settings: Any) -> Iterator[Mailbox]:
    """A mail server on loopback, which the site is set up to send through."""
    box = Mailbox()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    settings.EMAIL_BACKEND = "catalogue.upkeep.smtp.EmailBackend"
    settings.EMAIL_URL = f"smtp://127.0.0.1:{port}"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    settings.SITE_URL = "http://testserver"
    settings.DEFAULT_FROM_EMAIL = settings.SITE_EMAIL = "katalogen@exempel.se"
    yield box
    controller.stop()
