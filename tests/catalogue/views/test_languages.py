"""The public pages in other languages than Swedish."""

import re
from html import unescape

import pytest
from django.conf import settings
from django.utils import translation

from catalogue.languages import BEGUN, HELP_BOX_READERS, direction_of, help_box_is_read, translated
from tests.factories import make_intervention

pytestmark = pytest.mark.django_db
OTHERS = [code for code, _ in settings.LANGUAGES if code != "sv"]
WIDE = [code for code in OTHERS if code != "en" and code not in BEGUN]
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
    @pytest.mark.parametrize(
        ("language", "path"),
        [
            *((code, path) for code in OTHERS if code not in BEGUN for path in PAGES),
            *((code, "/") for code in sorted(BEGUN)),
        ],
    )
    def test_alone_decides_the_language(self, client, entry, language, path):
        response = client.get(f"/{language}{path}", headers={"Accept-Language": "sv"})

        page = response.content.decode()
        direction = "rtl" if language in {"ar", "fa-af"} else "ltr"
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

    @pytest.mark.parametrize(
        ("language", "path"),
        [
            *((code, "/sag-till/?slag=fel") for code in WIDE),
            *((code, "/hitta/") for code in sorted(BEGUN)),
        ],
    )
    def test_of_a_page_that_the_language_lacks_shows_the_swedish_one_and_says_so(
        self, client, entry, language, path
    ):
        response = client.get(f"/{language}{path}")

        page, direction = response.content.decode(), direction_of(language)
        assert '<html lang="sv" dir="ltr">' in page
        assert response["Content-Language"] == "sv"
        assert f'<div class="awaits-review" lang="{language}" dir="{direction}">' in page
        with translation.override(language):
            assert translation.gettext("Den här sidan finns bara på svenska.") in page
        assert f'href="/{language}/">' in page
        lasting = path.partition("?")[0]
        assert f'rel="canonical" href="http://testserver{lasting}"' in page
        assert f'hreflang="{language}" href="http' not in page

    @pytest.mark.parametrize("path", ["/xx/", "/sv/", "/ar/finns-inte/", "/en/insatser/1-x/"])
    def test_that_is_unknown_is_not_found(self, client, path):
        assert client.get(path).status_code == 404


class TestSwitch:
    def test_leads_to_the_same_page_and_keeps_the_state(self, client, entry):
        page = client.get("/hitta/?fraga=behov&alder=30").content.decode()

        assert (
            'href="/ar/hitta/?fraga=behov&amp;alder=30" lang="ar" dir="rtl" hreflang="ar"' in page
        )

    def test_leads_to_the_start_where_a_language_lacks_the_page(self, client, entry):
        page = client.get("/ar/behov/").content.decode()
        swedish_only = client.get("/en/om/").content.decode()

        assert 'href="/behov/" lang="sv"' in page
        assert 'href="/ar/" lang="ar"' in swedish_only
        assert 'href="/om/" lang="sv"' in swedish_only

    def test_names_each_language_in_itself_and_says_which_way_it_is_written(self, client):
        page = client.get("/").content.decode()

        for code, name in settings.LANGUAGES:
            attributes = f'lang="{code}" dir="{direction_of(code)}" hreflang="{code}"'
            assert re.search(rf"{attributes}[^>]*>{name}</a>", page), code


class TestHelpBox:
    """It is shown in a language when somebody who speaks that has read it, not before."""

    @pytest.mark.parametrize("language", OTHERS)
    def test_is_in_swedish_till_it_has_been_read(self, client, language):
        footer = client.get(f"/{language}/").content.decode().partition("<footer")[2]

        held = '<span lang="sv" dir="ltr">Vid fara för liv: ring <a' in footer
        assert held is not help_box_is_read(language)
        assert 'href="tel:112"' in footer
        assert 'href="tel:90101"' in footer

    @pytest.mark.parametrize("language", sorted(BEGUN))
    def test_is_in_the_language_once_a_reader_is_named(self, client, monkeypatch, language):
        monkeypatch.setitem(HELP_BOX_READERS, language, "A Reader")

        footer = client.get(f"/{language}/").content.decode().partition("<footer")[2]
        assert "Vid fara för liv" not in footer
        assert 'href="tel:112"' in footer

    @pytest.mark.parametrize("language", sorted(BEGUN))
    def test_before_the_hits_is_in_swedish_with_its_numbers(self, client, entry, language):
        page = client.get(f"/{language}/insatser/?q=vill+ta+sj%C3%A4lvmord").content.decode()

        assert '<html lang="sv"' in page
        assert "Självmordslinjen, dygnet runt:" in page
        assert 'href="tel:90101"' in page


class TestContent:
    @pytest.mark.parametrize("language", WIDE)
    def test_in_swedish_is_marked_as_swedish(self, client, entry, language):
        page = client.get(f"/{language}/behov/utmattning/").content.decode()

        assert '<span lang="sv" dir="ltr">Kafé Trädet</span>' in page

    def test_is_not_marked_on_a_swedish_page(self, client, entry):
        page = client.get("/behov/utmattning/").content.decode()

        assert 'lang="sv" dir="ltr">Kafé' not in page

    def test_says_that_the_texts_await_a_native_reader(self, client):
        told = "waiting to be reviewed by a native speaker"

        assert told in client.get("/en/").content.decode()

    @pytest.mark.parametrize("language", OTHERS)
    def test_says_how_to_get_an_interpreter(self, client, entry, language):
        told = "När du ringer kommunen, vården eller en annan myndighet kan du be om tolk. Säg vilket språk du talar."  # noqa: E501
        with translation.override(language):
            assert translation.gettext(told) != told
            assert translation.gettext(told) in unescape(
                client.get(f"/{language}/").content.decode()
            )

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
