"""Keep erased what was erased after a backup was made, as far as the database still tells it."""

from typing import NamedTuple, Self

from django.contrib.sessions.models import Session

from catalogue.models import Contact, Suggestion, User


class Erased(NamedTuple):
    """What the database has erased or shut out."""

    contacts: set[tuple[int, int, str]]  # without a named person: number, organisation, function
    messages: set[str]  # imprints
    accounts: set[str]  # names of those that may sign in

    @classmethod
    def of_now(cls) -> Self:
        """Read it from the database as it stands."""
        nameless = Contact.objects.filter(person_name="")
        emptied = Suggestion.objects.exclude(thinned_on=None)
        return cls(
            set(nameless.values_list("pk", "organisation_id", "function")),
            set(emptied.values_list("imprint", flat=True)),
            set(User.objects.filter(is_active=True).values_list("username", flat=True)),
        )

    def erase_again(self) -> int:
        """Erase it from the restored copy; return how many rows that was."""
        named = Contact.objects.exclude(person_name="")
        back = [
            number
            for number, *rest in named.values_list("pk", "organisation_id", "function")
            if (number, *rest) in self.contacts
        ]
        full = Suggestion.objects.filter(thinned_on=None)
        refilled = [pk for pk, mark in full.values_list("pk", "imprint") if mark in self.messages]
        shut_out = User.objects.filter(is_active=True).exclude(username__in=self.accounts)
        return (
            Contact.objects.filter(pk__in=back).forget_persons()
            + Suggestion.objects.filter(pk__in=refilled).thin()
            + shut_out.update(is_active=False)
        )


def end_sessions() -> None:
    """Let nobody be signed in by a session that the copy remembers."""
    Session.objects.all().delete()
