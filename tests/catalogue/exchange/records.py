"""A record as a file of fact sheets holds it, for the tests to change."""

from typing import Any


def record(**fields: Any) -> dict[str, Any]:
    return {
        "id": 1,
        "region": "Västmanland",
        "name": "Vägen in",
        "organisation": "Västerås stad",
        "kommuner": ["Västerås"],
        "behovsgrupper": ["Psykisk ohälsa"],
        "purpose": "En mjuk start.",
        "content": "Samtal.",
        "referral": "Ring själv.",
        "criteria": "",
        "exclusion": "",
        "step": 1,
        "type": "coachning",
        "duration": "",
        "extent": "",
        "cost": "Gratis",
        "income_support": "",
        "intake": "",
        "contact": "Receptionen",
        "languages": ["svenska"],
        "financing": "ordinarie",
        "access": "ansök själv",
        "leads_to": [],
        "status": "pågående",
        "note": "",
        "basis": {"title": "Katalogen", "scope": "this insats", "documented_fields": ["name"]},
        "illustrative": True,
        **fields,
    }
