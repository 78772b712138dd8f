"""Every public address, in one table. Addresses are Swedish and never change."""

from django.urls import path, re_path

from catalogue.views import (
    about,
    find,
    home,
    interventions,
    municipalities,
    need_groups,
    organisations,
    probes,
    shortlist,
    still_true,
    suggestions,
)
from catalogue.views import machines as machine_files
from catalogue.views.sitemaps import sitemap

pages = [
    path("", home.home, name="home"),
    path("insatser/", interventions.intervention_list, name="intervention_list"),
    path("insatser/forslag/", interventions.completion_list, name="completion_list"),
    path(
        "insatser/<int:pk>-<slug:slug>/",
        interventions.intervention_detail,
        name="intervention_detail",
    ),
    re_path(  # cut by a mail program, or typed from paper: the number is enough
        r"^insatser/(?P<pk>[0-9]+)(?:-[^/]*)?/?$",
        interventions.intervention_detail,
        name="intervention_detail",
    ),
    path("behov/", need_groups.need_group_list, name="need_group_list"),
    path("behov/<slug:slug>/", need_groups.need_group_detail, name="need_group_detail"),
    path("organisationer/", organisations.organisation_list, name="organisation_list"),
    path(
        "organisationer/<slug:slug>/",
        organisations.organisation_detail,
        name="organisation_detail",
    ),
    path("kommuner/", municipalities.municipality_list, name="municipality_list"),
    path("kommuner/<slug:slug>/", municipalities.municipality_detail, name="municipality_detail"),
    path("om/", about.about, name="about"),
    path("tillganglighet/", about.accessibility_statement, name="accessibility_statement"),
    path("personuppgifter/", about.privacy, name="privacy"),
    path("sag-till/", suggestions.suggestion_form, name="suggestion_form"),
    path("sag-till/tack/", suggestions.suggestion_thanks, name="suggestion_thanks"),
    path("stammer/", still_true.still_true, name="still_true"),
    path("hitta/", find.find, name="find"),
    path("lista/", shortlist.shortlist, name="shortlist"),
    path("lista/jamfor/", shortlist.shortlist_comparison, name="shortlist_comparison"),
    path("lista/blad/", shortlist.shortlist_sheet, name="shortlist_sheet"),
]

# What programs ask for: the same in every language.
machines = [
    path("halsa", probes.alive, name="alive"),
    path("halsa/redo", probes.ready, name="ready"),
    path("robots.txt", machine_files.robots, name="robots"),
    path("sitemap.xml", sitemap, name="sitemap"),
    path("favicon.ico", machine_files.favicon, name="favicon"),
    path("manifest.webmanifest", machine_files.manifest, name="manifest"),
    path("opensearch.xml", machine_files.opensearch, name="opensearch"),
]
