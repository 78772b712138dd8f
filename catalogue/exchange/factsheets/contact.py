"""Read whom to call: the function, with the number and the address that stand in the same text."""

import re
from dataclasses import dataclass

from django.core.exceptions import ValidationError

from catalogue.models import telephones

_NUMBER = re.compile(
    r"(?:\b(?:telefon|tel|tfn)\b[.:]?\s*)?"
    r"\(?(?P<number>(?:\+|0)[\d\s()/–-]{5,}\d(?:,?\s*(?:anknytning|ankn\.?|ext\.?)\s*\d{1,6})?)\)?",
    re.IGNORECASE,
)
_EMAIL = re.compile(
    r"(?:\b(?:e-?post|mejl|mail)\b[.:]?\s*)?(?P<email>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)", re.IGNORECASE
)
_LOOSE = re.compile(r"(?:^[\s,;:()–-]+)|(?:[\s,;:(–-]+$)|\(\s*\)")


@dataclass(frozen=True)
class Reached:
    """A function and how to reach it; nothing that the text does not say letter by letter."""

    function: str
    phone: str = ""
    email: str = ""


def read_contact(text: str) -> Reached:
    """Return the contact; with two numbers none is chosen, and the text stays as it is."""
    rest, phone, email = text, "", ""
    numbers, emails = list(_NUMBER.finditer(text)), list(_EMAIL.finditer(text))
    if len(numbers) == 1:
        try:
            phone = telephones.read(numbers[0]["number"])
        except ValidationError:
            return Reached(text)
        rest = rest.replace(numbers[0][0], " ")
    if len(emails) == 1:
        email = emails[0]["email"]
        rest = rest.replace(emails[0][0], " ")
    function = _tidied(rest)
    return Reached(function, phone, email) if function else Reached("Kontakt", phone, email)


def _tidied(text: str) -> str:
    plain, before = " ".join(text.split()), ""
    while plain != before:
        before, plain = plain, _LOOSE.sub("", plain).strip()
    return re.sub(r"\s+([,;.])", r"\1", plain)
