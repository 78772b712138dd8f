from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.exchange.factsheets.hours import Hours, read_hours


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("2–10 timmar per vecka", 2, 10),
        ("8–20 h/v", 8, 20),
        ("Från 1 till 20 timmar i veckan", 1, 20),
        ("Från 6 timmar per vecka", 6, None),
        ("Upptrappning mot 10 timmar per vecka", None, 10),
        ("högst tjugo timmar i veckan", None, 20),
        ("1,5 timme per vecka", "1.5", "1.5"),
        ("2 timmar varannan vecka", 1, 1),
        ("3 timmar per dag, 2 dagar i veckan", 6, 6),
        ("Mellan 5 och 20 timmar i veckan", 5, 20),
        ("Heltid", 40, 40),
        ("Halvtid.", 20, 20),
    ],
)
def test_reads_hours_a_week(text, least, most):
    assert read_hours(text) == Hours(
        None if least is None else Decimal(least), None if most is None else Decimal(most)
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Efter ork",
        "2 dagar i veckan",
        "10–40 timmar",
        "2,5 timmar per gång",
        "2–3 timmar per dag, 2 dagar i veckan",
        "2 timmar per vecka, senare 10 timmar per vecka",
        "20–10 timmar per vecka",
        "900 timmar per vecka",
        "Deltid eller heltid",
    ],
)
def test_leaves_what_states_no_single_amount_a_week_as_text(text):
    assert read_hours(text) == Hours()


@given(st.text() | st.from_regex(r"\d{0,5}[,.–]\d{0,4} ?(timmar|h) ?(per vecka|/v)"))
def test_never_raises(text):
    hours = read_hours(text)

    assert hours.least is None or hours.most is None or 0 <= hours.least <= hours.most <= 168
