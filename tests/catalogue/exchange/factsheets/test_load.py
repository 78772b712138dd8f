import datetime
from decimal import Decimal

import pytest

from catalogue.models import (
    Association,
    Contact,
    Intervention,
    Language,
    Municipality,
    NeedGroup,
    Organisation,
)
from tests.catalogue.exchange.records import record


def slugs(manager):
    return set(manager.values_list("slug", flat=True))


class TestStructure:
    def test_turns_every_field_into_what_it_says(self, import_records):
        import_records(
            record(
                organisation="Västerås stad, Arbete med AF och Region Västmanland",
                behovsgrupper=["NPF", "Saknar SGI"],
                criteria="16–64 år, klarar att vara i grupp.",
                type="coachning, gruppverksamhet",
                extent="2–10 timmar per vecka",
                duration="6–12 månader",
                cost="Patientavgift",
                income_support="Sjukpenning",
                intake="Kötid 2 veckor",
                languages=["Svenska", "farsi", "tolk vid behov"],
                note="Fråga igen.",
                step=2,
            )
        )

        row = Intervention.objects.get()
        assert (row.source, row.source_id, row.status, row.step.number) == ("demo", "1", "open", 2)
        assert row.organisation.name == "Västerås stad, Arbete"
        assert row.organisation.parent.municipality.name == "Västerås"
        assert {body.name for body in row.participants.all()} == {
            "Arbetsförmedlingen",
            "Region Västmanland",
        }
        assert slugs(row.need_groups) == {"npf", "saknar-sgi"}
        assert slugs(row.types) == {"coachning", "gruppverksamhet"}
        assert slugs(row.forms) == {"grupp"}
        assert slugs(row.requirements) == {"grupp"}
        assert slugs(row.income_supports) == {"sjukpenning"}
        assert slugs(row.languages) == {"svenska", "persiska"}
        assert row.interpreter
        assert (row.age_from, row.age_to) == (16, 64)
        assert (row.hours_from, row.hours_to) == (Decimal(2), Decimal(10))
        assert (row.weeks_from, row.weeks_to, row.queue_days) == (26, 52, 14)
        assert (row.cost_kind, row.cost) == ("patient_fee", "Patientavgift")
        assert [route.sender for route in row.routes.all()] == ["self"]
        assert [contact.function for contact in row.contacts.all()] == ["Receptionen"]
        assert row.contacts.get().organisation == row.organisation
        assert row.example
        assert row.documented_fields == ["name"]
        assert row.basis == "Katalogen (beskriver just denna insats)"
        assert row.editor_note == "Fråga igen."
        assert row.summary == "En mjuk start."

    def test_reads_a_project(self, import_records):
        import_records(record(duration="2024-09-02 – 2026-12-31", financing="ESF"))

        row = Intervention.objects.get()
        assert row.project_to == datetime.date(2026, 12, 31)
        assert row.financing == "esf"

    def test_reads_what_is_for_the_whole_country_or_a_whole_county(self, import_records):
        import_records(
            record(id=1, region="alla", kommuner=["Sala"]),
            record(id=2, region="Gävleborg", kommuner=[]),
        )

        nation = Intervention.objects.get(source_id="1")
        assert nation.nationwide
        assert not nation.municipalities.exists()  # or Sala would count it as its own
        assert [
            county.code for county in Intervention.objects.get(source_id="2").counties.all()
        ] == ["21"]

    def test_names_the_association_whose_area_it_lies_in(self, import_records):
        body = Organisation.objects.create(name="Förbundet", slug="f", kind="association")
        association = Association.objects.create(organisation=body)
        association.municipalities.set(Municipality.objects.filter(county__code="19"))

        import_records(record(financing="samordningsförbundet", organisation="AF och FK"))

        assert Intervention.objects.get().funded_by == association


class TestBeyondTheDemo:
    def test_takes_any_kommun_language_and_need_group(self, import_records):
        report = import_records(
            record(
                kommuner=["GÖTEBORGS STAD", "Åmåls kommun", "kiruna"],
                languages=["svenska", "klingonska", "Klingiska"],
                behovsgrupper=["Sjömän"],
            )
        )

        row = Intervention.objects.get()
        assert {place.name for place in row.municipalities.all()} == {"Göteborg", "Åmål", "Kiruna"}
        assert {language.code for language in Language.objects.filter(order=1000)} == {
            "und-klin",
            "und-kli2",
        }
        assert not NeedGroup.objects.get(name="Sjömän").reviewed
        assert report.new_need_groups == ["Sjömän"]
        assert len(report.new_languages) == 2

    def test_finds_a_group_by_the_blunt_word(self, import_records):
        report = import_records(record(behovsgrupper=["hemmasittare", "PSYKISK OHÄLSA"]))

        assert slugs(Intervention.objects.get().need_groups) == {"skolfranvaro", "psykisk-ohalsa"}
        assert report.new_need_groups == []


