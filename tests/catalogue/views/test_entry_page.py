"""The page of one entry: every fact that is known, and one line for those that are not."""

import datetime
import re

import pytest
from django.utils import timezone

from catalogue.models import IncomeSupport, Intervention, Organisation
from tests.factories import (
    make_contact,
    make_intervention,
    make_language,
    make_municipality,
    make_organisation,
)

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 11, 30)


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda *_args: TODAY)


@pytest.fixture
def read(client):
    """Return a page's text as it is read, without its tags."""

    def text_of(entry, part=None, prefix=""):
        page = client.get(prefix + entry.get_absolute_url()).content.decode()
        if part:
            page = page.partition(f'id="{part}"')[2].partition("</section>")[0]
        words = " ".join(re.sub(r"<[^>]*>", " ", page).split())
        return re.sub(r" (?=[.,])", "", words)

    return text_of


# Each fact as it is written, and as it is read; the part of the page where it stands.
FACTS = [
    ({"website": "https://www.exempel.se/egen"}, "Insatsens egen sida", None),
    ({"content": "Vi odlar."}, "Vi odlar.", "vad"),
    ({"purpose": "Att orka."}, "Att orka.", "vad"),
    ({"criteria": "Att du vill."}, "Att du vill.", "krav"),
    ({"exclusion": "Pågår annat."}, "Kan inte delta Pågår annat.", "krav"),
    ({"age_from": 18, "age_to": 29}, "Ja Du är 18–29 år", "krav"),
    ({"evidence_needed": "Ett intyg."}, "Ja Papper eller intyg Ett intyg.", "krav"),
    ({"referral": "Ring oss."}, "Ring oss.", "in"),
    ({"anonymous": True}, "Du kan vara anonym.", "in"),
    ({"queue_days": 28, "queue_checked_on": TODAY}, "Ungefär 4 veckors kö", "gang"),
    ({"places_now": 2, "places_checked_on": TODAY, "queue_days": 0}, "2 lediga platser", "gang"),
    ({"start": "rolling"}, "Start Löpande", "gang"),
    ({"intake": "Varje måndag"}, "Start Varje måndag", "gang"),
    ({"sessions_per_week": 2, "session_minutes": 90}, "2 gånger i veckan 90 minuter varje", "gang"),
    ({"session_minutes": 180}, "Ni ses 3 timmar varje gång", "gang"),
    ({"hours_from": 4}, "från 4 timmar i veckan", "gang"),
    ({"extent": "Två förmiddagar"}, "Ni ses Två förmiddagar", "gang"),
    ({"weeks_from": 12, "weeks_to": 39}, "12–39 veckor", "gang"),
    ({"weeks_to": 12}, "Högst 12 veckor", "gang"),
    ({"weeks_from": 1}, "Minst 1 vecka", "gang"),
    ({"weeks_from": 8, "weeks_to": 8}, "8 veckor", "gang"),
    ({"open_ended": True}, "Så länge du behöver", "gang"),
    ({"duration": "En termin"}, "Så länge håller det på En termin", "gang"),
    ({"sessions_total": 10}, "10 gånger i allt", "gang"),
    ({"weeks_per_year": 40}, "40 veckor om året", "gang"),
    ({"follow_up": "yes", "follow_up_note": "I maj"}, "Ni ses igen efteråt I maj", "gang"),
    ({"follow_up": "no"}, "Ses vi igen efteråt? Nej", "stod"),
    ({"status": "full"}, "Full just nu", "gang"),
    ({"status": "paused"}, "Pausad just nu", "gang"),
    ({"status": "planned"}, "Har inte börjat", "gang"),
    ({"cost_kind": "free"}, "Kostar det något? Kostar inget", "pengar"),
    ({"cost": "50 kr"}, "Kostar det något? 50 kr", "pengar"),
    ({"income_note": "Som förut."}, "Vad lever jag på? Som förut.", "pengar"),
    (
        {"income_amount": "60 kr per dag", "income_checked_on": TODAY},
        "60 kr per dag (uppgift från 30 november 2026)",
        "pengar",
    ),
    ({"travel": "Busskort ingår."}, "Vem betalar resorna? Busskort ingår.", "pengar"),
    ({"nationwide": True}, "Område Hela landet", "nar"),
    ({"area_note": "Bara tätorten", "nationwide": True}, "Bara tätorten", "nar"),
    ({"interpreter": True}, "tolk vid behov", "stod"),
    ({"easy_read": True}, "Lättläst material finns.", "stod"),
    ({"childcare": "Ordnas."}, "Barnpassning Ordnas.", "stod"),
    ({"steady_contact": "yes"}, "Får jag en fast kontakt? Ja", "stod"),
    ({"steady_contact": "no"}, "Får jag en fast kontakt? Nej", "stod"),
    ({"check_in": "weekly"}, "Hur ofta går vi igenom planen? Varje vecka", "stod"),
    ({"legal_ground": "SoL 11 kap."}, "Lagstöd SoL 11 kap.", "fakta"),
    (
        {"decided_by_body": "Nämnden", "decided_on": TODAY, "decision_reference": "SON 7 § 1"},
        "Beslut Nämnden, 30 november 2026, SON 7 § 1",
        "fakta",
    ),
    ({"decision_terms": "Följs upp."}, "Villkor i beslutet Följs upp.", "fakta"),
    ({"exempt_from_documentation": "no"}, "Undantag från dokumentation Nej", "fakta"),
    ({"finsam_number": "77"}, "Nummer i Uppföljning Finsam 77", "fakta"),
    ({"finsam_orientation": "Arbete"}, "Preciserad inriktning Arbete", "fakta"),
    ({"finsam_method": "Enkät"}, "Uppföljningsmetod Enkät", "fakta"),
    ({"finsam_esf": "yes"}, "Medel från ESF Ja", "fakta"),
    ({"sus_number": "55"}, "Tidigare nummer i SUS 55", "fakta"),
    ({"project_from": TODAY}, "Projekttid Från 30 november 2026", "fakta"),
    ({"project_to": TODAY}, "Projekttid Till 30 november 2026", "fakta"),
    ({"after_funding": "Staden tar över."}, "När pengarna tar slut Staden tar över.", "fakta"),
    ({"outcome": "Fler arbetar."}, "Resultat med ord Fler arbetar.", "fakta"),
    ({"outcome_url": "https://exempel.se/r"}, "Rapport https://exempel.se/r", "fakta"),
]
PARTS = {"gang", "pengar", "nar", "stod", "vad"}  # there only where they say something


