"""What the catalogue does not hold, and the way to who has it."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalogue.admin.common.filters import ServiceLinkFilter, ServiceReviewFilter
from catalogue.admin.common.kept import AddressedAdmin, DeskInline
from catalogue.admin.common.numbers import say_number
from catalogue.models import NeighbouringService, ServiceSource
from catalogue.models.lines import lines
from catalogue.search.neighbours import Neighbour


class SourceFormSet(forms.BaseInlineFormSet):
    """The sources, held against what the service says of itself."""

    def clean(self) -> None:
        """Refuse a service that tells neither how it is known nor what is not known."""
        super().clean()
        told = any(
            form.cleaned_data.get("address") and not form.cleaned_data.get("DELETE")
            for form in self.forms
            if hasattr(form, "cleaned_data")
        )
        if not told and not self.instance.unknown.strip():
            raise ValidationError(
                _("Ange minst en källa, eller skriv under Det vi inte vet vem man kan fråga.")
            )


class SourceInline(DeskInline, admin.StackedInline):
    """The sources of a service, on its page."""

    model = ServiceSource
    formset = SourceFormSet
    fields = ["title", "address", "read_on", "says"]
    ordering = ["pk"]


@admin.register(NeighbouringService)
class NeighbouringServiceAdmin(AddressedAdmin):
    """Neighbouring services: effective at the next search."""

    list_display = ["name", "body", "owner", "review_by", "active"]
    list_filter = [ServiceReviewFilter, ServiceLinkFilter, "body", "active"]
    search_fields = ["name", "words", "foreign_words", "who", "find"]
    ordering = ["name"]
    readonly_fields = ["shown"]
    inlines = [SourceInline]
    fieldsets = [
        (
            None,
            {
                "fields": ["name", "slug", "words", "foreign_words", "only_when_missing", "active"],
                "description": gettext_lazy(
                    "Det som människor söker här och som någon annan har. Den som skriver något av "
                    "orden får veta att det inte finns i katalogen, och hur man hittar det. Orden "
                    "gäller från nästa sökning; böjningar och felskrivningar behövs inte."
                ),
            },
        ),
        (
            gettext_lazy("Det besökaren läser"),
            {
                "fields": ["what", "body", "who", "find", ("website", "phone"), "unknown"],
                "description": gettext_lazy(
                    "Korta meningar. Skriv bara det som en källa säger. Det ni inte vet skriver ni "
                    "under Det vi inte vet, med vem man kan fråga."
                ),
            },
        ),
        (gettext_lazy("Så ser det ut"), {"fields": ["shown"]}),
        (
            gettext_lazy("Stämmer det?"),
            {
                "fields": [("owner", "review_by"), "reason"],
                "description": gettext_lazy(
                    "När dagen har kommit står raden på arbetslistan. Läs källorna igen, rätta, "
                    "och sätt en ny dag."
                ),
            },
        ),
    ]

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Tell what was understood of its number."""
        super().save_model(request, obj, form, change)
        say_number(request, form)

    @admin.display(description=gettext_lazy("det som är sparat"))
    def shown(self, row: NeighbouringService) -> SafeString | str:
        """Return what visitors read, and a link to a search that shows it."""
        if not row.pk:
            return _("Spara först. Sedan ser du här vad besökaren läser.")
        word = next(iter(lines(row.words)))
        read = render_to_string("_neighbour.html", {"neighbour": Neighbour(row)}, using="public")
        return format_html(
            '<div class="neighbour-shown">{}</div><p><a href="{}?{}">{}</a></p>',
            SafeString(read),  # nosec B308 B703 - a template escapes what staff wrote
            reverse("intervention_list"),
            urlencode({"q": word}),
            _("Sök på ”%(word)s”") % {"word": word},
        )
