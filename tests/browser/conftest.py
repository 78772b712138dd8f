"""A site with the demo catalogue, and a watch over what the browser says."""

import os
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, Response

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture(scope="session")
def site_folder(tmp_path_factory) -> Path:
    """Where the running site keeps its database."""
    return tmp_path_factory.mktemp("site")


@pytest.fixture
def site_rows(site, site_folder):
    """Ask the database of the running site: a function from SQL to rows."""

    def rows(sql: str, *values: object) -> list[tuple]:
        with closing(sqlite3.connect(site_folder / "catalogue.sqlite3", timeout=20)) as database:
            found = database.execute(sql, values).fetchall()
            database.commit()
        return found

    return rows


@pytest.fixture(scope="session")
def site(site_folder) -> Iterator[str]:
    """The address of the site as production runs it, with the demo catalogue; one for all tests.

    It has a database and a process of its own, so no test can touch anybody's catalogue.
    """
    folder = site_folder
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "insatskatalog.settings",
        "SECRET_KEY": "x" * 60,
        "ALLOWED_HOSTS": "127.0.0.1",
        "HTTPS": "off",
        "DEBUG": "off",
        "DATABASE_URL": f"sqlite:///{folder / 'catalogue.sqlite3'}",
        "SNAPSHOT_DIR": str(folder / "snapshot"),
        "HOST": "127.0.0.1",
        "PORT": str(port),
        "WEB_CONCURRENCY": "1",
    }
    for command in ("migrate", "load_reference", "load_demo", "collectstatic --noinput"):
        arguments = [sys.executable, "manage.py", *command.split()]
        subprocess.run(arguments, env=environment, check=True, capture_output=True, cwd=ROOT)
    server = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "insatskatalog.wsgi", "-c", "insatskatalog/server.py"],
        env=environment,
        cwd=ROOT,
        stderr=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(f"{address}/insatser/")
        yield address
    finally:
        server.terminate()
        server.wait(timeout=20)


def _wait_for(address: str) -> None:
    """Wait until a server answers; a minute is more than it ever needs."""
    for _ in range(240):
        try:
            with urllib.request.urlopen(address, timeout=10):  # noqa: S310 - our own address
                return
        except OSError:
            time.sleep(0.25)
    raise TimeoutError(f"Inget svar från {address}.")


@dataclass
class Watch:
    """What a page did while it was open."""

    home: str
    errors: list[str] = field(default_factory=list)
    responses: list[Response] = field(default_factory=list)

    def follow(self, page: Page) -> None:
        """Note every error and every request of a page."""
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.errors.append(f"script: {error}"))
        page.on("requestfailed", self._failed)
        page.on("response", self._response)

    def _console(self, message: ConsoleMessage) -> None:
        expected = "404 (Not Found)" in message.text and "/finns-inte/" in message.location["url"]
        if message.type in {"error", "warning"} and not expected:
            self.errors.append(f"console: {message.text}")

    def _failed(self, request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # a newer search replaced it
            self.errors.append(f"failed: {request.url} {request.failure}")

    def _response(self, response: Response) -> None:
        self.responses.append(response)
        if not response.url.startswith(self.home):
            self.errors.append(f"third party: {response.url}")
        is_page = response.request.resource_type == "document"
        if is_page and "content-security-policy" not in response.headers:
            self.errors.append(f"no CSP: {response.url}")

    def traces(self, context: BrowserContext) -> list[str]:
        """Return what the pages that are open left in the browser."""
        left = [f"cookie {cookie['name']}" for cookie in context.cookies()]
        script = "() => [...Object.keys({...localStorage}), ...STORED]"
        stored = "[...Array(NATIVE.length).keys()].map(n => NATIVE.key(n))"
        # Our own script hides sessionStorage from htmx: look at the browser's own.
        native = (
            "(document.body.appendChild(document.createElement('iframe'))"
            ".contentWindow.sessionStorage)"
        )
        script = script.replace("STORED", stored).replace("NATIVE", native)
        for page in context.pages:
            if page.url.startswith(self.home):
                left += [f"storage {key}" for key in page.evaluate(script)]
        return left


@pytest.fixture
def page_errors(site, context: BrowserContext) -> Iterator[Watch]:
    """Fail the test on any console error, failed request, third party, cookie or storage."""
    watch = Watch(site)
    context.on("page", watch.follow)
    yield watch
    assert watch.errors == []
    assert watch.traces(context) == []


@pytest.fixture
def visit(site, context: BrowserContext, page_errors):
    """Open an address of the site in a new tab, watched."""

    def open_page(path: str, width: int = 1280) -> Page:
        page = context.new_page()
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(site + path)
        return page

    return open_page
