"""What others have: recognised when a search is about it, told with the way there, never instead of
what the catalogue holds."""

import json
import re
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import transaction

from catalogue.models import NeighbouringService, ServiceSource
from catalogue.search.lookups import Success, look_up
from catalogue.search.sync import build, current, follower
from tests.catalogue.search.helpers import ask
from tests.factories import make_intervention, make_municipality, make_organisation, make_service

pytestmark = pytest.mark.django_db(transaction=True)
SWITCHBOARD = "021-39 00 00"
SERVICES = {
    "Bup": "bup\nbarnpsyk\nbarn- och ungdomspsykiatrin",
    "God man": "god man\növerförmyndare\növerförmyndarnämnden",
    "Familjerätten": "familjerätt\nvårdnad\nvårdnadstvist",
    "Skilsmässa": "skilsmässa\nskilja mig",
    "Bostadsbidrag": "bostadsbidrag",
    "Kontaktperson": "kontaktperson",
    "Kronofogden": "kronofogden\nutmätning",
}


@pytest.fixture
def services(db):
    """Some services, in a catalogue with some entries."""
    make_municipality("Västerås"), make_municipality("Köping")
    rows = {
        name: make_service(name, slug=f"prov-{at}", words=words)
        for at, (name, words) in enumerate(SERVICES.items())
    }
    rows["Bostadsbidrag"].foreign_words = "housing allowance"
    rows["Bostadsbidrag"].save()
    make_intervention("Arbetsträning", content="Vi tränar på ett jobb. Din kontaktperson är med.")
    make_intervention("Stöd vid utmattning", need_groups=["Utmattning"])
    make_intervention("Skuldrådgivning", summary="Ordning på skulder.")
    yield rows
    follower.forget()


def told(words):
    """Return the names of what is lacking, and of what is told beside the hits."""
    catalogue = current()
    elsewhere = catalogue.plan(ask(words)).elsewhere
    return [
        [catalogue.neighbourhood.services[number].name for number in numbers]
        for numbers in elsewhere
    ]


class TestRecognition:
    @pytest.mark.parametrize(
        ("words", "names"),
        [
            ("BUP", ["Bup"]),
            ("ring bup", ["Bup"]),
            ("barnpsyk tid", ["Bup"]),
            ("barn och ungdomspsykiatri", ["Bup"]),
            ("hur får man god man", ["God man"]),
            ("överförmyndaren i Västerås", ["God man"]),
            ("god man till mamma 84 år", ["God man"]),
            ("skilsmässa vårdnad", ["Skilsmässa", "Familjerätten"]),
            ("skilsmässan", ["Skilsmässa"]),
            ("familjeratt", ["Familjerätten"]),
            ("bostadsbidag", ["Bostadsbidrag"]),
            ("how do I get housing allowance", ["Bostadsbidrag"]),
        ],
    )
    def test_hears_what_the_search_is_about(self, services, words, names):
        assert told(words) == [names, []]

    @pytest.mark.parametrize(
        "words",
        [
            "arbetsträning",
            "min kontaktperson på soc sa arbetsträning",
            "skulder",
            "utmattning",
            "",
            "!?",
            "x" * 600,
        ],
    )
    def test_hears_nothing_in_what_is_about_something_else(self, services, words):
        assert told(words) == [[], []]

    def test_tells_two_at_most(self, services):
        assert len(told("bup familjerätt skilsmässa bostadsbidrag")[0]) == 2

    def test_takes_no_misspelt_word_of_the_catalogue_for_another(self, services):
        assert told("utmatning") == [[], ["Kronofogden"]]

    def test_tells_beside_the_hits_of_what_is_only_half_of_it(self, services):
        assert told("skulder kronofogden") == [[], ["Kronofogden"]]


class TestWhatTheCatalogueHolds:
    def test_is_not_said_to_be_lacking(self, services):
        make_intervention("Familjerätten: samtal om vårdnad")

        assert told("familjerätten") == [[], ["Familjerätten"]]

    def test_silences_what_is_told_only_when_it_is_missing(self, services):
        NeighbouringService.objects.filter(name="Familjerätten").update(only_when_missing=True)
        make_intervention("Familjerätten: samtal om vårdnad")

        assert told("familjerätten") == [[], []]

    def test_goes_before_what_is_told_only_when_nothing_good_is_found(self, services):
        NeighbouringService.objects.filter(name="Bup").update(only_when_missing=True)
        make_intervention("Boendestöd", content="Barnpsyk och vi träffas.")

        found = current().search(ask("barnpsyk"))

        assert (found.total, found.weak, found.plan.elsewhere.lacking) == (1, False, ())

    def test_is_more_than_a_word_in_passing(self, services):
        make_intervention("Boendestöd", content="Vi ringer din kontaktperson eller god man.")

        assert told("god man") == [["God man"], []]


