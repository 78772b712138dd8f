"""The list of organisations is narrowed by its address, without scripts."""

import re

import pytest
from django.test import Client

from tests.factories import make_intervention, make_organisation

LIST = "/organisationer/"


@pytest.fixture
def bodies(db: None) -> None:
    """Three bodies that run something, one of them a unit."""
    town = make_organisation("Åmåls kommun", kind="municipality", short_name="ÅK")
    unit = make_organisation("Åmåls kommun, Jobbcentrum", kind="municipality", parent=town)
    for name, body in [
        ("Ett", town),
        ("Två", unit),
        ("Tre", make_organisation("Fontänhuset", kind="civil", other_names="Källan")),
    ]:
        make_intervention(name, organisation=body)


def listed(client: Client, query: str) -> list[str]:
    page = client.get(f"{LIST}?{query}").content.decode()
    return re.findall(r'<a href="/organisationer/[\w-]+/">([^<]+)</a>', page)


@pytest.mark.usefixtures("bodies")
class TestNarrowing:
    @pytest.mark.parametrize(
        ("query", "names"),
        [
            ("hitta=amal", ["Åmåls kommun", "Åmåls kommun, Jobbcentrum"]),
            ("hitta=A%CC%8AMA%CC%8AL", ["Åmåls kommun", "Åmåls kommun, Jobbcentrum"]),
            ("hitta=jobbcentrum", ["Åmåls kommun, Jobbcentrum"]),
            ("hitta=källan", ["Fontänhuset"]),
            ("slag=civil", ["Fontänhuset"]),
            ("slag=civil&hitta=amal", []),
            ("hitta=", ["Åmåls kommun", "Åmåls kommun, Jobbcentrum", "Fontänhuset"]),
        ],
    )
    def test_keeps_what_was_asked_for(self, client: Client, query: str, names: list[str]) -> None:
        assert sorted(listed(client, query)) == sorted(names)

    def test_says_how_many_and_offers_all(self, client: Client) -> None:
        page = client.get(LIST, {"hitta": "amal"}).content.decode()
        assert "2 organisationer." in page
        assert 'value="amal"' in page
        assert f'<a href="{LIST}">Visa alla</a>' in page

    def test_says_that_nothing_is_called_so(self, client: Client) -> None:
        assert "Ingen organisation heter så." in client.get(LIST, {"hitta": "xyz"}).content.decode()

    def test_leaves_the_list_whole_for_a_kind_that_there_is_none_of(self, client: Client) -> None:
        page = client.get(LIST, {"slag": "<b>nej</b>"}).content.decode()
        assert "Vi känner inte igen slaget ”&lt;b&gt;nej&lt;/b&gt;”" in page
        assert len(listed(client, "slag=nej")) == 3

    def test_bears_whatever_is_typed(self, client: Client) -> None:
        for typed in ("\x00", "😀" * 5000, "%", "'; DROP", "\ud800".encode("utf-8", "replace")):
            assert client.get(LIST, {"hitta": typed}).status_code == 200
