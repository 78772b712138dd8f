import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.exchange.factsheets.periods import Length, read_length


@pytest.mark.parametrize(
    ("text", "weeks"),
    [
        ("6–12 månader, kan förlängas", (26, 52)),
        ("3–6 mån", (13, 26)),
        ("1 månad", (4, 4)),
        ("Upp till två år", (None, 104)),
        ("Oftast högst 6 månader", (None, 26)),
        ("Individuell, ofta 6–18 månader", (26, 78)),
        ("minst 12 veckor", (12, None)),
        ("10 veckor", (10, 10)),
        ("En termin", (20, 20)),
        ("ett halvår", (26, 26)),
        ("4 månader, kan upprepas", (17, 17)),
    ],
)
def test_reads_weeks(text, weeks):
    assert read_length(text) == Length(weeks_from=weeks[0], weeks_to=weeks[1])


@pytest.mark.parametrize(
    "text", ["Tillsvidare", "Utan slutdatum", "Så länge du vill", "Ej tidsbegränsad", "löpande."]
)
def test_reads_that_there_is_no_end(text):
    assert read_length(text) == Length(open_ended=True)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024-09-02 – 2026-12-31", (2024, 9, 2), (2026, 12, 31)),
        ("2011–2014", (2011, 1, 1), (2014, 12, 31)),
        ("Projekt 2010–2014", (2010, 1, 1), (2014, 12, 31)),
        ("Juni 2012 – juni 2014", (2012, 6, 1), (2014, 6, 30)),
        ("2 september 2024 till 31 mars 2025", (2024, 9, 2), (2025, 3, 31)),
        ("2024-09 – 2025-02", (2024, 9, 1), (2025, 2, 28)),
    ],
)
def test_reads_the_dates_of_a_project(text, first, last):
    expected = Length(project_from=datetime.date(*first), project_to=datetime.date(*last))

    assert read_length(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Efter behov",
        "8 träffar",
        "Till 20 år",
        "16–20 år",
        "Till 25 år eller tills du vill sluta",
        "Tills ungdomen fyllt 20 eller har en plan som håller",
        "12 veckor bedömning, därefter träning upp till 9 månader",
        "7 tillfällen + uppföljning efter 3 månader",
        "OSA 12 månader; Samhall tillsvidare",
        "Uppföljning inom tre månader, så länge behov finns",
        "En termin i taget",
        "12–6 månader",
        "9999 månader",
        "2024-13-01 – 2025-01-01",
        "2025–2024",
        "0000–0001",
    ],
)
def test_leaves_what_states_no_single_length_as_text(text):
    assert read_length(text) == Length()


@given(st.text() | st.from_regex(r"(högst )?\d{0,4}[–-]\d{1,4}[- ]?(\d\d|år|veckor|juni \d{4})"))
def test_never_raises(text):
    length = read_length(text)

    assert (length.weeks_to or 0) <= 2000
