"""A desk with work on it: generated entries with contacts, ways in, continuations and versions."""

from itertools import pairwise

from benchmarks import corpus
from benchmarks.filling import BATCH, fill
from catalogue.changes.noting import note_all
from catalogue.models import (
    Assignment,
    Association,
    Contact,
    Continuation,
    Intervention,
    Membership,
    Municipality,
    Organisation,
    ReferralRoute,
    User,
)


def fill_desk(size: int) -> User:
    """Write the entries, and return one of the staff of the förbund that keeps them all."""
    fill(corpus.entries(size))
    person = _staff()
    rows = list(Intervention.objects.order_by("pk").values_list("pk", "organisation"))
    Contact.objects.bulk_create(
        Contact(organisation_id=number, function="Mottagningen", phone="010-000 00 00")
        for number in {organisation for _, organisation in rows}
    )
    contacts = dict(Contact.objects.values_list("organisation", "pk"))
    through = Intervention.contacts.through
    through.objects.bulk_create(
        (
            through(intervention_id=row, contact_id=contacts[organisation])
            for row, organisation in rows
        ),
        batch_size=BATCH,
    )
    ReferralRoute.objects.bulk_create(
        (ReferralRoute(intervention_id=row, sender="self", how="Ring") for row, _ in rows),
        batch_size=BATCH,
    )
    numbers = [row for row, _ in rows]
    Continuation.objects.bulk_create(
        (Continuation(before_id=one, after_id=other) for one, other in pairwise(numbers)),
        batch_size=BATCH,
    )
    note_all("Mätningens början")
    return person


def _staff() -> User:
    payer = Organisation.objects.create(
        name="Förbundet", slug="forbundet", kind=Organisation.Kind.ASSOCIATION
    )
    association = Association.objects.create(organisation=payer)
    association.municipalities.set(Municipality.objects.all())
    Membership.objects.bulk_create(
        Membership(association=association, organisation=row)
        for row in Organisation.objects.exclude(pk=payer.pk)
    )
    person = User.objects.create_user("stab")
    Assignment.objects.create(user=person, role="staff", association=association)
    return person