class TestEveryFact:
    @pytest.mark.parametrize(("values", "words", "part"), FACTS, ids=lambda value: str(value)[:50])
    def test_is_read_where_it_belongs(self, read, values, words, part):
        assert words in read(make_intervention(**values), part)

    def test_that_nobody_has_told_leaves_no_empty_row(self, client):
        page = client.get(make_intervention("Ett").get_absolute_url()).content.decode()
        own = page.partition('id="liknande"')[0]

        assert not [part for part in PARTS if f'id="{part}"' in own]
        assert not re.findall(r"<(?:dd|td|dl|ul|p)(?: [^>]*)?>\s*</", own)
        for empty in ("Inte angivet", "inte angivet", "–<", "None"):
            assert empty not in own


class TestWhatNobodyHasTold:
    def test_is_one_line_that_says_whom_to_ask(self, read):
        entry = make_intervention(cost_kind="free", travel="Ingår.")
        entry.contacts.add(make_contact("Samordnare", phone="031-390 06 12"))

        line = read(entry, "okant")

        assert (
            "Vad det kostar den som remitterar, vad du lever på under tiden, hur lång kön" in line
        )
        assert "vad som kan komma efter" in line
        assert "Fråga Samordnare, 031-390 06 12." in line
        assert "vad det kostar," not in line.casefold()
        assert "resorna" not in line

    def test_is_not_the_price_for_the_sender_nor_the_sequel_where_these_are_told(self, read):
        entry = make_intervention()
        entry.routes.create(sender="social_services", cost="Kommunen betalar 500 kronor om dagen.")
        entry.continues_to.create(after=make_intervention("Nästa"))

        line = read(entry, "okant")

        assert "den som remitterar" not in line
        assert "komma efter" not in line

    def test_leads_to_the_organisation_where_there_is_no_contact(self, read):
        assert "Fråga Västerås stad." in read(make_intervention(), "okant")

    def test_is_a_queue_that_is_too_old_to_be_repeated(self, read):
        old = {"queue_days": 9, "queue_checked_on": TODAY - datetime.timedelta(days=200)}

        assert "hur lång kön är" in read(make_intervention(**old), "okant")
        assert "9 dagars" not in read(make_intervention(**old))

    def test_is_not_asked_of_what_has_ended(self, client):
        ended = make_intervention(status="ended", nothing_replaces=True)

        assert 'id="okant"' not in client.get(ended.get_absolute_url()).content.decode()


