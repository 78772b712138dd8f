"""An entry of others' that has gone back to draft: nothing tells what it is called now."""

import io
from collections.abc import Iterator
from typing import Any

import pytest
from django.db.models import Model
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from catalogue.changes.noting import noting
from catalogue.models import Continuation, ImportConflict, Intervention, UnsavedText, WorkingCopy
from tests.catalogue.admin.forms import form_values
from tests.catalogue.admin.sides import Side
from tests.catalogue.admin.test_exchange import export, hand_in, read
from tests.catalogue.admin.test_pages import address
from tests.sealed import SEALED, sealed

pytestmark = pytest.mark.usefixtures("ready_index")

NAME = "Hemligheten"


@pytest.fixture
def mine(north: Side) -> Intervention:
    """Return a published entry of one's own."""
    WorkingCopy.objects.update(state="discarded")
    entry: Intervention = north["later"]
    return entry


@pytest.fixture
def gone(north: Side, south: Side, mine: Intervention) -> Intervention:
    """Return a draft of others' that one's own entry points at in every way, now and before."""
    entry: Intervention = south["later"]
    Continuation.objects.create(before=mine, after=entry, handover="En plan")
    for heir in (entry, None, entry):
        with noting(north["User"], "Ändrad"):
            mine.replaced_by = heir
            mine.save()
    for row, field, theirs in [
        (mine, "leads_to", []),
        (mine, "replaced_by", None),
        (north["Intervention"], "replaced_by", entry.pk),
    ]:
        ImportConflict.objects.create(intervention=row, field=field, theirs=theirs)
    Intervention.objects.filter(pk=entry.pk).update(name=NAME, status="draft")
    return entry


@pytest.fixture
def client(client: Client, north: Side) -> Client:
    client.force_login(north["User"])
    return client


def addresses(mine: Intervention, road: Continuation) -> Iterator[str]:
    """Yield every page of the desk on which an entry's neighbours may be named."""
    rows: list[Model] = [mine, road]
    for row in rows:
        yield from (address(type(row), page, row.pk) for page in ("change", "history"))
    yield address(Continuation, "delete", road.pk)
    yield from (address(model, "changelist") for model in (Continuation, ImportConflict))
    for conflict in ImportConflict.objects.exclude(field="summary"):
        yield address(ImportConflict, "change", conflict.pk)
    yield reverse("admin:index")


def versions(client: Client, mine: Intervention) -> list[int]:
    page = client.get(address(Intervention, "history", mine.pk))
    return [listed["version"].pk for listed in page.context["versions"]]


