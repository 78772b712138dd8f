"""Whatever way an edit is written, it is found at once; what is rolled back never is."""

import json
from contextlib import suppress
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from catalogue.models import (
    County,
    DeliveryForm,
    IncomeSupport,
    Intervention,
    InterventionType,
    Language,
    Municipality,
    NeedGroup,
    Organisation,
    Requirement,
    Step,
    SynonymGroup,
    User,
)
from catalogue.search.sync import Follower
from tests.catalogue.admin.forms import form_values
from tests.catalogue.exchange.records import record
from tests.catalogue.search.helpers import ask, names
from tests.factories import (
    make_county,
    make_intervention,
    make_language,
    make_municipality,
    make_need_group,
    make_organisation,
    make_requirement,
    make_step,
)

WORD = "segelflyg"  # in no text of the tests but those that an edit writes


@pytest.fixture
def entry(follower):
    """An entry that was read into the index before the test changes anything."""
    entry = make_intervention(
        "Boendestöd",
        need_groups=["Unga"],
        municipalities=["Köping"],
        types=["Praktik"],
        forms=["Grupp"],
        requirements=["SGI"],
        income_supports=["Lön"],
        organisation=make_organisation("Enheten", parent=make_organisation("Staden")),
        participants=["Stadsmissionen"],
        step=2,
    )
    entry.counties.add(make_county())
    entry.languages.add(make_language())
    make_intervention("Annat", organisation="Byn")
    follower.current()
    return entry


