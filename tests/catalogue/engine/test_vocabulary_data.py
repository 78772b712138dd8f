"""The reviewed words themselves: that the files hold together and reach what every site has."""

import json
from collections import Counter
from pathlib import Path

import pytest

from catalogue.engine.vocabulary import Vocabulary, WordGroup, read_groups
from catalogue.engine.vocabulary.groups import CRISIS

pytestmark = pytest.mark.xdist_group("words")  # built once, in one worker

LANGUAGES = {"en", "ar", "so", "uk", "ti", "prs", "fi", "pl"}
FEWEST_GROUPS = 900
FIXTURE = Path(__file__).parents[3] / "fixtures" / "terms.json"
TERMS = json.loads(FIXTURE.read_text(encoding="utf-8"))
# Bare, everyday words that must lead somewhere in each language.
EVERYDAY = {
    "work": ("work", "العمل", "shaqo", "робота", "ስራሕ", "کار", "työ", "praca"),
    "money": ("money", "المال", "lacag", "гроші", "ገንዘብ", "پول", "raha", "pieniądze"),
    "help": ("help", "مساعدة", "caawimaad", "допомога", "ሓገዝ", "کمک", "apua", "pomoc"),
    "school": ("school", "مدرسة", "iskuul", "школа", "ቤት ትምህርቲ", "مکتب", "koulu", "szkoła"),
    "home": ("home", "بيت", "guri", "житло", "ገዛ", "خانه", "asunto", "mieszkanie"),
    "children": ("children", "أطفال", "carruur", "діти", "ቆልዑ", "اطفال", "lapset", "dzieci"),
    "doctor": ("doctor", "طبيب", "dhakhtar", "лікар", "ሓኪም", "داکتر", "lääkäri", "lekarz"),
    "lonely": ("lonely", "وحيد", "keli", "самотній", "በይነይ", "تنها", "yksinäinen", "samotny"),
}


def group_names(kind: str) -> list[str]:
    """Return the names of the need groups, types or benefits of every installation."""
    return [row["name"] for row in TERMS[kind]]


@pytest.fixture(scope="module")
def groups() -> tuple[WordGroup, ...]:
    return tuple(read_groups())


@pytest.fixture(scope="module")
def vocabulary(groups, analyser) -> Vocabulary:
    return Vocabulary(groups, analyser)


@pytest.fixture(scope="module")
def languages_of(groups, vocabulary):
    """Return the languages of the groups that a Swedish name belongs to."""
    found: dict[tuple[str, ...], set[str]] = {}
    for group in groups:
        for text in (*group.terms, *group.hidden, *group.lay):
            keys = vocabulary.phrase(text, text in group.case_sensitive).keys
            found.setdefault(keys, set()).update(code for code, said in group.words.items() if said)
    return lambda name: found.get(vocabulary.phrase(name).keys, set())


class TestFiles:
    def test_hold_enough_groups(self, groups):
        assert len(groups) >= FEWEST_GROUPS

    def test_name_only_languages_of_the_site(self, groups):
        codes = {code for group in groups for code in group.words}

        assert codes <= LANGUAGES

    def test_say_nothing_twice_in_a_group(self, groups):
        twice = [
            (group.terms, text)
            for group in groups
            for text, times in Counter(
                (*group.terms, *group.hidden, *group.lay, *group.broader)
            ).items()
            if times > 1
        ]

        assert twice == []

    def test_mark_only_terms_as_case_sensitive(self, groups):
        astray = [
            group.case_sensitive - {*group.terms, *group.hidden}
            for group in groups
            if group.case_sensitive - {*group.terms, *group.hidden}
        ]

        assert astray == []


class TestTerms:
    def test_belong_to_one_group_only(self, groups, vocabulary):
        owners: dict[tuple[str, ...], set[str]] = {}
        for number, group in enumerate(groups):
            for text in (*group.terms, *group.hidden):
                keys = vocabulary.phrase(text, text in group.case_sensitive).keys
                owners.setdefault(keys, set()).add(f"{number}: {text}")
        shared = [
            sorted(said)
            for said in owners.values()
            if len({text.partition(":")[0] for text in said}) > 1
        ]

        assert shared == []

    def test_are_never_blunt_words_too(self, groups):
        shown = {text.lower() for group in groups for text in group.terms}
        blunt = {text.lower() for group in groups for text in group.hidden}

        assert shown & blunt == set()

    def test_broader_words_are_never_blunt(self, groups):
        blunt = {text.lower() for group in groups for text in group.hidden}

        assert {text for group in groups for text in group.broader} & blunt == set()


class TestReach:
    @pytest.mark.parametrize("kind", ["need_groups", "types", "income_supports"])
    def test_every_name_of_every_site_has_words_in_all_languages(self, languages_of, kind):
        lacking = {
            name: sorted(LANGUAGES - languages_of(name))
            for name in group_names(kind)
            if not languages_of(name) >= LANGUAGES
        }

        assert lacking == {}

    @pytest.mark.parametrize("words", EVERYDAY.values(), ids=EVERYDAY)
    def test_everyday_words_lead_somewhere(self, vocabulary, words):
        lost = [word for word in words if not vocabulary.has(vocabulary.phrase(word).keys)]

        assert lost == []


class TestCrisis:
    def test_groups_have_words_in_all_languages(self, groups):
        lacking = {
            group.terms[0]: sorted(LANGUAGES - set(group.words))
            for group in groups
            if group.kind == CRISIS and not set(group.words) >= LANGUAGES
        }

        assert lacking == {}

    @pytest.mark.parametrize(
        "text",
        [
            "vill inte leva",
            "ta livet av mig",
            "min son vill ta livet av sig",
            "slår mig",
            "jag slår mitt barn",
            "hotar att döda mig",
            "skär mig",
            "trött på livet",
            "ska bli bortgift",
            "fly hemifrån",
            "kill myself",
            "زوجي يضربني",
            "чоловік мене б'є",
            "itsemurha",
            "isdil",
        ],
    )
    def test_phrases_of_danger_call_for_the_help_box(self, vocabulary, text):
        assert vocabulary.is_crisis(vocabulary.phrase(text).keys)

    @pytest.mark.parametrize(
        "text",
        [
            "akut",
            "hot",
            "larma",
            "sos",
            "aga",
            "ångest",
            "mår dåligt",
            "trött",
            "orkar inte jobba",
            "rädd",
        ],
    )
    def test_single_words_of_worry_do_not(self, vocabulary, text):
        assert not vocabulary.is_crisis(vocabulary.phrase(text).keys)
