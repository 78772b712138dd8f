"""One count, one meaning: list, map, facet, start page and the kommun's own page agree."""

import random
import re
from collections import Counter

import pytest
from django.conf import settings

from catalogue.models import Intervention, Municipality
from catalogue.search.areas import AreaCounts, running_by_kommun
from catalogue.search.extent import extent_of
from catalogue.search.sync import current
from tests.factories import (
    make_contact,
    make_county,
    make_intervention,
    make_municipality,
    make_organisation,
)
from tests.sample import part

pytestmark = pytest.mark.django_db

ROW = re.compile(
    r'data-narrow-row><a href="/kommuner/([\w-]+)/">[^<]*</a> (?:<span class="count">(\d+))?'
)
OUTLINE = re.compile(
    r'href="/kommuner/([\w-]+)/" tabindex="-1">.*?<title>[^<]*: (\d+) egna, (\d+) som', re.DOTALL
)
PART = re.compile(r'id="(own|county|nation)-title">[^<]*<span class="count">(\d+)')
TICK = re.compile(r'name="kommun" value="([\w-]+)">[^<]*<b>(\d+)')
HOME = re.compile(r'<li><a href="/kommuner/([\w-]+)/">')


def by_plain_python():
    """Count each kommun's entries from the database, without the index."""
    counts = {place.slug: Counter() for place in Municipality.objects.all()}
    places = list(Municipality.objects.values_list("slug", "pk", "county_id"))
    running = Intervention.objects.current().in_scope("individual")
    for entry in running.prefetch_related("municipalities", "counties"):
        named = {place.pk for place in entry.municipalities.all()}
        counties = {county.pk for county in entry.counties.all()}
        for slug, number, county in places:
            if entry.nationwide:
                counts[slug]["nation"] += 1
            elif county in counties:
                counts[slug]["county"] += 1
            elif number in named:
                counts[slug]["own"] += 1
    return {slug: AreaCounts(c["own"], c["county"], c["nation"]) for slug, c in counts.items()}


