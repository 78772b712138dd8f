import datetime

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from catalogue.models.personal_numbers import refuse_personal_numbers
from catalogue.plain_language.personal_numbers import find_personal_number

SEPARATORS = ["", "-", "+", " ", "–", "−", ".", "/", "_", "\N{NO-BREAK SPACE}", " - "]


def ten_digits(born: datetime.date, serial: int, *, coordination: bool = False) -> str:
    """Return a number with a right check digit, as the tax agency would make it."""
    day = born.day + (60 if coordination else 0)
    nine = f"{born:%y%m}{day:02}{serial:03}"
    total = 0
    for place, digit in enumerate(nine):
        value = int(digit) * (1 if place % 2 else 2)
        total += value // 10 + value % 10
    return f"{nine}{-total % 10}"


dates = st.dates(datetime.date(1900, 1, 1), datetime.date(2026, 11, 1))
serials = st.integers(0, 999)
wrapping = st.text(st.characters(exclude_categories=["Nd", "Cs", "Cf"]), max_size=20)


class TestFindPersonalNumber:
    @pytest.mark.parametrize(
        "text",
        [
            "811218-9876",
            "8112189876",
            "19811218-9876",
            "198112189876",
            "811218+9876",
            "811218 9876",
            "1981-12-18-9876",
            "19 81 12 18 98 76".replace("98 76", "9876"),
            "811278-9873",  # a samordningsnummer
            "Hen heter Kim (811218–9876), ring!",
            "８１１２１８－９８７６",  # full width
            "811218\u200b-9876",  # with a sign that cannot be seen
            "8112\u00ad18-9876",
            "1234 811218-9876",
        ],
    )
    def test_sees_a_number_however_it_is_written(self, text):
        assert find_personal_number(text)

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "811218-9875",  # the check digit is wrong
            "811318-9876",  # there is no thirteenth month
            "556036-0793",  # an organisation
            "021-39 00 00",
            "070-123 45 67",
            "Öppet 2026-11-22 kl. 13.00–15.30",
            "1981121898761",  # too many digits
            "10 000 kronor i 12 månader",
        ],
    )
    def test_leaves_other_numbers_alone(self, text):
        assert find_personal_number(text) == ""

    @given(dates, serials, st.booleans(), st.sampled_from(SEPARATORS), st.booleans(), wrapping)
    def test_sees_every_right_number(self, born, serial, coordination, between, century, around):
        digits = ten_digits(born, serial, coordination=coordination)
        written = f"{born:%Y}"[:2] * century + digits[:6] + between + digits[6:]

        assert find_personal_number(f"{around} {written} {around}") == digits

    @given(dates, serials, st.integers(1, 9))
    def test_is_not_deceived_by_a_wrong_check_digit(self, born, serial, wrong_by):
        digits = ten_digits(born, serial)
        wrong = digits[:9] + str((int(digits[9]) + wrong_by) % 10)

        assert find_personal_number(wrong) == ""

    @given(st.text(max_size=300))
    def test_stands_any_text(self, text):
        assert len(find_personal_number(text)) in {0, 10}


class TestRefusal:
    def test_is_kind_and_says_what_to_do(self):
        with pytest.raises(ValidationError, match="Ta bort det, så är du vänlig"):
            refuse_personal_numbers("811218-9876")
