"""The help box and its quieter line: for every word of distress, in every language; else never."""

from urllib.parse import quote

import pytest

from catalogue.engine.vocabulary import Distress
from catalogue.engine.vocabulary.groups import CRISIS
from catalogue.search.query import Query
from catalogue.search.sync import current
from catalogue.search.words import reviewed_groups
from tests.sample import sample

pytestmark = pytest.mark.django_db

ORDINARY = [
    "arbetsträning",
    "stöd vid utmattning",
    "skulder hos kronofogden",
    "lära mig svenska",
    "praktik i Åmål",
    "min bror har schizofreni",
    "orkar inte jobba",
    "barnen går inte till skolan",
    "boendestöd",
    "sover dåligt",
    "leva med smärta",
    "slå sig till ro",
    "livet efter sjukskrivning",
    "looking for work",
    "أبحث عن عمل",
    "waxaan raadinayaa shaqo",
    "шукаю роботу",
    "ስራሕ",
    "کار",
    "etsin työtä",
    "szukam pracy",
    "bygglov",
]


def phrases():
    """Return every word and phrase of danger."""
    return sorted(
        text
        for group in reviewed_groups()
        if group.kind == CRISIS
        for text in (*group.terms, *group.hidden, *group.lay, *group.foreign)
    )


class TestHelpBox:
    @pytest.mark.slow
    def test_is_called_for_by_every_phrase_of_danger(self, demo):
        catalogue = current()

        missed = [
            text
            for text in sample(phrases())
            if catalogue.plan(Query(text)).distress is not Distress.DANGER
        ]

        assert missed == []

    @pytest.mark.parametrize(
        "text",
        [
            "agar sina barn",
            "ingenstans att sova i natt",
            "kill myself",
            "أريد أن أموت",
            "is dilid",
            "чоловік мене б'є",
            "ክመውት እደሊ",
            "می خواهم بمیرم",
            "haluan kuolla",
            "mąż mnie bije",
            "min bror har tagit en överdos",
            "хочу умереть",
        ],
    )
    def test_stands_on_the_page(self, client, demo, text):
        page = client.get(f"/insatser/?q={quote(text)}").content.decode()

        assert 'id="crisis-title"' in page

    def test_gives_way_to_a_quieter_line_where_no_danger_is_told_of(self, client, demo):
        page = client.get("/insatser/?q=jag orkar inte mer").content.decode()

        assert 'id="crisis-title"' not in page
        assert "Är det tungt just nu?" in page

    def test_is_not_called_for_by_ordinary_searches(self, demo):
        catalogue = current()

        called = [text for text in ORDINARY if catalogue.plan(Query(text)).distress]

        assert called == []
