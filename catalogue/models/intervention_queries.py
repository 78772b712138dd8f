"""The questions that the catalogue asks about its interventions."""

from typing import TYPE_CHECKING, Self

from django.db.models import Q

from catalogue.models.association import Association
from catalogue.models.geography import Municipality
from catalogue.models.kept import KeptQuerySet
from catalogue.models.organisation import Organisation
from catalogue.models.rights import Reach
from catalogue.models.status import OVER, UNPUBLISHED

if TYPE_CHECKING:
    from catalogue.models.user import User

CARD_FIELDS = (
    *("name", "slug", "summary", "status", "example", "age_from", "age_to", "access", "cost_kind"),
    *("queue_days", "queue_checked_on", "reviewed_on", "review_interval", "valid_until"),
    "step__number",
    *(
        f"organisation{above}__{field}"
        for above in ("", "__parent", "__parent__parent")
        for field in ("name", "phone", "email")
    ),
)


class InterventionQuerySet(KeptQuerySet):
    """The questions the catalogue asks about its interventions."""

    def published(self) -> Self:
        """Keep those that visitors may see: all but drafts and what waits for review."""
        return self.exclude(status__in=UNPUBLISHED)

    def current(self) -> Self:
        """Keep those that still run, or are about to."""
        return self.exclude(status__in=[*UNPUBLISHED, *OVER])

    def in_scope(self, scope: str) -> Self:
        """Keep those directed at persons, or those directed at structures."""
        return self.filter(scope=scope)

    def run_by(self, organisation: Organisation) -> Self:
        """Keep those that the organisation or one of its units is responsible for."""
        return self.filter(Q(organisation=organisation) | Q(organisation__parent=organisation))

    def available_in(self, place: Municipality) -> Self:
        """Keep those that people in the kommun may use, the county's and the nation's included."""
        here = Q(municipalities=place) | Q(counties=place.county) | Q(nationwide=True)
        return self.filter(pk__in=self.model.objects.filter(here).values("pk"))

    def belonging_to(self, reach: Reach) -> Self:
        """Keep what the workplaces run; for a förbund's staff all that concerns the förbund.

        That is what is offered in its area, what it pays for and what its members run. A member
        of several förbund, as Arbetsförmedlingen is, has entries that concern only one of them:
        what is offered in some other förbund's area but not in this one's is left to that one.
        """
        mine = Q(organisation__in=reach.workplaces)
        if reach.associations:
            places = self.model.municipalities.through.objects
            inside = places.filter(municipality__associations__in=reach.associations)
            others = Association.objects.exclude(pk__in=reach.associations)
            outside = places.filter(municipality__associations__in=others)
            mine |= Q(pk__in=inside.values("intervention"))
            mine |= Q(funded_by__in=reach.associations)
            mine |= Q(organisation__in=reach.members) & ~Q(pk__in=outside.values("intervention"))
        return self.filter(mine)

    def linkable(self, user: "User") -> Self:
        """Offer one's own, and what is public: roads lead on to others. Never others' drafts."""
        return self.filter(
            Q(pk__in=self.model.objects.editable_by(user).values("pk")) | ~Q(status__in=UNPUBLISHED)
        )

    def guarded_from(self, user: "User") -> Self:
        """Keep what is public and what somebody else must approve changes of."""
        free = self.model.objects.publishable_by(user).values("pk")
        return self.exclude(status__in=UNPUBLISHED).exclude(pk__in=free)

    def writable_by(self, user: "User") -> Self:
        """Keep what the person may change at once: nobody else is to approve it."""
        guarded = self.model.objects.guarded_from(user).values("pk")
        return self.filter(pk__in=self.model.objects.editable_by(user).values("pk")).exclude(
            pk__in=guarded
        )

    def with_facet_relations(self) -> Self:
        """Bring along what an entry is searched and sorted out by, in a fixed number of queries."""
        return self._with_own_rows().prefetch_related(
            "contacts", "venues__opening_hours", "notices"
        )

    def _with_own_rows(self) -> Self:
        return self.select_related("organisation__parent", "step").prefetch_related(
            "municipalities",
            "counties",
            "need_groups",
            "types",
            "forms",
            "requirements",
            "not_required",
            "income_supports",
            "languages",
            "participants__parent",
            "routes",
        )

    def with_card_fields(self) -> Self:
        """Bring along what a card in a list shows, and nothing else, in one query."""
        return self.select_related("organisation", "step").only(*CARD_FIELDS)

    def with_exchange_relations(self) -> Self:
        """Bring along every field that leaves and enters the catalogue by file."""
        return self.select_related(
            "organisation", "step", "funded_by__organisation", "replaced_by"
        ).prefetch_related(
            "types",
            "forms",
            "participants",
            "need_groups",
            "requirements",
            "not_required",
            "income_supports",
            "municipalities",
            "counties",
            "languages",
            "contacts__organisation",
            "venues__organisation",
            "venues__municipality",
            "routes__municipalities",
            "notices",
            "contributions__organisation",
            "results",
            "continues_to",
            "also_replaced_by",
        )
