"""Notices, results, parts and ways in on an entry's page: they go the entry's own way."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from catalogue.admin.entry.notices import OVER, span
from catalogue.changes.noting import versions_of
from catalogue.changes.shapes import SHAPES
from catalogue.models import (
    Assignment,
    Intervention,
    Notice,
    Organisation,
    ReferralRoute,
    UnsavedText,
    User,
    WorkingCopy,
)
from tests.catalogue.admin.forms import form_values
from tests.catalogue.admin.test_pages import address
from tests.catalogue.admin.test_unsaved import keep, restored
from tests.catalogue.admin.test_workflow import opened, press, signed_in, text, url
from tests.factories import make_complete, make_organisation

LIST = reverse("admin:catalogue_intervention_changelist")


def day(number: int) -> str:
    return str(timezone.localdate() + datetime.timedelta(days=number))


def rows(prefix: str, *each: dict[str, str]) -> dict[str, str]:
    """Return what a form says of new rows."""
    found = {f"{prefix}-TOTAL_FORMS": str(len(each))}
    for at, values in enumerate(each):
        found |= {f"{prefix}-{at}-{name}": value for name, value in values.items()}
    return found


NOTICE = {"text": "Grupperna är inställda.", "starts_on": day(0), "ends_on": day(30)}
OLD = {"text": "Stängt i somras.", "starts_on": day(-60), "ends_on": day(-30)}
RESULT = {"year": "2025", "started": "40", "finished": "32", "to_work_or_study": "14",
          "women": "22", "men": "18", "measured": "Frågor vid avslut."}  # fmt: skip
WAY = {
    "sender": "self",
    "how": "Ring",
    "cost_kind": "unknown",
    "link": "https://www.exempel.se/ansok",
    "form": "https://www.exempel.se/remiss.pdf",
    "before": "Ni har talats vid.",
    "enclose": "Samtycke.",
    "after": "Ni är med på första mötet.",
    "units": "Vårdcentralen Viken.",
}


@pytest.fixture
def home(db: None) -> Organisation:
    return make_organisation("Ängsby kommun", approval=Organisation.Approval.STAFF)


@pytest.fixture
def entry(home: Organisation) -> Intervention:
    return make_complete("Boendestöd", organisation=home)


@pytest.fixture
def anna(home: Organisation) -> Client:
    """An editor whose changes somebody else approves."""
    user = User.objects.create_user("anna", first_name="Anna", last_name="Ek")
    Assignment.objects.create(user=user, organisation=home)
    return signed_in(user)


@pytest.fixture
def kim(db: None) -> Client:
    return signed_in(User.objects.create_superuser("kim", first_name="Kim", last_name="Al"))


@pytest.fixture
def payer(db: None) -> Organisation:
    return make_organisation("Försäkringskassan", kind="agency")


@pytest.fixture
def all_rows(payer: Organisation) -> dict[str, str]:
    part = {"organisation": str(payer.pk), "what": "0,5 tjänst", "ends_on": "2027-12-31"}
    return {
        **rows("notices", NOTICE),
        **rows("results", RESULT),
        **rows("contributions", part),
        **rows("routes", WAY),
    }


def counted(entry: Intervention) -> list[int]:
    names = ("notices", "results", "contributions", "routes")
    return [getattr(entry, name).count() for name in names]


def errors(answer: Any) -> str:
    return " ".join(
        str(error)
        for inline in answer.context["inline_admin_formsets"]
        for error in [*inline.formset.errors, inline.formset.non_form_errors()]
        if error
    )


class TestRows:
    def test_are_stored_with_all_they_say(
        self, kim: Client, entry: Intervention, all_rows: dict[str, str]
    ) -> None:
        assert press(kim, entry, "_continue", **all_rows).status_code == 302

        assert counted(entry) == [1, 1, 1, 1]
        way = ReferralRoute.objects.values(*WAY).get(intervention=entry)
        assert way == WAY
        assert entry.results.get().to_work_or_study == 14
        assert entry.contributions.get().what == "0,5 tjänst"

    def test_stand_under_the_part_that_they_belong_to(
        self, kim: Client, entry: Intervention
    ) -> None:
        page = kim.get(url(entry)).content.decode()
        order = [
            ">Vad det är<", 'id="notices-group"', ">För vem<", ">Så kommer man in<",
            'id="routes-group"', ">Pengar<", "Finansiering och uppföljning<",
            'id="contributions-group"', 'id="results-group"', ">Stämmer det?<",
            'id="continues_to-group"', 'id="comes_from-group"',
        ]  # fmt: skip

        places = [page.find(part) for part in order]

        assert -1 not in places
        assert places == sorted(places)

    def test_stay_when_the_page_is_saved_again(
        self, kim: Client, entry: Intervention, all_rows: dict[str, str]
    ) -> None:
        press(kim, entry, "_continue", **all_rows)
        press(kim, entry, "_continue", summary="Något nytt")

        assert counted(entry) == [1, 1, 1, 1]

    def test_are_taken_away_one_by_one(
        self, kim: Client, entry: Intervention, all_rows: dict[str, str]
    ) -> None:
        press(kim, entry, "_continue", **all_rows)
        gone = {f"{name}-0-DELETE": "on" for name in ("notices", "results", "contributions")}
        press(kim, entry, "_continue", **gone)

        assert counted(entry) == [0, 0, 0, 1]

    def test_wait_in_a_working_copy_until_somebody_approves(
        self, anna: Client, kim: Client, entry: Intervention, all_rows: dict[str, str]
    ) -> None:
        before = counted(entry)
        press(anna, entry, "_submit", **all_rows)

        assert counted(entry) == before
        assert "Grupperna är inställda." in text(anna.get(url(entry)))
        assert WorkingCopy.objects.get().values["notices"][0]["text"] == NOTICE["text"]

        press(kim, entry, "_publish")
        assert counted(entry) == [1, 1, 1, 1]

    def test_come_with_a_version_and_back_with_it(
        self, kim: Client, entry: Intervention, all_rows: dict[str, str]
    ) -> None:
        press(kim, entry, "_continue", **all_rows)
        version = versions_of(SHAPES["intervention"], entry.pk)[0]
        gone = {f"{name}-0-DELETE": "on" for name in ("notices", "results", "contributions")}
        press(kim, entry, "_continue", **gone)

        kim.post(address(Intervention, "restore", entry.pk, version.pk))

        assert counted(entry) == [1, 1, 1, 1]

    def test_are_compared_when_somebody_was_before(
        self, anna: Client, kim: Client, entry: Intervention
    ) -> None:
        mine = opened(kim, entry)
        Notice.objects.create(intervention=entry, **{**NOTICE, "text": "Den andras."})

        answer = press(kim, entry, "_continue", mine, **rows("notices", NOTICE))

        assert "Någon annan hann före" in text(answer)
        assert "Den andras." in text(answer)
        assert NOTICE["text"] in text(answer)
        assert [row.text for row in entry.notices.all()] == ["Den andras."]

    def test_are_kept_with_what_is_not_saved(self, kim: Client, entry: Intervention) -> None:
        keep(kim, entry, **rows("notices", NOTICE, {**NOTICE, "text": "Ring Anna Ekström."}))

        assert UnsavedText.objects.get().left_out == ["notices-1-text"]
        again = text(restored(kim, entry))
        assert NOTICE["text"] in again
        assert "Anna Ekström" not in again

    def test_are_not_stored_twice_when_a_new_entry_is_sent_twice(
        self, kim: Client, home: Organisation
    ) -> None:
        page = address(Intervention, "add")
        new = {
            **form_values(kim.get(page)),
            "name": "Ny",
            "organisation": str(home.pk),
            **rows("notices", NOTICE),
            "_save": "1",
        }

        first, second = kim.post(page, new), kim.post(page, new)

        assert (first.status_code, second.status_code) == (302, 200)
        assert Notice.objects.count() == 1

    def test_take_no_more_queries_the_more_there_are(
        self, kim: Client, entry: Intervention, payer: Organisation
    ) -> None:
        def queries() -> int:
            kim.get(url(entry))
            with CaptureQueriesContext(connection) as asked:
                kim.get(url(entry))
            return len(asked)

        def add(number: int) -> None:
            entry.notices.create(**{**NOTICE, "text": f"Besked {number}"})
            entry.results.create(year=2000 + number)
            entry.contributions.create(organisation=payer, what=f"Del {number}")
            entry.routes.create(sender="self", how=f"Väg {number}")

        add(1)
        few = queries()
        for number in range(2, 8):
            add(number)

        assert queries() == few


class TestBadRows:
    @pytest.mark.parametrize(
        ("prefix", "good", "bad", "words"),
        [
            ("notices", NOTICE, {"text": "x" * 301}, "som mest 300 tecken"),
            ("notices", NOTICE, {"text": "x" * 10_000}, "som mest 300 tecken"),
            ("notices", NOTICE, {"text": "Fråga efter Anna Ekström."}, "Anna Ekström"),
            ("notices", NOTICE, {"text": "Gäller 811218-9876."}, "personnummer"),
            ("notices", NOTICE, {"ends_on": day(-1)}, "kan inte försvinna innan det visas"),
            ("notices", NOTICE, {"starts_on": "i morgon"}, "giltigt datum"),
            ("results", RESULT, {"to_work_or_study": "33"}, "Fler kan inte ha gått"),
            ("results", RESULT, {"women": "41"}, "Kvinnorna kan inte vara fler"),
            ("results", RESULT, {"year": "205"}, "1990"),
            ("results", RESULT, {"started": "9" * 20}, "mindre än eller lika med"),
            ("results", RESULT, {"source_link": "javascript:alert(1)"}, "giltig URL"),
            ("routes", WAY, {"before": "x" * 1_001}, "som mest 1000 tecken"),
            ("routes", WAY, {"units": "Fråga efter Anna Ekström."}, "Anna Ekström"),
        ],
    )
    def test_are_refused_in_words_and_nothing_typed_is_lost(
        self,
        kim: Client,
        entry: Intervention,
        prefix: str,
        good: dict[str, str],
        bad: dict[str, str],
        words: str,
    ) -> None:
        before = counted(entry)

        answer = press(
            kim, entry, "_continue", summary="Nyskrivet", **rows(prefix, {**good, **bad})
        )

        assert answer.status_code == 200
        assert words in errors(answer)
        assert "Nyskrivet" in text(answer)
        [typed] = bad.values()
        assert typed in answer.content.decode()
        assert counted(entry) == before

    def test_of_a_thousand_characters_have_room_where_there_is(
        self, kim: Client, entry: Intervention
    ) -> None:
        press(kim, entry, "_continue", **rows("routes", {**WAY, "enclose": "x" * 1_000}))

        assert len(entry.routes.get().enclose) == 1_000

    def test_show_what_looks_like_a_tag_as_text(self, kim: Client, entry: Intervention) -> None:
        press(kim, entry, "_continue", **rows("notices", {**NOTICE, "text": "<b>Stängt</b>"}))

        assert "&lt;b&gt;Stängt&lt;/b&gt;" in text(kim.get(url(entry)))

    def test_of_a_party_twice_with_the_same_are_refused(
        self, kim: Client, entry: Intervention, payer: Organisation
    ) -> None:
        part = {"organisation": str(payer.pk), "what": "0,5 tjänst"}

        answer = press(kim, entry, "_continue", **rows("contributions", part, part))

        assert answer.status_code == 200
        assert not entry.contributions.exists()


class TestANotice:
    def test_that_is_over_is_refused_when_new(self, kim: Client, entry: Intervention) -> None:
        answer = press(kim, entry, "_continue", **rows("notices", OLD))

        assert str(OVER) in errors(answer)
        assert OLD["text"] in text(answer)
        assert not entry.notices.exists()

    def test_that_is_over_may_stay(self, kim: Client, entry: Intervention) -> None:
        Notice.objects.create(intervention=entry, **OLD)

        assert press(kim, entry, "_continue", summary="Ny text").status_code == 302

        assert (entry.summary, entry.notices.count()) == ("Ny text", 1)

    def test_that_is_over_may_stay_in_a_working_copy(
        self, anna: Client, kim: Client, entry: Intervention
    ) -> None:
        Notice.objects.create(intervention=entry, **OLD)
        press(anna, entry, "_submit", summary="Ny text")
        press(anna, entry, "_submit", purpose="Nytt syfte")

        assert press(kim, entry, "_publish").status_code == 302

        assert (entry.purpose, entry.notices.get().text) == ("Nytt syfte", OLD["text"])

    def test_shows_when_visitors_see_it(self, kim: Client, entry: Intervention) -> None:
        Notice.objects.create(intervention=entry, **NOTICE)
        Notice.objects.create(intervention=entry, **OLD)
        today = timezone.localdate()
        seen = span(today, today + datetime.timedelta(days=30), today)

        page, listed = text(kim.get(url(entry))), text(kim.get(LIST))

        assert f"Visas {seen}" in page
        assert "Visades " in page
        assert f"Visas {seen}" in listed
        assert "Visades " not in listed

    @pytest.mark.parametrize(("chosen", "kept"), [("visas", "Nu"), ("kommer", "Sedan")])
    def test_is_found_in_the_list(
        self, kim: Client, home: Organisation, chosen: str, kept: str
    ) -> None:
        for name, first, last in (("Nu", 0, 0), ("Sedan", 1, 9), ("Förut", -9, -1)):
            entry = make_complete(name, organisation=home)
            entry.notices.create(text=name, starts_on=day(first), ends_on=day(last))

        found = kim.get(LIST, {"besked": chosen}).context["cl"].queryset

        assert [row.name for row in found] == [kept]


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ((2026, 12, 1), (2027, 1, 12), "1 december–12 januari"),
        ((2026, 11, 3), (2026, 11, 20), "3–20 november"),
        ((2026, 11, 3), (2026, 11, 3), "3 november"),
        ((2027, 6, 1), (2027, 8, 1), "1 juni 2027–1 augusti 2027"),
        ((2025, 12, 1), (2026, 12, 1), "1 december 2025–1 december"),
    ],
)
def test_days_are_said_with_the_year_only_where_it_is_needed(
    first: tuple[int, int, int], last: tuple[int, int, int], words: str
) -> None:
    assert span(datetime.date(*first), datetime.date(*last), datetime.date(2026, 11, 30)) == words


class TestTheAdvice:
    @pytest.fixture
    def advise(self, kim: Client) -> Callable[..., Any]:
        panel = reverse("admin:catalogue_intervention_advice")
        return lambda texts: kim.post(panel, texts).context["advice"]

    def test_reads_the_rows_too(self, advise: Any) -> None:
        advice = advise({
            "notices-0-text": "Ring Anna Ekström.",
            "routes-1-before": "Ha med dig beslutet från AF.",
            "results-0-source": "811218-9876",
            "routes-__prefix__-how": "Fråga efter Bo Berglund.",
        })  # fmt: skip

        assert advice.persons == ["Anna Ekström"]
        assert advice.abbreviations == ["Arbetsförmedlingen (AF)"]
        assert advice.has_number

    def test_measures_the_easy_text_by_itself(self, advise: Any) -> None:
        hard = "Samordningsförbundet finansierar arbetslivsinriktade rehabiliteringsinsatser. "
        easy = "Du får prata med en person. Hen hjälper dig. Ni ses en gång i veckan. "

        for text_, is_hard in ((hard * 10, True), (easy * 3, False)):
            advice = advise({"easy_summary": text_, "easy_how": "Ring oss."})
            assert advice.is_not_easy == is_hard
            assert advice.lix is None
            assert bool(advice.remarks) == is_hard

    def test_says_what_to_aim_at(self, kim: Client, entry: Intervention) -> None:
        page = press(kim, entry, "_check", easy_how="Rehabiliteringsinsatser erbjuds. " * 20)

        assert "gör den lättare, sikta på högst 30" in text(page)

    def test_asks_for_an_easier_text_when_it_is_saved(
        self, kim: Client, entry: Intervention
    ) -> None:
        press(kim, entry, "_continue", easy_how="Rehabiliteringsinsatser erbjuds. " * 20)

        assert "Den lätta texten har LIX" in text(kim.get(url(entry)))
