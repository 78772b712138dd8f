"""A fact has three answers: those that say so rise, those against are left out, the silent stay."""

import pytest
from django.core.management import call_command

from catalogue.engine.facts import facts_asked
from catalogue.engine.groups import AGE
from catalogue.search.accessibility import read
from catalogue.search.demands import ANSWERS, IN_PERSON
from catalogue.search.facets import DEFAULT_CHOICES
from catalogue.search.options import load_options
from catalogue.search.query import Query
from catalogue.search.requirements import WITHOUT
from catalogue.search.results import Results
from catalogue.search.sync import build
from catalogue.search.told import TOPICS
from tests.catalogue.search.helpers import names
from tests.factories import make_intervention, make_language, make_venue

pytestmark = pytest.mark.django_db


def results(words, **state):
    return Results(Query(words, DEFAULT_CHOICES, **state), build())


def make_three(field, yes, no):
    """Make entries on debts: one that says so, one that says the opposite, one that is silent."""
    make_intervention("Skulder tyst", cost_kind="unknown")
    make_intervention("Skulder emot", **{field: no})
    make_intervention("Skulder ja", **{field: yes})


class TestACost:
    @pytest.fixture(autouse=True)
    def _entries(self):
        make_three("cost_kind", "free", "fee")

    def test_lifts_those_that_say_so_and_leaves_out_the_opposite(self):
        assert names(build(), "skulder gratis") == ["Skulder ja", "Skulder tyst"]

    def test_alone_finds_those_that_say_so(self):
        assert names(build(), "gratis") == ["Skulder ja"]
        assert names(build(), "jag vill ha gratis hjälp") == ["Skulder ja"]

    def test_is_told_with_a_way_to_the_others(self):
        told = results("skulder gratis").told

        assert [line.text for line in told.chips] == ["Kostnadsfritt"]
        (left_out,) = told.left_out
        assert left_out.text == "1 insats som kostar något visas inte."
        assert left_out.address == "?q=skulder+gratis&bortse=kostnad-gratis"

    def test_that_is_set_aside_hides_nothing(self):
        found = results("skulder gratis", set_aside=frozenset({"kostnad-gratis"}))

        assert found.total == 3
        assert not found.told.chips
        assert found.told.aside == [("kostnad-gratis", "Kostnadsfritt")]

    def test_tells_on_the_card_of_the_silent_what_to_ask(self):
        cards = results("skulder gratis").cards

        assert [card.ask for card in cards] == ["", "Säger inget om när det är gratis: fråga."]

    def test_alone_tells_how_many_say_nothing(self):
        (line,) = results("gratis").told.silent

        assert line.text == "1 insats säger inget om när det är gratis."
        assert line.address == "?q=gratis&tysta=ja"
        assert results("gratis", silent_too=True).total == 2

    def test_that_gainsays_itself_demands_nothing(self):
        found = results("skulder gratis men inte gratis")

        assert found.total == 3
        assert found.told.unclear == "”gratis”"

    def test_is_asked_for_in_a_place(self):
        make_intervention("Fika", cost_kind="free", municipalities=["Västerås"])
        make_intervention("Kafé", cost_kind="unknown", municipalities=["Västerås"])

        assert names(build(), "gratis i Västerås") == ["Fika", "Skulder ja"]  # and elsewhere

    def test_stands_last_where_it_has_ended(self):
        make_intervention("Avslutad", cost_kind="free", status="ended", nothing_replaces=True)

        assert names(build(), "gratis") == ["Skulder ja", "Avslutad"]

    def test_never_gives_more_hits(self):
        make_intervention("Fika", content="Gratis kaffe", cost_kind="free")

        assert names(build(), "skulder gratis") == ["Skulder ja", "Skulder tyst"]


class TestAnAge:
    @pytest.fixture(autouse=True)
    def _entries(self):
        make_intervention("Skulder alla")
        make_intervention("Skulder äldre", age_from=50)
        make_intervention("Skulder unga", age_from=16, age_to=29)

    @pytest.mark.parametrize("words", ["skulder 22", "ung vuxen med skulder", "skulder, 18-25 år"])
    def test_is_compared_with_those_of_entries(self, words):
        assert sorted(names(build(), words)) == ["Skulder alla", "Skulder unga"]

    def test_is_told(self):
        told = results("skulder 22").told

        assert [line.text for line in told.chips] == ["22 år"]
        assert [line.text for line in told.left_out] == [
            "1 insats som är för andra åldrar än 22 år visas inte."
        ]
        assert [line.address for line in told.left_out] == ["?q=skulder+22&bortse=alder"]

    def test_alone_finds_those_that_say_so(self):
        assert names(build(), "22 år") == ["Skulder unga"]
        assert names(build(), "50+") == ["Skulder äldre"]

    def test_of_several_is_left_alone(self):
        found = results("skulder, min son är 8 och jag 40")

        assert found.total == 3
        assert found.told.unclear == "”8”, ”40”"