class TestAStepThatNobodyHasToldOf:
    def test_is_there_to_be_asked_about_when_another_is_told(self, client):
        entry = make_intervention(weeks_to=39)

        page = client.get(entry.get_absolute_url()).content.decode()

        unknown = '<li class="course-unknown"><h3>Kö, start</h3><p>Vet inte, fråga.</p></li>'
        assert unknown in page
        assert page.index(unknown) < page.index("Högst 39 veckor")

    def test_is_no_queue_where_one_cannot_apply(self, read):
        course = read(make_intervention(access="not_searchable", weeks_to=39), "gang")

        assert "Kö" not in course
        assert "Start Vet inte, fråga." in course


class TestTheFirstStep:
    @pytest.mark.parametrize(
        ("reached", "words"),
        [({"phone": "031-390 06 12"}, "Du ringer"), ({"email": "a@exempel.se"}, "Du skriver")],
    )
    def test_is_what_you_do_when_you_may_do_it_yourself(self, read, reached, words):
        entry = make_intervention(access="self", weeks_to=39)
        entry.contacts.add(make_contact("Samordnare", **reached))

        assert f"{words} Ansök själv." in read(entry, "gang")

    def test_is_the_way_in_when_somebody_else_does_it(self, read):
        entry = make_intervention(access="professional", weeks_to=39)
        entry.contacts.add(make_contact("Samordnare", phone="031-390 06 12"))

        assert "Du ringer" not in read(entry, "gang")


class TestDemandsOfAPerson:
    @pytest.fixture
    def entry(self):
        make_intervention(requirements=["Svenska", "Drogfrihet"])
        return make_intervention(
            requirements=["Läkarutlåtande"], not_required=["Remiss"], evidence_needed="Nytt."
        )

    def test_are_yes_no_and_not_known(self, read, entry):
        entry.contacts.add(make_contact("Samordnare", email="s@exempel.se"))

        told = read(entry, "krav")

        assert "Ja Läkarutlåtande Nytt." in told
        assert "Nej Remiss" in told
        assert "Vet inte Drogfrihet, svenska. Fråga Samordnare." in told
        assert "alla krav" not in told

    def test_are_all_when_somebody_has_said_so(self, read, entry):
        Intervention.objects.update(requirements_complete=True)

        told = read(entry, "krav")

        assert "Nej Drogfrihet, svenska. Inget annat krävs." in told
        assert "Det här är alla krav. Sagt av Västerås stad, 1 september 2026." in told
        assert "Vet inte" not in told

    def test_hold_the_signature_that_another_field_asks_for(self, read, entry):
        make_intervention(requirements=["Samtycke"])
        entry.consent_needed = True
        entry.save()

        told = read(entry, "krav")

        assert "Ja Du skriver på att de får prata med varandra om dig" in told
        assert "samtycke" not in told


class TestNotices:
    @pytest.fixture
    def entry(self):
        entry = make_intervention()
        entry.notices.create(
            text="Inställt.", starts_on=TODAY, ends_on=TODAY + datetime.timedelta(days=1)
        )
        return entry

    def test_say_from_when_and_till_when(self, read, entry):
        told = read(entry)

        assert "Till och med 1 december 2026: Inställt." in told
        assert "Gäller sedan 30 november 2026." in told

    @pytest.mark.parametrize(("days", "seen"), [(-1, False), (0, True), (1, True), (2, False)])
    def test_come_and_go_by_themselves(self, client, entry, monkeypatch, days, seen):
        first = client.get(entry.get_absolute_url())
        monkeypatch.setattr(
            timezone, "localdate", lambda *_args: TODAY + datetime.timedelta(days=days)
        )

        again = client.get(entry.get_absolute_url(), headers={"If-None-Match": first["ETag"]})

        assert (again.status_code == 304) is seen
        assert again.status_code == 304 or "Inställt." not in again.content.decode()


