import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.exchange.factsheets.starts import Intake, Start, read_intake


@pytest.mark.parametrize(
    ("text", "start", "days"),
    [
        ("Löpande, ärenden tas upp varannan vecka", Start.ROLLING, None),
        ("Drop-in och bokad tid", Start.DROP_IN, None),
        ("Öppet vardagar", Start.DROP_IN, None),
        ("Två starter per termin", Start.FIXED, None),
        ("Mars, juni, september", Start.FIXED, None),
        ("Start vecka 5 och vecka 36", Start.FIXED, None),
        ("Löpande, med fasta starter i januari och augusti", Start.UNKNOWN, None),
        ("Kötid 2–4 månader", Start.UNKNOWN, 120),
        ("Kölista, ungefär 4 veckor", Start.UNKNOWN, 28),
        ("Första besök inom 14 dagar", Start.UNKNOWN, 14),
        ("inom 14 dagar", Start.UNKNOWN, 14),
        ("Första tid inom en vecka", Start.UNKNOWN, 7),
        ("Löpande, ingen kö", Start.ROLLING, 0),
    ],
)
def test_reads_the_kind_of_start_and_the_queue(text, start, days):
    assert read_intake(text) == Intake(start, days)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Kan vara kö",
        "Ungefär 30 platser, kölista",
        "Väntetid anges på sidan; rekommendationen är högst fyra veckor",
        "I Värmland i genomsnitt drygt två veckor (2023)",
        "Kötid 900 månader",
    ],
)
def test_leaves_what_states_no_own_queue_as_text(text):
    assert read_intake(text) == Intake()


@given(st.text() | st.from_regex(r"Kötid (cirka )?\d{0,4}(–\d{1,4})? (dagar|veckor|månader)"))
def test_never_raises(text):
    assert (read_intake(text).queue_days or 0) <= 3650
