"""What watchmen ask."""

import pytest
from django.conf import settings as site_settings
from django.db import OperationalError

from catalogue.search import sync, words


@pytest.fixture
def no_database(monkeypatch):
    def down(*_args, **_kwargs):
        raise OperationalError("hemligt")

    monkeypatch.setattr("django.db.backends.base.base.BaseDatabaseWrapper.cursor", down)


@pytest.mark.django_db
class TestProbes:
    @pytest.mark.parametrize("address", ["/halsa", "/halsa/redo"])
    def test_answer_one_word_without_a_redirect(self, client, settings, address):
        settings.SECURE_SSL_REDIRECT = True

        response = client.get(address)

        assert (response.status_code, response.content) == (200, b"ok\n")
        assert "no-store" in response["Cache-Control"]
        assert client.post(address).status_code == 405

    def test_other_pages_are_still_led_to_https(self, client, settings):
        settings.SECURE_SSL_REDIRECT = True

        assert client.get("/halsan").status_code == 301

    def test_life_needs_no_database(self, client, no_database):
        assert client.get("/halsa").status_code == 200

    def test_without_a_database_it_is_not_ready(self, client, no_database, caplog):
        answers = [client.get("/halsa/redo") for _ in range(3)]

        assert [(a.status_code, a.content) for a in answers] == [(503, b"databas\n")] * 3
        said = [r.getMessage() for r in caplog.records if r.name.startswith("catalogue")]
        assert said == ["Webbplatsen är inte redo: databas (OperationalError)."]

    def test_without_a_lexicon_it_is_not_ready(self, client, settings, tmp_path):
        settings.LEXICON_DIR = tmp_path
        sync.follower.forget()
        words.analyser.cache_clear()

        response = client.get("/halsa/redo")

        words.analyser.cache_clear()
        assert (response.status_code, response.content) == (503, b"sokning\n")

    @pytest.mark.usefixtures("no_manifest")
    def test_without_static_files_it_is_not_ready(self, client):
        response = client.get("/halsa/redo")

        assert (response.status_code, response.content) == (503, b"filer\n")

    def test_with_a_template_that_is_broken_it_is_not_ready(self, client, monkeypatch):
        monkeypatch.setattr("catalogue.views.probes.render_to_string", lambda *a, **k: 1 / 0)

        response = client.get("/halsa/redo")

        assert (response.status_code, response.content) == (503, b"sida\n")

    def test_its_search_is_not_counted(self, client, settings, monkeypatch):
        settings.SEARCH_STATISTICS = True
        monkeypatch.setattr("catalogue.search.tally.Tally.hear", lambda *a, **k: 1 / 0)

        assert client.get("/halsa/redo").status_code == 200


def test_the_subdomains_of_others_are_left_alone():
    assert site_settings.SECURE_HSTS_INCLUDE_SUBDOMAINS is False
    assert site_settings.SECURE_HSTS_PRELOAD is False
