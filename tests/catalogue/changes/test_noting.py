"""Versions by every path."""

import datetime
import io
import json
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TransactionTestCase
from reversion.models import Revision, Version

from catalogue.changes.noting import OUTSIDE, note_all, note_outside, noting, versions_of
from catalogue.changes.reading import parse, snapshots
from catalogue.changes.shapes import SHAPES
from catalogue.exchange.incoming import exchange
from catalogue.management.commands import note_versions
from catalogue.models import (
    Contact,
    Continuation,
    Intervention,
    Organisation,
    ReferralRoute,
    SynonymGroup,
    Touched,
    User,
)
from catalogue.values.record import records
from tests.catalogue.admin.forms import form_values
from tests.factories import (
    make_contact,
    make_intervention,
    make_municipality,
    make_need_group,
    make_organisation,
    make_service,
)
from tests.sample import part

ENTRY = SHAPES["intervention"]


def newest(row: Any) -> Version:
    found = versions_of(SHAPES[row._meta.model_name], row.pk).first()
    assert found is not None
    return found


def fields(row: Any) -> dict[str, Any]:
    return parse(newest(row).serialized_data)["fields"]


@pytest.fixture
def entry(db: None) -> Intervention:
    row = make_intervention("Boendestöd", need_groups=["Unga"], municipalities=["Sala"])
    note_outside()
    return row


class TestAShape:
    def test_knows_every_table_that_belongs_to_an_entry(self) -> None:
        lines = {each.name for each in ENTRY.lines}
        others = {
            "comes_from",  # the other entry's own line
            *("replaces", "also_replaces"),  # the other entry's own fields
            "proposed_facts",  # what the prose may mean, till somebody says so
            "suggestions",
            "conflicts",  # what an import asks
            "imported",  # what an import remembers
            "working_copies",  # what somebody wants it to say
            "reminded",  # the letters about it
            "unsaved_texts",  # what somebody has written and not saved
        }

        pointing = {relation.get_accessor_name() for relation in Intervention._meta.related_objects}

        assert pointing == lines | others

    def test_covers_every_field(self) -> None:
        every = {field.name for field in Intervention._meta.get_fields() if not field.auto_created}

        assert every - {"changed_at"} == {*ENTRY.fields, *ENTRY.many}

    def test_has_no_name_of_a_person(self, db: None) -> None:
        contact = make_contact(
            person_name="Eva Ek", person_reason="Ensam", person_until="2027-01-01"
        )

        note_outside()

        assert "Eva Ek" not in newest(contact).serialized_data


@pytest.mark.django_db
class TestNoting:
    def test_makes_one_version_of_all_that_happens_inside(self, entry: Intervention) -> None:
        user = User.objects.create_superuser("anna")

        with noting(user, "Prov"):
            entry.summary = "Ny text"
            entry.save()
            entry.need_groups.set([make_need_group("Äldre")])
            ReferralRoute.objects.create(intervention=entry, sender="self", how="Ring")

        version = newest(entry)
        assert versions_of(ENTRY, entry.pk).count() == 2
        assert version.revision.user == user
        assert version.revision.comment == "Prov"
        assert parse(version.serialized_data)["lines"]["routes"][0]["how"] == "Ring"
        assert fields(entry)["need_groups"] == [make_need_group("Äldre").pk]

    def test_makes_none_where_nothing_became_different(self, entry: Intervention) -> None:
        with noting(None, "Prov"):
            entry.save()

        assert versions_of(ENTRY, entry.pk).count() == 1
        assert not Touched.objects.exists()

    def test_leaves_none_of_what_was_undone(self, entry: Intervention) -> None:
        def fail() -> None:
            with noting(None, "Prov"):
                Intervention.objects.filter(pk=entry.pk).update(summary="Ny text")
                raise ValueError("ångra")

        with pytest.raises(ValueError, match="ångra"):
            fail()

        note_outside()

        assert versions_of(ENTRY, entry.pk).count() == 1

    def test_does_not_answer_for_others(self, entry: Intervention) -> None:
        Intervention.objects.filter(pk=entry.pk).update(summary="Utifrån")

        with noting(None, "Prov"):
            Intervention.objects.filter(pk=entry.pk).update(summary="Inifrån")

        told = [
            (parse(version.serialized_data)["fields"]["summary"], version.revision.comment)
            for version in versions_of(ENTRY, entry.pk)
        ]
        assert told[:2] == [("Inifrån", "Prov"), ("Utifrån", OUTSIDE)]

    def test_lets_the_outermost_answer(self, entry: Intervention) -> None:
        with noting(None, "Ytterst"), noting(None, "Innerst"):
            Intervention.objects.filter(pk=entry.pk).update(summary="Ny")

        assert newest(entry).revision.comment == "Ytterst"

    def test_outlives_the_account_of_who_did_it(self, entry: Intervention) -> None:
        user = User.objects.create_superuser("anna")
        with noting(user, "Prov"):
            Intervention.objects.filter(pk=entry.pk).update(summary="Ny")

        user.delete()

        assert newest(entry).revision.user is None
        assert fields(entry)["summary"] == "Ny"

    def test_of_everything_compares_what_no_trigger_named(self, entry: Intervention) -> None:
        Version.objects.all().delete()

        made = note_all("Första versionen")

        assert newest(entry).revision.comment == "Första versionen"
        assert made >= 2  # the entry and its organisation
        assert note_all("igen") == 0

    def test_of_everything_goes_on_past_a_kind_that_fails(
        self, entry: Intervention, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        Version.objects.all().delete()
        whole = note_versions.note_every

        def fails_for_organisations(shape: Any, how: str) -> int:
            if shape.model is Organisation:
                raise LookupError
            return whole(shape, how)

        monkeypatch.setattr(note_versions, "note_every", fails_for_organisations)

        with pytest.raises(CommandError, match="1 av 7 slag av poster gick inte: organisationer"):
            call_command("note_versions", all=True)

        assert newest(entry).revision.comment == "Första versionen"

    def test_is_read_by_the_library(self, entry: Intervention) -> None:
        assert newest(entry).object == entry
        assert str(newest(entry)) == "Boendestöd"


def _raw(entry: Intervention) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE catalogue_intervention SET summary = 'Rå SQL' WHERE id = %s", [entry.pk]
        )


