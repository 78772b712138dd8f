import pytest

from catalogue.exchange.reference import load_reference
from catalogue.models import (
    County,
    Language,
    Municipality,
    NeedGroup,
    NeighbouringService,
    Organisation,
    Requirement,
    ServiceSource,
    Step,
)

pytestmark = pytest.mark.usefixtures("reference")


class TestLoadReference:
    def test_brings_the_whole_country(self):
        assert County.objects.count() == 21
        assert Municipality.objects.count() == 290
        assert Organisation.objects.filter(kind="region").count() == 21

    def test_joins_neighbours_both_ways(self):
        vasteras = Municipality.objects.get(name="Västerås")

        assert vasteras.neighbours.filter(name="Hallstahammar").exists()
        assert all(vasteras in place.neighbours.all() for place in vasteras.neighbours.all())

    def test_brings_the_lists(self):
        assert list(Step.objects.order_by("number").values_list("number", flat=True)) == [
            1,
            2,
            3,
            4,
            5,
        ]
        assert Requirement.objects.get(slug="sgi").without == "sjukpenninggrundande inkomst (SGI)"
        codes = set(Language.objects.values_list("code", flat=True))
        assert {"sv", "fi", "fit", "se", "rom", "yi", "swl", "prs", "ti", "so", "uk"} <= codes
        assert Organisation.objects.get(short_name="VGR").name == "Västra Götalandsregionen"

    def test_changes_nothing_the_second_time(self):
        assert load_reference().lines() == ["Grunddata fanns redan. Inget ändrades."]

    def test_leaves_what_staff_have_worded(self):
        NeedGroup.objects.filter(slug="npf").update(name="Adhd och autism", search_words="npf")

        load_reference()

        group = NeedGroup.objects.get(slug="npf")
        assert (group.name, group.search_words) == ("Adhd och autism", "npf")

    def test_brings_what_others_have_with_how_it_is_known(self):
        bup = NeighbouringService.objects.get(slug="bup")

        assert "barnpsyk" in bup.words.splitlines()
        assert "child psychiatry" in bup.foreign_words.splitlines()
        assert bup.sources.get().read_on.year >= 2026
        assert ServiceSource.objects.filter(title__contains="(1993:387)").exists()

    def test_leaves_what_staff_have_written_of_it(self):
        NeighbouringService.objects.filter(slug="bup").update(find="Ring oss.", words="bup")
        ServiceSource.objects.filter(service__slug="bup").delete()

        load_reference()

        bup = NeighbouringService.objects.get(slug="bup")
        assert (bup.find, bup.words, bup.sources.count()) == ("Ring oss.", "bup", 0)

    def test_brings_only_services_that_the_desk_would_accept(self):
        for service in NeighbouringService.objects.all():
            service.full_clean()
            assert service.unknown or service.sources.exists()

    def test_corrects_geography(self):
        Municipality.objects.filter(code="1980").update(formal_name="Fel", latitude=0)

        report = load_reference()

        assert report.lines() == ["kommuner: 0 nya, 1 ändrade"]
        assert Municipality.objects.get(code="1980").formal_name == "Västerås stad"


class TestNeedGroups:
    def test_are_reviewed_and_say_whom_they_are_for(self):
        for group in NeedGroup.objects.all():
            assert group.reviewed, group
            assert group.description, group
            assert group.entrance, group

    @pytest.mark.parametrize(
        "word", ["multiproblematik", "omotiverad", "nollklassad", "lågbegåvad"]
    )
    def test_never_show_the_blunt_words_but_know_them(self, word):
        shown = " ".join(
            f"{group.name} {group.description} {group.entrance}".casefold()
            for group in NeedGroup.objects.all()
        )

        assert word not in shown
        assert NeedGroup.objects.filter(search_words__contains=word).exists()
