"""Who does a deed is never shown the services of those to whom it is done, and the other way."""

import pytest

from catalogue.engine.doubt import Nearness
from catalogue.engine.found import Found
from catalogue.search.query import Query
from tests.search_quality.judge import judge_of
from tests.search_quality.sets import FOLDER, SHEETS, read

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.slow,
    pytest.mark.xdist_group("verdicts"),  # built once, in one worker
]

SIDES = read(FOLDER / "sides.json")
FOR_VICTIMS = "33"  # Stöd till våldsutsatta i Västerås
FOR_DOERS = ("Välj att sluta", "Preventell")
MOST_WRONG = 10  # of those that were only measured: fewer from time to time


def ask(text: str) -> tuple[Found, list[str], bool]:
    """Return what a search finds, whom others help, and whether help for victims is among it."""
    judge = judge_of(SHEETS["catalogue"])
    catalogue = judge.catalogue
    found = catalogue.search(Query(words=text), limit=100)
    elsewhere = found.plan.elsewhere
    services = catalogue.neighbourhood.services
    told = [services[number].name.partition(" – ")[0] for number in elsewhere.lacking]
    return found, told, FOR_VICTIMS in {judge.source_ids.get(pk) for pk in found.ids}


def does(part: str) -> list[tuple[str, str]]:
    """Return the wordings of whoever does it, each with the service for them."""
    return [(text, slug) for slug, texts in SIDES[part]["does"].items() for text in texts]


def is_right_for_who_does(text: str, service: str) -> bool:
    found, told, victims = ask(text)
    return service in told and not victims and found.nearness is Nearness.ABSENT


def is_right_for_whom_it_is_done_to(text: str) -> bool:
    _, told, victims = ask(text)
    return victims and set(told).isdisjoint(FOR_DOERS)


class TestSides:
    @pytest.mark.parametrize(("text", "service"), does("looked_at"))
    def test_who_does_it_is_told_of_what_is_for_them(self, text, service):
        assert is_right_for_who_does(text, service)

    @pytest.mark.parametrize("text", SIDES["looked_at"]["done"])
    def test_whom_it_is_done_to_finds_help(self, text):
        assert is_right_for_whom_it_is_done_to(text)

    def test_are_told_in_new_words_too(self):
        wrong = [text for text, slug in does("measured") if not is_right_for_who_does(text, slug)]
        wrong += [t for t in SIDES["measured"]["done"] if not is_right_for_whom_it_is_done_to(t)]

        assert len(wrong) <= MOST_WRONG, wrong
