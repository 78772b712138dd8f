"""What of all that people search for may be counted at all."""

from dataclasses import replace

import pytest

from catalogue.search.catalogue import Catalogue
from catalogue.search.countable import countable_words
from catalogue.search.facets import DEFAULT_CHOICES
from catalogue.search.query import Query
from catalogue.search.sync import current
from tests.catalogue.search.test_crisis import phrases
from tests.factories import make_intervention

pytestmark = pytest.mark.django_db
PLAIN = Query(words="arbetsträning", chosen=DEFAULT_CHOICES)


@pytest.fixture
def catalogue() -> Catalogue:
    make_intervention("Arbetsträning i kafé", municipalities=["Köping"])
    return current()


def counted(texts: list[str], catalogue: Catalogue) -> dict[str, str]:
    found = {text: countable_words(replace(PLAIN, words=text), catalogue) for text in texts}
    return {text: words for text, words in found.items() if words}


class TestCountable:
    def test_are_whole_searches_spelled_the_same_way(self, catalogue: Catalogue) -> None:
        wanted = {
            "arbetsträning": "arbetsträning",
            "  Arbetsträning, kafé! ": "arbetsträning kafe",
            "Kafé i Köping": "kafe i köping",
            "traning kafe": "traning kafe",
            "hikikomori": "hikikomori",
            "hjälp med körkort": "hjälp med körkort",
            "SE": "SE",
            "أبحث عن عمل": "ابحث عن عمل",
        }

        assert counted(list(wanted), catalogue) == wanted

    def test_are_never_those_in_a_crisis(self, catalogue: Catalogue) -> None:
        assert counted(phrases(), catalogue) == {}
        assert counted(["vill inte leva längre", "min man slår mig"], catalogue) == {}

    def test_are_none_that_may_be_about_somebody(self, catalogue: Catalogue) -> None:
        texts = [
            "Anna Andersson",
            "anna andersson",
            "Andersson",
            "arbetsträning för Fatima Hassan",
            "arbetsträning gyllenkrans",
            "kafé Stig Björn",
            "kim-andersson",
            "boendestöd för Fatima",
        ]

        assert counted(texts, catalogue) == {}

    def test_are_none_with_numbers_addresses_or_stories(self, catalogue: Catalogue) -> None:
        texts = [
            "19900101-1234",
            "070 12 34 56",
            "arbetsträning 25 år",
            "anna@exempel.se",
            "www.exempel.se",
            "jag vill ha arbetsträning i kafé nära mig",
            "arbetsträning " * 5,
            "kafé \ufdfa\ufdfa\ufdfa\ufdfa",  # each letter is spelled out in eighteen
            "?!",
            "",
        ]

        assert counted(texts, catalogue) == {}

    @pytest.mark.parametrize(
        "query",
        [
            replace(PLAIN, page=2),
            replace(PLAIN, order="namn"),
            replace(PLAIN, literal=True),
            PLAIN.adding("kommun", "koping"),
            replace(PLAIN, without_requirements=frozenset({"sgi"})),
            replace(PLAIN, remarks=("Vi känner inte till",)),
        ],
    )
    def test_are_none_with_choices(self, catalogue: Catalogue, query: Query) -> None:
        assert countable_words(PLAIN, catalogue)
        assert not countable_words(query, catalogue)
