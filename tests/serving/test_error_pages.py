"""The pages for when something went wrong come whatever else is wrong."""

import logging
from functools import partial

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import InterfaceError, OperationalError
from django.http import Http404
from django.test import Client, RequestFactory

from catalogue.engine.language import LexiconError
from catalogue.views import errors, unavailable
from catalogue.views.plain import SAID, plain_page
from insatskatalog.outermost import Outermost

STYLE = 'href="/static/catalogue/site.css"'
ERRORS = {
    400: SuspiciousOperation("x"),
    403: PermissionDenied(),
    404: Http404("x"),
    500: RuntimeError("x"),
    503: OperationalError("x"),
}

HANDLERS = [
    partial(errors.bad_request, exception=ERRORS[400]),
    partial(errors.forbidden, exception=ERRORS[403]),
    errors.not_from_our_form,
    partial(errors.not_found, exception=ERRORS[404]),
    errors.server_error,
    partial(errors.unavailable, reason=unavailable.why_unavailable(ERRORS[503])),
]


@pytest.fixture
def failing(monkeypatch):
    """A client of a site whose start page raises what the test says."""

    def client_of(error: Exception) -> Client:
        def fail(*_args, **_kwargs):
            raise error

        monkeypatch.setattr("catalogue.views.home.render", fail)
        return Client(raise_request_exception=False)

    return client_of


@pytest.mark.django_db
class TestErrorPages:
    @pytest.mark.parametrize("status", ERRORS)
    def test_come_without_a_manifest(self, failing, no_manifest, status):
        response = failing(ERRORS[status]).get("/")

        page = response.content.decode()
        assert response.status_code == status
        assert STYLE in page
        assert f"<h1>{SAID[status].heading}</h1>" in page
        assert "default-src 'none'" in response["Content-Security-Policy"]

    @pytest.mark.parametrize("handler", HANDLERS)
    def test_ask_no_database(self, rf, django_assert_num_queries, handler):
        with django_assert_num_queries(0):
            assert handler(rf.get("/")).status_code >= 400

    def test_a_form_that_is_not_ours_is_answered_in_swedish(self):
        response = Client(enforce_csrf_checks=True).post("/admin/logga-in/", {"login": "x"})

        assert response.status_code == 403
        assert "Inget är sparat" in response.content.decode()

    def test_their_style_sheet_is_there_though_nobody_collected_it(self, no_manifest, client):
        response = client.get("/static/catalogue/site.css")

        assert response.status_code == 200
        assert response["Content-Type"].startswith("text/css")
        response.close()

    @pytest.mark.parametrize("status", SAID)
    def test_the_plainest_are_whole_pages(self, status):
        page = plain_page(status).decode()

        assert page.startswith('<!doctype html>\n<html lang="sv">')
        assert STYLE in page
        assert "style=" not in page
        assert "112" in page


@pytest.mark.django_db
class TestUnavailable:
    @pytest.mark.parametrize("error", [OperationalError("hemligt"), InterfaceError("hemligt")])
    def test_is_503_and_one_line_a_minute(self, failing, caplog, error, monkeypatch):
        client = failing(error)

        answers = [client.get("/") for _ in range(5)]

        assert {answer.status_code for answer in answers} == {503}
        assert {answer["Retry-After"] for answer in answers} == {"30"}
        assert "Katalogen går inte att nå" in answers[0].content.decode()
        (line,) = [r.getMessage() for r in caplog.records if r.name != "django.request"]
        assert line == f"Databasen går inte att nå ({type(error).__name__})."
        monkeypatch.setitem(unavailable.said_at, line, -1e9)
        client.get("/")
        assert len([r for r in caplog.records if r.name != "django.request"]) == 2

    def test_in_a_middleware_is_the_same(self, client, monkeypatch):
        def down(_request):
            raise OperationalError("x")

        monkeypatch.setattr("django.contrib.auth.middleware.get_user", down)
        client.raise_request_exception = False
        assert client.get("/admin/").status_code == 503

    def test_leaves_no_line_of_its_own_for_each_request(self):
        record = logging.makeLogRecord({"name": "django.request", "status_code": 503})
        (handler,) = [h for h in logging.getLogger("django").handlers if h.filters]

        assert not handler.filter(record)

    def test_is_no_statement_that_cannot_be_right(self, failing):
        error = OperationalError("no such column")
        error.__cause__ = type("Broken", (Exception,), {"sqlite_errorname": "SQLITE_ERROR"})()

        assert failing(error).get("/").status_code == 500

    def test_without_a_lexicon_only_the_search_is_out_of_order(self, failing):
        response = failing(LexiconError("Lexikonet saknas.")).get("/")

        assert response["Retry-After"] == "300"
        assert "<h1>Sökningen är ur funktion" in response.content.decode()


class TestOutermost:
    def test_begins_anew_when_an_answer_was_begun(self):
        begun = []

        def application(environ, start_response):
            start_response("200 OK", [("Content-Type", "text/plain")])
            raise RuntimeError("x")

        environ = RequestFactory().get("/").environ
        (page,) = Outermost(application)(environ, lambda *args: begun.append(args))

        assert "Felet är vårt" in page.decode()
        assert [status for status, *_rest in begun] == ["200 OK", "500 Internal Server Error"]
        assert begun[1][2][0] is RuntimeError

    def test_keeps_the_headers_of_an_answer(self):
        def application(environ, start_response):
            start_response("404 Not Found", [("X-Frame-Options", "SAMEORIGIN")])
            return []

        begun = []
        environ = RequestFactory().get("/").environ
        Outermost(application)(environ, lambda *args: begun.append(dict(args[1])))

        assert begun[0]["X-Frame-Options"] == "SAMEORIGIN"
        assert begun[0]["X-Content-Type-Options"] == "nosniff"
