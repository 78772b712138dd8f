"""The form by which a file is handed in: which file, and the source that its rows come from."""

from typing import Any, cast

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalogue.exchange.contents import MOST_ROWS
from catalogue.exchange.files import LARGEST
from catalogue.exchange.sources import LONGEST, folded, known_sources
from catalogue.models import Intervention, User
from catalogue.models.personal_numbers import refuse_personal_numbers
from catalogue.values.letters import visible


class UploadForm(forms.Form):
    """Which file, and where it comes from."""

    file = forms.FileField(
        label=gettext_lazy("Fil"),
        help_text=format_lazy(
            gettext_lazy(
                "Excel (.xlsx), CSV (UTF-8, semikolon) eller JSON. Högst {most_rows} rader."
            ),
            most_rows=MOST_ROWS,
        ),
    )
    source = forms.ChoiceField(
        label=gettext_lazy("Källa"),
        required=False,
        help_text=gettext_lazy(
            "Bara för en lista från annat håll: välj samma källa varje gång, så hittar nästa "
            "inläsning samma insatser. Numren i listan är då källans egna."
        ),
    )
    new_source = forms.CharField(
        label=gettext_lazy("Ny källa"),
        required=False,
        max_length=LONGEST,
        validators=[refuse_personal_numbers],
        help_text=gettext_lazy(
            "Bara första gången en lista kommer därifrån: dess namn, till exempel "
            "”Socialnämnden i Ängsby”."
        ),
    )

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        """Offer the sources of the entries that the person keeps."""
        super().__init__(*args, **kwargs)
        self._known = known_sources(Intervention.objects.editable_by(user))
        source = cast(forms.ChoiceField, self.fields["source"])
        none = ("", _("Ingen: hämtad härifrån, eller egna rader"))
        source.choices = [none, *((name, name) for name in self._known)]

    def clean_file(self) -> Any:
        """Refuse what is too large before it is stored."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(
                _("Filen är större än %(largest)s MB.") % {"largest": LARGEST // 1_000_000}
            )
        refuse_personal_numbers(file.name)
        return file

    def clean_new_source(self) -> str:
        """Refuse a name that stands in the list already, however it is spelt."""
        name = visible(self.cleaned_data["new_source"])
        for known in self._known:
            if name and folded(known) == folded(name):
                raise forms.ValidationError(
                    _("Källan finns redan. Välj ”%(known)s” i listan ovanför.") % {"known": known}
                )
        return name

    def clean(self) -> dict[str, Any]:
        """Let there be one source."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("source") and data.get("new_source"):
            self.add_error("new_source", _("Välj en källa i listan, eller skriv en ny. Inte båda."))
        return data

    @property
    def chosen(self) -> str:
        """Return the source, whichever way it was given."""
        return str(self.cleaned_data["source"] or self.cleaned_data["new_source"])
