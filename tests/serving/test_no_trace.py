"""No log has a word that somebody wrote, or an address: whatever goes wrong, and wherever."""

import http.client
import os
import socket
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest
from django.db import connection

from tests.serving.processes import ROOT, clean_environment, free_port, own_database, served

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("served")]  # one server, in one worker

WORD = "kvinnojouren"  # what somebody sought
PEER, FORWARDED = "127.0.0.9", "203.0.113.77"  # whence
FORM = "application/x-www-form-urlencoded"
# Layer -> what the visitor gets.
LAYERS = {
    "view": 500,
    "template": 500,
    "database": 500,
    "constraint": 500,
    "inner": 500,
    "outer": 500,
    "django": 500,
    "server": 500,
    "thread": 200,
    "thrown-away": 200,
    "logs": 200,
    "stream": 200,
    "nowhere": 500,
}
UNREADABLE_KINDS = [
    "text/plain; charset=hex",
    "text/plain; charset=idna",
    "text/plain; charset=undefined",
    "text/plain; charset=no-such",
    f"text/plain; charset*={WORD}''x",
    "text/plain; charset*=hex''x",
    "text/plain; charset=utf-16",
]
NO_HTTP = [
    f"{WORD}\r\n\r\n",
    f"GET /{WORD}\r\n\r\n",
    f"GET /{WORD} HTTP/9.9\r\n\r\n",
    f"{WORD}ç / HTTP/1.1\r\n\r\n",
    f"GET /{WORD} HTTP/1.1\r\nHost: localhost\r\nBad {WORD}: x\r\n\r\n",
    f"GET /{WORD} HTTP/1.1\r\nHost: localhost\r\n {WORD}\r\n\r\n",
    f"GET /{WORD}{'x' * 9_000} HTTP/1.1\r\nHost: localhost\r\n\r\n",
    f"GET / HTTP/1.1\r\nHost: localhost\r\nX: {WORD}{'x' * 9_000}\r\n\r\n",
    f"POST /{WORD} HTTP/1.1\r\nHost: localhost\r\nContent-Length: {WORD}\r\n\r\n",
    f"POST /sag-till/ HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: {WORD}\r\n\r\n",
    f"POST /sag-till/ HTTP/1.1\r\nHost: localhost\r\nContent-Type: {FORM}\r\n"
    f"Transfer-Encoding: chunked\r\n\r\n{WORD}\r\n",
    f"POST /sag-till/ HTTP/1.1\r\nHost: localhost\r\nExpect: {WORD}\r\nContent-Length: 5\r\n\r\n",
]


class Site:
    """A site that fails, with all its logs."""

    def __init__(self, port: int, logs: list[Path]):
        self.port, self.logs = port, logs

    def ask(self, method, address, body=None, **headers):
        visitor = {"Host": "localhost", "X-Forwarded-For": FORWARDED, "User-Agent": WORD} | headers
        asked = http.client.HTTPConnection(
            "127.0.0.1", self.port, timeout=20, source_address=(PEER, 0)
        )
        asked.request(method, address, body, visitor)
        answer = asked.getresponse()
        try:
            content = answer.read()
        except http.client.IncompleteRead as broken:
            content = broken.partial
        asked.close()
        return answer.status, answer.headers, content.decode()

    def send(self, request: str) -> str:
        with socket.create_connection(
            ("127.0.0.1", self.port), timeout=20, source_address=(PEER, 0)
        ) as line:
            line.sendall(request.encode("latin-1"))
            return line.recv(65_536).decode("latin-1")

    def new_lines(self, begun: list[int]) -> str:
        time.sleep(0.2)  # the last line is written after the answer
        return "".join(
            log.read_bytes()[start:].decode() for log, start in zip(self.logs, begun, strict=True)
        )

    def sizes(self) -> list[int]:
        return [log.stat().st_size for log in self.logs]


@pytest.fixture(scope="module")
def site(django_db_setup, django_db_blocker, tmp_path_factory):
    """The site, served as in production, with a fault in every layer."""
    folder = tmp_path_factory.mktemp("serving")
    port = free_port()
    with django_db_blocker.unblock(), own_database(folder) as database:
        environment = clean_environment() | {
            "DJANGO_SETTINGS_MODULE": "tests.serving.settings",
            "DATABASE_URL": database,
            "SNAPSHOT_DIR": str(folder / "snapshot"),
            "SECRET_KEY": "x" * 60,
            "ALLOWED_HOSTS": "localhost",
            "HTTPS": "off",
            "BEHIND_PROXY": "on",
            "DEBUG": "off",
            "PORT": str(port),
            "HOST": "127.0.0.1",
        }
        options = {"cwd": ROOT, "env": environment}
        subprocess.run([sys.executable, "manage.py", "migrate", "-v0"], check=True, **options)
        command = [sys.executable, "-m", "gunicorn", "tests.serving.application"]
        command += ["--config", "insatskatalog/server.py", "--log-level", "debug"]
        command += ["--access-logfile", "-"]  # not even one who asks for it gets it
        logs = logs_of_the_database(database)
        with served(command, port, folder, **options) as log:
            yield Site(port, [log, *logs])


def logs_of_the_database(database: str) -> list[Path]:
    """Let PostgreSQL log every statement, with the settings of the guide; return its logs."""
    if connection.vendor == "sqlite":
        return []
    with psycopg.connect(database, autocommit=True) as admin:
        (name,) = admin.execute("SELECT current_database()").fetchone()
        for setting, value in [
            ("log_statement", "all"),
            ("log_min_duration_statement", "0"),
            ("log_parameter_max_length", "0"),
            ("log_error_verbosity", "terse"),
        ]:
            admin.execute(f"ALTER DATABASE {name} SET {setting} = '{value}'")
        (folder,) = admin.execute("SHOW data_directory").fetchone()
    return list((Path(folder).parents[2] / "log").glob("*.log"))


