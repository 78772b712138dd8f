"""A site with the demo catalogue, and a watch over what the browser says."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, Response
from pytest_django.live_server_helper import LiveServer

from tests.prepared import Prepared


@pytest.fixture(scope="module")
def site(prepared, django_db_blocker) -> Iterator[str]:
    """The address of a running site with the demo catalogue, loaded once for a whole file.

    Tests that only read share it. They are marked `django_db`: pytest-django makes the database
    of the tests for marked tests only.
    """
    with django_db_blocker.unblock():
        yield from serving(prepared["demo"])


def serving(catalogue: Prepared) -> Iterator[str]:
    """Serve a catalogue, and leave the database as it was found."""
    name = str(connection.settings_dict["NAME"])
    assert Path(name).name.startswith("test"), "Märk testerna med django_db."
    catalogue.put()
    server = LiveServer("localhost")
    try:
        yield server.url
    finally:
        server.stop()
        call_command("flush", interactive=False, verbosity=0)


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
