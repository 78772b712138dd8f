import pytest

from catalogue.search.areas import AreaCounts
from catalogue.views.outlines import draw, read_outlines, view_box
from tests.factories import (
    make_contact,
    make_intervention,
    make_municipality,
    make_need_group,
    make_organisation,
)

pytestmark = pytest.mark.django_db


class TestNeedPage:
    def test_places_the_entries_on_the_steps(self, client):
        make_intervention("Första steget", need_groups=["Unga"], step=1)
        make_intervention("På jobbet", need_groups=["Unga"], step=5)
        make_intervention("Tvärs över", need_groups=["Unga"])

        page = client.get("/behov/unga/").content.decode()
        first, last = page.split('id="steg-1"')[1].split('id="steg-5"')

        assert "Första steget" in first
        assert "På jobbet" in last.split('id="tvars"')[0]
        assert "Tvärs över" in last.split('id="tvars"')[1]

    def test_says_which_steps_are_empty(self, client):
        make_intervention(need_groups=["Unga"], step=1)
        make_intervention(step=2)

        assert "tread-2 tread-empty" in client.get("/behov/unga/").content.decode()

    def test_can_be_seen_for_one_kommun(self, client):
        make_intervention("I Köping", need_groups=["Unga"], municipalities=["Köping"], step=1)
        make_intervention("I Sala", need_groups=["Unga"], municipalities=["Sala"], step=1)

        page = client.get("/behov/unga/?kommun=koping").content.decode()

        assert "I Köping" in page
        assert "I Sala" not in page
        assert "Visa alla 2" in page

    def test_says_so_when_the_kommun_is_not_known(self, client):
        make_need_group("Unga")

        page = client.get("/behov/unga/?kommun=<b>").content.decode()

        assert "Vi känner inte igen kommunen ”&lt;b&gt;”" in page

    def test_leads_to_the_narrower_needs(self, client):
        make_need_group("Unga utan jobb", parent=make_need_group("Unga"))

        assert "/behov/unga-utan-jobb/" in client.get("/behov/unga/").content.decode()

    def test_puts_help_first_when_it_speaks_of_danger(self, client):
        make_need_group("Utsatta för våld", search_words="våld i nära relation")

        page = client.get("/behov/utsatta-for-vald/").content.decode()

        assert page.index("crisis-title") < page.index("<h1")


class TestNeedList:
    def test_lists_every_need_once_the_narrower_under_the_wider(self, client, reference):
        from catalogue.models import NeedGroup

        families = NeedGroup.objects.all().families()
        listed = [group.pk for top, members in families for group in (top, *members)]

        assert sorted(listed) == sorted(NeedGroup.objects.values_list("pk", flat=True))
        assert client.get("/behov/").content.decode().count("/behov/") >= len(listed)

    def test_survives_needs_that_are_part_of_each_other(self, client):
        first = make_need_group("A")
        second = make_need_group("B", parent=first)
        first.parent = second
        first.save()

        assert client.get("/behov/").status_code == 200


class TestOrganisationPage:
    def test_shows_what_it_does_and_does_not_and_whom_to_call(self, client):
        body = make_organisation("Stadsmissionen", mission="Vi hjälper.", does_not="Vi dömer inte.")
        make_contact("Mottagningen", organisation=body, phone="021-1", competence="Boende\nSkulder")

        page = client.get("/organisationer/stadsmissionen/").content.decode()

        for text in ["Vi hjälper.", "Vi dömer inte.", "Mottagningen", "Boende, Skulder"]:
            assert text in page

    def test_folds_what_has_ended(self, client):
        make_intervention("Gammal", status="ended", nothing_replaces=True)

        page = client.get("/organisationer/vasteras-stad/").content.decode()

        assert page.index("1 avslutad insats") < page.index("Gammal")

    def test_never_shows_a_named_person_or_a_protected_place(self, client):
        body = make_organisation()
        make_contact(
            "Chefen", person_name="Kim Hemlig", person_reason="x", person_until="2027-01-01"
        )
        body.venues.create(
            name="Hemliga huset", protected=True, municipality=make_municipality("Köping")
        )

        page = client.get("/organisationer/vasteras-stad/").content.decode()

        assert "Kim Hemlig" not in page
        assert "Hemliga huset" not in page


class TestMap:
    def test_has_an_outline_for_every_kommun(self, reference):
        from catalogue.models import Municipality

        assert set(read_outlines()["paths"]) == set(
            Municipality.objects.values_list("slug", flat=True)
        )

    @pytest.mark.parametrize(("own", "shade"), [(0, 0), (1, 1), (3, 2), (10, 3), (19, 3), (20, 4)])
    def test_is_darker_where_there_is_more(self, own, shade):
        assert draw([("amal", "Åmål", AreaCounts(own, 2, 13))])[0].shade == shade

    def test_shows_the_area_that_the_catalogue_is_about(self):
        everything = [(slug, slug, AreaCounts(0, 0, 0)) for slug in read_outlines()["paths"]]
        near = draw([*everything, ("amal", "Åmål", AreaCounts(2, 0, 0))])

        _left, _top, width, height = map(int, view_box(near).split())

        assert view_box(draw(everything)) == "0 0 2600 6184"
        assert width < 700
        assert height < 700

    def test_leads_where_the_list_leads_without_a_stop_for_the_keyboard(self, client, reference):
        page = client.get("/kommuner/").content.decode()

        assert page.count('href="/kommuner/amal/"') == 2
        assert page.count('href="/kommuner/amal/" tabindex="-1"') == 1
