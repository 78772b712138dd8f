"""What is written and not saved is kept for its writer alone, and can be laid back."""

import datetime
import io
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.core.management import call_command
from django.db import OperationalError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from reversion.models import Version

from catalogue.models import (
    Assignment,
    Change,
    Intervention,
    Organisation,
    UnsavedText,
    User,
    WorkingCopy,
)
from tests.catalogue.admin.forms import form_values
from tests.catalogue.admin.test_pages import address
from tests.catalogue.admin.test_workflow import opened, press, signed_in, text, url
from tests.factories import make_complete, make_municipality, make_organisation

NAME = "admin:catalogue_intervention"


@pytest.fixture
def home(db: None) -> Organisation:
    return make_organisation("Ängsby kommun", approval=Organisation.Approval.STAFF)


@pytest.fixture
def entry(home: Organisation) -> Intervention:
    return make_complete("Boendestöd", organisation=home, summary="Den publicerade")


@pytest.fixture
def editor(home: Organisation) -> User:
    user = User.objects.create_user("anna")
    Assignment.objects.create(user=user, organisation=home)
    return user


@pytest.fixture
def anna(editor: User) -> Client:
    return signed_in(editor)


@pytest.fixture
def kim(db: None) -> Client:
    return signed_in(User.objects.create_superuser("kim"))


def keeps(row: Intervention | None) -> str:
    return reverse(f"{NAME}_keep", args=[row.pk]) if row else reverse(f"{NAME}_keep_new")


def keep(client: Client, row: Intervention | None, **changes: Any) -> Any:
    """Do what the script of an open form does, after changes in it."""
    page = url(row) if row else address(Intervention, "add")
    form = {**form_values(client.get(page)), **changes}
    return client.post(keeps(row), {key: value for key, value in form.items() if value != ""})


def restored(client: Client, row: Intervention | None) -> Any:
    """Open the newest kept text, and return what the form then says."""
    number = UnsavedText.objects.latest("pk").pk
    page = url(row) if row else address(Intervention, "add")
    return client.get(page, {"utkast": number})


