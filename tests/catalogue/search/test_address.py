import pytest
from django.http import QueryDict

from catalogue.search.facets import DEFAULT_CHOICES
from catalogue.search.filters import read_query
from catalogue.search.options import load_options
from catalogue.search.query import Query
from tests.factories import make_intervention

pytestmark = pytest.mark.django_db


def read(address):
    """Return the state that an address stands for."""
    return read_query(QueryDict(address), load_options())


def test_it_understands_every_parameter():
    make_intervention("A", need_groups=["Unga"], municipalities=["Köping"], step=2)
    address = "q=hej&behov=unga&kommun=koping&steg=2&sortera=namn&sida=3"

    query = read(address)

    assert query.words == "hej"
    assert query.choice("behov") == {"unga"}
    assert query.choice("kommun") == {"koping"}
    assert query.choice("steg") == {"2"}
    assert (query.order, query.page) == ("namn", 3)


def test_an_unknown_parameter_is_ignored():
    assert read("fbclid=1&utm_source=x") == read("")


def test_an_unknown_value_is_left_out_and_said():
    query = read("kommun=atlantis")

    assert query.choice("kommun") == frozenset()
    assert "atlantis" in query.remarks[0]


@pytest.mark.parametrize("number", ["0", "-1", "x", "9" * 40, "1.5", "²", ""])
def test_a_page_that_is_no_number_is_the_first(number):
    assert read(f"sida={number}").page == 1


def test_an_unknown_order_is_the_most_relevant_first():
    assert read("sortera=bokstav").order == "relevans"


def test_words_are_cut_and_cleaned():
    query = read("q=" + "a%00b" + "x" * 100_000)

    assert query.words.startswith("a b")
    assert len(query.words) == 300


def test_a_state_and_its_address_are_one():
    make_intervention("A", need_groups=["Unga"], requirements=["SGI"])
    address = "?q=a+b&behov=unga&kraver_inte=sgi&sortera=namn&sida=2"

    assert read(address[1:]).querystring() == address


def test_the_default_state_has_no_address():
    default = Query(chosen=DEFAULT_CHOICES)

    assert read("") == default
    assert default.querystring() == ""


def test_the_choice_made_for_the_visitor_can_be_undone():
    for address in ["inriktning=alla", "inriktning=alla&inriktning="]:
        assert read(address) == Query()
    assert Query().querystring() == "?inriktning=alla"
    assert read("inriktning=alla&inriktning=individ") == Query(chosen=DEFAULT_CHOICES)
    assert read("kommun=alla&inriktning=x").chosen == DEFAULT_CHOICES
