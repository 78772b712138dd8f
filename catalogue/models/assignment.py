"""Who works for whom in the catalogue, and from when to when."""

import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from catalogue.models.association import Association
from catalogue.models.days import FIRST_PLAN, can_be_planned, within_bounds
from catalogue.models.kept import Kept, KeptQuerySet
from catalogue.models.marked import _
from catalogue.models.organisation import Organisation


class AssignmentQuerySet(KeptQuerySet):
    """The questions the catalogue asks about its assignments."""

    def current(self, today: datetime.date) -> Self:
        """Keep those that hold today."""
        return self.filter(
            Q(from_on__isnull=True) | Q(from_on__lte=today),
            Q(to_on__isnull=True) | Q(to_on__gte=today),
        )


class Assignment(Kept):
    """What a person keeps in the catalogue (uppdrag): an organisation's entries, or a förbund's."""

    class Role(models.TextChoices):
        """In what capacity."""

        EDITOR = "editor", _("redaktör i en organisation")
        STAFF = "staff", _("personal i ett samordningsförbund")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="assignments",
        verbose_name=_("användare"),
    )
    role = models.CharField(_("roll"), max_length=10, choices=Role, default=Role.EDITOR)
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="assignments",
        verbose_name=_("organisation"),
        help_text=_("För en redaktör. Organisationens enheter ingår."),
    )
    association = models.ForeignKey(
        Association,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="assignments",
        verbose_name=_("samordningsförbund"),
        help_text=_("För förbundets personal: allt i förbundets område."),
    )
    from_on = models.DateField(_("gäller från"), null=True, blank=True, validators=[can_be_planned])
    to_on = models.DateField(
        _("gäller till och med"),
        null=True,
        blank=True,
        validators=[can_be_planned],
        help_text=_("Ett uppdrag tas inte bort. Ange i stället sista dagen."),
    )

    lead = models.BooleanField(
        _("leder arbetet"),
        default=False,
        help_text=_("Får ett mejl när ingen har granskat en insats trots tre påminnelser."),
    )

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("uppdrag")
        verbose_name_plural = _("uppdrag")
        constraints = [
            models.CheckConstraint(
                name="assignment_editor_has_organisation",
                condition=~Q(role="editor")
                | Q(organisation__isnull=False, association__isnull=True),
                violation_error_message=_("En redaktör har en organisation, och inget förbund."),
            ),
            models.CheckConstraint(
                name="assignment_staff_has_association",
                condition=~Q(role="staff")
                | Q(association__isnull=False, organisation__isnull=True),
                violation_error_message=_(
                    "Förbundets personal har ett förbund, och ingen organisation."
                ),
            ),
            models.CheckConstraint(
                name="assignment_ends_after_it_begins",
                condition=Q(from_on__isnull=True)
                | Q(to_on__isnull=True)
                | Q(to_on__gte=F("from_on")),
                violation_error_message=_("Uppdraget kan inte sluta innan det börjar."),
            ),
            within_bounds("assignment_days_within_bounds", FIRST_PLAN, "from_on", "to_on"),
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.get_role_display()}: {self.organisation or self.association}"