class TestWhomToCall:
    def test_is_the_one_with_a_number_before_everything(self, client, read):
        entry = make_intervention(content="Vi odlar.")
        entry.contacts.add(make_contact("Brevlådan", email="post@exempel.se"))
        entry.contacts.add(
            make_contact(
                "Samordnare", phone="031-390 06 12", phone_hours="Vardagar 9–12",
                email="s@exempel.se", form="https://exempel.se/fraga", best_way="Ring helst.",
            )
        )  # fmt: skip

        page = client.get(entry.get_absolute_url()).content.decode()
        told = read(entry)

        box = page.partition('id="kontakt"')[2].partition("</aside>")[0]
        assert page.index('id="kontakt"') < page.index("Vi odlar.")
        assert "call-number" in box
        for text in ("031-390 06 12", "Vardagar 9–12", "s@exempel.se", "Skriv i ett formulär"):
            assert text in box
        assert "Ring helst." in box
        assert "Fler att ringa Brevlådan post@exempel.se" in told

    def test_stands_at_the_foot_of_a_phone(self, client):
        entry = make_intervention()
        bare = client.get(entry.get_absolute_url()).content.decode()
        entry.contacts.add(make_contact(phone="031-390 06 12"))
        page = client.get(entry.get_absolute_url()).content.decode()

        assert "call-bar" not in bare
        assert page.count("call-bar") == 1

    def test_says_what_to_do_when_nobody_answers(self, read):
        Organisation.objects.filter(pk=make_organisation().pk).update(phone="+46313900600")
        entry = make_intervention()
        entry.contacts.add(make_contact("Samordnare", phone="031-390 06 12"))

        words = "Svarar ingen? Ring Västerås stad, 031-390 06 00, och fråga efter Samordnare."
        assert words in read(entry)

    def test_says_whom_to_ask_where_the_number_is_missing(self, read):
        Organisation.objects.filter(pk=make_organisation().pk).update(phone="+46313900600")
        entry = make_intervention("Kafét")
        entry.contacts.add(make_contact("Samordnare", email="s@exempel.se"))

        told = read(entry)

        assert "Numret saknas. Ring växeln hos Västerås stad, 031-390 06 00" in told
        assert "och fråga efter ”Samordnare”." in told
        assert "Ring 031-390 06 00 Spara" in told

    def test_says_till_when_somebody_answers_and_not_an_hour_later(self, client, read, monkeypatch):
        contact = make_contact(phone="031-390 06 12", phone_hours="Förmiddagar")
        contact.opening_hours.create(weekday=0, opens="09:00", closes="11:30")
        entry = make_intervention()
        entry.contacts.add(contact)
        nine = datetime.datetime(2026, 11, 30, 9, tzinfo=datetime.UTC)
        monkeypatch.setattr(timezone, "now", lambda: nine)
        first = client.get(entry.get_absolute_url())
        told = read(entry)

        assert told.count("Öppet nu · till 11.30") == 2  # in the box, and at the foot
        assert "Måndag 9–11.30" in told
        assert "Förmiddagar" not in told
        monkeypatch.setattr(timezone, "now", lambda: nine + datetime.timedelta(hours=2))
        later = client.get(entry.get_absolute_url(), headers={"If-None-Match": first["ETag"]})
        assert "Öppet nu" not in later.content.decode()
        assert "Stängt · öppnar måndag klockan 9" not in told
        assert "Stängt · öppnar 7 december 2026 klockan 9" in later.content.decode()

    def test_says_for_which_kommuner(self, read):
        contact = make_contact()
        contact.municipalities.add(make_municipality("Sala"))
        entry = make_intervention()
        entry.contacts.add(contact)

        assert "Svarar för Sala." in read(entry)

    def test_takes_questions_about_a_case_without_a_name(self, read):
        entry = make_intervention()
        entry.contacts.add(
            make_contact("Ja-sägaren", consultation="yes", consultation_hours="Torsdagar 13–14.")
        )
        entry.contacts.add(make_contact("Nej-sägaren", consultation="no"))
        entry.contacts.add(make_contact("Tystlåten"))

        told = read(entry, "fakta")

        assert "utan att säga vem det gäller. Ja-sägaren. Torsdagar 13–14." in told
        assert "Nej-sägaren tar inte emot frågor" in told
        assert "Tystlåten" not in told