class TestKeeping:
    def test_says_when_and_stores_nothing_else(self, anna: Client, entry: Intervention) -> None:
        counted = (Change, LogEntry, Version, WorkingCopy)
        before = [model.objects.count() for model in counted]  # type: ignore[attr-defined]

        answer = keep(anna, entry, summary="Halvskrivet").json()

        kept = UnsavedText.objects.get()
        assert answer == {"mark": f"{kept.pk}:1", "told": f"Utkast sparat {kept.since}."}
        assert kept.values["summary"] == ["Halvskrivet"]
        assert "csrfmiddlewaretoken" not in kept.values
        assert [model.objects.count() for model in counted] == before  # type: ignore[attr-defined]
        entry.refresh_from_db()
        assert entry.summary == "Den publicerade"

    def test_goes_on_with_the_same_text(self, anna: Client, entry: Intervention) -> None:
        mark = keep(anna, entry, summary="Först").json()["mark"]
        keep(anna, entry, summary="Sedan", _unsaved=mark)

        assert UnsavedText.objects.get().values["summary"] == ["Sedan"]

    def test_never_writes_over_what_another_tab_has_written(
        self, anna: Client, entry: Intervention
    ) -> None:
        mark = keep(anna, entry, summary="I kontoret").json()["mark"]
        keep(anna, entry, summary="Hemma, fortsatt", _unsaved=mark)
        other = keep(anna, entry, summary="Kvar i kontoret", _unsaved=mark).json()["mark"]

        told = [kept.values["summary"] for kept in UnsavedText.objects.order_by("pk")]
        assert told == [["Hemma, fortsatt"], ["Kvar i kontoret"]]
        assert other != mark

    @pytest.mark.parametrize(
        "told", ["Ring Anna Ek.", "Född 19121212-1212", "Mejla anna.ek@exempel.se"]
    )
    def test_leaves_out_what_points_out_a_person_and_says_where(
        self, anna: Client, entry: Intervention, told: str
    ) -> None:
        answer = keep(anna, entry, purpose=told, content="Så går det till.").json()

        kept = UnsavedText.objects.get()
        assert "Utan ”Syfte”: där ser det ut att stå ett personnummer" in answer["told"]
        assert told not in str(kept.values)
        assert kept.values["content"] == ["Så går det till."]

    def test_leaves_it_out_of_rows_too(self, anna: Client, entry: Intervention) -> None:
        keep(anna, entry, **{"routes-TOTAL_FORMS": "1", "routes-0-how": "Ring Anna Ek."})

        assert "Anna Ek" not in str(UnsavedText.objects.get().values)

    def test_keeps_a_name_that_stands_there_or_is_nobody_living(
        self, anna: Client, entry: Intervention
    ) -> None:
        Intervention.objects.filter(pk=entry.pk).update(purpose="Efter Anna Ek.")

        answer = keep(anna, entry, content="Som Lisa Lund.", _nobody="Lisa Lund").json()

        assert "Utan" not in answer["told"]

    def test_survives_what_cannot_be_stored(
        self, anna: Client, entry: Intervention, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        assert keep(anna, entry, summary="a\x00b").status_code == 200
        assert UnsavedText.objects.get().values["summary"] == ["ab"]
        assert keep(anna, entry, content="å" * 600_000).status_code == 413
        for mark in ("x", "1", "1:x", "9" * 30 + ":1", "٣:٣"):
            assert keep(anna, entry, _unsaved=mark).status_code == 200

        def refuse(*arguments: Any, **options: Any) -> None:
            raise OperationalError

        monkeypatch.setattr(UnsavedText, "save", refuse)
        answer = keep(anna, entry, summary="Nytt")
        assert (answer.status_code, answer.json()["told"][:24]) == (503, "Utkastet gick inte att s")


class TestWhoseItIs:
    def test_is_its_writers_alone(self, anna: Client, kim: Client, entry: Intervention) -> None:
        keep(anna, entry, summary="Bara Annas")
        number = UnsavedText.objects.get().pk

        assert "Bara Annas" not in text(restored(kim, entry))
        assert "Du har text som inte är sparad" not in text(kim.get(url(entry)))
        assert kim.post(reverse(f"{NAME}_throw", args=[number])).status_code == 404
        mark = UnsavedText.objects.get().mark
        keep(kim, entry, summary="Kims", _unsaved=mark)
        press(kim, entry, "_save", summary="Kims", _unsaved=mark)
        assert UnsavedText.objects.filter(pk=number, values__summary=["Bara Annas"]).exists()

    def test_cannot_be_kept_for_what_is_not_ones_own(self, anna: Client, kim: Client) -> None:
        theirs = make_complete("Annan", organisation=make_organisation("Sydstads kommun"))

        assert anna.post(keeps(theirs), {"summary": "x"}).status_code == 403
        assert anna.get(keeps(theirs)).status_code == 405
        assert Client().post(keeps(theirs), {"summary": "x"}).status_code == 403
        assert not UnsavedText.objects.exists()

    def test_is_not_shown_and_goes_when_the_right_is_lost(
        self, anna: Client, entry: Intervention, home: Organisation
    ) -> None:
        keep(anna, entry, summary="Halvskrivet")
        Assignment.objects.update(organisation=make_organisation("Sydstads kommun"))

        assert "Boendestöd" not in text(anna.get(reverse("admin:index")))
        assert restored(anna, entry).status_code == 403
        call_command("thin", stdout=io.StringIO())
        assert not UnsavedText.objects.exists()

    def test_goes_with_the_account(self, anna: Client, entry: Intervention, editor: User) -> None:
        keep(anna, entry, summary="Halvskrivet")
        User.objects.filter(pk=editor.pk).update(is_active=False)

        call_command("thin", stdout=io.StringIO())

        assert not UnsavedText.objects.exists()

    def test_is_thinned_after_fourteen_days(self, anna: Client, entry: Intervention) -> None:
        for days in (13, 15):
            keep(anna, entry, summary=f"{days} dagar")
            then = timezone.now() - datetime.timedelta(days=days)
            UnsavedText.objects.filter(values__summary=[f"{days} dagar"]).update(kept_at=then)

        out = io.StringIO()
        call_command("thin", stdout=out)

        assert UnsavedText.objects.get().values["summary"] == ["13 dagar"]
        assert "1 osparade texter" in out.getvalue()


class TestTheOffer:
    def test_is_made_on_the_page_and_on_the_first_one(
        self, anna: Client, entry: Intervention
    ) -> None:
        keep(anna, entry, summary="Halvskrivet")
        kept = UnsavedText.objects.get()

        page = text(anna.get(url(entry)))

        assert f"Du har text som inte är sparad, från {kept.since}." in page
        assert f'href="?utkast={kept.pk}"' in page
        assert f"{url(entry)}?utkast={kept.pk}" in text(anna.get(reverse("admin:index")))

    def test_can_be_thrown_away(self, anna: Client, entry: Intervention) -> None:
        keep(anna, entry, summary="Halvskrivet")
        address = reverse(f"{NAME}_throw", args=[UnsavedText.objects.get().pk])

        assert anna.get(address).status_code == 405
        assert anna.post(address).url == url(entry)  # type: ignore[attr-defined]
        assert not UnsavedText.objects.exists()

    @pytest.mark.parametrize("number", ["x", "0", "9" * 40, "٣", "-1"])
    def test_survives_bad_numbers(self, anna: Client, entry: Intervention, number: str) -> None:
        answer = anna.get(url(entry), {"utkast": number})

        assert (answer.status_code, "Den publicerade" in text(answer)) == (200, True)


class TestLayingBack:
    def test_fills_in_every_field(self, anna: Client, entry: Intervention) -> None:
        places = [make_municipality("Västerås").pk, make_municipality("Sala").pk]
        changes = {
            "summary": "Halvskrivet", "age_from": "inte ett tal", "municipalities": places,
            "nationwide": "", "routes-TOTAL_FORMS": "2",
            "routes-0-sender": "self", "routes-0-how": "Ring", "routes-0-cost_kind": "free",
            "routes-1-sender": "psychiatry", "routes-1-how": "Remiss", "routes-1-cost_kind": "free",
        }  # fmt: skip
        keep(anna, entry, **changes)

        form = form_values(restored(anna, entry))

        for name, value in changes.items():
            told = sorted(str(one) for one in (value if isinstance(value, list) else [value]))
            assert sorted(form.get(name, [""])) == told, name
        kept = UnsavedText.objects.get()
        assert form["_unsaved"] == [kept.mark]
        assert form["_seen"] == kept.values["_seen"]

    def test_judges_nothing_and_stores_nothing(self, anna: Client, entry: Intervention) -> None:
        keep(anna, entry, name="", hours_to="många")

        page = restored(anna, entry)

        assert "errornote" not in text(page)
        assert "Det är inte sparat än." in text(page)
        entry.refresh_from_db()
        assert entry.name == "Boendestöd"

    def test_shows_what_was_saved_where_nothing_was_kept(
        self, anna: Client, entry: Intervention
    ) -> None:
        entry.routes.create(sender="self", how="Ring oss", cost_kind="free")
        Intervention.objects.filter(pk=entry.pk).update(purpose="Det som stod")
        keep(anna, entry, **{"purpose": "Ring Anna Ek.", "routes-0-how": "Fråga efter Anna"})

        page = restored(anna, entry)

        form = form_values(page)
        assert (form["purpose"], form["routes-0-how"]) == (["Det som stod"], ["Ring oss"])
        assert "Utan ”Syfte”" in text(page)

    def test_works_for_a_new_entry(self, anna: Client, home: Organisation) -> None:
        keep(anna, None, name="Helt ny", organisation=str(home.pk))

        form = form_values(restored(anna, None))
        saved = anna.post(address(Intervention, "add"), {**form, "_save": "1"})

        assert saved.status_code == 302
        assert Intervention.objects.get().name == "Helt ny"
        assert not UnsavedText.objects.exists()

    def test_works_beside_a_working_copy(self, anna: Client, entry: Intervention) -> None:
        press(anna, entry, "_save", summary="I kopian")
        keep(anna, entry, content="Ovanpå kopian")

        form = form_values(restored(anna, entry))
        press(anna, entry, "_save", form)

        copy = WorkingCopy.objects.get()
        assert (copy.values["summary"], copy.values["content"]) == ("I kopian", "Ovanpå kopian")
        assert not UnsavedText.objects.exists()

    def test_tells_when_somebody_saved_in_between(
        self, anna: Client, kim: Client, entry: Intervention
    ) -> None:
        keep(anna, entry, summary="Annas")
        press(kim, entry, "_save", summary="Kims")

        answer = press(anna, entry, "_save", form_values(restored(anna, entry)))

        assert "Någon annan hann före" in text(answer)
        assert UnsavedText.objects.exists()


class TestSaving:
    def test_forgets_only_what_is_saved(self, anna: Client, entry: Intervention) -> None:
        keep(anna, entry, summary="Den andra fliken")
        mark = keep(anna, entry, summary="Den här").json()["mark"]

        press(anna, entry, "_save", summary="", name="", _unsaved=mark)
        assert UnsavedText.objects.count() == 2
        press(anna, entry, "_save", summary="Den här", _unsaved=mark)

        assert UnsavedText.objects.get().values["summary"] == ["Den andra fliken"]

    def test_keeps_the_mark_on_a_page_that_comes_again(
        self, anna: Client, entry: Intervention
    ) -> None:
        mark = keep(anna, entry, name="").json()["mark"]

        answer = press(anna, entry, "_save", {**opened(anna, entry), "name": ""}, _unsaved=mark)

        assert form_values(answer)["_unsaved"] == [mark]
        assert "data-changed" in text(answer)
        assert "Du har text som inte är sparad" not in text(answer)
