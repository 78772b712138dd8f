"""Keep personnummer and samordningsnummer out: nobody is to leave one here by mistake."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from catalogue.plain_language.personal_numbers import find_personal_number


def refuse_personal_numbers(text: str) -> None:
    """Raise ValidationError, in words for whoever wrote, where the text holds such a number."""
    if find_personal_number(text):
        raise ValidationError(
            _(
                "Det ser ut att stå ett personnummer eller samordningsnummer i texten. "
                "Ta bort det, så är du vänlig mot den det gäller. "
                "Är det ett telefonnummer? Skriv det med mellanslag: 070-123 45 67."
            ),
            code="personal_number",
        )
