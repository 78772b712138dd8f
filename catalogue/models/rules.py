"""Rules that the database itself holds, worded for the editor."""

from django.db.models import BaseConstraint, CheckConstraint, F, Q, UniqueConstraint

from catalogue.models.days import FIRST_CHECK, FIRST_PLAN, within_bounds
from catalogue.models.marked import Marked, _


def in_order(name: str, low: str, high: str, message: Marked) -> CheckConstraint:
    """Return the rule that a range does not end before it begins; either end may be open."""
    open_ended = Q(**{f"{low}__isnull": True}) | Q(**{f"{high}__isnull": True})
    return CheckConstraint(
        name=name,
        condition=open_ended | Q(**{f"{high}__gte": F(low)}),
        violation_error_message=message,
    )


INTERVENTION_RULES: list[BaseConstraint] = [
    UniqueConstraint(
        fields=["source", "source_id"],
        name="intervention_once_per_source",
        condition=~Q(source=""),
        violation_error_message=_("Numret i källan finns redan på en annan insats."),
    ),
    CheckConstraint(
        name="intervention_published_is_reviewed",
        condition=~Q(status="open") | Q(reviewed_on__isnull=False) | Q(example=True),
        violation_error_message=_("En publicerad insats måste ha ett granskningsdatum."),
    ),
    CheckConstraint(
        name="intervention_ended_says_what_follows",
        condition=~Q(status="ended") | Q(replaced_by__isnull=False) | Q(nothing_replaces=True),
        violation_error_message=(
            _("Ange vad som ersätter insatsen, eller kryssa i att inget ersätter den.")
        ),
    ),
    CheckConstraint(
        name="intervention_replaced_names_its_heir",
        condition=~Q(status="replaced") | Q(replaced_by__isnull=False),
        violation_error_message=_("Ange vilken insats som ersätter."),
    ),
    CheckConstraint(
        name="intervention_does_not_replace_itself",
        condition=Q(replaced_by__isnull=True) | ~Q(replaced_by=F("id")),
        violation_error_message=_("En insats kan inte ersätta sig själv."),
    ),
    in_order(
        "intervention_ages_in_order",
        "age_from",
        "age_to",
        _("Till-åldern kan inte vara lägre än från-åldern."),
    ),
    in_order(
        "intervention_hours_in_order",
        "hours_from",
        "hours_to",
        _("Till-timmarna kan inte vara färre än från-timmarna."),
    ),
    CheckConstraint(
        name="intervention_hours_fit_a_week",
        condition=(Q(hours_from__isnull=True) | Q(hours_from__range=(0, 168)))
        & (Q(hours_to__isnull=True) | Q(hours_to__range=(0, 168))),
        violation_error_message=_("En vecka har 168 timmar."),
    ),
    in_order(
        "intervention_weeks_in_order",
        "weeks_from",
        "weeks_to",
        _("Till-veckorna kan inte vara färre än från-veckorna."),
    ),
    in_order(
        "intervention_project_in_order",
        "project_from",
        "project_to",
        _("Projektet kan inte sluta innan det börjar."),
    ),
    within_bounds(
        "intervention_checked_on_days_within_bounds",
        FIRST_CHECK,
        "reviewed_on",
        "queue_checked_on",
        "places_checked_on",
    ),
    within_bounds(
        "intervention_told_on_days_within_bounds", FIRST_CHECK, "income_checked_on", "decided_on"
    ),
    within_bounds(
        "intervention_planned_days_within_bounds",
        FIRST_PLAN,
        "project_from",
        "project_to",
        "valid_until",
        "ended_on",
    ),
    CheckConstraint(
        name="intervention_structural_has_no_way_in",
        condition=~Q(scope="structural") | Q(access="not_searchable"),
        violation_error_message=(
            _(
                "En strukturövergripande insats tar inte emot personer: "
                "välj tillträdet ”går inte att söka”."
            )
        ),
    ),
    CheckConstraint(
        name="intervention_fund_goes_with_financing",
        condition=Q(funded_by__isnull=True) | Q(financing="association"),
        violation_error_message=_(
            "Ange ett förbund bara när finansieringen är samordningsförbundet."
        ),
    ),
]
