"""The entry as search engines read it: schema.org's own words, and nothing that is not public."""

import datetime
import json
import re

import pytest

from tests.factories import (
    make_contact,
    make_intervention,
    make_language,
    make_municipality,
    make_organisation,
)

pytestmark = pytest.mark.django_db
TEXT, NUMBER, LINK, DAY, CLOCK = "text", "number", "link", "day", "clock"
SHAPES = {
    TEXT: re.compile(r".+", re.DOTALL),
    LINK: re.compile(r"https?://\S+"),
    DAY: re.compile(r"\d{4}-\d\d-\d\d"),
    CLOCK: re.compile(r"\d\d:\d\d"),
}
# schema.org: the types we use, their properties, and what each may hold.
SERVICE = {
    "url": {LINK}, "sameAs": {LINK}, "name": {TEXT}, "alternateName": {TEXT},
    "description": {TEXT}, "disambiguatingDescription": {TEXT}, "serviceType": {TEXT},
    "provider": {"GovernmentOrganization", "Organization"},
    "areaServed": {"Country", "AdministrativeArea"}, "audience": {"PeopleAudience"},
    "availableChannel": {"ServiceChannel"}, "offers": {"Offer"},
    "subjectOf": {"SpecialAnnouncement"},
}  # fmt: skip
BODY = {"name": {TEXT}, "url": {LINK}}
HOURS = {"OpeningHoursSpecification"}
VOCABULARY = {
    "GovernmentService": SERVICE,
    "Service": SERVICE,
    "GovernmentOrganization": BODY,
    "Organization": BODY,
    "Country": {"name": {TEXT}},
    "AdministrativeArea": {"name": {TEXT}},
    "PeopleAudience": {
        "audienceType": {TEXT}, "suggestedMinAge": {NUMBER}, "suggestedMaxAge": {NUMBER},
    },
    "ServiceChannel": {
        "servicePhone": {"ContactPoint"}, "serviceLocation": {"Place"}, "serviceUrl": {LINK},
        "availableLanguage": {TEXT},
    },
    "ContactPoint": {
        "contactType": {TEXT}, "telephone": {TEXT}, "email": {TEXT},
        "areaServed": {"AdministrativeArea"}, "hoursAvailable": HOURS,
    },
    "Place": {
        "name": {TEXT}, "address": {"PostalAddress"}, "openingHoursSpecification": HOURS,
        "specialOpeningHoursSpecification": HOURS,
    },
    "PostalAddress": {
        "streetAddress": {TEXT}, "postalCode": {TEXT}, "addressLocality": {TEXT},
        "addressCountry": {TEXT},
    },
    "OpeningHoursSpecification": {
        "dayOfWeek": {LINK}, "opens": {CLOCK}, "closes": {CLOCK}, "validFrom": {DAY},
        "validThrough": {DAY},
    },
    "Offer": {"price": {NUMBER}, "priceCurrency": {TEXT}},
    "SpecialAnnouncement": {
        "name": {TEXT}, "text": {TEXT}, "datePosted": {DAY}, "expires": {DAY},
    },
}  # fmt: skip
TODAY = datetime.date.today()  # noqa: DTZ011 - a notice of today


def faults(thing, path=""):
    """Yield what schema.org has no word for, and values that are not of their kind."""
    for name, value in thing.items():
        if name.startswith("@"):
            continue
        where = f"{path}/{thing['@type']}.{name}"
        kinds = VOCABULARY[thing["@type"]].get(name, set())
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, dict):
                yield from faults(one, where) if one["@type"] in kinds else [where]
            elif isinstance(one, str):
                if not any(kind in SHAPES and SHAPES[kind].fullmatch(one) for kind in kinds):
                    yield f"{where}: {one}"
            elif NUMBER not in kinds:
                yield f"{where}: {one}"


@pytest.fixture
def linked(client):
    def data(entry):
        page = client.get(entry.get_absolute_url()).content.decode()
        found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
        return json.loads(found[1])

    return data


@pytest.fixture
def entry():
    """An entry that says all that there are words for."""
    sala = make_municipality("Sala")
    entry = make_intervention(
        need_groups=["Unga"], types=["Praktik"], municipalities=["Sala"], nationwide=True,
        summary="Lugnt.", other_names="Kafét", website="https://www.exempel.se/kafe",
        age_from=16, age_to=29, cost_kind="free", example=True,
    )  # fmt: skip
    entry.languages.add(make_language())
    contact = make_contact(phone="031-390 06 12", email="s@exempel.se", form="https://exempel.se/f")
    contact.municipalities.add(sala)
    contact.opening_hours.create(
        weekday=0, opens="09:00", closes="11:30", valid_from="2026-01-01", valid_to="2030-01-01"
    )
    entry.contacts.add(contact)
    venue = make_organisation().venues.create(
        name="Huset", address="Storgatan 1", postcode="733 30", town="Sala", municipality=sala
    )
    venue.opening_hours.create(weekday=6, opens="20:00", closes="02:00", past_midnight=True)
    venue.closed_periods.create(first_day="2026-12-20", last_day="2027-01-06")
    entry.venues.add(venue)
    entry.routes.create(sender="self", link="https://exempel.se/ansok")
    entry.notices.create(text="Inställt.", starts_on=TODAY, ends_on=TODAY)
    return entry


class TestTheWholeOfAnEntry:
    def test_is_in_the_words_of_schema_org(self, linked, entry):
        assert list(faults(linked(entry))) == []

    def test_says_when_somebody_answers(self, linked, entry):
        point = linked(entry)["availableChannel"][0]["servicePhone"]

        assert point["telephone"] == "+46313900612"
        assert point["areaServed"] == [{"@type": "AdministrativeArea", "name": "Sala"}]
        assert point["hoursAvailable"] == [
            {
                "@type": "OpeningHoursSpecification",
                "dayOfWeek": "https://schema.org/Monday",
                "opens": "09:00",
                "closes": "11:30",
                "validFrom": "2026-01-01",
                "validThrough": "2030-01-01",
            }
        ]

    def test_says_when_a_place_is_open_and_when_not(self, linked, entry):
        place = linked(entry)["availableChannel"][1]["serviceLocation"]

        assert place["openingHoursSpecification"][0]["closes"] == "02:00"
        assert place["specialOpeningHoursSpecification"][0]["validThrough"] == "2027-01-06"

    def test_says_of_a_whole_day_that_it_is_open(self, linked, entry):
        place = entry.venues.get()
        place.opening_hours.create(weekday=5, opens="00:00", closes="00:00")

        told = linked(entry)["availableChannel"][1]["serviceLocation"]["openingHoursSpecification"]
        assert next((one["opens"], one["closes"]) for one in told) == ("00:00", "23:59")

    def test_leads_to_forms_and_services(self, linked, entry):
        told = [channel.get("serviceUrl") for channel in linked(entry)["availableChannel"]]

        assert told == ["https://exempel.se/f", None, "https://exempel.se/ansok"]

    def test_announces_what_holds_today_and_nothing_else(self, linked, entry):
        entry.notices.create(text="Förr.", starts_on="2020-01-01", ends_on="2020-01-02")

        assert [told["text"] for told in linked(entry)["subjectOf"]] == ["Inställt."]

    def test_has_no_contact_that_does_not_work(self, linked, entry):
        entry.contacts.update(broken_on="2026-11-01")

        assert "servicePhone" not in json.dumps(linked(entry))

    def test_of_one_that_says_little_claims_nothing(self, linked):
        told = linked(make_intervention())

        assert not {"offers", "subjectOf", "availableChannel", "audience"} & set(told)
        assert list(faults(told)) == []