class TestSecondRun:
    def test_changes_nothing_where_nothing_changed(self, import_records):
        import_records(record(leads_to=["B"]), record(id=2, name="B"))
        moments = list(Intervention.objects.values_list("changed_at", flat=True))

        report = import_records(record(leads_to=["B"]), record(id=2, name="B"))

        assert (report.created, report.updated, report.unchanged) == ([], {}, 2)
        assert list(Intervention.objects.values_list("changed_at", flat=True)) == moments

    def test_updates_what_changed(self, import_records):
        import_records(record())
        moment = Intervention.objects.get().changed_at

        report = import_records(record(referral="AF.", languages=["finska"], name="Ny väg"))

        row = Intervention.objects.get()
        assert report.updated == {"Ny väg": ["name", "referral", "languages", "routes"]}
        assert row.changed_at > moment
        assert slugs(row.languages) == {"finska"}

    def test_notes_the_moment_also_where_only_a_relation_changed(self, import_records):
        import_records(record())
        moment = Intervention.objects.get().changed_at

        import_records(record(kommuner=["Sala"]))

        assert Intervention.objects.get().changed_at > moment

    def test_keeps_what_the_file_does_not_hold(self, import_records):
        import_records(record())
        Intervention.objects.update(
            summary="Bättre ord.",
            sus_number="123",
            example=False,
            reviewed_on=datetime.date(2026, 1, 1),
        )

        report = import_records(record())

        row = Intervention.objects.get()
        assert (row.summary, row.sus_number, row.example) == ("Bättre ord.", "123", False)
        assert report.unchanged == 1

    def test_keeps_another_source_apart(self, import_records):
        import_records(record())

        import_records(record(), source="kommunens egen")

        assert Intervention.objects.count() == 2
        assert Contact.objects.count() == 1


class TestWhatFollows:
    def test_joins_to_the_namesake_that_is_nearest(self, import_records):
        import_records(
            record(id=1, leads_to=["Nästa"]),
            record(id=2, name="Nästa", kommuner=["Sala"]),
            record(id=3, name="Nästa"),
        )

        row = Intervention.objects.get(source_id="1")
        assert [link.after.source_id for link in row.continues_to.all()] == ["3"]

    def test_joins_to_what_is_in_the_catalogue_already(self, import_records):
        import_records(record(name="Nästa"), source="förra")

        import_records(record(leads_to=["nästa"]))

        row = Intervention.objects.get(source="demo")
        assert row.continues_to.get().after.source == "förra"

    def test_warns_of_a_name_that_is_nowhere(self, import_records):
        report = import_records(record(leads_to=["Ingenstans", "Vägen in"]))

        assert [warning.field for warning in report.warnings] == ["leads_to", "leads_to"]

    def test_forgets_what_no_longer_follows(self, import_records):
        other = record(id=2, name="B")
        import_records(record(leads_to=["B"]), other)

        report = import_records(record(), other)

        assert report.updated == {"Vägen in": ["leads_to"]}
        assert not Intervention.objects.get(source_id="1").continues_to.exists()


class TestEndings:
    def test_says_that_nothing_replaces_where_nothing_is_named(self, import_records):
        import_records(record(status="avslutad"))

        row = Intervention.objects.get()
        assert (row.status, row.nothing_replaces, row.replaced_by) == ("ended", True, None)

    @pytest.mark.parametrize(("status", "stored"), [("avslutad", "ended"), ("ersatt", "replaced")])
    def test_names_the_heir_and_settles(self, import_records, status, stored):
        records = [record(status=status, leads_to=["B"]), record(id=2, name="B")]
        import_records(*records)

        report = import_records(*records)

        row = Intervention.objects.get(source_id="1")
        assert (row.status, row.replaced_by.name, row.nothing_replaces) == (stored, "B", False)
        assert report.unchanged == 2


class TestWarnings:
    @pytest.mark.parametrize(
        ("fields", "field"),
        [
            ({"financing": "samordningsförbundet"}, "financing"),
            (
                {"financing": "samordningsförbundet", "organisation": "AF, FK", "name": "KAA"},
                "financing",
            ),
            ({"financing": "lotteri"}, "financing"),
            ({"type": "coaching"}, "type"),
        ],
    )
    def test_tell_of_what_an_editor_should_judge(self, import_records, fields, field):
        report = import_records(record(**fields))

        assert [warning.field for warning in report.warnings] == [field]
        assert Intervention.objects.count() == 1
