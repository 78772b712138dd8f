from catalogue.models.contact import Contact, Venue
from catalogue.models.geography import County, Municipality
from catalogue.models.intervention import Intervention
from catalogue.models.organisation import Association, Membership, Organisation
from catalogue.models.pathway import Continuation, ReferralRoute
from catalogue.models.terms import (
    DeliveryForm,
    IncomeSupport,
    InterventionType,
    Language,
    NeedGroup,
    Requirement,
    Step,
)
from catalogue.models.user import User

__all__ = [
    "Association",
    "Contact",
    "Continuation",
    "County",
    "DeliveryForm",
    "IncomeSupport",
    "Intervention",
    "InterventionType",
    "Language",
    "Membership",
    "Municipality",
    "NeedGroup",
    "Organisation",
    "ReferralRoute",
    "Requirement",
    "Step",
    "User",
    "Venue",
]
