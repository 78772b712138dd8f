"""The fact sheets' own words for status, access and financing."""

from catalogue.models import Intervention
from catalogue.models.status import Status

Access = Intervention.Access
Financing = Intervention.Financing

STRUCTURAL = "strukturövergripande"

STATUS = {
    "utkast": Status.DRAFT,
    "för granskning": Status.REVIEW,
    "planerad": Status.PLANNED,
    "pågående": Status.OPEN,
    "pausad": Status.PAUSED,
    "full": Status.FULL,
    "fullt": Status.FULL,
    "fullbelagd": Status.FULL,
    "avslutad": Status.ENDED,
    "ersatt": Status.REPLACED,
    "ersatt av en annan": Status.REPLACED,
}
ACCESS = {
    "ansök själv": Access.SELF,
    "egen ansökan": Access.SELF,
    "handläggare": Access.PROFESSIONAL,
    "via handläggare": Access.PROFESSIONAL,
    "biståndsbeslut": Access.MUNICIPAL_DECISION,
    "öppet utan beslut": Access.NO_ASSESSMENT,
    "utan behovsprövning": Access.NO_ASSESSMENT,
    "utan individuell behovsprövning": Access.NO_ASSESSMENT,
    "myndighetsbeslut": Access.AUTHORITY_DECISION,
    "vårdremiss": Access.HEALTH_REFERRAL,
    "öppet": Access.OPEN,
    "öppet för alla": Access.OPEN,
    "ej sökbar": Access.NOT_SEARCHABLE,
    "går inte att söka": Access.NOT_SEARCHABLE,
}
_FINANCING = {
    "ordinarie": Financing.REGULAR,
    "samordningsförbund": Financing.ASSOCIATION,
    "finsam": Financing.ASSOCIATION,
    "esf": Financing.ESF,
    "europeiska socialfonden": Financing.ESF,
    "projekt": Financing.PROJECT,
    "civil": Financing.CIVIL,
    "annat": Financing.OTHER,
}


def read_financing(text: str) -> Intervention.Financing | None:
    """Return who pays, by how the text begins; nothing said means ordinary operations."""
    if not text:
        return Financing.REGULAR
    begins = text.casefold()
    return next((kind for word, kind in _FINANCING.items() if begins.startswith(word)), None)
