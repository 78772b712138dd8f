"""Help with the wording, given after an entry is saved; it never stands in the way."""

import re

from django.contrib import messages
from django.http import HttpRequest

from catalogue.models import Intervention
from catalogue.writing.abbreviations import suggestion, unexplained
from catalogue.writing.readability import HARD, level, lix

# What a person reads who looks for something for themselves.
_FOR_EVERYBODY = ("summary", "purpose", "content", "criteria", "exclusion", "referral", "cost")

_DUTY_OF_SCHOOLS = re.compile(r"aktivitetsansvar|\bKAA\b")


def advise(request: HttpRequest, row: Intervention) -> None:
    """Tell what is hard to read, which abbreviations nobody has explained, what may be wrong."""
    text = "\n".join(getattr(row, name) for name in _FOR_EVERYBODY)
    value = lix(text)
    if value is not None and value >= HARD:
        messages.warning(
            request,
            f"Texten är {level(value)} att läsa (LIX {value}; sikta på högst {HARD - 1}). "
            "Dela långa meningar, och byt långa ord mot korta.",
        )
    short = unexplained(text)
    if short:
        shown = ", ".join(suggestion(word) for word in short[:8])
        more = f" och {len(short) - 8} till" if len(short) > 8 else ""
        messages.warning(
            request, f"Förkortningar som inte är utskrivna första gången: {shown}{more}."
        )
    if row.financing == row.Financing.ASSOCIATION and _DUTY_OF_SCHOOLS.search(f"{row.name} {text}"):
        messages.warning(
            request,
            "Texten nämner aktivitetsansvaret. Det som skolan gör inom det får ett "
            "samordningsförbund inte betala. Kontrollera finansieringen.",
        )
