"""Files read in as the site does it, and written as it writes them, for the tests to change."""

import csv
import io

from catalogue.exchange.excel_out import export_workbook
from catalogue.exchange.formats import to_csv, to_json
from catalogue.exchange.incoming import exchange
from catalogue.exchange.outcome import Outcome
from catalogue.models import Intervention
from catalogue.values.record import records


def read_in(content, name="fil.csv", *, apply=True, source="", answers=None):
    """Read a file in as the site itself, which may do everything, and return the outcome."""
    if isinstance(content, str):
        content = content.encode()
    done = (lambda _: None) if apply else None
    *_, outcome = exchange(content, name, source=source, answers=answers, apply=done)
    assert isinstance(outcome, Outcome)
    return outcome


def as_json():
    return "".join(to_json(records(Intervention.objects.order_by("pk"), staff=True)))


def as_csv(**options):
    found = records(Intervention.objects.order_by("pk"), staff=True)
    return "".join(to_csv(found, **options))


def as_xlsx():
    return export_workbook(records(Intervention.objects.order_by("pk"), staff=True))


def table(*rows, separator=";"):
    text = io.StringIO()
    csv.writer(text, delimiter=separator).writerows(rows)
    return text.getvalue()


def reasons(outcome):
    return [(finding.position, finding.field, finding.reason) for finding in outcome.problems]
