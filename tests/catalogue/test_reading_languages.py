"""Days, numbers and counts as each language writes them."""

import datetime

import pytest
from django.conf import settings
from django.utils.translation import ngettext, override

from catalogue.languages import BEGUN
from catalogue.presentation import day, listed, weekday

CODES = [code for code, _name in settings.LANGUAGES]
SWEDISH_FORMS = {"sv", "sv-simple"}


@pytest.mark.parametrize(
    ("language", "written", "monday"),
    [
        ("sv", "3 november 2026", "måndag"),
        ("sv-simple", "3 november 2026", "måndag"),
        ("en", "3 November 2026", "Monday"),
        ("ar", "3 نوفمبر 2026", "الاثنين"),
        ("fi", "3. marraskuuta 2026", "maanantai"),
        ("so", "3 Noofeembar 2026", "Isniin"),
        ("uk", "3 листопада 2026", "понеділок"),
        ("pl", "3 listopada 2026", "poniedziałek"),
        ("fa-af", "3 نومبر 2026", "دوشنبه"),
        ("ti", "3 ሕዳር 2026", "ሰኑይ"),
    ],
)
def test_a_day_is_written_in_the_language(language, written, monday):
    with override(language):
        assert day(datetime.date(2026, 11, 3)) == written
        assert weekday(0) == monday


@pytest.mark.parametrize("language", CODES)
@pytest.mark.parametrize("count", [0, 1, 2, 3, 11, 100])
def test_a_count_is_told_in_the_form_of_the_language(language, count):
    texts = "%(num)s insats pågår eller planeras", "%(num)s insatser pågår eller planeras"
    with override(language):
        told = ngettext(*texts, count) % {"num": count}

    assert str(count) in told
    if language not in SWEDISH_FORMS:
        assert told not in {text % {"num": count} for text in texts}


@pytest.mark.parametrize(
    ("language", "forms"), [("ar", 3), ("uk", 3), ("pl", 3), ("fi", 2), ("en", 2), ("ti", 2)]
)
def test_counts_differ_where_the_language_has_more_forms(language, forms):
    texts = "%(num)s insats pågår eller planeras", "%(num)s insatser pågår eller planeras"
    with override(language):
        told = {ngettext(*texts, count) for count in (0, 1, 2, 3, 5, 11, 100)}

    assert len(told) == forms


@pytest.mark.parametrize("language", CODES)
def test_things_in_a_row_have_the_comma_of_the_language(language):
    commas = {"ar": "، ", "fa-af": "، ", "ti": "፣ "}
    with override(language):
        assert listed(["a", "b"]) == commas.get(language, ", ").join("ab")


def test_the_languages_that_begin_are_languages_of_the_site():
    assert set(CODES) >= BEGUN
