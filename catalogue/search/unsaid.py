"""What is not known is a choice of its own: neither a yes nor a no."""

from catalogue.models import Intervention
from catalogue.models.said import Said

NOT_SAID = "inte-angett"
SAID = {Said.YES: "ja", Said.NO: "nej", Said.UNKNOWN: NOT_SAID}
CHECK_IN = {
    Intervention.CheckIn.WEEKLY: "varje-vecka",
    Intervention.CheckIn.FORTNIGHTLY: "varannan-vecka",
    Intervention.CheckIn.MONTHLY: "varje-manad",
    Intervention.CheckIn.SELDOM: "mer-sallan",
    Intervention.CheckIn.UNKNOWN: NOT_SAID,
}
