"""The three answers: yes, no, and not known. Nothing is taken for a no that nobody has said."""

from django.db import models

from catalogue.models.marked import _


class Said(models.TextChoices):
    """What somebody has said of a thing."""

    YES = "yes", _("ja")
    NO = "no", _("nej")
    UNKNOWN = "unknown", _("vet inte")
