"""The public pages in other languages than Swedish."""

import re

import pytest
from django.conf import settings
from django.utils import translation

from catalogue.languages import translated
from tests.factories import make_intervention

pytestmark = pytest.mark.django_db
OTHERS = [code for code, _ in settings.LANGUAGES if code != "sv"]
PARTIAL = [code for code in OTHERS if code != "en"]
PAGES = (
    "/",
    "/behov/",
    "/behov/utmattning/",
    "/hitta/?fraga=behov",
    "/insatser/?q=takt",
    "/lista/",
    "/lista/jamfor/",
    "/lista/blad/",
    "/kommuner/",
    "/kommuner/koping/",
    "/organisationer/",
)


@pytest.fixture
def entry(reference):
    return make_intervention(
        "Kafé Trädet", summary="Träna i lugn takt.", need_groups=["Utmattning"]
    )


class TestAddress:
    @pytest.mark.parametrize("language", OTHERS)
    @pytest.mark.parametrize("path", PAGES)
    def test_alone_decides_the_language(self, client, entry, language, path):
        response = client.get(f"/{language}{path}", headers={"Accept-Language": "sv"})

        page = response.content.decode()
        direction = "rtl" if language == "ar" else "ltr"
        assert f'<html lang="{language}" dir="{direction}">' in page
        assert response["Content-Language"] == language
        assert "Accept-Language" not in response.get("Vary", "")
        assert not response.cookies

    def test_without_a_language_is_swedish_whatever_the_browser_says(self, client):
        response = client.get("/", headers={"Accept-Language": "ar"})

        assert '<html lang="sv" dir="ltr">' in response.content.decode()

    @pytest.mark.parametrize("path", ["/insatser/", "/kommuner/", "/om/", "/lista/?i=1"])
    def test_of_every_page_is_there_in_english(self, client, entry, path):
        assert '<html lang="en"' in client.get(f"/en{path}").content.decode()

    @pytest.mark.parametrize("language", PARTIAL)
    def test_of_a_page_that_the_language_lacks_leads_to_the_swedish_one(self, client, language):
        response = client.get(f"/{language}/sag-till/?slag=fel")

        assert response.status_code == 302
        assert response["Location"] == "/sag-till/?slag=fel"

    @pytest.mark.parametrize("path", ["/xx/", "/sv/", "/ar/finns-inte/", "/en/insatser/1-x/"])
    def test_that_is_unknown_is_not_found(self, client, path):
        assert client.get(path).status_code == 404


class TestSwitch:
    def test_leads_to_the_same_page_and_keeps_the_state(self, client, entry):
        page = client.get("/hitta/?fraga=behov&alder=30").content.decode()

        assert 'href="/ar/hitta/?fraga=behov&amp;alder=30" lang="ar" hreflang="ar"' in page

    def test_leads_to_the_start_where_a_language_lacks_the_page(self, client, entry):
        page = client.get("/ar/behov/").content.decode()
        swedish_only = client.get("/en/om/").content.decode()

        assert 'href="/behov/" lang="sv"' in page
        assert 'href="/ar/" lang="ar"' in swedish_only
        assert 'href="/om/" lang="sv"' in swedish_only


class TestContent:
    @pytest.mark.parametrize("language", PARTIAL)
    def test_in_swedish_is_marked_as_swedish(self, client, entry, language):
        page = client.get(f"/{language}/behov/utmattning/").content.decode()

        assert '<span lang="sv" dir="ltr">Kafé Trädet</span>' in page

    def test_is_not_marked_on_a_swedish_page(self, client, entry):
        page = client.get("/behov/utmattning/").content.decode()

        assert 'lang="sv" dir="ltr">Kafé' not in page

    def test_says_that_the_texts_await_a_native_reader(self, client):
        told = "waiting to be reviewed by a native speaker"

        assert told in client.get("/en/").content.decode()

    def test_facets_chips_reasons_and_orders_are_translated(self, client, entry):
        page = client.get("/en/insatser/?q=takt&tilltrade=egen-ansokan").content.decode()

        for text in (
            "How to get in",
            "Apply yourself",
            "Best match first",
            "Search a little wider",
        ):
            assert text in page
        assert not re.search(r"Träff i|Så kommer du in|Bäst träff", page)

    def test_is_never_kept_for_a_reader_of_another_language(self, client, entry):
        swedish = client.get("/insatser/")
        english = client.get("/en/insatser/", headers={"If-None-Match": swedish["ETag"]})

        assert english.status_code == 200


class TestTranslatedWord:
    def test_finds_a_word_however_its_first_letter_is_written(self):
        with translation.override("en"):
            assert translated("Remiss eller anvisning") == "Referral or assignment"
            assert translated("Öppen nu") == "Open now"
            assert translated("öppen nu") == "open now"

    def test_is_itself_when_staff_have_written_a_new_one(self):
        with translation.override("ar"):
            assert translated("att du kan simma") == "att du kan simma"
