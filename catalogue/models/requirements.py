"""What an entry demands of a person: yes, no, or not known. The one place that tells them apart.

Unticked is not the same as not demanded: most entries say nothing of most requirements. *No* is
only what somebody has said, requirement by requirement or by "det här är alla krav".
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from catalogue.models.marked import _

# What other fields demand without a tick: the way in -> the requirement.
REQUIRED_BY_ACCESS = {"health_referral": "remiss", "municipal_decision": "bistandsbeslut"}
# The form in which everything is given, if it is given in no other -> the requirement.
REQUIRED_BY_FORM = {"grupp": "grupp"}


@dataclass(frozen=True, slots=True)
class StatedRequirements:
    """What an entry has said of the requirements, by their slugs; the others are not known."""

    yes: frozenset[str] = frozenset()
    no: frozenset[str] = frozenset()  # said one by one
    complete: bool = False  # and of all others: no

    def waived(self, requirements: Iterable[str]) -> frozenset[str]:
        """Return those of some requirements that are said not to be demanded."""
        said = frozenset(requirements) if self.complete else self.no
        return said - self.yes

    def unsaid(self, requirements: Iterable[str]) -> frozenset[str]:
        """Return those of some requirements of which nothing is known."""
        return frozenset() if self.complete else frozenset(requirements) - self.yes - self.no


def stated(
    access: str,
    forms: Collection[str],
    yes: Iterable[str],
    no: Iterable[str],
    complete: bool,
) -> StatedRequirements:
    """Return what an entry has said: krav by krav, and by its way in and its forms."""
    return StatedRequirements(implied(access, forms).union(yes), frozenset(no), complete)


def implied(access: str, forms: Collection[str]) -> frozenset[str]:
    """Return the requirements that the way in and the forms amount to, by their slugs."""
    found = {REQUIRED_BY_ACCESS.get(access), *_only(forms)}
    return frozenset(slug for slug in found if slug)


def _only(forms: Collection[str]) -> list[str | None]:
    return [REQUIRED_BY_FORM.get(form) for form in forms] if len(set(forms)) == 1 else []


def contradictions(
    yes: Collection[str], no: Collection[str], access: str, forms: Collection[str]
) -> dict[str, str]:
    """Return why each requirement that is denied cannot be: slug -> reason, for an editor."""
    by_form = {slug for slug in _only(forms) if slug}
    reasons = {
        **dict.fromkeys(
            by_form, _("krävs, för allt ges i den formen. Ändra formerna eller svaret.")
        ),
        REQUIRED_BY_ACCESS.get(access, ""): _(
            "krävs av tillträdet. Ändra tillträdet eller svaret."
        ),
        **dict.fromkeys(
            yes, _("står både som krav och som något som inte krävs. Välj ett av dem.")
        ),
    }
    return {slug: str(reasons[slug]) for slug in sorted(no) if slug in reasons}