def has_no_trace(text: str) -> bool:
    traces = [WORD, WORD[:8].upper(), PEER, FORWARDED]
    return not any(trace in text for trace in traces)


class TestNoTrace:
    @pytest.mark.parametrize("layer", LAYERS)
    @pytest.mark.parametrize("method", ["GET", "POST"])
    def test_of_a_visitor_when_something_goes_wrong(self, site, layer, method):
        begun = site.sizes()
        body = f"q={WORD}&text={WORD}" if method == "POST" else None
        address = f"/_fel/{layer}/{WORD}?q={WORD}&namn={WORD}"

        status, headers, page = site.ask(method, address, body, **{"Content-Type": FORM})

        said = site.new_lines(begun)
        assert status == LAYERS[layer]
        assert has_no_trace(said), said
        assert layer == "stream" or said  # something went wrong, and it is told
        if status == 500 and layer != "server":
            assert "Felet är vårt" in page
            assert_protected(headers)

    def test_the_line_says_what_went_wrong_and_where(self, site):
        begun = site.sizes()

        site.ask("GET", f"/_fel/view/{WORD}")

        said = site.new_lines(begun)
        assert "in fail\n    raise KeyError(said)" in said
        assert "KeyError\n" in said
        assert "QuotingError\n" in said

    @pytest.mark.parametrize("request_", NO_HTTP, ids=range(len(NO_HTTP)))
    def test_of_what_is_no_http(self, site, request_):
        begun = site.sizes()

        answer = site.send(request_)

        assert answer.startswith("HTTP/1.1 ")
        assert has_no_trace(said := site.new_lines(begun)), said

    def test_of_an_address_that_leads_nowhere_or_a_host_that_is_not_ours(self, site):
        begun = site.sizes()

        assert site.ask("GET", f"/{WORD}/?q={WORD}")[0] == 404
        assert site.ask("GET", "/", Host=f"{WORD}.se")[0] == 400
        assert site.ask("POST", f"/admin/logga-in/?next={WORD}", f"login={WORD}")[0] == 403

        assert has_no_trace(said := site.new_lines(begun)), said

    def test_of_a_search_or_a_message(self, site):
        begun = site.sizes()

        assert site.ask("GET", f"/insatser/?q={WORD}")[0] == 200
        assert site.ask("POST", "/sag-till/", f"text={WORD}", **{"Content-Type": FORM})[0] < 500

        assert has_no_trace(said := site.new_lines(begun)), said


class TestUnreadable:
    @pytest.mark.parametrize("address", ["/insatser/", "/sag-till/", "/admin/", "/halsa"])
    @pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "OPTIONS"])
    def test_charsets_are_the_senders_mistake(self, site, method, address):
        begun = site.sizes()

        for kind in UNREADABLE_KINDS:
            answer = site.ask(method, address, WORD, **{"Content-Type": kind})
            assert answer[0] == 400, kind
            assert_protected(answer[1])

        assert has_no_trace(said := site.new_lines(begun)), said

    @pytest.mark.parametrize("address", ["/%00", "/?q=%00", "/?q=%ff", "/%ff/", "/admin/?x=%c3"])
    def test_addresses_are_the_senders_mistake(self, site, address):
        status, headers, page = site.ask("GET", address)

        assert status == 400
        assert "Adressen går inte att läsa" in page
        assert_protected(headers)

    @pytest.mark.alike("address")
    @pytest.mark.parametrize("kind", [
        "multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=é",
        f"multipart/form-data; boundary={'x' * 500}",
        "multipart/form-data; boundary=x; charset=hex",
    ])  # fmt: skip
    @pytest.mark.parametrize("address", ["/sag-till/", "/admin/logga-in/"])
    def test_forms_are_the_senders_mistake(self, site, kind, address):
        begun = site.sizes()

        body = f"--x\r\n{WORD}"
        status, headers, _page = site.ask("POST", address, body, **{"Content-Type": kind})

        assert status in {400, 403}
        assert_protected(headers)
        assert has_no_trace(said := site.new_lines(begun)), said

    @pytest.mark.parametrize("name", [
        "Accept", "Accept-Encoding", "Accept-Language", "Authorization", "Cookie", "If-Match",
        "If-Modified-Since", "If-None-Match", "If-Unmodified-Since", "HX-Request",
        "HX-Current-URL", "HX-Trigger", "Origin", "Range", "Referer", "X-Forwarded-For",
        "X-Forwarded-Proto",
    ])  # fmt: skip
    def test_headers_are_never_our_fault(self, site, name):
        odd = [
            "é" * 50,
            "%00%ff",
            "\t;;==,,''\"",
            "=?hex?q?x?=",
            "9" * 500,
            "http://[",
            "bytes=9-1",
        ]

        for address in ["/insatser/?q=kaf%C3%A9", "/admin/logga-in/"]:
            for value in odd:
                assert site.ask("GET", address, **{name: value})[0] < 500, (address, value)


def assert_protected(headers) -> None:
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"


def test_the_log_of_the_database_is_read_where_there_is_one(site):
    if connection.vendor == "postgresql":
        assert os.fspath(site.logs[-1]).endswith(".log")
        assert len(site.logs) == 2
