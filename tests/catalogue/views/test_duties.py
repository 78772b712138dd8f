"""What the law and good manners ask of every public page."""

import datetime
import io
import json
import re
from xml.etree import ElementTree

import pytest
from django.conf import settings as site
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from catalogue.models import AccessibilityStatement, Intervention, NeedGroup, Organisation
from catalogue.urls import machines, pages
from catalogue.views import caching
from tests.catalogue.search.test_change_log import WATCHED
from tests.factories import make_contact, make_intervention, make_municipality, make_organisation

pytestmark = pytest.mark.django_db
FILES = {
    "robots", "sitemap", "favicon", "manifest", "opensearch", "alive", "ready", "completion_list",
}  # fmt: skip


def public_names():
    """Return the name of every public address, so that a new page cannot be forgotten here."""
    names = {pattern.name for pattern in (*pages, *machines)}
    assert {"home", "about", "suggestion_form"} <= names
    return sorted(names)


@pytest.fixture
def entry():
    entry = make_intervention(
        "Arbetsträning i kafé",
        need_groups=["Utmattning"],
        municipalities=["Köping"],
        types=["Arbetsträning"],
        summary="Träna i </script> lugn takt.",
        cost_kind=Intervention.Cost.FREE,
        age_from=18,
    )
    entry.contacts.add(make_contact("Handledaren", phone="021-12 34 56", person_name=""))
    return entry


def address_of(name, entry):
    """Return a real address of a page, whatever its pattern asks for."""
    by_slug = {
        "need_group_detail": NeedGroup,
        "organisation_detail": Organisation,
    }
    if name == "intervention_detail":
        return entry.get_absolute_url()
    if name == "municipality_detail":
        return reverse(name, args=[make_municipality("Köping").slug])
    if name in by_slug:
        return reverse(name, args=[by_slug[name].objects.first().slug])
    try:
        return reverse(name)
    except NoReverseMatch:
        pytest.fail(f"say in this test which address shows {name}")


class TestEveryPublicAddress:
    @pytest.mark.parametrize("name", public_names())
    def test_sets_no_cookie_and_sends_safe_headers(self, client, entry, name):
        response = client.get(address_of(name, entry))

        policy = response["Content-Security-Policy"]
        assert response.status_code == 200
        assert not response.cookies
        assert not client.cookies
        assert "Cookie" not in response.get("Vary", "")
        assert "default-src 'none'" in policy
        assert "script-src 'self'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["X-Frame-Options"] == "DENY"
        assert response["Referrer-Policy"] == "same-origin"
        assert response["Cross-Origin-Opener-Policy"] == "same-origin"
        assert response["Cache-Control"]

    @pytest.mark.parametrize("name", sorted(set(public_names()) - FILES))
    def test_links_to_the_duties_and_says_its_own_address(self, client, entry, name):
        address = address_of(name, entry)

        page = client.get(address).content.decode()

        for duty in ("about", "accessibility_statement", "privacy", "suggestion_form"):
            assert f'href="{reverse(duty)}"' in page
        assert f'<link rel="canonical" href="http://testserver{address}">' in page
        assert '<meta property="og:title" content="' in page
        assert '/static/catalogue/share.png">' in page
        assert 'rel="manifest"' in page
        assert 'type="application/opensearchdescription+xml"' in page

    @pytest.mark.parametrize("name", sorted(set(public_names()) - {"health"}))
    def test_costs_a_304_the_second_time(self, client, entry, name):
        address = address_of(name, entry)
        first = client.get(address)
        if "no-store" in first["Cache-Control"]:
            assert "ETag" not in first
            return

        again = client.get(address, headers={"If-None-Match": first["ETag"]})

        assert again.status_code == 304
        assert again.content == b""

    def test_a_page_that_is_not_there_has_no_canonical_address(self, client):
        assert 'rel="canonical"' not in client.get("/finns-inte/").content.decode()


PARTS = {  # MDFFS 2019:2 and lag 2018:1937
    "the publisher": "Samordningsförbundet står bakom",
    "the service": "webbplatsen Insatskatalogen",
    "the conformance": "<strong>delvis förenlig</strong>",
    "the law": "2018:1937",
    "the standard": "EN 301 549",
    "the shortcomings": "inte prövad med skärmläsare",
    "their reasons": "Skäl:",
    "exceptions": "Vi åberopar inga undantag enligt 12 §",
    "what is outside": "Enligt 9 § i lagen",
    "when it was assessed": "Senast bedömd",
    "when it was updated": "Redogörelsen uppdaterad",
    "how it was assessed": "axe-core",
    "who has not tested it": "ingen utomstående",
    "the way to tell": 'href="/sag-till/?slag=tillganglig"',
    "the time of answer": "svarar vi inom 5 arbetsdagar",
    "the authority": site.SUPERVISOR_NAME,
    "where to complain": f'href="{site.SUPERVISOR_URL}"',
}


