"""What the tests of the desk share: somebody signed in, and one row of everything."""

import datetime
from collections.abc import Callable
from functools import cache
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from catalogue.models import (
    AccessibilityStatement,
    Assignment,
    Association,
    Contact,
    Continuation,
    County,
    DeliveryForm,
    ImportConflict,
    ImportRun,
    IncomeSupport,
    Intervention,
    InterventionType,
    Language,
    Membership,
    Municipality,
    NeedGroup,
    Organisation,
    ReferralRoute,
    Reminder,
    Requirement,
    Step,
    Suggestion,
    SynonymGroup,
    User,
    Venue,
    WorkingCopy,
)
from catalogue.search.sync import current
from tests.catalogue.admin.sides import Side, make_side
from tests.factories import make_search_count, make_service


@pytest.fixture
def editor(db: None) -> User:
    return User.objects.create_superuser("redaktor", "r@exempel.se", "ett-långt-lösenord")


@pytest.fixture
def desk(editor: User, client: Client) -> Client:
    client.force_login(editor)
    return client


@pytest.fixture
def organisation(db: None) -> Organisation:
    return Organisation.objects.create(
        name="Ängsby kommun", slug="angsby", kind=Organisation.Kind.MUNICIPALITY
    )


@pytest.fixture
def write(organisation: Organisation) -> Callable[..., Intervention]:
    """Return a function that stores an open, reviewed intervention."""

    def _write(name: str, **fields: Any) -> Intervention:
        return Intervention.objects.create(
            **{
                "name": name,
                "organisation": organisation,
                "status": Intervention.Status.OPEN,
                "reviewed_on": datetime.date(2025, 1, 1),
                **fields,
            }
        )

    return _write


def fill(intervention: Intervention, number: int) -> Intervention:
    """Give an intervention three rows of its own of everything that can stand on its page."""
    home = intervention.organisation
    county, _ = County.objects.get_or_create(
        code="77", defaults={"name": "Ängsbylän", "slug": "angsbylan", "region_name": "R"}
    )
    term_fields = [
        (InterventionType, "types"),
        (DeliveryForm, "forms"),
        (NeedGroup, "need_groups"),
        (Requirement, "requirements"),
        (IncomeSupport, "income_supports"),
        (Language, "languages"),
    ]
    intervention.counties.add(county)
    for at in range(number, number + 3):
        name = f"Prov {at}"
        place = Municipality.objects.create(
            code=str(7000 + at), name=name, formal_name=name, slug=f"prov-{at}", county=county
        )
        intervention.municipalities.add(place)
        for model, field in term_fields:
            extra = {Language: {"code": f"x{at}"}, Requirement: {"without": name}}.get(model, {})
            term = model.objects.create(name=name, slug=f"prov-{at}", **extra)
            getattr(intervention, field).add(term)
        partner = Organisation.objects.create(name=name, slug=f"prov-{at}", municipality=place)
        intervention.participants.add(partner)
        intervention.venues.add(
            Venue.objects.create(name=name, organisation=partner, municipality=place)
        )
        intervention.contacts.add(Contact.objects.create(function=name, organisation=partner))
        route = ReferralRoute.objects.create(
            intervention=intervention, sender=ReferralRoute.Sender.SELF, how=name
        )
        route.municipalities.add(place)
        intervention.notices.create(text=name, starts_on="2026-12-01", ends_on="2027-01-12")
        intervention.results.create(year=2000 + at, started=at)
        intervention.contributions.create(organisation=partner, what=name)
        for ends in ("before", "after"):
            other = Intervention.objects.create(name=f"{name} {ends}", organisation=partner)
            both = {"before": other, "after": intervention}
            if ends == "after":
                both = {"before": intervention, "after": other}
            Continuation.objects.create(**both, handover="en plan")
    payer = Organisation.objects.create(name=f"Förbund {number}", slug=f"forbund-{number}")
    association = Association.objects.create(organisation=payer)
    association.municipalities.set(Municipality.objects.filter(code__gte=str(7000 + number)))
    Membership.objects.create(association=association, organisation=home)
    worker = User.objects.create_user(f"anna-{number}", f"anna-{number}@exempel.se")
    Assignment.objects.create(user=worker, organisation=home)
    Reminder.objects.create(user=worker, day="2026-01-01")
    SynonymGroup.objects.create(terms=f"ord {number}")
    make_service(f"Granntjänst {number}", words=f"grannord {number}")
    make_search_count(f"önskan {number}", decision="dismissed")
    AccessibilityStatement.objects.ensure()
    Suggestion.objects.create(
        kind=Suggestion.Kind.WRONG, text=f"Prov {number}", intervention=intervention, imprint=number
    )
    ImportConflict.objects.get_or_create(
        intervention=intervention, field="summary", defaults={"theirs": "Ur filen"}
    )
    reader = User.objects.filter(is_superuser=True).first()
    if reader:
        WorkingCopy.objects.create(
            intervention=intervention, author=reader, state=WorkingCopy.State.DISCARDED
        )
        ImportRun.objects.create(file_name="insatser.csv", handed_in_by=reader)
    intervention.funded_by = association
    intervention.financing = Intervention.Financing.ASSOCIATION
    intervention.step, _ = Step.objects.get_or_create(number=3, defaults={"name": "Prov"})
    intervention.replaced_by = Intervention.objects.create(name="Arvtagaren", organisation=home)
    intervention.documented_fields = ["summary", "types"]
    intervention.published_at = timezone.now()
    intervention.save()
    return intervention


@pytest.fixture
def full(write: Callable[..., Intervention], editor: User) -> Intervention:
    """Return an intervention with something in every field that points elsewhere."""
    return fill(write("Arbetsträning i kafé", reviewed_by=editor), 1)


@pytest.fixture
def settled(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the desk search as it does when all is committed: without following the database."""
    catalogue = current()
    monkeypatch.setattr("catalogue.search.lookups.current", lambda: catalogue)


@pytest.fixture
def north(db: None) -> Side:
    return make_side("Norr")


@pytest.fixture
def south(db: None) -> Side:
    return make_side("Syd")


@pytest.fixture
def role(request: pytest.FixtureRequest, north: Side, client: Client) -> str:
    people = {"editor": north["User"], "staff": north["staff"]}
    name: str = request.param
    if name == "administrator":
        client.force_login(User.objects.create_superuser("chef"))
    elif name == "unassigned":
        client.force_login(User.objects.create_user("ny", is_staff=True))
    else:
        client.force_login(people[name])
        ImportRun.objects.filter(pk=north["ImportRun"].pk).update(handed_in_by=people[name])
    return name


@pytest.fixture
def ready_index(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look words up in one state of the index; in a test's transaction it is built each time."""
    monkeypatch.setattr("catalogue.search.lookups.current", cache(current))
