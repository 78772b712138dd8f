"""Find Swedish personal identity numbers in text where no person may be described."""

import re
from collections.abc import Iterator

REFUSAL = (
    "Texten innehåller ett personnummer eller samordningsnummer. Skriv aldrig något om en enskild "
    "person här. Är det ett telefonnummer? Dela upp det med mellanslag: 070-123 45 67."
)

# Two digits for the century are optional; people write hyphen, dash, minus, plus or a space.
_DASHES = "-+\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{EN DASH}\N{EM DASH}\N{MINUS SIGN}"
_NUMBER = re.compile(
    rf"(?<![\d\w])(?:18|19|20)?([0-9]{{6}})(?:\s?[{_DASHES}]\s?|\s)?([0-9]{{4}})(?![\d\w])"
)
_COORDINATION = 60  # what is added to the day in a samordningsnummer
_MONTH_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def personal_numbers(text: str) -> Iterator[str]:
    """Yield every personnummer and samordningsnummer as it stands in the text.

    A number counts when its date exists and its last digit is right (Luhn), so that ordinary
    numbers of ten digits seldom do.
    """
    for match in _NUMBER.finditer(text):
        date, ending = match.groups()
        if _is_date(date) and _luhn(date + ending):
            yield match.group()


def has_personal_number(text: str) -> bool:
    """Tell whether there is at least one."""
    return any(personal_numbers(text))


def _is_date(digits: str) -> bool:
    month, day = int(digits[2:4]), int(digits[4:6])
    if day > _COORDINATION:
        day -= _COORDINATION
    return 1 <= month <= 12 and 1 <= day <= _MONTH_DAYS[month - 1]


def _luhn(digits: str) -> bool:
    doubled = (int(digit) * (2 - place % 2) for place, digit in enumerate(digits))
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0