class TestAccessibilityStatement:
    @pytest.mark.parametrize("stored", [False, True])
    @pytest.mark.parametrize("part", PARTS)
    def test_has_every_part_that_the_law_asks_for(self, client, part, stored):
        if stored:
            AccessibilityStatement.objects.ensure()

        assert PARTS[part] in client.get("/tillganglighet/").content.decode()

    def test_shows_exceptions_with_their_reasons_and_hides_what_is_put_right(self, client):
        AccessibilityStatement.objects.ensure()
        statement = AccessibilityStatement.objects.get()
        statement.shortcomings.update(fixed_on="2026-11-01")
        statement.shortcomings.create(
            kind="burden", what="Kartor från 1998", why="De skulle kosta mer än de ger."
        )

        page = client.get("/tillganglighet/").content.decode()

        assert "Med stöd av 12 § i lagen undantar vi:" in page
        assert "De skulle kosta mer än de ger." in page
        assert "Vi känner inte till några brister." in page
        assert "Allt innehåll på webbplatsen omfattas av kraven." in page

    def test_takes_the_authority_from_the_settings(self, client, settings):
        settings.SUPERVISOR_NAME = "Post- och telestyrelsen"
        settings.SUPERVISOR_URL = "https://tillsyn.example/"

        page = client.get("/tillganglighet/").content.decode()

        assert "Anmäl till Post- och telestyrelsen" in page
        assert "https://tillsyn.example/" in page
        assert "Digg" not in page

    def test_comes_with_the_reference_data_and_is_then_left_alone(self, reference):
        AccessibilityStatement.objects.update(method="Egen text")

        call_command("load_reference", verbosity=0, stdout=io.StringIO())

        assert AccessibilityStatement.objects.get().method == "Egen text"
        assert AccessibilityStatement.objects.get().shortcomings.count() == 3


class TestPrivacyPage:
    def test_says_what_is_kept_why_and_how_long(self, client, settings):
        settings.SUGGESTION_DAYS = 90
        settings.DATA_PROTECTION_EMAIL = "ombud@exempel.se"

        page = client.get("/personuppgifter/").content.decode()

        for text in ["artikel 6.1 e", "i 90 dagar till", "Integritetsskydds", "ombud@exempel.se"]:
            assert text in page

    def test_says_how_searches_are_counted_where_they_are(self, client, settings):
        settings.SEARCH_STATISTICS, settings.SEARCH_STATISTICS_MONTHS = True, 7
        swedish = client.get("/personuppgifter/").content.decode()
        english = client.get("/en/personuppgifter/").content.decode()
        settings.SEARCH_STATISTICS = False
        silent = client.get("/personuppgifter/").content.decode()

        assert "de räknade orden efter 7 månader" in swedish
        assert "How often words are searched for" in english
        assert "Hur ofta ord söks" not in silent


class TestRevisionTag:
    @pytest.fixture
    def tag(self, client, entry):
        def _tag(address="/insatser/?q=kaf%C3%A9", **headers):
            return client.get(address, headers=headers)["ETag"]

        return _tag

    def test_changes_with_an_entry(self, tag, entry):
        before = tag()
        entry.summary = "Något nytt."
        entry.save()

        assert tag() != before

    def test_changes_with_the_release(self, tag, monkeypatch):
        before = tag()
        monkeypatch.setattr(caching, "release", lambda: "en nyare")

        assert tag() != before

    def test_changes_with_the_day(self, tag, monkeypatch):
        before = tag()
        tomorrow = timezone.localdate() + datetime.timedelta(days=1)
        monkeypatch.setattr(timezone, "localdate", lambda: tomorrow)

        assert tag() != before

    def test_tells_a_fragment_from_a_page(self, tag):
        assert tag() != tag(**{"HX-Request": "true"})

    def test_is_the_same_for_staff(self, tag, client, django_user_model):
        before = tag()
        client.force_login(django_user_model.objects.create_superuser("x"))

        assert tag() == before

    def test_is_left_out_while_developing(self, client, entry, settings):
        settings.DEBUG = True

        assert caching.revision_tag(None, None) is None

    def test_follows_every_table_that_the_search_page_reads(self, client, entry):
        """A search page that begins to show another table must not be answered with a 304."""
        client.get("/insatser/")  # the index is built

        with CaptureQueriesContext(connection) as seen:
            client.get("/insatser/?q=kaf%C3%A9")

        read = {
            table
            for query in seen.captured_queries
            for table in re.findall(r'"(catalogue_\w+)"', query["sql"])
        }
        own = {"catalogue_revision", "catalogue_change", "catalogue_change_numbered"}
        assert read - set(WATCHED) - own == set()


