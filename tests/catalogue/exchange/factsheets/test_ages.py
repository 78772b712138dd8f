import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.exchange.factsheets.ages import Ages, read_ages


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("Bor i Västerås, 16–64 år, vill själv delta.", 16, 64),
        ("Mellan 16 och 25 år", 16, 25),
        ("Från 20 år.", 20, None),
        ("Över 18 år, bor i Sala.", 18, None),
        ("Du ska ha fyllt 18 år", 18, None),
        ("50 år eller äldre", 50, None),
        ("50 år och äldre, arbetslös minst sex månader.", 50, None),
        ("16 år och uppåt, pågående utredning räcker.", 16, None),
        ("55+", 55, None),
        ("Under 25 år och arbetslös några månader", None, 24),
        ("Upp till 29 år", None, 29),
        ("Från 18 år; yngre till ungdomsmottagning.", 18, None),
        ("Vuxen, kan delta i grupp.", 18, None),
        ("Vuxna med psykisk ohälsa.", 18, None),
    ],
)
def test_reads_ages(text, least, most):
    assert read_ages(text) == Ages(least, most)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Ensamstående med barn under 12 år.",
        "Arbetslös i 12 år",
        "Bott i Sverige under 3 år",
        "Unga vuxna med psykisk ohälsa",
        "Barn och vuxna",
        "16–20 år eller 25–29 år",
        "64–16 år",
        "Smärta i mer än tre månader",
        "Försörjningsstöd i minst 10 år",
    ],
)
def test_leaves_what_is_no_single_age_as_text(text):
    assert read_ages(text) == Ages()


@given(st.text() | st.from_regex(r"(Från|Under|Över)? ?\d{1,3}–?\d{0,3} år"))
def test_never_raises(text):
    ages = read_ages(text)

    assert ages.least is None or ages.most is None or ages.least <= ages.most
