"""Every page of the desk that is no list and no form of Django's: address, function and name.

The site asks each whether the person may come in; the functions ask what the person may do.
"""

from collections.abc import Callable
from typing import Any

from django.apps import apps
from django.contrib import admin
from django.http import HttpResponseBase
from django.urls import URLPattern, path

from catalogue.admin.common.choices import ChoicesView
from catalogue.admin.comparing import compare, restore
from catalogue.admin.contact_replacing import replace_everywhere
from catalogue.admin.contact_trial import broken, works
from catalogue.admin.entry.confirming import confirm_entry
from catalogue.admin.entry.derived import derived_facts
from catalogue.admin.entry.found_by import show_searches
from catalogue.admin.entry.proposing import propose, propose_search
from catalogue.admin.entry.unsaved import keep_unsaved, throw_unsaved
from catalogue.admin.entry.writing import advise_writer
from catalogue.admin.exchange import export, hand_in, import_run, template
from catalogue.admin.reviewing import confirm_organisation
from catalogue.admin.suggestion_statistics import show_statistics
from catalogue.changes.shapes import SHAPES

View = Callable[..., HttpResponseBase]


def _page(address: str, view: View, name: str, **given: Any) -> URLPattern:
    """Let the site guard the view, among the addresses and names of its own pages."""
    guarded = admin.site.admin_view(view)
    return path(f"catalogue/{address}", guarded, given, name=f"catalogue_{name}")


CHOICES = ChoicesView.as_view(admin_site=admin.site)
MODELS = [
    model._meta.model_name
    for model in apps.get_app_config("catalogue").get_models()
    if admin.site.is_registered(model)
]

PAGES = [
    # An entry while it is written
    _page("intervention/granska-texten/", advise_writer, "intervention_advice"),
    _page("intervention/osparat/", keep_unsaved, "intervention_keep_new"),
    _page("intervention/<int:pk>/osparat/", keep_unsaved, "intervention_keep"),
    _page("intervention/osparat/<int:number>/slang/", throw_unsaved, "intervention_throw"),
    # An entry that is there
    _page("intervention/<int:pk>/stammer/", confirm_entry, "intervention_confirm"),
    _page("intervention/<int:pk>/utlast/", derived_facts, "intervention_derived"),
    _page("intervention/<int:pk>/sokningar/", show_searches, "intervention_found_by"),
    _page("intervention/foresla/", propose_search, "intervention_propose_search"),
    _page("intervention/<int:pk>/foresla/", propose, "intervention_propose"),
    # Entries out and in by file
    _page("intervention/export/<slug:form>/", export, "intervention_export"),
    _page("intervention/import/", hand_in, "intervention_import"),
    _page("intervention/import/mall/<slug:slug>.xlsx", template, "intervention_template"),
    _page("intervention/import/<int:pk>/", import_run, "intervention_import_run"),
    # Contacts
    _page("contact/<int:pk>/fungerar/", works, "contact_works"),
    _page("contact/<int:pk>/fungerar-inte/", broken, "contact_broken"),
    _page("contact/<int:pk>/ersatt/", replace_everywhere, "contact_replace"),
    # Organisations
    _page("organisation/<int:pk>/stammer/", confirm_organisation, "organisation_confirm"),
    # Readers' messages
    _page("suggestion/statistik/", show_statistics, "suggestion_statistics"),
    # Rows of every kind
    *(
        _page(f"{subject}/<int:number>/versioner/", compare, f"{subject}_versions", subject=subject)
        for subject in SHAPES
    ),
    *(
        _page(
            f"{subject}/<int:number>/versioner/<int:key>/aterstall/",
            restore,
            f"{subject}_restore",
            subject=subject,
        )
        for subject in SHAPES
    ),
    *(_page(f"{name}/choices/", CHOICES, f"{name}_choices") for name in MODELS),
]
