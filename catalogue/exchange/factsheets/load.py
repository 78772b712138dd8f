"""Import a file of fact sheets: read, judge, write, report; all of it or nothing."""

from pathlib import Path
from typing import Any

from django.db import DatabaseError, transaction

from catalogue.changes.noting import noting
from catalogue.changes.required import Standing, in_the_way, standings
from catalogue.exchange.factsheets.changing import SheetChange, Writer
from catalogue.exchange.factsheets.checks import judge_all
from catalogue.exchange.factsheets.following import Joiner
from catalogue.exchange.factsheets.known import Known
from catalogue.exchange.factsheets.proposing import propose
from catalogue.exchange.factsheets.publishing import told
from catalogue.exchange.factsheets.registry import Registry
from catalogue.exchange.factsheets.report import Report
from catalogue.exchange.factsheets.rows import Finding, read
from catalogue.exchange.factsheets.sheet import Sheet
from catalogue.exchange.ledger import Ledger
from catalogue.exchange.reference import read_terms
from catalogue.exchange.sources import LONGEST, Sources
from catalogue.models import DeliveryForm, Intervention, Municipality, Requirement
from catalogue.models.status import UNPUBLISHED, Status


def import_file(
    path: Path, *, source: str, new: bool = False, apply: bool = False, accept: bool = False
) -> Report:
    """Import the file and return the report; without `apply`, undo it all again.

    What is derived from prose is proposed; with `accept` it is taken for said, which is for files
    whose every reading somebody has looked through.

    The source is one that the catalogue knows, however it is spelt, or one that is made on purpose.
    """
    report = Report(applied=apply)
    sources = Sources()
    source = sources.spelt(source)
    report.problems += [*_obstacles(source), *_doubts(source, sources, new)]
    if report.problems:
        return report
    records, report.problems = read(path)
    judgement = judge_all(records, Known.from_database())
    report.problems += judgement.problems
    report.problems.sort(key=lambda problem: problem.position)
    report.warnings += judgement.warnings
    if report.problems:
        return report
    report.count(judgement.sheets)
    with noting(None, f"Inläst med ett kommando, ur källan {source}"):
        writer = Writer(source, sources, Registry(report), accept=accept)
        _write(judgement.sheets, writer, source, report)
        if report.problems or not apply:
            transaction.set_rollback(True)
    return report


def _obstacles(source: str) -> list[Finding]:
    """Return what makes any import impossible."""
    if not Municipality.objects.exists():
        return [Finding(0, "", "", "kan inte läsas förrän `manage.py load_reference` har körts.")]
    missing = _missing_terms()
    if missing:
        return [Finding(0, "", "", f"behöver listorna som saknar {missing}: kör load_reference.")]
    if not source or len(source) > LONGEST or not source.isprintable():
        return [Finding(0, "", "", f"behöver ett källnamn på högst {LONGEST} tecken.")]
    return []


def _doubts(source: str, sources: Sources, new: bool) -> list[Finding]:
    """Return what makes a source that is misspelt, or made once more."""
    if not new and source not in sources:
        known = ", ".join(sources.names()) or "inga"
        told = f"kommer från ”{source}”, som inte är någon känd källa. Kända källor: {known}. "
        return [Finding(0, "", "", f"{told}Är den ny, så ange den med --new-source.")]
    if new and source in sources:
        told = f"kommer från ”{source}”, som redan är en källa. Ange den med --source."
        return [Finding(0, "", "", told)]
    return []


def _missing_terms() -> str:
    """Return the terms that the rules of reading rely on and the catalogue has not."""
    terms = read_terms()
    have = {
        *Requirement.objects.values_list("slug", flat=True),
        *DeliveryForm.objects.values_list("slug", flat=True),
    }
    needed = [row["slug"] for name in ("requirements", "forms") for row in terms[name]]
    return ", ".join(slug for slug in needed if slug not in have)


def _write(sheets: list[Sheet], writer: Writer, source: str, report: Report) -> None:
    before = standings(Intervention.objects.filter(source=source).values_list("pk", flat=True))
    try:
        with transaction.atomic():
            written = writer.write(sheets)
    except DatabaseError as error:
        report.problems.append(Finding(0, "", "", f"databasen tog inte emot posten: {error}"))
        return
    report.problems += [finding for change in written for finding in change.findings]
    report.warnings += writer.warnings
    if report.problems:
        return
    joiner = Joiner(source, writer.ledger)
    for change in written:
        joined, warnings = joiner.join(change.row, change.sheet, held=change.held)
        report.warnings += warnings
        if change.new:
            report.created.append(change.row.name)
        elif change.changed or joined:
            report.updated[change.row.name] = [*change.changed, *joined]
        else:
            report.unchanged += 1
    _judge(written, before, writer.ledger, report)
    report.proposed = propose(written)
    writer.ledger.save()
    report.conflicts += writer.ledger.waiting()


def _judge(
    written: list[SheetChange], before: dict[int, Standing], ledger: Ledger, report: Report
) -> None:
    """Make drafts of what may not be shown, as the desk does with a file."""
    after = standings([change.row.pk for change in written])
    for change in written:
        row, position = change.row, change.sheet.position
        was, now = before.get(row.pk), after[row.pk]
        wanted = str(change.sheet.status) if change.held else now.status
        lacks = in_the_way(wanted, now.lacks, was)
        becomes_public = wanted not in UNPUBLISHED and not (was and was.is_public)
        forbidden = change.forbidden if becomes_public else ()
        if lacks and was and was.is_public:
            report.problems += [
                Finding(position, row.name, lack.field, lack.reason) for lack in lacks
            ]
        elif lacks or forbidden:
            values: dict[str, Any] = {} if was else {"published_at": None}
            Intervention.objects.filter(pk=row.pk).update(status=Status.DRAFT, **values)
            ledger.correct(row, "status", str(Status.DRAFT))
            report.warnings.append(Finding(position, row.name, "status", told(lacks, forbidden)))