class TestADemand:
    def test_that_one_lacks_leaves_out_those_that_demand_it(self):
        make_intervention("Samtal tyst", access="professional")
        make_intervention("Samtal remiss", access="health_referral")
        make_intervention("Samtal utan", not_required=["Remiss"], access="professional")

        assert names(build(), "samtal utan remiss") == ["Samtal utan", "Samtal tyst"]
        assert names(build(), "samtal remiss behövs inte") == ["Samtal utan", "Samtal tyst"]
        (left_out,) = results("samtal utan remiss").told.left_out
        assert left_out.text == "1 insats som kräver remiss visas inte."

    def test_that_is_only_named_is_a_word(self):
        make_intervention("Samtal", access="health_referral")

        assert names(build(), "samtal remiss") == ["Samtal"]

    def test_of_a_group_is_its_opposite_form(self):
        make_intervention("Samtal i grupp", forms=["Grupp"])
        make_intervention("Samtal enskilt", forms=["Enskilt"])

        assert names(build(), "samtal, vill inte ha grupp") == ["Samtal enskilt"]


class TestOtherFacts:
    def test_an_evening_is_told_by_the_hours(self):
        for name, closes in (("Samtal sent", "20:00"), ("Samtal tidigt", "15:00")):
            venue = make_venue(name)
            venue.opening_hours.create(weekday=1, opens="10:00", closes=closes)
            make_intervention(name).venues.add(venue)
        make_intervention("Samtal tyst")

        assert names(build(), "kvällstid") == ["Samtal sent"]
        assert "Samtal tidigt" not in names(build(), "samtal kvällstid")

    def test_a_language_is_found_by_the_fact_and_by_its_word(self):
        make_intervention("Kafé").languages.add(make_language("Arabiska", "ar"))
        make_intervention("Samtal på arabiska")
        make_intervention("Samtal")

        assert sorted(names(build(), "arabiska")) == ["Kafé", "Samtal på arabiska"]

    def test_an_interpreter_is_found(self):
        make_intervention("Samtal", interpreter=True)
        make_intervention("Kafé")

        assert names(build(), "tolk") == ["Samtal"]

    def test_anonymity_and_queue_are_found(self):
        make_intervention("Samtal", anonymous=True, queue_days=100)
        make_intervention("Kafé", queue_days=0)

        assert names(build(), "anonymt") == ["Samtal"]
        assert names(build(), "kort kö") == ["Kafé"]

    def test_accessibility_is_read_in_the_words_of_the_venue(self):
        for name, text in (("Hiss", "Hiss till plan 2."), ("Trappa", "En trappa, utan hiss.")):
            make_intervention(name).venues.add(make_venue(name, accessibility=text))

        assert names(build(), "rullstol") == ["Hiss"]

    def test_what_nobody_says_is_told(self):
        make_intervention("Samtal på kvällstid", cost_kind="unknown")

        found = results("kvällstid")

        assert [card.entry.name for card in found.cards] == ["Samtal på kvällstid"]
        assert found.told.unanswered == ["Ingen av dem säger något om den tiden. Fråga dem."]

    def test_what_nobody_says_and_no_text_has_shows_who_is_silent(self):
        make_intervention("Samtal")

        found = results("22 år")

        assert found.total == 0
        assert [line.text for line in found.told.silent] == ["1 insats säger inget om åldern."]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Hiss till plan 2. Hörslinga i stora rummet.", {"rullstol", "horslinga"}),
        ("Ingång i gatuplan utan trösklar.", {"rullstol"}),
        ("En trappa upp utan hiss. Vi kan ses på biblioteket.", {"inte-rullstol"}),
        ("Inte tillgängligt för rullstol.", {"inte-rullstol"}),
        ("Hiss saknas.", {"inte-rullstol"}),
        ("Ett tyst rum att vänta i, utan radio.", {"lugnt"}),
        ("Parkering vid dörren.", set()),
        ("", set()),
    ],
)
def test_a_text_on_accessibility_is_read(text, told):
    assert read(text) == told


def test_every_fact_is_a_value_of_the_lists_that_come_with_the_program():
    call_command("load_reference", verbosity=0)
    labels = load_options().labels
    named = {(facet, value) for facet in labels for value in labels[facet]}
    named |= {("krav", value) for value in labels[WITHOUT.name]}
    named |= {("form", IN_PERSON), (AGE, "")}

    assert set(facts_asked()) <= named
    assert {facet for facet, _ in facts_asked()} <= {*TOPICS, "krav", "sprak"}
    said = {pair for yes, no in ANSWERS.values() for pair in yes | no}
    assert {pair for pair in said if pair[0] != "krav"} <= named