def _bulk_update(entry: Intervention) -> None:
    entry.summary = "I bulk"
    Intervention.objects.bulk_update([entry], ["summary"])


def _route(entry: Intervention) -> None:
    ReferralRoute.objects.bulk_create([ReferralRoute(intervention=entry, sender="self")])


def _route_place(entry: Intervention) -> None:
    route = ReferralRoute.objects.create(intervention=entry, sender="self")
    note_outside()
    route.municipalities.add(make_municipality("Sala"))


def _follow(entry: Intervention) -> None:
    Continuation.objects.create(before=entry, after=make_intervention("Nästa"))


def _through(entry: Intervention) -> None:
    group = make_need_group("Nya")
    Intervention.need_groups.through.objects.bulk_create(
        [Intervention.need_groups.through(intervention=entry, needgroup=group)]
    )


@pytest.mark.django_db
class TestAPathOutsideTheDesk:
    @pytest.mark.parametrize(
        "change",
        [
            _raw,
            _bulk_update,
            _route,
            _route_place,
            _follow,
            _through,
            lambda entry: Intervention.objects.filter(pk=entry.pk).update(summary="Ny"),
            lambda entry: entry.need_groups.clear(),
            lambda entry: entry.municipalities.add(make_municipality("Köping")),
            lambda entry: make_need_group("Unga").interventions.remove(entry),
        ],
    )
    def test_does_not_pass_unseen(self, entry: Intervention, change: Any) -> None:
        before = newest(entry)

        change(entry)
        note_outside()

        assert newest(entry).pk > before.pk
        assert newest(entry).revision.comment == OUTSIDE
        assert newest(entry).serialized_data == snapshots(ENTRY, [entry.pk])[entry.pk]

    def test_tells_of_a_line_that_was_deleted(self, entry: Intervention) -> None:
        ReferralRoute.objects.create(intervention=entry, sender="self", how="Ring")
        note_outside()

        entry.routes.all().delete()
        note_outside()

        assert parse(newest(entry).serialized_data)["lines"]["routes"] == []

    def test_tells_when_it_happened(self, entry: Intervention) -> None:
        began = timezone.now() - datetime.timedelta(seconds=2)

        _raw(entry)
        note_outside()

        assert began <= newest(entry).revision.date_created <= timezone.now()

    @pytest.mark.parametrize(
        "make",
        [
            make_organisation,
            make_contact,
            lambda: SynonymGroup.objects.create(terms="ord"),
            make_service,
            lambda: Intervention.objects.bulk_create(
                [Intervention(name="Bulk", organisation=make_organisation())]
            )[0],
        ],
    )
    def test_gives_a_first_version(self, make: Any) -> None:
        row = make()

        note_outside()

        assert newest(row).object == row

    def test_is_noted_by_the_daily_command(self, entry: Intervention) -> None:
        _raw(entry)

        call_command("thin", verbosity=0)

        assert fields(entry)["summary"] == "Rå SQL"

    def test_is_noted_by_a_command_of_its_own(self, entry: Intervention, capsys: Any) -> None:
        _raw(entry)

        call_command("note_versions")

        assert "Nya versioner: 1." in capsys.readouterr().out


