"""Somebody to call: the contact, who runs it, who is above, the switchboard, in that order."""

import pytest
from django.utils.translation import override

from catalogue.models import Intervention, Organisation
from catalogue.models.calling import (
    BODIES,
    Rung,
    calls_of_many,
    nearest_call,
    somebody_to_call,
    with_nearest_call,
)
from catalogue.visitor.calling import number_missing
from tests.factories import (
    make_contact,
    make_intervention,
    make_municipality,
    make_organisation,
)

pytestmark = pytest.mark.django_db

KIND = Organisation.Kind
NUMBER, OTHER, THIRD, BOARD = "08-465 004 15", "031-390 06 12", "040-628 04 15", "0980-319 245"


@pytest.fixture
def entry():
    """An entry of a unit of a department of a region in Köping, without any number."""
    region = make_organisation(
        "Regionen", kind=KIND.REGION, municipality=make_municipality("Köping")
    )
    department = make_organisation("Avdelningen", kind=KIND.OTHER, parent=region)
    unit = make_organisation("Enheten", kind=KIND.OTHER, parent=department)
    return make_intervention("Kafét", organisation=unit)


def add(entry, function, *kommuner, **fields):
    contact = make_contact(function, organisation=entry.organisation, **fields)
    contact.municipalities.set(make_municipality(name) for name in kommuner)
    entry.contacts.add(contact)
    return contact


def number(body: str, phone: str):
    Organisation.objects.filter(name=body).update(phone=phone)


def switchboard(kommun: str, phone: str = BOARD):
    return make_organisation(
        f"{kommun} kommun", municipality=make_municipality(kommun), phone=phone
    )


def both(entry, kommun=""):
    """Return the chain, which is the same for one entry and for a list."""
    row = Intervention.objects.select_related(BODIES).get(pk=entry.pk)
    one, many = somebody_to_call(row, kommun), calls_of_many([entry.pk], kommun)[entry.pk]
    assert one == many
    if not kommun:  # a card, which asks nothing more
        (card,) = with_nearest_call(Intervention.objects.filter(pk=entry.pk))
        number_, email = nearest_call(card)
        assert (number_ and (number_.rung, number_.phone)) == (
            one.number and (one.number.rung, one.number.phone)
        )
        assert email == next((call.email for call in one.calls if call.contact and call.email), "")
    return one


def steps(chain):
    return [(call.rung, call.name) for call in chain.calls]


class TestTheChain:
    def test_goes_from_the_contact_to_the_switchboard(self, entry):
        add(entry, "Handledaren", phone=NUMBER)
        number("Enheten", OTHER)
        number("Regionen", THIRD)

        assert steps(both(entry)) == [
            (Rung.CONTACT, "Handledaren"),
            (Rung.UNIT, "Enheten"),
            (Rung.ABOVE, "Regionen"),
        ]

    def test_ends_at_the_kommun_where_nobody_else_has_a_number(self, entry):
        add(entry, "Handledaren", email="handledaren@exempel.se")
        switchboard("Köping")
        switchboard("Arboga")

        assert steps(both(entry)) == [
            (Rung.CONTACT, "Handledaren"),
            (Rung.SWITCHBOARD, "Köping kommun"),
        ]

    def test_ends_at_the_visitor_s_kommun_where_it_is_known(self, entry):
        switchboard("Köping")
        switchboard("Arboga", OTHER)

        assert steps(both(entry, "arboga")) == [(Rung.SWITCHBOARD, "Arboga kommun")]

    def test_names_nobody_twice(self):
        home = switchboard("Köping")

        assert steps(both(make_intervention(organisation=home))) == [(Rung.UNIT, home.name)]

    def test_is_empty_where_nothing_is_known(self, entry):
        add(entry, "Handledaren")

        assert both(entry).calls == ()

    @pytest.mark.parametrize("number_", ["", "fråga i växeln"])
    def test_passes_over_what_cannot_be_dialled(self, entry, number_):
        add(entry, "Handledaren", phone=number_)
        number("Enheten", number_)
        switchboard("Köping", number_)
        number("Avdelningen", OTHER)

        assert steps(both(entry)) == [(Rung.ABOVE, "Avdelningen")]

    @pytest.mark.parametrize("fields", [{"active": False}, {"broken_on": "2026-11-01"}])
    def test_passes_over_contacts_that_do_not_work(self, entry, fields):
        add(entry, "Handledaren", phone=NUMBER, **fields)
        number("Enheten", OTHER)

        assert steps(both(entry)) == [(Rung.UNIT, "Enheten")]

    def test_sets_those_with_a_number_first(self, entry):
        add(entry, "Formuläret", form="https://exempel.se/fraga")
        add(entry, "Boxen", email="boxen@exempel.se")
        add(entry, "Mottagningen", phone=NUMBER)

        names = [call.name for call in both(entry).calls]
        assert names == ["Mottagningen", "Boxen", "Formuläret"]

    def test_holds_only_those_who_answer_for_the_kommun(self, entry):
        add(entry, "Norra ombudet", "Sala", "Norberg", phone=NUMBER)
        add(entry, "Södra ombudet", "Arboga", phone=OTHER)
        add(entry, "Växeln", email="vaxeln@exempel.se")

        def names(kommun):
            return {call.name for call in both(entry, kommun).calls}

        assert names("sala") == {"Norra ombudet", "Växeln"}
        assert names("arboga") == {"Södra ombudet", "Växeln"}
        assert names("kungsor") == {"Växeln"}
        assert names("") == {"Norra ombudet", "Södra ombudet", "Växeln"}


