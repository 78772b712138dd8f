import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.writing.personal_numbers import has_personal_number, personal_numbers


def with_check_digit(nine: str) -> str:
    total = 0
    for place, digit in enumerate(nine):
        value = int(digit) * (2 - place % 2)
        total += value - 9 if value > 9 else value
    return nine + str(-total % 10)


# Numbers that the tax authority has set aside for tests, and one of its samordningsnummer.
TOLVAN = "121212-1212"


class TestPersonalNumbers:
    @pytest.mark.parametrize(
        "written",
        [
            TOLVAN,
            "1212121212",
            "191212121212",
            "19121212-1212",
            "20121212 1212",
            "121212+1212",
            "121212–1212",
            "121212 - 1212",
            "121272-" + with_check_digit("121272121")[-4:],
        ],
    )
    def test_are_found_however_they_are_written(self, written):
        assert has_personal_number(f"Ring Kim ({written}), som väntar.")

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "021-39 00 00",
            "070-123 45 67",
            "Diarienummer KS 2024-1234",
            "556036-0793",  # an organisation's number has no month
            "121212-1213",  # the last digit is wrong
            "121312-1212",
            "120230-1212",
            "9121212121212",  # too long
            "A1212121212",
            "2024-12-12 1212",
        ],
    )
    def test_are_not_found_in_other_numbers(self, text):
        assert not has_personal_number(text)

    def test_are_told_one_by_one(self):
        assert list(personal_numbers(f"{TOLVAN} och 1212121212.")) == [TOLVAN, "1212121212"]

    @given(
        st.dates().map(lambda day: day.strftime("%m%d")),
        st.integers(0, 99),
        st.integers(0, 999),
        st.sampled_from([0, 60]),
        st.sampled_from(["", "-", "+", " ", "–"]),
        st.text(alphabet=" .,;:()!?\n", max_size=3),
    )
    def test_are_found_whenever_date_and_digit_are_right(
        self, day, year, number, added, dash, around
    ):
        month, date = day[:2], int(day[2:]) + added
        ten = with_check_digit(f"{year:02}{month}{date:02}{number:03}")

        assert has_personal_number(f"{around}{ten[:6]}{dash}{ten[6:]}{around}")