class TestWaysIn:
    def test_say_all_that_one_sender_must_know(self, read, client):
        entry = make_intervention()
        route = entry.routes.create(
            sender="social_services", how="Fyll i.", before="Ni har pratat.", enclose="Ett intyg.",
            after="Du är kvar.", units="Vuxenenheten", link="https://exempel.se/sida",
            form="https://exempel.se/blankett.pdf", cost="410 kr per dag",
        )  # fmt: skip
        route.municipalities.add(make_municipality("Sala"))

        told = read(entry, "in")

        assert "Kommunens socialtjänst Fyll i. Gäller i Sala Bara från Vuxenenheten" in told
        assert "Före Ni har pratat. Bifoga Ett intyg. Efter Du är kvar." in told
        page = client.get(entry.get_absolute_url()).content.decode()
        assert 'href="https://exempel.se/sida"' in page
        assert 'href="https://exempel.se/blankett.pdf"' in page
        price = "Vad betalar den som remitterar? Kommunens socialtjänst (Sala) 410 kr per dag"
        assert price in read(entry, "pengar")

    def test_without_a_price_are_not_among_the_prices(self, read):
        entry = make_intervention(cost_kind="free")
        entry.routes.create(sender="self")

        assert "remitterar" not in read(entry, "pengar")


class TestMoney:
    def test_comes_from_somebody(self, read):
        entry = make_intervention(income_supports=["Sjukpenning"])
        IncomeSupport.objects.update(payer="Försäkringskassan")

        assert "Vad lever jag på? Sjukpenning från Försäkringskassan" in read(entry, "pengar")


class TestSupport:
    def test_is_given_in_some_languages(self, read):
        entry = make_intervention(interpreter=True)
        entry.languages.add(make_language())

        assert "Språk Finska, tolk vid behov" in read(entry, "stod")


class TestVenues:
    def test_say_for_whom(self, read):
        venue = make_organisation().venues.create(
            name="Huset", address="Storgatan 1", town="Sala", accessibility="Hiss.",
            municipality=make_municipality("Sala"),
        )  # fmt: skip
        venue.municipalities.add(make_municipality("Köping"))
        entry = make_intervention()
        entry.venues.add(venue)

        assert "Huset Storgatan 1, Sala För boende i Köping. Hiss." in read(entry, "nar")

    def test_say_when_they_are_open_and_when_not(self, read):
        venue = make_organisation().venues.create(
            name="Huset", municipality=make_municipality("Sala"), open_on_holidays="no"
        )
        venue.opening_hours.create(weekday=1, opens="09:00", closes="19:00")
        venue.closed_periods.create(first_day="2026-12-20", last_day="2027-01-06")
        entry = make_intervention()
        entry.venues.add(venue)

        told = read(entry, "nar")

        assert "Tisdag 9–19 Öppet på kvällar, inte på helger. Stängt på röda dagar." in told
        assert "Stängt 20 december 2026 till 6 januari 2027" in told

    def test_of_a_protected_place_no_hour_is_told(self, read):
        venue = make_organisation().venues.create(
            name="Boendet", protected=True, municipality=make_municipality("Sala")
        )
        venue.opening_hours.create(weekday=1, opens="09:00", closes="19:00")
        entry = make_intervention()
        entry.venues.add(venue)

        assert "Tisdag" not in read(entry, "nar")


class TestResults:
    def test_are_numbers_of_people_the_newest_first(self, read):
        entry = make_intervention()
        entry.results.create(year=2024, started=3, finished=2, to_work_or_study=1)
        entry.results.create(
            year=2025, started=40, women=22, men=18, measured="Enkät.", source="Årsredovisning",
            source_link="https://exempel.se/ar",
        )  # fmt: skip

        told = read(entry, "fakta")

        assert "År Började Kvinnor Män Avslutade Till arbete eller studier" in told
        assert "2025 40 22 18 vet inte vet inte 2024 3 vet inte vet inte 2 1" in told
        assert "2025: Enkät. Källa: Årsredovisning" in told
        assert "%" not in told

    def test_leave_out_what_no_year_tells(self, read):
        entry = make_intervention()
        entry.results.create(year=2025, started=4, source="Rapporten")

        told = read(entry, "fakta")

        assert "År Började 2025 4" in told
        assert "Källa: Rapporten" in told


class TestContributions:
    def test_say_who_what_and_how_long(self, read):
        entry = make_intervention()
        for name, span in (
            ("Ena", {"starts_on": TODAY, "ends_on": TODAY + datetime.timedelta(days=1)}),
            ("Andra", {}),
        ):
            entry.contributions.create(organisation=make_organisation(name), what="Lokal", **span)

        told = read(entry, "fakta")

        assert "Ena Lokal 30 november 2026 till 1 december 2026" in told
        assert "Andra Lokal" in told


