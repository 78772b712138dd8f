"""Hours and closed days on the pages of contacts and places."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from catalogue.changes.noting import versions_of
from catalogue.changes.shapes import SHAPES
from catalogue.models import Contact, ContactHours, Venue
from tests.catalogue.admin.forms import form_values
from tests.catalogue.admin.sides import Side
from tests.catalogue.admin.test_pages import address

pytestmark = pytest.mark.parametrize("role", ["editor"], indirect=True)

NINE, NOON = {"opens": "09:00", "closes": "12:00"}, {"opens": "12:00", "closes": "16:00"}


@pytest.fixture
def send(client: Client, role: str) -> Callable[..., Any]:
    """Return a function that adds rows to a page and presses save."""

    def _send(row: Any, rows: list[dict[str, str]], name: str = "opening_hours") -> Any:
        url = address(type(row), "change", row.pk)
        posted = form_values(client.get(url))
        posted[f"{name}-TOTAL_FORMS"] = [str(len(rows))]
        for at, values in enumerate(rows):
            given = values if name == "closed_periods" else {"weekday": "0", **values}
            posted |= {f"{name}-{at}-{part}": [value] for part, value in given.items()}
        return client.post(url, posted)

    return _send


def said(answer: HttpResponse) -> str:
    """Return what stands by the rows of the page; nothing where they were saved."""
    if answer.status_code == 302:
        return ""
    formsets = [inline.formset for inline in answer.context["inline_admin_formsets"]]
    told = [*(str(part) for formset in formsets for part in formset.non_form_errors())]
    told += [str(error) for formset in formsets for error in formset.errors if error]
    return " ".join(told)


@pytest.mark.parametrize("name", ["Contact", "Venue"])
class TestHours:
    def test_are_kept_a_row_for_each(self, send: Any, north: Side, name: str) -> None:
        assert said(send(north[name], [NINE, {"weekday": "4", **NOON}])) == ""

        days = [(row.weekday, str(row.opens)) for row in north[name].opening_hours.all()]
        assert days == [(0, "09:00:00"), (4, "12:00:00")]

    def test_may_end_at_midnight_or_after_it(self, send: Any, north: Side, name: str) -> None:
        late = {"weekday": "4", "opens": "20:00", "closes": "02:00", "past_midnight": "on"}

        assert said(send(north[name], [{"opens": "18:00", "closes": "00:00"}, late])) == ""

    def test_do_not_end_before_they_begin(self, send: Any, north: Side, name: str) -> None:
        answer = send(north[name], [{"opens": "16:00", "closes": "09:00"}])

        assert "Tiden slutar innan den börjar" in said(answer)
        assert 'value="16:00"' in answer.content.decode()  # nothing typed is lost
        assert not north[name].opening_hours.exists()

    def test_do_not_end_when_they_begin(self, send: Any, north: Side, name: str) -> None:
        assert "slutar innan" in said(send(north[name], [{"opens": "09:00", "closes": "09:00"}]))

    def test_do_not_cease_before_they_begin_to_hold(
        self, send: Any, north: Side, name: str
    ) -> None:
        season = {**NINE, "valid_from": "2027-06-01", "valid_to": "2027-05-01"}

        assert "kan inte sluta gälla" in said(send(north[name], [season]))

    def test_do_not_run_into_each_other(self, send: Any, north: Side, name: str) -> None:
        night = {"weekday": "6", "opens": "22:00", "closes": "03:00", "past_midnight": "on"}
        early = {"opens": "02:00", "closes": "04:00"}
        eleven = {"opens": "11:00", "closes": "13:00"}

        for rows in ([NINE, eleven], [night, early]):
            answer = send(north[name], rows)
            assert "går in i en annan" in said(answer)
            assert f'value="{rows[1]["opens"]}"' in answer.content.decode()
        assert not north[name].opening_hours.exists()
        assert said(send(north[name], [NINE, NOON])) == ""

    def test_may_take_the_place_of_one_that_is_taken_away(
        self, client: Client, send: Any, north: Side, name: str
    ) -> None:
        send(north[name], [NINE])
        url = address(type(north[name]), "change", north[name].pk)
        posted = form_values(client.get(url)) | {"opening_hours-TOTAL_FORMS": ["2"]}
        posted |= {"opening_hours-0-DELETE": ["on"], "opening_hours-1-weekday": ["0"]}
        posted |= {"opening_hours-1-opens": ["10:00"], "opening_hours-1-closes": ["13:00"]}

        assert said(client.post(url, posted)) == ""
        assert [str(row.opens) for row in north[name].opening_hours.all()] == ["10:00:00"]

    @pytest.mark.parametrize(
        ("values", "words"),
        [
            ({"opens": "25:00", "closes": "26:00"}, "giltig"),
            ({**NINE, "weekday": "9"}, "giltigt"),
            ({**NINE, "note": "x" * 1_000}, "som mest 120 tecken"),
            ({**NINE, "note": "x" * 10_000}, "som mest 120 tecken"),
            ({**NINE, "note": "Fråga efter Anna Ekström."}, "Anna Ekström"),
            ({**NINE, "note": "811218-9876"}, "personnummer"),
        ],
    )
    def test_refuse_what_cannot_be(
        self, send: Any, north: Side, name: str, values: dict[str, str], words: str
    ) -> None:
        assert words in said(send(north[name], [values]))
        assert not north[name].opening_hours.exists()

    def test_show_what_looks_like_a_tag_as_text(
        self, client: Client, send: Any, north: Side, name: str
    ) -> None:
        assert said(send(north[name], [{**NINE, "note": "<b>bara</b>"}])) == ""

        page = client.get(address(type(north[name]), "change", north[name].pk)).content.decode()
        assert "&lt;b&gt;bara&lt;/b&gt;" in page

    def test_take_no_more_queries_the_more_there_are(
        self, client: Client, role: str, north: Side, name: str
    ) -> None:
        url = address(type(north[name]), "change", north[name].pk)

        def queries() -> int:
            client.get(url)
            with CaptureQueriesContext(connection) as asked:
                client.get(url)
            return len(asked)

        few = queries()
        for weekday in range(5):
            north[name].opening_hours.create(weekday=weekday, opens="09:00", closes="12:00")
            north[name].closed_periods.create(
                first_day=datetime.date(2027, 7, weekday + 1),
                last_day=datetime.date(2027, 7, weekday + 1),
            )

        assert queries() == few


class TestClosedDays:
    @pytest.mark.parametrize("name", ["Contact", "Venue"])
    def test_do_not_end_before_they_begin(self, send: Any, north: Side, name: str) -> None:
        backwards = {"first_day": "2027-08-01", "last_day": "2027-07-05"}

        answer = send(north[name], [backwards], "closed_periods")

        assert "kan inte komma före den första" in said(answer)

    @pytest.mark.parametrize("name", ["Contact", "Venue"])
    def test_are_kept(self, send: Any, north: Side, name: str) -> None:
        summer = {"first_day": "2027-07-05", "last_day": "2027-08-01", "note": "sommarstängt"}

        assert said(send(north[name], [summer], "closed_periods")) == ""
        assert north[name].closed_periods.get().note == "sommarstängt"


class TestAPlaceOrContactOfOthers:
    @pytest.mark.parametrize("model", [Contact, Venue])
    def test_gets_no_hours(self, send: Any, client: Client, south: Side, model: Any) -> None:
        row = south[model.__name__]
        posted = {
            "opening_hours-TOTAL_FORMS": "1",
            "opening_hours-INITIAL_FORMS": "0",
            "opening_hours-0-weekday": "0",
            **{f"opening_hours-0-{name}": value for name, value in NINE.items()},
        }

        assert client.post(address(model, "change", row.pk), posted).status_code == 403
        assert not row.opening_hours.exists()


class TestAVersion:
    def test_remembers_the_hours_and_brings_them_back(
        self, client: Client, send: Any, north: Side
    ) -> None:
        contact = north["Contact"]
        send(contact, [NINE])
        first = versions_of(SHAPES["contact"], contact.pk)[0]
        ContactHours.objects.update(opens="10:00")

        url = address(Contact, "restore", contact.pk, first.pk)
        assert client.post(url).status_code == 302

        assert str(contact.opening_hours.get().opens) == "09:00:00"