class TestEdits:
    def test_are_heard_at_once(self, services):
        assert told("hoppetossa") == [[], []]

        services["Bup"].words = "hoppetossa"
        services["Bup"].save()

        assert told("hoppetossa") == [["Bup"], []]
        assert told("barnpsyk") == [[], []]

    def test_stop_at_once(self, services):
        assert told("bup") == [["Bup"], []]

        NeighbouringService.objects.filter(name="Bup").update(active=False)

        assert told("bup") == [[], []]

    def test_of_a_source_are_seen_at_once(self, services, client):
        client.get("/insatser/?q=bup")

        ServiceSource.objects.update(title="En annan källa")

        assert "En annan källa" in client.get("/insatser/?q=bup").content.decode()

    def test_are_never_heard_when_rolled_back(self, services):
        with transaction.atomic():
            services["Bup"].words = "hoppetossa"
            services["Bup"].save()
            transaction.set_rollback(True)

        assert told("hoppetossa") == [[], []]

    def test_come_to_the_same_as_a_state_that_is_built(self, services):
        current()
        services["Bup"].words = "hoppetossa"
        services["Bup"].save()

        built = build().plan(ask("hoppetossa")).elsewhere

        assert current().plan(ask("hoppetossa")).elsewhere == built


class TestPage:
    def page(self, client, words, **headers):
        return client.get("/insatser/", {"q": words}, headers=headers).content.decode()

    def test_says_that_it_is_not_here_and_where_it_is(self, services, client):
        page = self.page(client, "bup")

        assert "Det finns inte i katalogen" in page
        assert "Ring växeln och fråga efter överförmyndaren." in page
        assert "Om Bup" in page
        assert "läst 1 september 2026" in page
        assert "slag=fel" in page

    def test_calls_what_is_found_only_the_nearest(self, services, client):
        make_intervention("Stöd för föräldrar", content="Barn och unga i bup, barnpsyk")

        page = self.page(client, "bup")

        assert page.index("Det finns inte i katalogen") < page.index("ligger närmast i katalogen")
        assert page.index("ligger närmast i katalogen") < page.index("Stöd för föräldrar")

    def test_says_nothing_of_it_to_other_searches(self, services, client):
        assert "Det finns inte i katalogen" not in self.page(client, "arbetsträning")

    def test_tells_no_wrong_way_out_where_nothing_is_found(self, services, client):
        page = self.page(client, "vårdnadstvist")

        assert "Vi hittar ingen insats" not in page
        assert "ligger närmast" not in page

    def test_gives_the_number_of_the_kommun_that_is_asked_for(self, services, client):
        place = make_municipality("Västerås")
        make_organisation("Staden", municipality=place, phone=SWITCHBOARD)

        assert "tel:+4621390000" in self.page(client, "god man västerås")
        assert "tel:+4621390000" not in self.page(client, "god man Köping")
        assert "/kommuner/koping/" in self.page(client, "god man Köping")

    def test_gives_no_number_of_a_kommun_for_what_the_state_has(self, services, client):
        NeighbouringService.objects.update(body=NeighbouringService.Body.AGENCY)
        make_organisation("V", municipality=make_municipality("Västerås"), phone=SWITCHBOARD)

        assert "tel:+4621390000" not in self.page(client, "god man västerås")

    def test_comes_after_the_help_box(self, services, client):
        services["Bup"].words = "bup\nsjälvmord"
        services["Bup"].save()

        page = self.page(client, "självmord")

        assert page.index("Du kan få hjälp nu") < page.index("Det finns inte i katalogen")

    def test_is_said_aloud(self, services, client):
        page = self.page(client, "bup", **{"HX-Request": "true"})

        aloud = re.sub("<[^>]+>", "", page[page.index('id="search-status"') :])
        assert "Det finns inte i katalogen: Bup." in " ".join(aloud.split())

    def test_tells_beside_the_hits_after_them(self, services, client):
        page = self.page(client, "skulder kronofogden")

        assert page.index("Skuldrådgivning") < page.index("Söker du Kronofogden?")

    def test_asks_the_database_at_most_three_times(
        self, services, client, django_assert_max_num_queries
    ):
        client.get("/insatser/")

        with django_assert_max_num_queries(3):
            self.page(client, "god man västerås")

    def test_escapes_what_staff_write(self, services, client):
        NeighbouringService.objects.filter(name="Bup").update(find="<script>alert(1)</script>")

        assert "<script>alert(1)" not in self.page(client, "bup")


class TestOtherWaysToAsk:
    def test_the_command_says_it(self, services):
        out = StringIO()

        call_command("search", "bup", "--json", stdout=out)

        answer = json.loads(out.getvalue())
        assert [service["name"] for service in answer["lacking"]] == ["Bup"]
        assert answer["weak"]

    def test_the_command_says_it_in_words(self, services):
        out = StringIO()

        call_command("search", "bup", stdout=out)

        assert out.getvalue().startswith("Det finns inte i katalogen: Bup.")

    def test_the_desk_knows_that_a_search_is_answered_elsewhere(self, services):
        assert look_up(["bup"])["bup"].success is Success.ELSEWHERE
