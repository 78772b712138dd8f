"""People who do not exist, one in each role, for trying the desk of the demo.

Each start gives them new passwords, which are shown once and kept nowhere: what stands in an old
window opens nothing.
"""

import secrets
from dataclasses import dataclass

from django.db import transaction
from django.db.models import ProtectedError

from catalogue.exchange.demo.forbund import ASSOCIATION
from catalogue.models import Assignment, Association, Organisation, User


class TakenError(ValueError):
    """A name that belongs to somebody who is not of the demo."""


@dataclass(frozen=True)
class TrialRole:
    """One part to play at the desk."""

    username: str
    title: str
    association: str = ""
    organisation: str = ""


PARTS = (
    TrialRole("prova-administrator", "administratör: får göra allt"),
    TrialRole("prova-kansliet", "förbundets kansli: godkänner och ser hela området", ASSOCIATION),
    TrialRole(
        "prova-redaktor",
        "redaktör i Exempelkommunen Björk: får publicera",
        organisation="exempelkommunen-bjork",
    ),
    TrialRole(
        "prova-skribent",
        "redaktör i Exempelkommunen Lind: skickar till kansliet",
        organisation="exempelkommunen-lind",
    ),
)


@transaction.atomic
def make_users() -> list[tuple[TrialRole, str]]:
    """Make those who are missing, and return each part with its password of today."""
    return [(part, _made(part)) for part in PARTS]


def _made(part: TrialRole) -> str:
    user = User.objects.filter(username=part.username).first() or User(username=part.username)
    if user.pk and not user.demo:
        raise TakenError(part.username)
    password = secrets.token_urlsafe(12)
    user.first_name, user.last_name = "Prova", part.title.partition(":")[0]
    user.demo = user.is_staff = user.is_active = True
    user.is_superuser = not (part.association or part.organisation)
    user.set_password(password)
    user.save()
    if part.association:
        association = Association.objects.get(organisation__slug=part.association)
        role = Assignment.Role.STAFF
        user.assignments.get_or_create(role=role, association=association, lead=True)
    if part.organisation:
        organisation = Organisation.objects.get(slug=part.organisation)
        user.assignments.get_or_create(role=Assignment.Role.EDITOR, organisation=organisation)
    return password


@transaction.atomic
def remove_users() -> int:
    """Remove them all, and return how many they were.

    Whoever has reviewed or answered something stays behind it as a name that opens nothing.
    """
    users = list(User.objects.filter(demo=True))
    Assignment._base_manager.filter(user__in=users).delete()  # nobody's history: they never were
    for user in users:
        try:
            with transaction.atomic():
                user.delete()
        except ProtectedError:
            _lock(user)
    return len(users)


def _lock(user: User) -> None:
    user.username = f"provade-{user.pk}"
    user.demo = user.is_active = user.is_staff = user.is_superuser = False
    user.set_unusable_password()
    user.save()