class TestItsName:
    def test_stands_on_no_page_of_the_desk(
        self, client: Client, mine: Intervention, gone: Intervention
    ) -> None:
        road = Continuation.objects.get(before=mine, after=gone)

        told = [at for at in addresses(mine, road) if NAME in client.get(at).content.decode()]

        assert told == []

    def test_gives_way_to_its_number(
        self, client: Client, mine: Intervention, gone: Intervention
    ) -> None:
        page = client.get(address(Intervention, "change", mine.pk)).content.decode()

        assert page.count(f">nr {gone.pk}, inte publicerad<") == 2

    @pytest.mark.parametrize("side", ["south", "administrator"])
    def test_is_told_to_its_keepers(
        self, side: str, client: Client, south: Side, gone: Intervention, mine: Intervention
    ) -> None:
        before = south["Intervention"]
        Intervention.objects.filter(pk=before.pk).update(replaced_by=gone)
        administrator = type(south["User"]).objects.create_superuser("chef")
        client.force_login(south["User"] if side == "south" else administrator)

        page = client.get(address(Intervention, "change", before.pk)).content.decode()

        assert f">{NAME} – " in page

    def test_stands_in_no_comparison_of_versions(
        self, client: Client, mine: Intervention, gone: Intervention
    ) -> None:
        newest, older, *_ = versions(client, mine)
        at = reverse("admin:catalogue_intervention_versions", args=[mine.pk])

        page = client.get(at, {"fran": older, "till": newest}).content.decode()

        assert NAME not in page
        assert f"nr {gone.pk}, inte publicerad" in page

    @pytest.mark.slow
    @pytest.mark.parametrize("button", ["_check", "_copy", "_save", "_saveasnew", "_preview"])
    def test_stands_in_no_answer_to_a_form(
        self, client: Client, mine: Intervention, gone: Intervention, button: str
    ) -> None:
        url = address(Intervention, "change", mine.pk)
        posted = form_values(client.get(url)) | {"summary": ["Nytt"], button: ["1"]}

        answer = client.post(url, posted, follow=True)
        again = client.post(url, posted | {"age_from": ["9"], "age_to": ["1"]}, follow=True)

        assert NAME not in answer.content.decode() + again.content.decode()

    def test_stands_in_no_text_that_is_laid_back(self, client: Client, gone: Intervention) -> None:
        rows = {f"{name}-{end}_FORMS": number for name in ("continues_to", "comes_from")
                for end, number in (("TOTAL", "1"), ("INITIAL", "0"))}  # fmt: skip
        named = dict.fromkeys(["replaced_by", "continues_to-0-after", "comes_from-0-before"])
        client.post(
            reverse("admin:catalogue_intervention_keep_new"),
            rows | dict.fromkeys(named, str(gone.pk)) | {"name": "Ny"},
        )
        kept = UnsavedText.objects.get()

        page = client.get(address(Intervention, "add"), {"utkast": kept.pk}).content.decode()

        assert NAME not in page

    def test_is_found_by_no_search(self, client: Client, gone: Intervention) -> None:
        for model in (Continuation, Intervention, ImportConflict):
            page = client.get(address(model, "changelist"), {"q": NAME})

            assert page.context["cl"].result_count == 0


class TestFiles:
    @pytest.mark.parametrize("form", ["csv", "json"])
    def test_name_it_nowhere(self, client: Client, gone: Intervention, form: str) -> None:
        assert NAME not in export(client, form).decode()

    def test_name_it_nowhere_in_excel(self, client: Client, gone: Intervention) -> None:
        book = load_workbook(io.BytesIO(export(client, "xlsx")))

        cells = [str(cell) for sheet in book for row in sheet.values for cell in row]
        assert not [cell for cell in cells if NAME in cell]

    def test_that_are_read_back_unchanged_change_nothing(
        self, client: Client, mine: Intervention, gone: Intervention
    ) -> None:
        page = hand_in(client, export(client, "csv"))

        told = read(client.post(page, {"apply": "1"}))

        assert "0 nya, 0 ändrade, 2 oförändrade, 0 krockar" in told
        mine.refresh_from_db()
        assert mine.replaced_by == gone
        assert mine.continues_to.get(after=gone).handover == "En plan"

    @pytest.mark.parametrize("column", ["leder vidare till", "ersätts av"])
    @pytest.mark.parametrize("cell", ["", "number"])
    def test_are_not_answered_with_it(
        self, client: Client, mine: Intervention, gone: Intervention, column: str, cell: str
    ) -> None:
        number, seal = sealed(mine)
        said = str(gone.pk) if cell else ""

        told = hand_in(client, f"{';'.join([*SEALED, column])}\n{number};{seal};{said}")

        assert NAME not in read(client.get(told))

    @pytest.mark.parametrize("column", ["leder vidare till", "ersätts av"])
    def test_that_guess_it_are_not_told_that_it_is_there(
        self, client: Client, gone: Intervention, column: str
    ) -> None:
        def answer(guess: str) -> Any:
            head = f"namn;ansvarig organisation;{column}"
            page = hand_in(client, f"{head}\nNy;Norr arbetsmarknadsenhet;{guess}")
            return read(client.get(page)).split("finns inte")[1:]

        assert answer(NAME)[0][:20] == answer("Ingenting alls")[0][:20]
