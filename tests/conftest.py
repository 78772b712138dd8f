"""What every test may ask for."""

import os
import shutil
import socket
from collections.abc import Iterator
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from django.conf import settings as django_settings
from django.core.management import call_command
from hypothesis import HealthCheck, settings

from tests.mailbox import Mailbox

# Playwright runs an event loop in the thread of the tests.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

settings.register_profile(
    "catalogue", deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
settings.load_profile("catalogue")


@pytest.fixture(autouse=True, scope="session")
def snapshots_of_tests(tmp_path_factory):
    """Keep what the tests save of their indexes away from the site's own."""
    django_settings.SNAPSHOT_DIR = tmp_path_factory.mktemp("snapshot")


@pytest.fixture
def reference(db):
    """The lists that every catalogue begins with: places, needs, types …"""
    call_command("load_reference", verbosity=0)


@pytest.fixture
def demo(db):
    """The demo catalogue, imported as a newcomer gets it."""
    call_command("load_reference", verbosity=0)
    call_command("load_demo", verbosity=0)


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
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_URL = f"smtp://127.0.0.1:{port}"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    settings.SITE_URL = "http://testserver"
    settings.DEFAULT_FROM_EMAIL = settings.SITE_EMAIL = "katalogen@exempel.se"
    yield box
    controller.stop()
