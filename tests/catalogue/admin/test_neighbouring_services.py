"""The desk's page of what others have: what it refuses and shows, and the work that follows."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse

from catalogue.models import LinkCheck, NeighbouringService, User
from tests.catalogue.admin.forms import form_values
from tests.catalogue.admin.sides import Side
from tests.catalogue.admin.test_pages import address
from tests.catalogue.admin.test_worklist import INDEX, counts
from tests.factories import make_service

pytestmark = pytest.mark.usefixtures("ready_index")


@pytest.fixture
def service(db: None) -> NeighbouringService:
    return make_service()


def page_of(service: NeighbouringService) -> str:
    return address(NeighbouringService, "change", service.pk)


def save(desk: Client, service: NeighbouringService, **changed: str) -> str:
    """Return what the page says when the form is sent with some fields changed."""
    posted = form_values(desk.get(page_of(service)))
    answer = desk.post(page_of(service), posted | {k: [v] for k, v in changed.items()})
    return "" if answer.status_code == 302 else answer.content.decode()


class TestBadInput:
    def test_is_words_that_were_emptied(self, desk: Client, service: NeighbouringService) -> None:
        assert "måste fyllas i" in save(desk, service, words="")

    def test_is_words_of_nothing_but_space(
        self, desk: Client, service: NeighbouringService
    ) -> None:
        assert "måste fyllas i" in save(desk, service, words=" \n \t\n")

    def test_is_no_source_and_no_word_on_what_is_not_known(
        self, desk: Client, service: NeighbouringService
    ) -> None:
        source = service.sources.get()

        told = save(desk, service, **{"sources-0-DELETE": "on"})

        assert "Ange minst en källa, eller skriv under Det vi inte vet" in told
        assert service.sources.get() == source

    def test_may_have_no_source_when_it_says_whom_to_ask(
        self, desk: Client, service: NeighbouringService
    ) -> None:
        unknown = "Vi vet inte var. Fråga kommunens växel."

        assert not save(desk, service, **{"sources-0-DELETE": "on", "unknown": unknown})
        assert not service.sources.exists()

    def test_is_a_word_that_leads_to_another(
        self, desk: Client, service: NeighbouringService
    ) -> None:
        make_service("Bup", words="bup\nbarnpsyk")

        told = save(desk, service, words="överförmyndare\nBarnpsyk")

        assert "”Barnpsyk” leder redan till Bup. Ta bort det i den ena." in told
        service.refresh_from_db()
        assert service.words == "överförmyndare"

    def test_is_not_a_word_of_what_is_out_of_use(
        self, desk: Client, service: NeighbouringService
    ) -> None:
        make_service("Bup", words="bup", active=False)

        assert not save(desk, service, words="bup")

    @pytest.mark.parametrize(
        ("field", "value", "told"),
        [
            ("phone", "12345", "Skriv riktnumret"),
            ("website", "http://localhost/", "inre nätverk"),
            ("sources-0-read_on", "2999-01-01", "har inte varit än"),
            ("review_by", "2099-01-01", "för långt bort"),
        ],
    )
    def test_is_told_by_its_field(
        self, desk: Client, service: NeighbouringService, field: str, value: str, told: str
    ) -> None:
        assert told in save(desk, service, **{field: value})


class TestPage:
    def test_shows_what_visitors_read(self, desk: Client, service: NeighbouringService) -> None:
        NeighbouringService.objects.update(find="<b>Ring</b>")

        page = desk.get(page_of(service)).content.decode()

        assert "<strong>Så hittar du det:</strong> &lt;b&gt;Ring" in page
        assert "Om God man" in page
        assert reverse("intervention_list") + "?q=%C3%B6verf%C3%B6rmyndare" in page

    def test_begins_without_anything_to_show(self, desk: Client) -> None:
        assert "Spara först" in desk.get(address(NeighbouringService, "add")).content.decode()

    @pytest.mark.parametrize("role", ["editor"], indirect=True)
    def test_is_read_but_not_changed_by_an_editor(
        self, client: Client, role: str, north: Side
    ) -> None:
        row = north["NeighbouringService"]

        assert client.get(page_of(row)).status_code == 200
        assert client.post(page_of(row), {"name": "Annat"}).status_code == 403


class TestWork:
    @pytest.fixture
    def found(self, client: Client, db: None) -> dict[str, int]:
        client.force_login(User.objects.create_superuser("chef"))
        day = datetime.date(2026, 1, 1)
        make_service("Gammal", words="gammal", review_by=day)
        make_service("Ur bruk", words="ur bruk", review_by=day, active=False)
        make_service("Ny", words="ny", website="https://ny.exempel.se/")
        LinkCheck.objects.create(address="https://ny.exempel.se/", broken=True)
        return counts(client.get(INDEX))

    def test_is_to_review_what_has_come_to_its_day(self, found: dict[str, int]) -> None:
        assert found["Granntjänster att granska"] == 1

    def test_is_to_mend_broken_links(self, found: dict[str, int]) -> None:
        assert found["Trasiga länkar hos granntjänster"] == 1

    @pytest.mark.parametrize("query", ["granskning=dags", "lankar=trasiga"])
    def test_is_what_the_list_shows(
        self, client: Client, found: dict[str, int], query: str
    ) -> None:
        listed = client.get(f"{address(NeighbouringService, 'changelist')}?{query}")

        assert listed.context["cl"].result_count == 1