class TestQueries:
    def test_are_two_for_a_list_of_any_length(self, entry, django_assert_num_queries):
        switchboard("Köping")
        ids = [entry.pk]
        for count in range(20):
            other = make_intervention(f"Insats {count}", organisation=entry.organisation)
            add(other, f"Kontakt {count}", "Sala", phone=NUMBER)
            ids.append(other.pk)

        for kommun in ("", "sala"):
            with django_assert_num_queries(2):
                chains = calls_of_many(ids, kommun)
            assert len(chains) == 21
        with django_assert_num_queries(0):
            assert calls_of_many([]) == {}

    def test_are_none_for_an_entry_that_has_its_relations(self, entry, django_assert_num_queries):
        add(entry, "Handledaren", "Sala", phone=NUMBER)
        rows = Intervention.objects.select_related(BODIES)
        row = rows.prefetch_related("contacts__municipalities").get(pk=entry.pk)

        with django_assert_num_queries(0):
            assert somebody_to_call(row, "sala").number

    def test_are_one_where_only_the_switchboard_is_left(self, entry, django_assert_num_queries):
        switchboard("Köping")
        rows = Intervention.objects.select_related(BODIES)
        row = rows.prefetch_related("contacts__municipalities").get(pk=entry.pk)

        with django_assert_num_queries(1):
            assert somebody_to_call(row).number


class TestTheNearestContact:
    def test_can_be_reached_and_answers_for_the_kommun(self, entry):
        add(entry, "Utan allt")
        add(entry, "Oläslig", phone="fråga i växeln")
        assert both(entry).contact is None

        add(entry, "Norra ombudet", "Sala", phone=NUMBER)
        add(entry, "Boxen", email="boxen@exempel.se")

        assert both(entry, "arboga").contact.name == "Boxen"
        assert both(entry, "sala").contact.name == "Norra ombudet"
        assert both(entry).contact.name == "Norra ombudet"


class TestInWords:
    def test_says_nothing_where_a_contact_has_a_number(self, entry):
        add(entry, "Handledaren", phone=NUMBER)

        assert number_missing(both(entry)) == ""

    def test_tells_whom_to_ask_for(self, entry):
        add(entry, "Handledaren", email="handledaren@exempel.se")
        number("Enheten", OTHER)

        assert number_missing(both(entry)) == (
            "Numret saknas. Ring växeln hos Enheten, "
            '<a class="phone" href="tel:+46313900612"><bdi dir="ltr">031-390 06 12</bdi></a>, '
            "och fråga efter ”Handledaren”."
        )

    def test_asks_for_the_entry_where_there_is_no_contact(self, entry):
        switchboard("Köping")

        said = number_missing(both(entry))

        assert "Ring växeln hos Köping kommun" in said
        assert said.endswith("och fråga efter ”Kafét”.")

    def test_leaves_nobody_without_a_word(self, entry):
        assert number_missing(both(entry)) == (
            "Numret saknas. Ring kommunens växel och fråga efter ”Kafét”."
        )

    def test_marks_what_is_swedish_on_other_pages(self, entry):
        switchboard("Köping")

        with override("en"):
            said = number_missing(both(entry))

        assert said.startswith("The number is missing. Call the switchboard of <span lang=")
        assert '<span lang="sv" dir="ltr">Kafét</span>' in said

    def test_is_safe_whatever_somebody_wrote(self, entry):
        Intervention.objects.filter(pk=entry.pk).update(name="<b>100 %</b>")

        assert "&lt;b&gt;100 %&lt;/b&gt;" in number_missing(both(entry))