def page(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def assert_agreement(client, asked):
    counts = by_plain_python()
    assert running_by_kommun(current()) == counts
    listed = page(client, "/kommuner/")
    assert {slug: int(own or 0) for slug, own in ROW.findall(listed)} == {
        slug: told.own for slug, told in counts.items()
    }
    for slug, own, wider in OUTLINE.findall(listed):
        assert (int(own), int(wider)) == (counts[slug].own, counts[slug].wider)
    running = "&".join(f"lage={state}" for state in ("oppen", "planerad", "full", "pausad"))
    for slug, total in TICK.findall(page(client, f"/insatser/?{running}")):
        assert int(total) == sum(counts[slug])
    covered = {slug for slug, told in counts.items() if told.own}
    assert set(HOME.findall(page(client, "/"))) == covered
    for slug in asked:
        text = page(client, f"/kommuner/{slug}/")
        told = {area: int(number) for area, number in PART.findall(text)}
        assert told == {a: n for a, n in counts[slug]._asdict().items() if n}
        assert text.count('<div><a href="/insatser/') == sum(counts[slug])
        assert ("Katalogen täcker inte" in text) == (not counts[slug].own)


class TestKommuner:
    @pytest.mark.slow
    def test_are_counted_alike_everywhere_in_the_demo(self, client, demo):
        slugs = list(Municipality.objects.order_by("pk").values_list("slug", flat=True))

        assert_agreement(client, random.Random(1).sample(slugs, part(60)))

    @pytest.mark.parametrize("seed", range(part(10) or 1))
    def test_are_counted_alike_whatever_is_written(self, client, seed):
        rng = random.Random(seed)
        counties = [make_county(f"Län {code}", code) for code in ("11", "12", "13")]
        towns = [make_municipality(f"By{number}", counties[number % 3]).name for number in range(7)]
        make_organisation()
        for _ in range(30):
            entry = make_intervention(
                municipalities=rng.sample(towns, rng.choice([0, 1, 1, 3])),
                nationwide=rng.random() < 0.2,
                status=rng.choice(["open", "open", "planned", "full", "draft"]),
            )
            entry.counties.set(rng.sample(counties, rng.choice([0, 0, 1, 2])))

        assert_agreement(client, Municipality.objects.values_list("slug", flat=True))

    def test_what_the_nation_has_is_no_kommun_s_own_though_it_is_named(self, client):
        make_intervention("Linjen", nationwide=True, municipalities=["Sala"])

        text = page(client, "/kommuner/sala/")

        assert "Just i kommunen" not in text
        assert "Linjen" in text
        assert "Därtill gäller 1 insats i hela landet" in page(client, "/kommuner/")

    def test_without_their_own_stand_apart_in_the_facet(self, client):
        make_municipality("Arboga")
        make_intervention("Linjen", nationwide=True)
        make_intervention("Huset", municipalities=["Sala"])

        text = page(client, "/insatser/")
        near, rest = text.split("Kommuner utan egna insatser i katalogen")

        assert 'value="sala"' in near
        assert 'value="arboga"' in rest
        assert "I varje siffra ingår 1 insats som gäller hela landet." in near
        assert "utan egna insatser bland träffarna" in page(client, "/insatser/?lage=oppen")


class TestKommunPage:
    def test_begins_with_the_kommun_s_own_door(self, client):
        place = make_municipality("Sala")
        body = make_organisation(
            "Sala kommun", municipality=place, phone="+4622474700", hours="Vardagar 8–16.30"
        )
        body.venues.create(name="Gömt", address="Hemliga 1", municipality=place, protected=True)
        body.venues.create(name="Huset", address="Stora torget 1", municipality=place)
        make_intervention("Huset", municipalities=["Sala"])

        text = page(client, "/kommuner/sala/")

        told = ["Sala kommun", "0224-747 00", "Vardagar 8–16.30", "Stora torget 1", ">Huset<"]
        assert [text.index(words) for words in told] == sorted(map(text.index, told))
        assert "Hemliga 1" not in text
        assert 'href="tel:+4622474700"' in text
        assert "Vi vet inte numret" not in text

    def test_takes_the_number_of_a_contact_where_there_is_no_switchboard(self, client):
        body = make_organisation("Sala kommun", municipality=make_municipality("Sala"))
        make_contact("Vägledaren", organisation=body, phone="+4622474701", phone_hours="9–11")
        make_contact("Gamla numret", organisation=body, phone="+4622474702", active=False)

        text = page(client, "/kommuner/sala/")

        assert 'href="tel:+4622474701"' in text
        assert "9–11" in text
        assert "Vi vet inte numret" not in text

    def test_says_that_the_number_is_missing_though_there_is_an_address(self, client):
        make_organisation("Sala kommun", municipality=make_municipality("Sala"), email="v@sala.se")

        text = page(client, "/kommuner/sala/")

        assert 'href="mailto:v@sala.se"' in text
        assert "Vi vet inte numret till Sala kommun." in text

    def test_says_what_it_does_not_know_and_whom_to_ask(self, client):
        make_municipality("Sala")

        text = page(client, "/kommuner/sala/")

        assert "Vi vet inte numret till Sala kommun." in text
        assert 'href="tel:1177"' in text

    def test_leads_from_an_uncovered_kommun_to_the_nearest(self, client):
        for name, latitude in [("Nära", 59.0), ("Längre bort", 61.0), ("Tomt", 58.1)]:
            Municipality.objects.filter(pk=make_municipality(name).pk).update(
                latitude=latitude, longitude=15.0
            )
        Municipality.objects.filter(pk=make_municipality("Sala").pk).update(
            latitude=58.0, longitude=15.0
        )
        make_intervention(municipalities=["Nära", "Längre bort"])

        text = page(client, "/kommuner/sala/").split("täcker inte Sala än")[1]

        assert text.index("Nära</a> (1 egen insats)") < text.index("Längre bort</a>")
        assert "Tomt" not in text

    def test_sorts_by_step_and_leads_to_each_need(self, client):
        make_intervention("Sista", municipalities=["Sala"], step=5, need_groups=["Unga"])
        make_intervention("Första", municipalities=["Sala"], step=1)

        text = page(client, "/kommuner/sala/")

        assert text.index('id="own-1"') < text.index(">Första<") < text.index('id="own-5"')
        assert 'href="#own-5"' in text
        assert 'href="/behov/unga/?kommun=sala"' in text


class TestExtent:
    def test_is_said_in_one_sentence_everywhere(self, client, whole_demo):
        sentence = str(extent_of(current()))

        for address in ["/", "/insatser/", "/om/"]:
            assert f"{sentence}." in page(client, address)
        assert sentence in (settings.BASE_DIR / "README.md").read_text(encoding="utf-8")

    def test_takes_in_all_that_is_public(self, client, demo):
        assert sum(extent_of(current())) == Intervention.objects.published().count()

    def test_tells_the_three_apart(self):
        for status in ["open", "planned", "full", "paused", "draft"]:
            make_intervention(status=status)
        make_intervention(status="ended", nothing_replaces=True)
        make_intervention(scope="structural", access="not_searchable")

        told = str(extent_of(current()))

        assert told == "4 insatser pågår eller planeras, 1 avslutad, 1 för yrkesverksamma"


class TestWhatTheDefaultHides:
    @pytest.fixture(autouse=True)
    def entries(self):
        make_intervention("Stödet")
        make_intervention("Kursen", scope="structural", access="not_searchable")

    def test_is_shown_as_chosen_and_told(self, client):
        text = page(client, "/insatser/?lage=oppen")

        assert "1 för yrkesverksamma visas inte." in text
        assert "Kursen" not in text
        assert re.search(r'href="\?lage=oppen&amp;inriktning=alla">.*?För enskilda', text)

    def test_comes_along_when_the_choice_is_undone(self, client):
        text = page(client, "/insatser/?inriktning=alla")

        assert "Kursen" in text
        assert "visas inte" not in text

    def test_stays_undone_when_the_form_is_sent_without_the_box(self, client):
        fragment = client.get("/insatser/?inriktning=alla", headers={"HX-Request": "true"})

        assert fragment["HX-Push-Url"] == "/insatser/?inriktning=alla"
        assert '<input type="hidden" name="inriktning" value="alla">' in fragment.content.decode()
