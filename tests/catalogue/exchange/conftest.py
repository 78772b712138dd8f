"""What the tests of whole imports share: fact sheets to bring in, entries to write and read."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from catalogue.exchange.factsheets.load import import_file
from catalogue.exchange.factsheets.report import Report
from catalogue.exchange.sources import Sources
from catalogue.models import Continuation, Intervention, ReferralRoute, Venue
from tests.factories import make_contact, make_intervention, make_municipality, make_organisation

Import = Callable[..., Report]


@pytest.fixture
def import_records(reference: None, tmp_path: Path) -> Import:
    """Import some records as a file, and return the report."""

    def run(
        *records: dict[str, Any], apply: bool = True, source: str = "demo", accept: bool = True
    ) -> Report:
        new = source not in Sources()
        path = tmp_path / "demo.json"
        path.write_text(json.dumps(records))
        return import_file(path, apply=apply, source=source, new=new, accept=accept)

    return run


@pytest.fixture
def full(db: None) -> Intervention:
    """Two entries with something of every kind."""
    entry = make_intervention(
        "Arbetsträning; på kafé",
        need_groups=["Psykisk ohälsa"],
        municipalities=["Sala", "Köping"],
        types=["Praktik", "Coachning"],
        requirements=["Läkarutlåtande"],
        participants=["Arbetsförmedlingen"],
        step=3,
        content="Rad ett\r\nRad ”två”; 'tre'\n=SUMMA(A1)",
        cost_kind="free",
        hours_from="2.5",
        open_ended=True,
        project_from="2025-01-01",
        source="listan",
        source_id="7",
        example=True,  # which may lack facts
    )
    entry.contacts.set([make_contact("Växeln | akut"), make_contact("Mottagningen")])
    place = make_municipality("Sala")
    home = make_organisation()
    entry.venues.set([Venue.objects.create(name="Kaféet", organisation=home, municipality=place)])
    route = ReferralRoute.objects.create(
        intervention=entry, sender="self", how="Ring | mejla\nkom", cost_kind="fee", cost="50 kr"
    )
    route.municipalities.set([place])
    after = make_intervention("12 steg", status="draft", reviewed_on=None)
    Continuation.objects.create(before=entry, after=after, handover="En plan | två\\tre")
    return entry
