"""Read a file of entries into the catalogue: all of it or nothing, told step by step."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from catalogue.changes.noting import note, note_outside
from catalogue.changes.required import Lack
from catalogue.exchange.contents import Contents
from catalogue.exchange.factsheets.publishing import Publisher, told
from catalogue.exchange.factsheets.rows import Finding
from catalogue.exchange.files import read_upload
from catalogue.exchange.identity import pointed_at, speaks_of_its_entry, strangely_changed
from catalogue.exchange.keys import Match, Matcher, unkeyed
from catalogue.exchange.ledger import Ledger
from catalogue.exchange.namesakes import Namesakes, content_of
from catalogue.exchange.outcome import Affected, Outcome, Progress
from catalogue.exchange.questions import MOST, TOO_MANY, Questions
from catalogue.exchange.units import Unit, read_values
from catalogue.models import Intervention, User
from catalogue.models.intervention_queries import InterventionQuerySet
from catalogue.models.rights import GUARDED, LOST
from catalogue.values.choosing import Chooser
from catalogue.values.contradicting import contradicted
from catalogue.values.differing import Difference, difference
from catalogue.values.fields import COLUMNS
from catalogue.values.record import values
from catalogue.values.registers import Book
from catalogue.values.storing import Storer


def exchange(
    content: bytes,
    file_name: str,
    user: User | None = None,
    *,
    source: str = "",
    answers: Mapping[int, str] | None = None,
    apply: Callable[[Outcome], None] | None = None,
) -> Iterator[Progress | Outcome]:
    """Yield the progress, and at last the outcome.

    The person may write what the desk's forms let them; without one, everything. The answers tell
    by position whether a row is about the entry that it was asked about.
    Without `apply` everything is undone; it is called last in the transaction that writes. Whoever
    stops listening half-way undoes everything too.
    """
    contents = read_upload(content, file_name)
    outcome = Outcome(
        warnings=contents.warnings,
        account=contents.account,
        questions=Questions(answers or {}),
    )
    with transaction.atomic():
        if apply:
            note_outside()
        reader = _Reader(user, source, contents, outcome)
        for done in reader.batches():
            yield Progress(done, len(contents.rows))
        outcome.problems = sorted([*contents.problems, *outcome.problems], key=_place)
        if apply and not outcome.problems and not outcome.questions.open:
            outcome.applied = True
            reader.finish()
            note(user, f"Inläst ur filen {file_name}")
            apply(outcome)
        else:
            transaction.set_rollback(True)
    yield outcome


class _Reader:
    """Read batches of rows, and gather what happens."""

    def __init__(
        self, user: User | None, source: str, contents: Contents, outcome: Outcome
    ) -> None:
        self._user = user
        self._outcome = outcome
        self._book = Book(user)
        self._chooser = Chooser(user, self._book)
        self._storer = Storer(self._book, user)
        self._ledger = Ledger(source)
        self._matcher = Matcher(contents, source, _own(user), outcome.questions)
        self._namesakes = Namesakes(user)

    def batches(self) -> Iterator[int]:
        """Read the file, and yield how many rows of it have been read."""
        done = 0
        for looked_at, matches in self._matcher.batches():
            self._read(matches)
            done += looked_at
            yield done
        if len(self._outcome.questions.asked) > MOST:
            self._outcome.problems.append(Finding(0, "", "nummer", str(TOO_MANY)))

    def _read(self, matches: list[Match]) -> None:
        """Judge and write some rows."""
        self._ledger.load(match.row for match in matches if match.row)
        units = [unit for match in matches if (unit := self._identified(match))]
        before = self._guarded([unit for unit in units if not unit.new and unit.merged.write])
        for unit in units:
            if unit.row.pk in before and not unit.new:
                unit.problem("", str(GUARDED))
        publisher = Publisher([unit for unit in units if not unit.problems])
        self._storer.store(units)
        after = self._guarded([unit for unit in units if not unit.problems])
        for unit in units:
            if unit.row.pk in after and "status" in unit.merged.write and not unit.problems:
                unit.problem("status", _("Du får inte publicera själv. Skriv ”för granskning”."))
        self._tell_held(units, publisher.judge())
        self._judge_place([unit for unit in units if not unit.problems])
        for unit in units:
            self._outcome.problems += unit.findings
            if not unit.problems:
                self._ledger.note(unit.row, unit.merged, sealed=unit.sealed)
                self._tell(unit)
                self._warn(unit)

    def finish(self) -> None:
        """Remember what was written."""
        self._ledger.save()

    def _identified(self, match: Match) -> Unit | None:
        """Return the row with the entry that it is about; nothing while a person is asked."""
        unit = self._unit(match)
        if not unit.sealed or speaks_of_its_entry(unit):
            return unit
        same = self._outcome.questions.same(match.given, unit.row)
        if same is None:
            return None
        return unit if same else self._unit(Match(match.given, unkeyed(match.key), None))

    def _unit(self, match: Match) -> Unit:
        key, new = match.key, match.row is None
        row = match.row or Intervention(
            source=key.source if key.source_id else "", source_id=key.source_id
        )
        unit = Unit(row, new, {} if new else values(row), match.given)
        read_values(unit, self._book)
        if new:
            unit.present = dict.fromkeys(COLUMNS)
            unit.merged.write = dict(unit.incoming)
        else:
            unit.merged = self._ledger.merge(row, unit.present, unit.incoming, unit.seal)
        self._judge_choices(unit)
        for slug, reason in contradicted(unit.incoming).items():
            unit.problem("not_required", f"{self._book.label('requirements', slug)} {reason}")
        return unit

    def _warn(self, unit: Unit) -> None:
        """Tell of what a person should look at before the row is read in."""
        if unit.new:
            told = self._namesakes.add(unit.given.position, unit.row, content_of(unit.given))
            self._outcome.namesakes += told.same
            texts = [told.text]
        else:
            texts = [strangely_changed(unit, self._book)]
        texts += pointed_at(unit, self._book)
        position, name = unit.given.position, unit.given.name or unit.row.name
        self._outcome.warnings += [Finding(position, name, "", text) for text in texts if text]

    def _judge_choices(self, unit: Unit) -> None:
        """Refuse to point at what the person could not choose in a form."""
        for name, value in (unit.merged.write | unit.merged.conflicts).items():
            refusal = self._chooser.refusal(name, unit.present[name], value)
            if refusal:
                unit.problem(name, refusal)

    def _guarded(self, units: list[Unit]) -> set[int]:
        """Return the numbers of what is public, and for somebody else to approve."""
        if self._user is None or self._user.reach.everything:
            return set()
        rows = Intervention.objects.filter(pk__in=[unit.row.pk for unit in units])
        return set(rows.guarded_from(self._user).values_list("pk", flat=True))

    def _judge_place(self, units: list[Unit]) -> None:
        """Refuse what, once it is written, would no longer be the person's own."""
        if self._user is None or self._user.reach.everything:
            return
        written = Intervention.objects.filter(pk__in=[unit.row.pk for unit in units])
        lost = set(
            written.exclude(pk__in=_own(self._user).values("pk")).values_list("pk", flat=True)
        )
        for unit in units:
            if unit.row.pk in lost:
                unit.problem("", str(LOST))

    def _tell_held(self, units: list[Unit], held: dict[int, list[Lack]]) -> None:
        for unit in units:
            if not unit.problems and (lacks := held.get(unit.row.pk)):
                self._outcome.held += 1
                finding = Finding(unit.given.position, unit.row.name, "", told(lacks))
                self._outcome.warnings.append(finding)

    def _tell(self, unit: Unit) -> None:
        written = self._differences(unit, unit.merged.write)
        conflicts = self._differences(unit, unit.merged.conflicts)
        position, row = unit.given.position, unit.row
        if unit.new:
            self._outcome.created.append(Affected(position, row, []))
        elif written:
            self._outcome.changed.append(Affected(position, row, written))
        elif not conflicts:
            self._outcome.unchanged += 1
        if conflicts:
            self._outcome.conflicts.append(Affected(position, row, conflicts))

    def _differences(self, unit: Unit, fields: dict[str, Any]) -> list[Difference]:
        if unit.new:
            return []
        return [difference(name, unit.present[name], fields[name], self._book) for name in fields]


def _own(user: User | None) -> InterventionQuerySet:
    """Return the entries that the person keeps."""
    rows: InterventionQuerySet = Intervention.objects.all()
    return rows if user is None else rows.editable_by(user)


def _place(finding: Finding) -> int:
    return finding.position
