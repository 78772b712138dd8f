"""An entry in the words that search engines share: schema.org as JSON-LD."""

import datetime
from collections.abc import Callable, Iterable
from typing import Any

from catalogue.models import Contact, Intervention, Notice, Organisation, Venue
from catalogue.visitor.lists import EntryLists

PUBLIC_BODIES = {
    Organisation.Kind.MUNICIPALITY,
    Organisation.Kind.REGION,
    Organisation.Kind.AGENCY,
}
EXAMPLE = "Exempeldata: de flesta uppgifterna är påhittade."
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
Thing = dict[str, Any]


def as_service(
    entry: Intervention,
    lists: EntryLists,
    notices: Iterable[Notice],
    absolute: Callable[[str], str],
) -> Thing | None:
    """Return the entry as a schema.org service, or None for one that is over.

    Reads relations that `for_own_page` brings along. Named persons and protected addresses
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
            "sameAs": entry.website,
            "name": entry.name,
            "alternateName": entry.other_names.splitlines(),
            "description": entry.summary or entry.purpose,
            "disambiguatingDescription": EXAMPLE if entry.example else "",
            "serviceType": [kind.name for kind in lists["types"]],
            "provider": {
                "@type": "GovernmentOrganization" if public else "Organization",
                "name": entry.organisation.name,
                "url": absolute(entry.organisation.get_absolute_url()),
            },
            "areaServed": _areas(entry, lists),
            "audience": _audience(entry, lists),
            "availableChannel": _channels(entry, lists),
            "offers": _offer(entry),
            "subjectOf": [_announcement(row) for row in notices],
        }
    )


def _areas(entry: Intervention, lists: EntryLists) -> list[Thing]:
    areas: list[Thing] = [{"@type": "Country", "name": "Sverige"}] if entry.nationwide else []
    areas += [_area(row.name) for row in lists["counties"]]
    return areas + [_area(row.more) for row in lists["municipalities"]]


def _area(name: str) -> Thing:
    return {"@type": "AdministrativeArea", "name": name}


def _audience(entry: Intervention, lists: EntryLists) -> Thing:
    facts = _told(
        {
            "audienceType": ", ".join(group.name for group in lists["need_groups"]),
            "suggestedMinAge": entry.age_from,
            "suggestedMaxAge": entry.age_to,
        }
    )
    return {"@type": "PeopleAudience", **facts} if facts else {}


def _channels(entry: Intervention, lists: EntryLists) -> list[Thing]:
    spoken = [language.more for language in lists["languages"]]
    told = [_contact(row, lists) for row in entry.contacts.all() if row.works]
    told += [{"serviceLocation": _place(row)} for row in entry.venues.all() if not row.protected]
    told += [{"serviceUrl": row.link} for row in entry.routes.all() if row.link]
    return [
        _told({"@type": "ServiceChannel", **channel, "availableLanguage": spoken})
        for channel in told
        if channel
    ]


def _contact(contact: Contact, lists: EntryLists) -> Thing:
    facts = _told({"telephone": contact.phone, "email": contact.email})
    point = {
        "@type": "ContactPoint",
        "contactType": contact.function,
        **facts,
        "areaServed": [_area(place) for place in lists.places(contact)],
        "hoursAvailable": _hours(contact),
    }
    return _told({"servicePhone": _told(point) if facts else {}, "serviceUrl": contact.form})


def _place(venue: Venue) -> Thing:
    address = {
        "@type": "PostalAddress",
        "streetAddress": venue.address,
        "postalCode": venue.postcode,
        "addressLocality": venue.town or venue.municipality.name,
        "addressCountry": "SE",
    }
    return _told(
        {
            "@type": "Place",
            "name": venue.name,
            "address": _told(address),
            "openingHoursSpecification": _hours(venue),
            "specialOpeningHoursSpecification": [
                _closed(row.first_day, row.last_day) for row in venue.closed_periods.all()
            ],
        }
    )


def _hours(row: Contact | Venue) -> list[Thing]:
    """Return the hours of the week; an end before the beginning is on the day after.

    A whole day ends at 23:59: from 00:00 to 00:00 is how search engines are told of a closed one.
    """
    return [
        _told(
            {
                "@type": "OpeningHoursSpecification",
                "dayOfWeek": f"https://schema.org/{WEEKDAYS[hours.weekday]}",
                "opens": f"{hours.opens:%H:%M}",
                "closes": "23:59" if hours.is_whole_day else f"{hours.closes:%H:%M}",
                "validFrom": hours.valid_from and hours.valid_from.isoformat(),
                "validThrough": hours.valid_to and hours.valid_to.isoformat(),
            }
        )
        for hours in row.opening_hours.all()
    ]


def _closed(first: datetime.date, last: datetime.date) -> Thing:
    """Return days when it is closed: said by the same minute for both ends."""
    return {
        "@type": "OpeningHoursSpecification",
        "opens": "00:00",
        "closes": "00:00",
        "validFrom": first.isoformat(),
        "validThrough": last.isoformat(),
    }


def _announcement(notice: Notice) -> Thing:
    return {
        "@type": "SpecialAnnouncement",
        "name": notice.text,
        "text": notice.text,
        "datePosted": notice.starts_on.isoformat(),
        "expires": notice.ends_on.isoformat(),
    }


def _offer(entry: Intervention) -> Thing:
    if entry.cost_kind != Intervention.Cost.FREE:
        return {}
    return {"@type": "Offer", "price": 0, "priceCurrency": "SEK"}


def _told(facts: Thing) -> Thing:
    """Leave out what is not known."""
    return {name: value for name, value in facts.items() if value not in ("", None, [], {})}
