"""The requirements on an intervention's page: yes, no or not known, one choice for each."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from catalogue.admin.common.forms import DeskForm
from catalogue.models.requirements import contradictions

YES, NO, UNKNOWN = "ja", "nej", ""
ANSWERS = ((YES, _("Ja")), (NO, _("Nej")), (UNKNOWN, _("Vet inte")))
HELP = _(
    "Ja: personen måste ha det. Nej: någon har sagt att det inte behövs, och då finns insatsen "
    "under ”Kräver inte”. Vet inte: ingen har sagt något. Besökaren får rådet att fråga er."
)
_PREFIX = "krav-"


class _AnswerWidget(forms.CheckboxSelectMultiple):
    """Reads the rows that were given one of the answers."""

    answer = ""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        """Return the keys of the rows; a page from before the choices names them itself."""
        given = {key: data.get(key) for key in data if key.startswith(_PREFIX)}
        if not given:
            return list(super().value_from_datadict(data, files, name) or [])
        chosen = {key for key, answer in given.items() if answer == self.answer}
        return [key.removeprefix(_PREFIX) for key in sorted(chosen)]


class RequiredWidget(_AnswerWidget):
    """Shows every requirement with its three answers, and reads those with a yes."""

    answer = YES

    def render(self, name: str, value: Any, *args: Any, **kwargs: Any) -> SafeString:
        """Return a group of three choices for each requirement."""
        yes, no = _keys(value), _keys(self.denied())
        rows = [
            {
                "name": f"{_PREFIX}{key}",
                "label": label,
                "answer": YES if str(key) in yes else NO if str(key) in no else UNKNOWN,
            }
            for key, label in self.choices
        ]
        number = (kwargs.get("attrs") or {}).get("id", "")
        told = {"rows": rows, "answers": ANSWERS, "help": HELP, "id": number}
        return render_to_string("admin/catalogue/intervention/_requirements.html", told)

    def denied(self) -> Iterable[Any]:
        """Return the rows with a no; the form knows them."""
        return ()


class NotRequiredWidget(_AnswerWidget):
    """Reads the rows with a no; the other widget shows them."""

    answer = NO
    input_type = "hidden"

    def render(self, *args: Any, **kwargs: Any) -> SafeString:
        """Return nothing."""
        return SafeString()


class RequirementsForm(DeskForm):
    """A form where each requirement is answered."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields.get("requirements")
        widget = _inner(field.widget) if field else None
        if isinstance(widget, RequiredWidget):
            self.fields["requirements"].help_text = ""  # the answers begin with it
            widget.denied = lambda: self["not_required"].value() or ()  # type: ignore[method-assign]

    def clean(self) -> dict[str, Any]:
        """Refuse a no to what something else on the page demands."""
        cleaned = super().clean()
        yes, no = cleaned.get("requirements") or (), cleaned.get("not_required") or ()
        names = {row.slug: row.name for row in [*yes, *no]}
        told = contradictions(
            yes={row.slug for row in yes},
            no={row.slug for row in no},
            access=cleaned.get("access") or "",
            forms={form.slug for form in cleaned.get("forms") or ()},
        )
        for slug, reason in told.items():
            self.add_error("requirements", f"{names[slug]}: {reason}")
        return cleaned


def _inner(widget: forms.Widget) -> forms.Widget:
    return widget.widget if isinstance(widget, RelatedFieldWidgetWrapper) else widget


def _keys(value: Any) -> set[str]:
    return {str(getattr(row, "pk", row)) for row in value or ()}