@pytest.mark.django_db
class TestAnImport:
    def test_of_fact_sheets_gives_versions(self, reference: None) -> None:
        call_command("load_demo", stdout=io.StringIO())
        entries = Intervention.objects.count()

        made = Version.objects.filter(content_type__model="intervention")

        assert made.count() == entries
        assert not Touched.objects.exists()
        assert "interventions" in newest(Intervention.objects.first()).revision.comment

    def test_of_a_table_names_the_person_and_the_file(self, entry: Intervention) -> None:
        user = User.objects.create_superuser("anna")
        Intervention.objects.filter(pk=entry.pk).update(example=True)  # may lack its needs
        note_outside()
        row = next(iter(records(Intervention.objects.filter(pk=entry.pk), staff=True)))
        other = row | {"summary": "Ur filen", "need_groups": []}

        *_, outcome = exchange(
            json.dumps([other]).encode(), "ur.json", user, apply=lambda outcome: None
        )

        assert outcome.applied, outcome.problems  # type: ignore[union-attr]
        assert fields(entry)["summary"] == "Ur filen"
        assert fields(entry)["need_groups"] == []
        assert newest(entry).revision.user == user
        assert newest(entry).revision.comment == "Inläst ur filen ur.json"

    def test_that_is_only_looked_at_leaves_none(self, entry: Intervention) -> None:
        before = Revision.objects.count()
        row = next(iter(records(Intervention.objects.filter(pk=entry.pk), staff=True)))

        list(exchange(json.dumps([row | {"summary": "Annat"}]).encode(), "ur.json"))

        assert Revision.objects.count() == before


def _desk(path: str, entry: Intervention, words: str) -> None:
    """Change the entry's words by one path, whole in itself."""
    rows = Intervention.objects.filter(pk=entry.pk)
    group = make_need_group(words or "Tom")
    if path == "save":
        row = rows.get()
        row.summary = words
        row.save()
    elif path == "update":
        rows.update(summary=words)
    elif path == "bulk_update":
        row = rows.get()
        row.criteria = words
        Intervention.objects.bulk_update([row], ["criteria"])
    elif path == "many":
        rows.get().need_groups.set([group])
    elif path == "line":
        ReferralRoute.objects.filter(intervention=entry).delete()
        ReferralRoute.objects.bulk_create(
            [ReferralRoute(intervention=entry, sender="self", how=words)]
        )
    elif path == "sql":
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE catalogue_intervention SET exclusion = %s WHERE id = %s", [words, entry.pk]
            )
    elif path == "other":
        Organisation.objects.filter(pk=entry.organisation_id).update(mission=words)
    elif path == "contact":
        contact, _ = Contact.objects.get_or_create(
            function="Växeln", organisation=entry.organisation
        )
        rows.get().contacts.set([contact])
        Contact.objects.filter(pk=contact.pk).update(competence=words)


PATHS = ["save", "update", "bulk_update", "many", "line", "sql", "other", "contact"]
EDITS = st.lists(
    st.tuples(
        st.sampled_from([*PATHS, "form", "list", "file", "restore"]),
        st.sampled_from(["", "En text", "En annan text", "Åäö & <b>"]),
        st.booleans(),
    ),
    min_size=1,
    max_size=8,
)


@pytest.mark.slow
class TestAnySequence(TransactionTestCase):
    """Real transactions, as on the site."""

    @settings(max_examples=part(15), deadline=None, phases=[Phase.explicit, Phase.generate])
    @example([("line", "Ring", False), ("restore", "", False), ("form", "Ny", False)])
    @given(EDITS)
    def test_leaves_every_state_as_a_version(self, edits: list[tuple[str, str, bool]]) -> None:
        # A draft may lack anything: every state can be restored.
        entry = make_intervention(
            "Boendestöd", municipalities=["Sala"], summary="Först", status="draft"
        )
        user, _ = User.objects.get_or_create(
            username="boss", defaults={"is_superuser": True, "is_staff": True}
        )
        client = Client()
        client.force_login(user)
        note_outside()
        states = [snapshots(ENTRY, [entry.pk])[entry.pk]]

        for path, words, known in edits:
            if path == "form":
                url = reverse("admin:catalogue_intervention_change", args=[entry.pk])
                answer = client.post(
                    url, form_values(client.get(url)) | {"outcome": [words], "summary": ["Nu"]}
                )
                assert answer.status_code == 302, answer.context["errors"]
            elif path == "list":
                client.post(
                    reverse("admin:catalogue_intervention_changelist"),
                    {"action": "mark_reviewed", "_selected_action": [entry.pk]},
                )
            elif path == "file":
                row = next(iter(records(Intervention.objects.filter(pk=entry.pk), staff=True)))
                *_, outcome = exchange(
                    json.dumps([row | {"cost": words}]).encode(), "f.json", apply=lambda o: None
                )
                assert outcome.applied, outcome.problems
            elif path == "restore":
                first = versions_of(ENTRY, entry.pk).last()
                url = reverse("admin:catalogue_intervention_restore", args=[entry.pk, first.pk])
                answer = client.post(url)
                assert answer.status_code == 302, answer.context["errors"]
            elif known:
                with noting(user, "Prov"):
                    _desk(path, entry, words)
            else:
                _desk(path, entry, words)
                note_outside()
            now = snapshots(ENTRY, [entry.pk])[entry.pk]
            if now != states[-1]:
                states.append(now)

        kept = [each.serialized_data for each in versions_of(ENTRY, entry.pk).order_by("pk")]
        assert kept == states
        place = entry.organisation
        assert fields(place)["mission"] == Organisation.objects.get(pk=place.pk).mission
        assert not Touched.objects.exists()
