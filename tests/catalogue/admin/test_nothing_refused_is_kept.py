"""An invented personal number, carried through every door, is afterwards nowhere to be found."""

import datetime
import json
import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib import admin
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from catalogue.changes.copies import present, save_copy, settle
from catalogue.exchange.factsheets.load import import_file
from catalogue.models import ImportRun, Intervention, UnsavedText, User, WorkingCopy
from catalogue.plain_language.personal_numbers import find_personal_number
from catalogue.upkeep.token import new_token
from tests.catalogue.admin.forms import form_values
from tests.catalogue.exchange.records import record
from tests.factories import make_contact, make_intervention
from tests.sample import sample

NUMBER = "811218-9876"
DIGITS = "8112189876"
HOWEVER_WRITTEN = re.compile("[- ]?".join(DIGITS).encode())
TOLD = "personnummer"
BEGUN = time.time()
TEXTS = re.compile(
    r'<(?:textarea|input type="(?:text|email|url|search)")[^>]*? name="([a-z][^"]*)"'
)
IMPORT = reverse("admin:catalogue_intervention_import")


def places() -> Iterator[str]:
    """Yield where the number stands: each table and column, each file the site has written."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            names = [column[0] for column in cursor.description or []]
            for row in cursor.fetchall():
                yield from (
                    f"{table}.{name}"
                    for name, value in zip(names, row, strict=True)
                    if holds(value if isinstance(value, bytes) else str(value).encode())
                    or (isinstance(value, memoryview) and holds(bytes(value)))
                )
    for folder in (Path(settings.BASE_DIR) / "var", Path(settings.SNAPSHOT_DIR)):
        written = (
            file for file in folder.rglob("*") if file.is_file() and file.stat().st_mtime >= BEGUN
        )
        yield from (str(file) for file in written if holds(file.read_bytes()))


def holds(content: bytes) -> bool:
    return HOWEVER_WRITTEN.search(content) is not None


def hand_in(desk: Client, text: str, name: str = "lista.csv", source: str = "") -> Any:
    file = SimpleUploadedFile(name, text.encode())
    return desk.post(IMPORT, {"file": file, "new_source": source})


def read(answer: Any) -> str:
    return b"".join(answer).decode()


BAD = f"namn;ansvarig organisation;innehåll\nKurs;Västerås stad;Ring Kim, {NUMBER}\n"


class TestAFile:
    def test_refused_at_the_preview_is_emptied(self, desk: Client, caplog: Any) -> None:
        make_intervention()
        page = hand_in(desk, BAD).url
        assert list(places()) == ["catalogue_importrun.content"]

        told = read(desk.get(page))

        run = ImportRun.objects.get()
        assert TOLD in told
        assert (run.state, bytes(run.content)) == ("refused", b"")
        assert "1 fel" in run.outcome
        assert list(places()) == []
        assert "1 fel" in read(desk.get(page))
        assert NUMBER not in caplog.text

    def test_refused_when_read_in_is_emptied(self, desk: Client) -> None:
        make_intervention()
        page = hand_in(desk, BAD).url

        told = read(desk.post(page, {"apply": "1"}))

        assert TOLD in told
        assert not Intervention.objects.filter(name="Kurs").exists()
        assert list(places()) == []

    @pytest.mark.parametrize("text", [f"{NUMBER};x\n1;2\n", f'[{{"name": "{NUMBER}"}}', NUMBER])
    def test_that_cannot_be_read_is_emptied(self, desk: Client, text: str) -> None:
        page = hand_in(desk, text).url

        read(desk.get(page))

        assert list(places()) == []

    def test_put_aside_is_emptied(self, desk: Client) -> None:
        desk.post(hand_in(desk, BAD).url, {"cancel": "1"})

        assert list(places()) == []

    def test_that_nobody_goes_on_with_is_emptied_within_a_day(self, desk: Client) -> None:
        hand_in(desk, BAD)
        hand_in(desk, BAD)
        old = ImportRun.objects.order_by("pk").first()
        day_ago = timezone.now() - datetime.timedelta(hours=25)
        ImportRun.objects.filter(pk=old.pk).update(handed_in_at=day_ago)

        call_command("thin")

        assert [bytes(run.content) == b"" for run in ImportRun.objects.order_by("pk")] == [
            True,
            False,
        ]

    @pytest.mark.parametrize(
        "told", [{"name": f"anna {NUMBER}.csv"}, {"source": f"Listan {NUMBER}"}]
    )
    def test_with_the_number_in_its_name_is_not_taken_in(self, desk: Client, told: Any) -> None:
        answer = hand_in(desk, "namn\nx\n", **told)

        assert TOLD in answer.content.decode()
        assert list(places()) == []


class TestTheCommand:
    @pytest.mark.parametrize(
        "fields",
        [
            {"content": f"Ring {NUMBER}"},
            {"name": f"Kurs {NUMBER}"},
            {"id": NUMBER},
            {"behovsgrupper": [NUMBER]},
            {"languages": [NUMBER]},
            {"leads_to": [NUMBER]},
            {"basis": {"title": NUMBER}},
            {"type": [NUMBER]},
            {"organisation": NUMBER},
            {"note": NUMBER},
        ],
    )
    def test_refuses_the_number_in_every_field(
        self, reference: None, tmp_path: Path, fields: Any, capsys: Any
    ) -> None:
        path = tmp_path / "blad.json"
        path.write_text(json.dumps([record(**fields)]))

        with pytest.raises(CommandError):
            call_command("import_interventions", path, new_source="Blad", apply=True)

        printed = capsys.readouterr().out
        assert TOLD in printed
        assert NUMBER not in printed
        assert list(places()) == []

    def test_refuses_a_person_s_name(self, reference: None, tmp_path: Path) -> None:
        path = tmp_path / "blad.json"
        path.write_text(json.dumps([record(content="Ring Anna Lindqvist")]))
        problems = import_file(path, source="Blad", new=True).problems

        assert [problem.field for problem in problems] == ["content"]


def forms_of(answer: Any) -> Iterator[tuple[str, Any]]:
    if answer.context is None:
        return
    yield "", answer.context["adminform"].form
    for inline in answer.context["inline_admin_formsets"]:
        yield from ((f"{form.prefix}-", form) for form in inline.formset.forms)


class TestThePagesOfTheDesk:
    @pytest.mark.parametrize(
        "model", sample(admin.site._registry), ids=lambda model: model.__name__
    )
    def test_refuse_the_number_in_every_text(
        self, desk: Client, full: Intervention, settled: None, model: Any
    ) -> None:
        row = full if model is Intervention else model.objects.first()
        if row is None:
            return
        address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_change",
                          args=[row.pk])  # fmt: skip
        page = desk.get(address)
        values = form_values(page)
        if not values.keys() - {"csrfmiddlewaretoken"} or "_save" not in page.content.decode():
            return
        assert desk.post(address, {**values, "_save": "1"}).status_code == 302, address

        page = desk.get(address)
        asked = {name for name in TEXTS.findall(page.content.decode()) if name in values}
        asked -= {"phone"}  # ten digits are what is asked for there
        filled = dict.fromkeys(asked, f"Kim {NUMBER}")
        answer = desk.post(address, {**form_values(page), **filled, "_save": "1"})

        forms = list(forms_of(answer))
        written = asked & {f"{prefix}{name}" for prefix, form in forms for name in form.fields}
        assert written <= {f"{prefix}{name}" for prefix, form in forms for name in form.errors}
        assert list(places()) == []

    def test_refuse_it_as_a_new_user_s_name(self, desk: Client) -> None:
        page = reverse("admin:catalogue_user_add")
        told = {
            "usable_password": "true",
            "password1": "en gladlynt häst 7",
            "password2": "en gladlynt häst 7",
        }

        desk.post(page, {**told, "username": NUMBER})
        desk.post(page, {**told, "username": "kim"})

        assert User.objects.filter(username="kim").exists()
        assert list(places()) == []

    def test_refuse_it_in_the_comment_of_a_return(self, desk: Client) -> None:
        entry = make_intervention(status="review")
        page = reverse("admin:catalogue_intervention_change", args=[entry.pk])

        desk.post(page, {"_return": "1", "_comment": f"Fråga {NUMBER}"})
        desk.get(page)

        assert list(places()) == []


class TestAWorkingCopy:
    def test_that_is_thrown_away_is_emptied(self, editor: User) -> None:
        entry = make_intervention()
        here = present(entry.pk)
        assert here is not None
        copy = save_copy(here, {**here.stored, "content": NUMBER}, editor, "review")
        assert list(places()) == ["catalogue_workingcopy.values"]

        settle(copy, WorkingCopy.State.DISCARDED, editor)

        assert list(places()) == []


class TestTheReadersForm:
    @pytest.mark.parametrize("field", ["text", "epost", "insats", "lapp", "webbplats", "slag"])
    def test_keeps_nothing_of_what_it_refuses(self, client: Client, db: None, field: str) -> None:
        told = {
            "slag": "fel",
            "text": "Telefonnumret är fel.",
            "epost": "",
            "insats": "",
            "lapp": new_token(),
            "webbplats": "",
        }
        content = f"{NUMBER}@exempel.se" if field == "epost" else f"Jag heter Kim, {NUMBER}"

        client.post(reverse("suggestion_form"), {**told, field: content})

        assert list(places()) == []


class TestAnAddress:
    @pytest.mark.parametrize(
        "address", ["intervention_list", "find", "shortlist", "still_true", "suggestion_form"]
    )
    def test_leaves_nothing(self, client: Client, db: None, caplog: Any, address: str) -> None:
        asked = dict.fromkeys(["q", "lank", "insats", "text", "kommun"], NUMBER)

        for _ in range(6):
            client.get(reverse(address), asked)

        assert list(places()) == []
        assert NUMBER not in caplog.text

    def test_of_the_sign_in_leaves_nothing(self, client: Client, db: None, caplog: Any) -> None:
        page = reverse("admin:login")

        client.post(page, {"login": NUMBER, "password": NUMBER}, follow=True)
        client.post(reverse("account_login"), {"login": NUMBER, "password": NUMBER})

        assert list(places()) == []
        assert NUMBER not in caplog.text


def test_the_search_for_the_number_finds_one() -> None:
    """A test that looks for what is not there must know how to see it."""
    assert holds(f"Kim, 19{NUMBER}".encode())
    assert holds(DIGITS.encode())


@pytest.mark.django_db
def test_the_tables_are_searched() -> None:
    make_contact("Växeln", best_way=NUMBER)

    assert list(places()) == ["catalogue_contact.best_way"]


class TestWhatIsKeptWhileSomebodyWrites:
    @pytest.mark.parametrize(
        "name",
        ["summary", "routes-0-how", "reviewed_on", "queue_days", "status", "need_groups",
         "routes-0-id", "_seen", "_nobody", "something", NUMBER],
    )  # fmt: skip
    @pytest.mark.parametrize("number", [NUMBER, "8112 18 9876", "\uff18\uff11121898\u200b76"])
    def test_holds_it_in_no_field_whatever_kind(self, desk: Client, name: str, number: str) -> None:
        desk.post(reverse("admin:catalogue_intervention_keep_new"), {"name": "Ny", name: number})

        kept = json.dumps(UnsavedText.objects.get().values, ensure_ascii=False)
        assert list(places()) == []
        assert not find_personal_number(kept)