class TestLinkedData:
    def linked(self, client, entry):
        page = client.get(entry.get_absolute_url()).content.decode()
        found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
        return json.loads(found[1]) if found else None

    def test_describes_the_service(self, client, entry):
        told = self.linked(client, entry)

        assert told["@type"] == "GovernmentService"
        assert told["name"] == "Arbetsträning i kafé"
        assert told["description"] == "Träna i </script> lugn takt."
        assert told["audience"]["suggestedMinAge"] == 18
        assert told["offers"]["price"] == 0
        assert told["availableChannel"][0]["servicePhone"]["telephone"] == "+4621123456"
        assert told["url"] == f"http://testserver{entry.get_absolute_url()}"

    def test_names_no_person_and_no_protected_place(self, client, entry):
        entry.contacts.add(
            make_contact("Chefen", email="chef@exempel.se", person_name="Kim Hemlig",
                         person_reason="x", person_until="2027-01-01")
        )  # fmt: skip
        entry.venues.add(
            make_organisation().venues.create(
                name="Boendet", address="Hemliga gatan 1", protected=True,
                municipality=make_municipality("Köping"),
            )
        )  # fmt: skip

        told = json.dumps(self.linked(client, entry))

        assert "chef@exempel.se" in told
        assert "Hemlig" not in told

    def test_says_that_an_example_is_one(self, client):
        told = self.linked(client, make_intervention(example=True))

        assert told["disambiguatingDescription"].startswith("Exempeldata")

    def test_is_left_out_when_the_entry_is_over(self, client):
        ended = make_intervention(status="ended", nothing_replaces=True)

        assert self.linked(client, ended) is None


class TestFilesForMachines:
    def test_the_sitemap_lists_what_runs_and_no_draft(self, client, entry):
        make_intervention("Utkastet", status="draft")
        make_intervention("Slutet", status="ended", nothing_replaces=True)

        tree = ElementTree.fromstring(client.get("/sitemap.xml").content)  # noqa: S314 - our own
        places = [place.text for place in tree.iter() if place.tag.endswith("loc")]

        assert f"http://testserver{entry.get_absolute_url()}" in places
        assert "http://testserver/behov/utmattning/" in places
        assert "http://testserver/kommuner/koping/" in places
        assert "http://testserver/tillganglighet/" in places
        assert not [place for place in places if "utkastet" in place or "slutet" in place]

    def test_the_robots_are_told_of_the_sitemap(self, client):
        told = client.get("/robots.txt").content.decode()

        assert "Sitemap: http://testserver/sitemap.xml" in told

    def test_the_icon_is_an_icon_without_a_redirect(self, client):
        response = client.get("/favicon.ico")

        assert response.content.startswith(b"\0\0\1\0")
        assert response["Content-Type"] == "image/x-icon"

    def test_the_manifest_names_the_site(self, client):
        told = client.get("/manifest.webmanifest").json()

        assert told["name"] == "Insatskatalogen"
        assert {icon["sizes"] for icon in told["icons"]} == {"any", "192x192", "512x512"}

    def test_a_browser_learns_to_search(self, client):
        tree = ElementTree.fromstring(client.get("/opensearch.xml").content)  # noqa: S314 - our own
        templates = [part.get("template") for part in tree if part.tag.endswith("Url")]

        assert "http://testserver/insatser/?q={searchTerms}" in templates

    def test_the_card_for_sharing_is_small(self):
        card = site.BASE_DIR / "static" / "catalogue" / "share.png"

        assert card.stat().st_size < 60_000
        assert card.read_bytes()[16:24] == (1200).to_bytes(4, "big") + (630).to_bytes(4, "big")
