from catalogue.models.accessibility import AccessibilityStatement, Shortcoming
from catalogue.models.assignment import Assignment
from catalogue.models.association import Association, Membership
from catalogue.models.change import Change, Revision
from catalogue.models.contact import Contact
from catalogue.models.contribution import Contribution
from catalogue.models.exchange import ImportConflict, ImportedValues, ImportRun
from catalogue.models.geography import County, Municipality
from catalogue.models.intervention import Intervention
from catalogue.models.link_check import LinkCheck
from catalogue.models.neighbouring_service import NeighbouringService, ServiceSource
from catalogue.models.notice import Notice
from catalogue.models.opening_hours import ContactClosure, ContactHours, VenueClosure, VenueHours
from catalogue.models.organisation import Organisation
from catalogue.models.pathway import Continuation, ReferralRoute
from catalogue.models.posting import DailySalt, PostingCount, UsedToken
from catalogue.models.proposed_fact import ProposedFact
from catalogue.models.reminder import RemindedEntry, Reminder
from catalogue.models.result import Result
from catalogue.models.said import Said
from catalogue.models.search_count import SearchCount
from catalogue.models.suggestion import Suggestion
from catalogue.models.terms import (
    DeliveryForm,
    IncomeSupport,
    InterventionType,
    Language,
    NeedGroup,
    Requirement,
    Step,
)
from catalogue.models.touched import Touched
from catalogue.models.unsaved_text import UnsavedText
from catalogue.models.user import User
from catalogue.models.venue import Venue
from catalogue.models.vocabulary import SynonymGroup
from catalogue.models.working_copy import WorkingCopy

__all__ = [
    "AccessibilityStatement",
    "Assignment",
    "Association",
    "Change",
    "Contact",
    "ContactClosure",
    "ContactHours",
    "Continuation",
    "Contribution",
    "County",
    "DailySalt",
    "DeliveryForm",
    "ImportConflict",
    "ImportRun",
    "ImportedValues",
    "IncomeSupport",
    "Intervention",
    "InterventionType",
    "Language",
    "LinkCheck",
    "Membership",
    "Municipality",
    "NeedGroup",
    "NeighbouringService",
    "Notice",
    "Organisation",
    "PostingCount",
    "ProposedFact",
    "ReferralRoute",
    "RemindedEntry",
    "Reminder",
    "Requirement",
    "Result",
    "Revision",
    "Said",
    "SearchCount",
    "ServiceSource",
    "Shortcoming",
    "Step",
    "Suggestion",
    "SynonymGroup",
    "Touched",
    "UnsavedText",
    "UsedToken",
    "User",
    "Venue",
    "VenueClosure",
    "VenueHours",
    "WorkingCopy",
]
