"""Telephone numbers: written any way, kept in one, shown as Swedes write them.

A number is kept as E.164 with its extension after it, `+46211234567;ext=12`; a short number, 1177
or 116 111, as it is written. `read` refuses what is none, `kept` lets it stand to be mended.

Numbers for examples are those that PTS keeps free for books and films: 031-390 06 00–99,
040-628 04 00–99, 08-465 004 00–99, 0980-319 200–299 and 070-174 06 05–99. They were seen in a
public generator of numbers and, the mobile ones, in a newspaper; not at PTS itself.
"""

import re
import unicodedata
from functools import lru_cache
from typing import Any, NoReturn

import phonenumbers
from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from phonenumbers import PhoneNumberFormat, shortnumberinfo

from catalogue.models.marked import Marked, _

LONGEST = 60  # with all that people write around a number
MOST_DIGITS = 13  # of a number at home; more are two numbers
KEPT = r"^(\+[1-9][0-9]{5,14}(;ext=[0-9]{1,6})?|(11|90)[0-9 ]{1,5})$"
"""What can be dialled, as the database looks for it."""

NO_NUMBER = _(
    "Skriv bara siffror i telefonnumret, som 021-123 45 67. "
    "En anknytning skrivs efter: 021-123 45 67 anknytning 12."
)
TWO_NUMBERS = _(
    "Skriv ett nummer i fältet: det som någon svarar på. "
    "Lägg till en kontakt till för det andra numret."
)
NO_AREA = _("Skriv riktnumret också, som 021-123 45 67. Utomlands: landsnumret, som +47.")
WRONG_AT_HOME = _(
    "Det finns inget sådant telefonnummer. Kontrollera siffrorna och skriv det som 021-123 45 67."
)
WRONG_ABROAD = _(
    "Det finns inget sådant nummer utomlands. Skriv landsnumret först, som +47 22 12 34 56."
)

_LABEL = re.compile(
    r"^(?:telefon|tel|tfn|mobil|växeln?|vx)\b[.:]?\s*|[\s,(]*\b(?:växeln?|vx)\b[.)]*$"
)
_EXTENSION = re.compile(
    r"[\s,;(]*(?<![a-zåäö])(?:anknytning|anknytn|ankn|ank|extension|ext|x)[.:=\s]*([0-9]{1,6})\)?$"
)
_BETWEEN_TWO = re.compile(r"[,;&|\n]|\b(?:eller|och|samt|alt)\b")
_SIGNS = re.compile(r"[0-9+()./\s‐-―−-]+")
_HOME = re.compile(r"^(?:\+|00)46\s*(?:\(0\))?|^\(?0")
# What the library writes as nobody does: 077-156 75 67, 020-012 34 56.
_OWN_WAY = [
    (re.compile(r"(077\d)(\d{3})(\d{3})"), r"\1-\2 \3"),
    (re.compile(r"(0200)(\d\d)(\d\d)(\d\d)"), r"\1-\2 \3 \4"),
]


def read(text: str) -> str:
    """Return a number as it is kept; raise ValidationError, saying what to write, if it is none."""
    if len(text) > LONGEST:
        _refuse(TWO_NUMBERS)
    plain = _plain(text)
    if _is_short(plain):
        return plain
    number, extension = _without_extension(plain)
    if _BETWEEN_TWO.search(number):
        _refuse(TWO_NUMBERS)
    if not _SIGNS.fullmatch(number) or not any(sign.isdigit() for sign in number):
        _refuse(NO_NUMBER)
    if not number.startswith(("+", "0", "(0")):
        _refuse(NO_AREA)
    if _holds_two(number):
        _refuse(TWO_NUMBERS)
    return _e164(number) + extension


def _plain(text: str) -> str:
    """Leave out invisible signs and words for what the number is; write digits as 0–9."""
    seen = "".join(sign for sign in text if unicodedata.category(sign) != "Cf")
    digits = phonenumbers.normalize_digits_only(seen, keep_non_digits=True)
    return _LABEL.sub("", re.sub(r"[^\S\n]+", " ", digits).strip().lower()).strip()


def _is_short(text: str) -> bool:
    """Tell whether it is one of the numbers without area code that everybody knows."""
    digits = text.replace(" ", "")
    if not re.fullmatch(KEPT, text) or not digits.isdigit():
        return False
    number = phonenumbers.PhoneNumber(country_code=46, national_number=int(digits))
    return shortnumberinfo.is_valid_short_number_for_region(number, "SE")


