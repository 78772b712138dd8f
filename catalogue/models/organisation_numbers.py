"""Swedish organisation numbers: ten digits, of which the last is counted from the others."""

import re

from django.core.exceptions import ValidationError

from catalogue.models.marked import _


def refuse_wrong_organisation_number(number: str) -> None:
    """Refuse what is not written as 212000-2080, what no body can have, and a slip of the pen."""
    if not re.fullmatch(r"[0-9]{6}-[0-9]{4}", number):
        raise ValidationError(_("Skriv organisationsnumret med bindestreck, som 212000-2080."))
    # The third digit is at least 2: that tells a body from a person.
    if number[2] < "2":
        raise ValidationError(_("Det är inget organisationsnummer. Skriv aldrig personnummer här."))
    if _check_sum(number.replace("-", "")) % 10:
        raise ValidationError(_("Organisationsnumret stämmer inte. Kontrollera siffrorna."))


def _check_sum(digits: str) -> int:
    doubled = [int(digit) * (2 - place % 2) for place, digit in enumerate(digits)]
    return sum(value // 10 + value % 10 for value in doubled)
