"""The parts of an intervention's page, in the order an editor thinks."""

from typing import Any

RARE = ["collapse"]

FIELDSETS: Any = [
    (
        "Vad det är",
        {
            "fields": [
                "name",
                "other_names",
                "summary",
                "purpose",
                "content",
                "organisation",
                "participants",
                "scope",
                "types",
                "forms",
                "step",
            ],
            "description": "Skriv så att den som ska delta förstår. "
            "Skriv aldrig något om en enskild person.",
        },
    ),
    (
        "Mer om vad det är",
        {
            "fields": ["method", "organisation_note"],
            "classes": RARE,
            "description": "För den som remitterar.",
        },
    ),
    (
        "För vem",
        {
            "fields": [
                "need_groups",
                ("age_from", "age_to"),
                "criteria",
                "exclusion",
                "requirements",
                "requirements_complete",
                "not_required",
            ],
            "description": "Utgå från behovet. Om kraven: ja när det krävs, nej när någon har "
            "sagt att det inte krävs. Annars vet vi inte, och det är också ett svar.",
        },
    ),
    (
        "Så kommer man in",
        {
            "fields": [
                "access",
                "referral",
                "evidence_needed",
                ("anonymous", "consent_needed"),
            ],
            "description": "Vägen in i stort. Skillnader mellan olika remittenter anges "
            "längst ned, under Vägar in.",
        },
    ),
    (
        "Pengar",
        {
            "fields": ["cost_kind", "cost", "income_supports", "income_note", "travel"],
            "description": "Vad det kostar personen, och vad hen lever på under tiden.",
        },
    ),
    (
        "När och hur mycket",
        {
            "fields": [
                ("hours_from", "hours_to"),
                "extent",
                ("weeks_from", "weeks_to", "open_ended"),
                "duration",
                ("start", "intake"),
            ],
            "description": "Siffrorna används i sökningen, orden visas på sidan.",
        },
    ),
    (
        "Kö och lediga platser",
        {
            "fields": [
                ("queue_days", "queue_checked_on"),
                ("places_now", "places_checked_on"),
            ],
            "classes": RARE,
            "description": "Ange alltid vilken dag uppgiften lämnades.",
        },
    ),
    (
        "Var",
        {
            "fields": ["municipalities", "counties", "nationwide", "area_note", "venues"],
            "description": "De kommuner vars invånare kan delta. Platsen är dit man går.",
        },
    ),
    (
        "Språk och stöd",
        {
            "fields": ["languages", ("interpreter", "easy_read"), "childcare"],
            "description": "Språk som insatsen ges på, utan att tolk behövs.",
        },
    ),
    (
        "Kontakt",
        {
            "fields": ["contacts"],
            "description": "En funktion att vända sig till, inte en person.",
        },
    ),
    (
        "Finansiering och uppföljning",
        {
            "fields": [
                "financing",
                "funded_by",
                "sus_number",
                "agreement",
                ("project_from", "project_to"),
                "after_funding",
                "outcome",
                "outcome_url",
                "places_per_year",
            ],
            "classes": RARE,
            "description": "Vem som betalar, hur länge, och vad det har lett till.",
        },
    ),
    (
        "Stämmer det?",
        {
            "fields": [
                "status",
                ("reviewed_on", "reviewed_by"),
                ("review_interval", "valid_until"),
                "editor_note",
                ("published_at", "changed_at"),
            ],
            "description": "Allt utom utkast syns för besökarna. "
            "Den som ändrar granskningsdagen står som granskare.",
        },
    ),
    (
        "Avslut",
        {
            "fields": [
                ("replaced_by", "nothing_replaces"),
                "ended_on",
                "end_story",
            ],
            "classes": RARE,
            "description": "En insats tas aldrig bort. Välj status ”avslutad” och ange här vad "
            "som ersätter den, eller att inget gör det.",
        },
    ),
    (
        "Källa",
        {
            "fields": [
                "example",
                ("source", "source_id"),
                "basis",
                "documented",
            ],
            "classes": RARE,
            "description": "Varifrån uppgifterna kommer. Fylls i när insatser läses in från fil.",
        },
    ),
]
