"""An entry in the words that search engines share: schema.org as JSON-LD."""

from collections.abc import Callable
from typing import Any

from catalogue.models import Contact, Intervention, Organisation, Venue

PUBLIC_BODIES = {
    Organisation.Kind.MUNICIPALITY,
    Organisation.Kind.REGION,
    Organisation.Kind.AGENCY,
}
EXAMPLE = "Exempeldata: de flesta uppgifterna är påhittade."
Thing = dict[str, Any]


def as_service(entry: Intervention, absolute: Callable[[str], str]) -> Thing | None:
    """Return the entry as a schema.org service, or None for one that is over.

    Reads relations that `with_page_relations` brings along. Named persons and protected addresses
    never come with it.
    """
    if entry.is_over:
        return None
    address = absolute(entry.get_absolute_url())
    public = entry.organisation.kind in PUBLIC_BODIES
    return _told(
        {
            "@context": "https://schema.org",
            "@type": "GovernmentService" if public else "Service",
            "@id": address,
            "url": address,
            "name": entry.name,
            "alternateName": entry.other_names.splitlines(),
            "description": entry.summary or entry.purpose,
            "disambiguatingDescription": EXAMPLE if entry.example else "",
            "serviceType": [kind.name for kind in entry.types.all()],
            "provider": {
                "@type": "GovernmentOrganization" if public else "Organization",
                "name": entry.organisation.name,
                "url": absolute(entry.organisation.get_absolute_url()),
            },
            "areaServed": _areas(entry),
            "audience": _audience(entry),
            "availableChannel": _channels(entry),
            "offers": _offer(entry),
        }
    )


def _areas(entry: Intervention) -> list[Thing]:
    areas: list[Thing] = [{"@type": "Country", "name": "Sverige"}] if entry.nationwide else []
    areas += [{"@type": "AdministrativeArea", "name": row.name} for row in entry.counties.all()]
    return areas + [
        {"@type": "AdministrativeArea", "name": row.formal_name}
        for row in entry.municipalities.all()
    ]


def _audience(entry: Intervention) -> Thing:
    facts = _told(
        {
            "audienceType": ", ".join(group.name for group in entry.need_groups.all()),
            "suggestedMinAge": entry.age_from,
            "suggestedMaxAge": entry.age_to,
        }
    )
    return {"@type": "PeopleAudience", **facts} if facts else {}


def _channels(entry: Intervention) -> list[Thing]:
    languages = [language.code for language in entry.languages.all()]
    told = [_contact(row) for row in entry.contacts.all() if row.works]
    told += [{"serviceLocation": _place(row)} for row in entry.venues.all() if not row.protected]
    return [
        _told({"@type": "ServiceChannel", **channel, "availableLanguage": languages})
        for channel in told
        if channel
    ]


def _contact(contact: Contact) -> Thing:
    facts = _told({"telephone": contact.phone, "email": contact.email})
    if not facts:
        return {}
    return {"servicePhone": {"@type": "ContactPoint", "contactType": contact.function, **facts}}


def _place(venue: Venue) -> Thing:
    address = _told(
        {
            "streetAddress": venue.address,
            "postalCode": venue.postcode,
            "addressLocality": venue.town or venue.municipality.name,
            "addressCountry": "SE",
        }
    )
    return {
        "@type": "Place",
        "name": venue.name,
        "address": {"@type": "PostalAddress", **address},
    }


def _offer(entry: Intervention) -> Thing:
    if entry.cost_kind != Intervention.Cost.FREE:
        return {}
    return {"@type": "Offer", "price": 0, "priceCurrency": "SEK"}


def _told(facts: Thing) -> Thing:
    """Leave out what is not known."""
    return {name: value for name, value in facts.items() if value not in ("", None, [], {})}