def sql(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def save(entry):
    entry.name = WORD
    entry.save()


def update_or_insert(entry):
    row = Intervention(pk=entry.pk, name=WORD, organisation=entry.organisation, status="planned")
    Intervention.objects.bulk_create(
        [row], update_conflicts=True, unique_fields=["id"], update_fields=["name"]
    )


def bulk_update(entry):
    entry.summary = WORD
    Intervention.objects.bulk_update([entry], ["summary"])


WORDS_WRITTEN = {
    "by saving it": save,
    "by updating a query": lambda entry: Intervention.objects.filter(pk=entry.pk).update(name=WORD),
    "by updating in bulk": bulk_update,
    "by inserting or updating": update_or_insert,
    "by plain SQL": lambda entry: sql(
        "UPDATE catalogue_intervention SET content = %s WHERE id = %s", WORD, entry.pk
    ),
    "by renaming its organisation": lambda entry: Organisation.objects.filter(
        pk=entry.organisation_id
    ).update(name=WORD),
    "by renaming what its organisation is part of": lambda entry: Organisation.objects.filter(
        name="Staden"
    ).update(name=WORD),
    "by renaming who takes part": lambda entry: Organisation.objects.filter(
        name="Stadsmissionen"
    ).update(short_name=WORD),
    "by another parent": lambda entry: Organisation.objects.filter(pk=entry.organisation_id).update(
        parent=make_organisation(WORD)
    ),
    "by renaming its need group": lambda entry: NeedGroup.objects.update(name=WORD),
    "by a search word of its need group": lambda entry: NeedGroup.objects.update(search_words=WORD),
    "by renaming its kommun": lambda entry: Municipality.objects.update(name=WORD),
    "by renaming its county": lambda entry: County.objects.update(name=WORD),
    "by renaming its type": lambda entry: InterventionType.objects.update(name=WORD),
    "by renaming its form": lambda entry: DeliveryForm.objects.update(name=WORD),
    "by renaming its language": lambda entry: Language.objects.update(name=WORD),
    "by renaming its income support": lambda entry: IncomeSupport.objects.update(name=WORD),
    "by adding a need group": lambda entry: entry.need_groups.add(make_need_group(WORD)),
    "by setting its need groups": lambda entry: entry.need_groups.set([make_need_group(WORD)]),
    "from the other side": lambda entry: make_need_group(WORD).interventions.add(entry),
    "by adding a kommun": lambda entry: entry.municipalities.add(make_municipality(WORD)),
}


class TestWords:
    @pytest.mark.parametrize("way", WORDS_WRITTEN.values(), ids=WORDS_WRITTEN)
    def test_are_found_at_once_when_written(self, follower, entry, way):
        assert WORD not in str(names(follower.current(), WORD))

        way(entry)

        entry.refresh_from_db()
        assert names(follower.current(), WORD)[:1] == [entry.name]

    @pytest.mark.parametrize("way", WORDS_WRITTEN.values(), ids=WORDS_WRITTEN)
    def test_are_never_found_when_rolled_back(self, follower, entry, way):
        with suppress(ZeroDivisionError), transaction.atomic():
            way(entry)
            within = names(follower.current(), WORD)
            raise ZeroDivisionError

        assert len(within) == 1  # the transaction itself sees what it wrote
        assert names(follower.current()) == ["Annat", "Boendestöd"]
        assert follower.current().search(ask(WORD)).plan.groups != ()
        assert follower.current().search(ask(WORD)).total == 0
        assert names(Follower().current(), WORD) == []


CHOICES_WRITTEN = {
    "removing a need group": (
        lambda e: e.need_groups.remove(make_need_group("Unga")),
        "behov",
        "unga",
    ),
    "clearing the kommuner": (
        lambda e: (e.municipalities.clear(), e.counties.clear()),
        "kommun",
        "koping",
    ),
    "setting the types": (lambda e: e.types.set([]), "typ", "praktik"),
    "clearing the forms": (lambda e: e.forms.clear(), "form", "grupp"),
    "another step": (
        lambda e: Intervention.objects.filter(pk=e.pk).update(step=make_step(4)),
        "steg",
        "2",
    ),
    "a new number of a step": (lambda e: Step.objects.update(number=5), "steg", "2"),
    "clearing the languages": (lambda e: e.languages.clear(), "sprak", "finska"),
    "setting the income supports": (lambda e: e.income_supports.set([]), "ersattning", "lon"),
    "another organisation": (
        lambda e: Intervention.objects.filter(pk=e.pk).update(
            organisation=make_organisation("Byn")
        ),
        "organisation",
        "staden",
    ),
    "leaving out who takes part": (
        lambda e: e.participants.clear(),
        "organisation",
        "stadsmissionen",
    ),
    "retiring to a draft": (
        lambda e: Intervention.objects.filter(pk=e.pk).update(status="draft"),
        "behov",
        "unga",
    ),
    "another slug": (lambda e: NeedGroup.objects.update(slug="annan"), "behov", "unga"),
    "plain SQL on a relation": (
        lambda e: sql("DELETE FROM catalogue_intervention_types WHERE intervention_id = %s", e.pk),
        "typ",
        "praktik",
    ),
}


class TestChoices:
    @pytest.mark.parametrize(
        ("way", "facet", "value"), CHOICES_WRITTEN.values(), ids=CHOICES_WRITTEN
    )
    def test_follow_at_once(self, follower, entry, way, facet, value):
        assert names(follower.current(), **{facet: value}) == ["Boendestöd"]

        way(entry)

        assert names(follower.current(), **{facet: value}) == []

    def test_of_what_is_not_required_follow_at_once(self, follower, entry):
        entry.requirements.clear()
        entry.forms.clear()
        assert follower.current().index.values_of(entry.pk).get("krav", []) == []

        Requirement.objects.update(without="sjukpenninggrundande inkomst")

        labels = follower.current().options.labels["kraver_inte"]
        assert labels == {"sgi": "sjukpenninggrundande inkomst"}

    def test_of_what_is_said_not_to_be_required_follow_at_once(self, follower, entry):
        entry.requirements.clear()
        entry.forms.clear()
        entry.not_required.add(Requirement.objects.get(slug="sgi"))
        assert follower.current().index.values_of(entry.pk)["krav"] == ["-sgi"]

        Intervention.objects.filter(pk=entry.pk).update(requirements_complete=True)
        make_requirement("Körkort")
        assert set(follower.current().index.values_of(entry.pk)["krav"]) == {"-sgi", "-korkort"}

    def test_gain_a_way_in(self, follower, entry):
        entry.routes.create(sender="self")

        assert names(follower.current(), tilltrade="egen-ansokan") == ["Boendestöd"]

    def test_lose_a_way_in(self, follower, entry):
        route = entry.routes.create(sender="self")
        follower.current()

        route.delete()

        assert names(follower.current(), tilltrade="egen-ansokan") == []

    def test_know_new_neighbours(self, follower, entry):
        make_municipality("Köping").neighbours.add(make_municipality("Arboga"))

        assert follower.current().options.neighbours["koping"] == ("arboga",)

    def test_know_a_kommun_that_moved_to_another_county(self, follower, entry):
        entry.municipalities.clear()
        assert names(follower.current(), kommun="koping") == ["Boendestöd"]  # the whole county

        Municipality.objects.update(county=make_county("Örebro län", "18"))

        assert names(follower.current(), kommun="koping") == []


class TestEntries:
    def test_made_in_bulk_are_found(self, follower, entry):
        rows = [
            Intervention(name=f"{WORD} {number}", organisation=entry.organisation, status="planned")
            for number in range(30)
        ]
        Intervention.objects.bulk_create(rows)

        assert len(names(follower.current(), WORD)) == 30

    def test_removed_by_plain_sql_are_gone(self, follower, entry):
        bare = make_intervention(WORD)
        assert names(follower.current(), WORD) == [WORD]

        sql("DELETE FROM catalogue_intervention WHERE id = %s", bare.pk)

        assert names(follower.current(), WORD) == []

    def test_with_another_key_leave_the_old_one(self, follower, entry):
        bare = make_intervention(WORD)
        follower.current()

        sql("UPDATE catalogue_intervention SET id = 4711 WHERE id = %s", bare.pk)

        assert follower.current().search(ask(WORD)).ids == [4711]

    @pytest.mark.parametrize("apply", [True, False], ids=["for good", "on trial"])
    def test_that_were_imported_are_found_unless_it_was_a_trial(self, follower, tmp_path, apply):
        call_command("load_reference", verbosity=0)
        follower.current()
        path = tmp_path / "egna.json"
        path.write_text(json.dumps([record(name="Segelflyg för nybörjare")]))

        call_command(
            "import_interventions", str(path), new_source="x", apply=apply, stdout=StringIO()
        )

        expected = ["Segelflyg för nybörjare"] if apply else []
        assert names(follower.current(), WORD) == expected

    def test_that_an_editor_saved_are_found(self, follower, entry, client):
        client.force_login(User.objects.create_superuser("r", "r@exempel.se", "ett-långt-ord"))
        address = f"/admin/catalogue/intervention/{entry.pk}/change/"
        posted = form_values(client.get(address)) | {"name": WORD, "_save": "1"}

        client.post(address, {name: value for name, value in posted.items() if value != ""})

        assert names(follower.current(), WORD) == [WORD]


class TestSynonyms:
    def test_work_when_added(self, follower, entry):
        assert names(follower.current(), "hoppetossa") == []

        SynonymGroup.objects.create(terms="boendestöd\nhoppetossa")

        assert names(follower.current(), "hoppetossa") == ["Boendestöd"]

    def test_work_when_edited(self, follower, entry):
        group = SynonymGroup.objects.create(terms="boendestöd\nhoppetossa")
        follower.current()

        group.lay = "skutan"
        group.save()

        assert names(follower.current(), "skutan") == ["Boendestöd"]

    def test_stop_when_retired(self, follower, entry):
        SynonymGroup.objects.create(terms="boendestöd\nhoppetossa")
        follower.current()

        SynonymGroup.objects.update(active=False)

        assert names(follower.current(), "hoppetossa") == []

    def test_never_work_when_rolled_back(self, follower, entry):
        with transaction.atomic():
            SynonymGroup.objects.create(terms="boendestöd\nhoppetossa")
            transaction.set_rollback(True)

        assert names(follower.current(), "hoppetossa") == []
