"""A fact sheet that has been judged: every field typed, ready to be written."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from catalogue.exchange.factsheets.bodies import Body
from catalogue.exchange.factsheets.ways_in import Route
from catalogue.models import Intervention
from catalogue.models.status import Scope, Status


@dataclass(frozen=True)
class Facts:
    """What goes into the intervention's own row, by the names of its fields."""

    name: str
    summary: str
    purpose: str
    content: str
    scope: Scope
    organisation_note: str
    age_from: int | None
    age_to: int | None
    criteria: str
    exclusion: str
    access: Intervention.Access
    referral: str
    anonymous: bool
    consent_needed: bool
    cost_kind: Intervention.Cost
    cost: str
    income_note: str
    hours_from: Decimal | None
    hours_to: Decimal | None
    extent: str
    sessions_per_week: int | None
    session_minutes: int | None
    weeks_from: int | None
    weeks_to: int | None
    open_ended: bool
    duration: str
    start: Intervention.Start
    intake: str
    queue_days: int | None
    nationwide: bool
    interpreter: bool
    easy_read: bool
    financing: Intervention.Financing
    project_from: datetime.date | None
    project_to: datetime.date | None
    editor_note: str
    documented_fields: list[str]
    basis: str


@dataclass(frozen=True)
class Sheet:
    """One fact sheet, judged."""

    position: int
    source_id: str
    status: Status
    facts: Facts
    step: int | None
    responsible: Body
    participants: tuple[Body, ...]
    municipalities: tuple[str, ...]
    """Kommun codes."""
    counties: tuple[str, ...]
    """County codes, for what covers whole counties."""
    types: frozenset[str]
    forms: frozenset[str]
    requirements: frozenset[str]
    not_required: frozenset[str]
    income_supports: frozenset[str]
    need_groups: frozenset[str]
    new_need_groups: tuple[str, ...]
    """Names of groups that the catalogue does not have yet."""
    languages: frozenset[str]
    new_languages: tuple[str, ...]
    routes: tuple[Route, ...]
    contact: str
    leads_to: tuple[str, ...]
    """Names of the interventions that can follow."""
    illustrative: bool
    """Whether it is made up, or not known to be real."""
    forbidden: tuple[str, ...]
    """Why a förbund may not run or pay for it."""
    said: Mapping[str, Any]
    """What the sheet states itself of fields that are else derived, as lasting values."""
    read: frozenset[str]
    """The source's fields that became structured."""
    kept_as_text: frozenset[str]
    """The source's fields that say something, but that only the words hold."""
