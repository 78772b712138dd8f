"""Two sides that keep to themselves, for the tests of who may do what."""

from dataclasses import dataclass, field
from typing import Any

from django.db import models

from catalogue import models as catalogue
from catalogue.models import (
    Assignment,
    Association,
    Continuation,
    Intervention,
    Membership,
    Organisation,
    ReferralRoute,
    User,
    Venue,
)
from tests.factories import (
    make_contact,
    make_county,
    make_intervention,
    make_language,
    make_municipality,
    make_need_group,
    make_organisation,
    make_requirement,
    make_search_count,
    make_service,
    make_step,
)


@dataclass
class Side:
    """One förbund with its member, its entry and what belongs to them."""

    rows: dict[str, models.Model] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Any:
        return self.rows[name]


def make_side(name: str) -> Side:
    place = make_municipality(f"{name}stad")
    home = make_organisation(f"{name}stads kommun", municipality=place)
    unit = make_organisation(f"{name} arbetsmarknadsenhet", parent=home)
    payer = make_organisation(f"Förbundet {name}", kind=Organisation.Kind.ASSOCIATION)
    association = Association.objects.create(organisation=payer)
    association.municipalities.add(place)
    work = make_intervention(
        f"Insats {name}", organisation=unit, municipalities=[place.name], step=3,
        status=Intervention.Status.DRAFT, summary="Kort",
    )  # fmt: skip
    later = make_intervention(f"Fortsättning {name}", organisation=home)
    venue = Venue.objects.create(name=f"Huset {name}", organisation=unit, municipality=place)
    contact = make_contact(f"Samordnare {name}", organisation=unit)
    work.venues.add(venue)
    work.contacts.add(contact)
    way = ReferralRoute.objects.create(intervention=work, sender="self", how=name)
    on = Continuation.objects.create(before=work, after=later)
    member = Membership.objects.create(association=association, organisation=home)
    editor = User.objects.create_user(f"editor-{name}")
    staff = User.objects.create_user(f"staff-{name}")
    assignment = Assignment.objects.create(user=editor, organisation=home)
    Assignment.objects.create(user=staff, role="staff", association=association)
    rows = [place, unit, association, work, venue, contact, way, on, member, editor, assignment]
    side = Side({type(row).__name__: row for row in rows})
    side.rows |= {"home": home, "payer": payer, "later": later, "staff": staff}
    side.rows["County"] = make_county()
    side.rows["Step"] = make_step(3)
    side.rows["NeedGroup"] = make_need_group(f"Behov {name}")
    side.rows["Requirement"] = make_requirement(f"Krav {name}")
    side.rows["Language"] = make_language(f"Språk {name}", code=name[:2].lower())
    for model in ("DeliveryForm", "IncomeSupport", "InterventionType"):
        kind = getattr(catalogue, model)
        side.rows[model] = kind.objects.create(name=f"{model} {name}", slug=f"{model}-{name}")
    side.rows["ImportConflict"] = catalogue.ImportConflict.objects.create(
        intervention=work, field="summary", theirs=f"Ur filen {name}"
    )
    side.rows["WorkingCopy"] = catalogue.WorkingCopy.objects.create(
        intervention=later, author=editor
    )
    side.rows["ImportRun"] = catalogue.ImportRun.objects.create(
        file_name=f"{name}.csv", handed_in_by=editor
    )
    catalogue.AccessibilityStatement.objects.ensure()
    side.rows["AccessibilityStatement"] = catalogue.AccessibilityStatement.objects.get()
    side.rows["Shortcoming"] = catalogue.Shortcoming.objects.order_by("pk")[0]
    side.rows["Suggestion"] = catalogue.Suggestion.objects.create(
        kind="wrong", text=f"Fel {name}", intervention=work, imprint=name
    )
    side.rows["Reminder"] = catalogue.Reminder.objects.create(
        user=editor, day="2026-01-01", state="failed"
    )
    catalogue.RemindedEntry.objects.create(
        reminder=side["Reminder"], intervention=work, due_on="2026-01-01", stage=1
    )
    side.rows["SearchCount"] = make_search_count(f"önskan {name}".lower(), decision="dismissed")
    side.rows["NeighbouringService"] = make_service(f"Granntjänst {name}", words=f"{name}tjänst")
    side.rows["SynonymGroup"] = catalogue.SynonymGroup.objects.create(terms=f"{name}\n{name}ord")
    return side
