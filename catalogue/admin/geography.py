"""Counties and municipalities; Statistics Sweden's list, seldom changed."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from catalogue.admin.common.kept import AddressedAdmin
from catalogue.models import County, Municipality

ADDRESS = _("Adressnamnet blir en del av länken till sidan och kan inte ändras sedan.")


@admin.register(County)
class CountyAdmin(AddressedAdmin):
    """The 21 län."""

    list_display = ["name", "code", "region_name"]
    search_fields = ["name", "code", "region_name"]
    ordering = ["name"]
    fieldsets = [
        (None, {"fields": [("name", "code"), "region_name", "slug"], "description": ADDRESS})
    ]


@admin.register(Municipality)
class MunicipalityAdmin(AddressedAdmin):
    """The 290 kommuner."""

    list_display = ["name", "code", "county", "formal_name"]
    list_filter = ["county"]
    list_select_related = ["county"]
    search_fields = ["name", "formal_name", "code", "county__name"]
    autocomplete_fields = ["county", "neighbours"]
    ordering = ["name"]
    fieldsets = [
        (
            None,
            {
                "fields": [("name", "code"), "formal_name", "county", "slug"],
                "description": ADDRESS,
            },
        ),
        (
            _("Läge"),
            {
                "fields": ["neighbours", ("latitude", "longitude")],
                "classes": ["collapse"],
                "description": _("Grannkommunerna föreslås när en sökning inte ger några träffar."),
            },
        ),
    ]
