"""The feedback form: what may be written in it, and how it says no."""

import hashlib
import re
from enum import Enum
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from catalogue.models import Intervention, Suggestion
from catalogue.models.personal_numbers import refuse_personal_numbers
from catalogue.models.suggestion import LONGEST
from catalogue.upkeep.token import Age, age_of, new_token, use_up

KINDS = {  # what stands in an address -> what is stored
    "fel": Suggestion.Kind.WRONG,
    "saknas": Suggestion.Kind.MISSING,
    "tillganglig": Suggestion.Kind.ACCESSIBLE,
    "annat": Suggestion.Kind.OTHER,
}
CHOICES = [
    ("fel", _("Något är fel")),
    ("saknas", _("Något saknas")),
    ("tillganglig", _("Jag behöver innehållet i en annan form")),
    ("annat", _("Något annat")),
]
LINK = re.compile(
    r"(?:\w{1,20}://|www\.)\S+|\b[\w-]{1,63}(?:\.[\w-]{1,63}){0,9}\.[a-z]{2,}(?:/\S*)?",
    re.IGNORECASE,
)
WORDS = re.compile(r"[^\W\d_]{2,}")


class Arrival(Enum):
    """What became of a message."""

    STORED = "stored"
    AGAIN = "again"  # the same words from the same form: a double press, or Back
    FORM_USED = "form used"  # other words from a form that has brought its message


class SuggestionForm(forms.Form):
    """What a reader wants to say, to whom to answer, and the traps for robots."""

    slag = forms.ChoiceField(
        label=_("Vad handlar meddelandet om?"),
        choices=CHOICES,
        error_messages={
            "required": _("Välj vad meddelandet handlar om."),
            "invalid_choice": _("Välj i listan vad meddelandet handlar om."),
        },
    )
    text = forms.CharField(
        label=_("Vad vill du säga?"),
        error_messages={"required": _("Skriv vad du vill säga.")},
    )
    epost = forms.EmailField(
        label=_("Din e-postadress"),
        required=False,
        validators=[refuse_personal_numbers],
        error_messages={
            "invalid": _("Skriv adressen så här: namn@exempel.se. Eller lämna fältet tomt.")
        },
    )
    insats = forms.CharField(required=False)
    lapp = forms.CharField(required=False)  # the token
    webbplats = forms.CharField(required=False)  # the trap: people do not see it
    is_used = False  # the token that came with it has brought another message

    @property
    def entry(self) -> Intervention | None:
        """Return the published entry that the form is about, if any."""
        number = str(self.data.get("insats") or self.initial.get("insats") or "")
        if not re.fullmatch(r"[0-9]{1,9}", number):
            return None
        found: Intervention | None = Intervention.objects.published().filter(pk=number).first()
        return found

    @property
    def token(self) -> str:
        """Return the token to send out: the one that came, so that it ages, or a new one."""
        given = str(self.data.get("lapp") or "")
        return new_token() if self.is_used or age_of(given) is Age.TOO_OLD else given

    def clean_text(self) -> str:
        """Refuse what is too long, and what is nothing but links."""
        text = str(self.cleaned_data["text"]).replace("\r\n", "\n")
        over = len(text) - LONGEST
        if over > 0:
            raise ValidationError(
                _("Texten är %(over)s tecken för lång. Högst %(most)s tecken får plats."),
                code="too_long",
                params={"over": grouped(over), "most": grouped(LONGEST)},
            )
        refuse_personal_numbers(text)
        if not WORDS.search(LINK.sub(" ", text)):
            if LINK.search(text):
                message = _("Skriv också med egna ord vad länken handlar om.")
            else:
                message = _("Skriv med några ord vad du vill säga.")
            raise ValidationError(message, code="no_words")
        return text

    def clean_webbplats(self) -> str:
        """Refuse what fills in a field that people do not see."""
        if self.cleaned_data["webbplats"]:
            raise ValidationError(
                _(
                    "Ett fält som ska vara tomt var ifyllt. Det brukar vara en robot. "
                    "Vi har tömt fältet. Tryck på Skicka igen om du är en människa."
                ),
                code="trap",
            )
        return ""

    def clean_lapp(self) -> str:
        """Refuse a form that was filled in at once, or given out too long ago."""
        token = str(self.cleaned_data["lapp"])
        age = age_of(token)
        if age is Age.TOO_YOUNG:
            raise ValidationError(
                _("Det gick väldigt fort. Vänta några sekunder och tryck på Skicka igen."),
                code="too_young",
            )
        if age is Age.TOO_OLD:
            raise ValidationError(
                _(
                    "Sidan hade varit öppen länge, så vi är inte säkra på varifrån meddelandet "
                    "kom. Allt du skrev finns kvar. Vänta några sekunder och tryck på Skicka igen."
                ),
                code="too_old",
            )
        return token

    def save(self) -> Arrival:
        """Store it, once; a form that has brought a message brings no other."""
        told = self.cleaned_data
        entry = self.entry
        content = [told["lapp"], told["slag"], told["text"], told["epost"], str(entry and entry.pk)]
        imprint = hashlib.sha256("\0".join(content).encode("utf-8", "replace")).hexdigest()
        values: dict[str, Any] = {
            "kind": KINDS[told["slag"]],
            "text": told["text"],
            "email": told["epost"],
            "intervention": entry,
        }
        with transaction.atomic():
            if use_up(told["lapp"]):
                Suggestion.objects.get_or_create(imprint=imprint, defaults=values)
                return Arrival.STORED
        if Suggestion.objects.filter(imprint=imprint).exists():
            return Arrival.AGAIN
        self.is_used = True
        return Arrival.FORM_USED


def grouped(number: int) -> str:
    """Write a number the Swedish way: 46 000."""
    return f"{number:,}".replace(",", "\N{NO-BREAK SPACE}")
