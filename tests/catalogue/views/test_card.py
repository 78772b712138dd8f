"""What a card says with every field known, and with none."""

import re

import pytest

from tests.factories import make_contact, make_intervention, make_municipality, make_organisation

pytestmark = pytest.mark.django_db


def card(client, entry, address="/insatser/?lage=oppen&lage=avslutad"):
    """Return the card of an entry, as the search shows it."""
    page = client.get(address).content.decode()
    return next(
        card for card in re.findall(r"<article.*?</article>", page, re.DOTALL) if entry.name in card
    )


@pytest.fixture
def known():
    entry = make_intervention(
        "Kafét",
        summary="Du får träna i lugn takt.",
        access="self",
        cost_kind="free",
        queue_days=0,
        municipalities=["Sala"],
        need_groups=["Unga"],
        requirements=["Remiss"],
        not_required=["Diagnos"],
        step=1,
    )
    entry.contacts.add(make_contact("Mottagningen", phone="+4684650041", email="vi@exempel.se"))
    entry.notices.create(text="Stängt i jul.", starts_on="2000-01-01", ends_on="2099-01-01")
    return entry


class TestWhatACardSays:
    def test_answers_everything_without_being_opened(self, client, known):
        said = card(client, known)

        for text in [
            "Stängt i jul.", "Du får träna i lugn takt.", "Ansök själv", "Kostar inget", "Ingen kö",
            "Sala", "unga", "remiss", "diagnos", 'href="tel:+4684650041"',
            'href="mailto:vi@exempel.se"', "Steg 1 av 5",
        ]:  # fmt: skip
            assert text.casefold() in said.casefold(), text
        assert "Fråga om" not in said

    def test_folds_what_nobody_has_said_into_one_line(self, client):
        said = card(client, make_intervention("Tomt"))

        assert re.search(r"Fråga om</dt><dd>kostnad, kö, var</dd>", said)
        for empty in ("Inte angivet", "None", "–<", "tel:", "mailto:", "Just nu", "Kräver"):
            assert empty not in said

    def test_says_whose_number_it_is_when_not_the_contact_s(self, client):
        body = make_organisation("Enheten", phone="+4684650041")
        entry = make_intervention("Kafét", organisation=body)
        entry.contacts.add(make_contact("Coachen", organisation=body, email="coach@exempel.se"))

        said = card(client, entry)

        call = said.split('class="answers"')[1].split("</dl>")[0]
        assert "Enheten" in call
        assert "coach@exempel.se" in call

    def test_leads_to_the_kommun_s_switchboard_at_last(self, client):
        sala = make_municipality("Sala")
        make_organisation("Sala kommun", municipality=sala, phone="+4622474700")
        unit = make_organisation("Enheten", kind="other", municipality=sala)

        said = card(client, make_intervention("Kafét", organisation=unit))

        assert 'href="tel:+4622474700"' in said
        assert "Sala kommun" in said

    def test_asks_nobody_to_call_about_what_has_ended(self, client, known):
        type(known).objects.filter(pk=known.pk).update(status="ended", nothing_replaces=True)

        said = card(client, known)

        assert "tel:" not in said
        assert "Fråga om" not in said

    def test_shows_the_number_on_the_kommun_s_page_too(self, client, known):
        assert 'href="tel:+4684650041"' in client.get("/kommuner/sala/").content.decode()

    def test_follows_a_new_number_at_once(self, client, known):
        card(client, known)
        known.contacts.update(phone="+46313900612")

        assert 'href="tel:+46313900612"' in card(client, known)