class TestWhatHasEnded:
    def test_leads_to_all_its_heirs_and_never_to_a_draft(self, read, client):
        heir, second = make_intervention("Arvingen"), make_intervention("Den andra")
        draft = make_intervention("Hemlig", status="draft")
        ended = make_intervention(
            "Förr", status="replaced", replaced_by=heir, content="Vi odlade.", ended_on=TODAY
        )
        ended.also_replaced_by.set([second, draft])

        told = read(ended)
        page = client.get(ended.get_absolute_url()).content.decode()

        assert "Den upphörde 30 november 2026." in told
        assert "Gå hit i stället: Arvingen Den andra Fråga Västerås stad." in told
        assert "Hemlig" not in told
        folded = page.partition("<details")[2].partition("</details>")[0]
        assert "Vi odlade." in page.partition("Så var insatsen")[2]
        assert folded
        assert f'data-pick="{ended.pk}"' not in page
        assert 'id="kontakt"' not in page
        assert 'id="gang"' not in page

    def test_says_so_when_nothing_has_come_instead(self, read):
        ended = make_intervention(status="ended", nothing_replaces=True)

        assert "Det finns inget nytt i stället." in read(ended)

    def test_leads_to_somebody_to_ask_all_the_same(self, read):
        ended = make_intervention(status="ended", nothing_replaces=True)
        Organisation.objects.update(phone="+46313900600")

        assert "Fråga Västerås stad, 031-390 06 00." in read(ended)


class TestEasyText:
    @pytest.fixture
    def written(self):
        return make_intervention(
            summary="Svår.", easy_summary="Lätt.", easy_how="Ring oss.\n\nSäg vad du heter."
        )

    def test_is_offered_only_where_it_is_written(self, client, written):
        page = client.get(written.get_absolute_url()).content.decode()

        assert f'href="/sv-simple{written.get_absolute_url()}">Läs på lätt svenska' in page
        assert "Lätt." not in page
        assert "Ring oss." not in page
        bare = client.get(make_intervention().get_absolute_url()).content.decode()
        assert "Läs på lätt svenska" not in bare

    def test_stands_in_the_place_of_the_other(self, client, read, written):
        address = written.get_absolute_url()
        page = client.get(f"/sv-simple{address}").content.decode()

        assert "Svår." not in page.partition("<main")[2]
        assert "Lätt." in page
        assert "Ring oss. Säg vad du heter." in read(written, "gang", "/sv-simple")
        assert f'href="{address}">Läs hela texten' in page

    def test_is_the_usual_one_where_there_is_no_other(self, read):
        assert "Vanlig." in read(make_intervention(summary="Vanlig."), prefix="/sv-simple")


class TestInOtherLanguages:
    @pytest.mark.parametrize("language", ["en", "ar", "fi", "so", "uk"])
    def test_what_editors_wrote_is_marked_as_swedish(self, client, language):
        entry = make_intervention(
            summary="Lugn takt.", content="Vi odlar.", duration="En termin", travel="Busskort."
        )
        entry.contacts.add(make_contact("Samordnare", phone="031-390 06 12"))

        page = client.get(f"/{language}{entry.get_absolute_url()}").content.decode()

        for text in ("Lugn takt.", "Vi odlar.", "En termin", "Busskort.", "Samordnare"):
            assert f'<span lang="sv" dir="ltr">{text}</span>' in page
        assert '<bdi dir="ltr">031-390 06 12</bdi>' in page
        for ours in ("Så går det till", "Krävs det här av mig", "Det här vet vi inte", "Ring<"):
            assert ours not in page

    def test_a_name_from_outside_cannot_be_code(self, client):
        entry = make_intervention()
        entry.contacts.add(make_contact("<b>Chefen", phone="031-390 06 12"))
        organisation = entry.organisation
        organisation.phone, organisation.name = "031-390 06 13", "<b>Staden"
        organisation.save()
        entry.routes.create(sender="self", cost="<b>1 kr", units="<b>Enhet")

        for prefix in ("", "/ar"):
            page = client.get(prefix + entry.get_absolute_url()).content.decode()
            assert "<b>" not in page
            assert "&lt;b&gt;Staden" in page


@pytest.mark.django_db(transaction=True)  # what is not committed is read anew each time
class TestQueries:
    @pytest.mark.slow
    def test_are_no_more_than_before_there_was_so_much_to_tell(
        self, client, exemplary, django_assert_max_num_queries
    ):
        entries = list(Intervention.objects.published())
        assert len(entries) > 25

        for entry in entries:
            address = entry.get_absolute_url()
            client.get(address)  # the index is made, the cards of its neighbours are remembered
            with django_assert_max_num_queries(18):
                assert client.get(address).status_code == 200
