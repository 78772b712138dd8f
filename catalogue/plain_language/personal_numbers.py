"""Recognise personnummer and samordningsnummer in a text.

A number has ten or twelve digits: year, month, day (plus 60 in a samordningsnummer), and four
more, the last of which is a check digit by Luhn's rule over the ten. Lag 2018:218, 3 kap. 10 §,
lets few handle them, and the catalogue has no need to.
"""

import re
import unicodedata

_BETWEEN = r"[\s+\-‐‑‒–—―−./_:,·]{0,3}"
_NUMBER = re.compile(
    rf"(?<!\d)(?:1[89]|2[01])?{_BETWEEN}(\d\d){_BETWEEN}"
    rf"(0[1-9]|1[0-2]){_BETWEEN}"
    rf"(0[1-9]|[12]\d|3[01]|6[1-9]|[78]\d|9[01]){_BETWEEN}(\d{{4}})(?!\d)"
)


def find_personal_number(text: str) -> str:
    """Return the first personnummer or samordningsnummer in the text as ten digits, or ""."""
    # All digits of the world become 0-9, and what cannot be seen goes.
    plain = "".join(
        str(unicodedata.decimal(sign, sign))
        for sign in unicodedata.normalize("NFKC", text)
        if unicodedata.category(sign) != "Cf"
    )
    at = 0
    while found := _NUMBER.search(plain, at):
        digits = "".join(found.groups())
        if _passes_luhn(digits):
            return digits
        at = found.start() + 1
    return ""


def _passes_luhn(digits: str) -> bool:
    doubled = (int(digit) * (2 - place % 2) for place, digit in enumerate(digits))
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0