def _without_extension(text: str) -> tuple[str, str]:
    found = _EXTENSION.search(text)
    return (text[: found.start()], f";ext={found[1]}") if found else (text, "")


def _holds_two(text: str) -> bool:
    """Tell whether there is more than one: a slash may stand after the area code only."""
    head, *tails = _HOME.sub("", text).split("/")
    misplaced = len(tails) > 1 or (tails and sum(sign.isdigit() for sign in head) > 3)
    many = sum(sign.isdigit() for sign in text) > MOST_DIGITS and not text.startswith(("+", "00"))
    return bool(misplaced or many)


def _e164(number: str) -> str:
    wrong = WRONG_AT_HOME if _HOME.match(number) and number[:2] != "00" else WRONG_ABROAD
    try:
        parsed = phonenumbers.parse(number, "SE")
    except phonenumbers.NumberParseException:
        _refuse(wrong)
    if not phonenumbers.is_valid_number(parsed):
        _refuse(WRONG_AT_HOME if parsed.country_code == 46 else WRONG_ABROAD)
    return phonenumbers.format_number(parsed, PhoneNumberFormat.E164)


def _refuse(why: Marked) -> NoReturn:
    raise ValidationError(why, code="telephone")


@lru_cache(maxsize=5_000)
def kept(text: str) -> str:
    """Return a number as it is kept, and what is none as it is written."""
    try:
        return read(text)
    except ValidationError:
        return text


def shown(text: str, word: str = "anknytning") -> str:
    """Return a number as people read it: 021-123 45 67; one from abroad begins with its country.

    `word` is what an extension is called. `read` understands what this writes.
    """
    number, _mark, extension = kept(text).partition(";ext=")
    return f"{_formatted(number)}, {word} {extension}" if extension else _formatted(number)


@lru_cache(maxsize=5_000)
def _formatted(number: str) -> str:
    if not re.fullmatch(KEPT, number) or not number.startswith("+"):
        return number
    parsed = phonenumbers.parse(number)
    if parsed.country_code != 46:
        return phonenumbers.format_number(parsed, PhoneNumberFormat.INTERNATIONAL)
    digits = f"0{parsed.national_number}"
    for written, form in _OWN_WAY:
        if found := written.fullmatch(digits):
            return found.expand(form)
    return phonenumbers.format_number(parsed, PhoneNumberFormat.NATIONAL)


def dialled(text: str) -> str:
    """Return what follows `tel:` in a link, or nothing where there is nothing to dial.

    The comma makes a telephone wait for an answer before it dials the extension.
    """
    number = kept(text)
    if not re.fullmatch(KEPT, number):
        return ""
    return number.replace(" ", "").replace(";ext=", ",")


def sought(text: str) -> str:
    """Return what was searched for; a part of a number as it stands in those that are kept."""
    if not re.fullmatch(r"[0-9+()/ -]{4,}", text) or _is_short(text):
        return text
    return re.sub(r"[^0-9]", "", _HOME.sub("", text))


class TelephoneField(models.CharField):
    """A number as `read` understands it, kept in one form whichever way it comes in."""

    def to_python(self, value: Any) -> Any:
        """Return the number as it is kept."""
        return kept(value) if isinstance(value, str) else super().to_python(value)

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        """Refuse what nobody can dial."""
        super().validate(value, model_instance)
        if value:
            read(value)

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        """Let the row itself hold what the database gets."""
        number = self.to_python(super().pre_save(model_instance, add))
        setattr(model_instance, self.attname, number)
        return number

    def formfield(self, *args: Any, **kwargs: Any) -> Any:
        """Show and read it as people write it."""
        return super().formfield(*args, **{"form_class": TelephoneFormField, **kwargs})

    def deconstruct(self) -> Any:
        """Be a text to the database and to migrations, which no rule of ours is to remake."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", args, kwargs


class TelephoneFormField(forms.CharField):
    """The box for a telephone number."""

    def to_python(self, value: Any) -> Any:
        """Return the number as it is kept, or say what to write."""
        text = super().to_python(value)
        return read(text) if text else text

    def prepare_value(self, value: Any) -> Any:
        """Write the number as people read it."""
        return shown(value) if isinstance(value, str) else value
