"""Hold every date within what can be true; what lay outside is moved to the nearest day inside.

On SQLite a table that gets a rule is made anew, and loses its triggers: those are set again.
"""

import datetime
from importlib import import_module

import catalogue.models.days
import django.core.validators
import django.utils.timezone
from django.db import migrations, models


change_log = import_module("catalogue.migrations.0002_change_log")

LAST = datetime.date(2099, 12, 31)
FIRST = {  # model -> the first day that can be, and the fields that it holds for
    "accessibilitystatement": [(datetime.date(2000, 1, 1), ("assessed_on", "updated_on"))],
    "assignment": [(datetime.date(1990, 1, 1), ("from_on", "to_on"))],
    "contact": [(datetime.date(2000, 1, 1), ("verified_on", "broken_on", "person_until"))],
    "intervention": [
        (datetime.date(2000, 1, 1), ("reviewed_on", "queue_checked_on", "places_checked_on")),
        (datetime.date(1990, 1, 1), ("project_from", "project_to", "valid_until", "ended_on")),
    ],
    "membership": [(datetime.date(1990, 1, 1), ("member_from", "member_to"))],
    "organisation": [(datetime.date(1800, 1, 1), ("valid_from", "valid_to"))],
    "shortcoming": [(datetime.date(2000, 1, 1), ("fix_by", "fixed_on"))],
}
REMADE = [f"catalogue_{name}" for name in FIRST]


def move_days(apps, schema_editor):
    """Let no row stand in the way of a rule, and none be reviewed for ever."""
    today = datetime.date.today()
    entries = apps.get_model("catalogue", "Intervention").objects
    for entry in entries.filter(reviewed_on__gt=today).only("changed_at"):
        # Somebody wrote it no later than when the row was last changed.
        day = min(entry.changed_at.date(), today)
        entries.filter(pk=entry.pk).update(reviewed_on=day)
    entries.filter(queue_checked_on__gt=today).update(queue_checked_on=None)
    entries.filter(places_checked_on__gt=today).update(places_checked_on=None)
    entries.filter(review_interval=0).update(review_interval=1)
    entries.filter(review_interval__gt=1095).update(review_interval=1095)
    contacts = apps.get_model("catalogue", "Contact").objects
    contacts.filter(verified_on__gt=today).update(verified_on=None)
    for name, bounds in FIRST.items():
        rows = apps.get_model("catalogue", name).objects
        for first, fields in bounds:
            # The ends before the beginnings, that no range is turned round on the way.
            for field in fields:
                rows.filter(**{f"{field}__gt": LAST}).update(**{field: LAST})
            for field in reversed(fields):
                rows.filter(**{f"{field}__lt": first}).update(**{field: first})
    if schema_editor.connection.vendor == "postgresql":
        # A table cannot be altered while its deferred triggers wait.
        schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        schema_editor.execute("SET CONSTRAINTS ALL DEFERRED")


def set_triggers_again(apps, schema_editor):
    """Create the triggers of the tables that SQLite has made anew."""
    if schema_editor.connection.vendor != "sqlite":
        return
    for table in REMADE:
        for event, sides in change_log.EVENTS.items():
            for ending, notes in _notes(table, sides):
                schema_editor.execute(
                    f"CREATE TRIGGER IF NOT EXISTS {table}_{event.lower()}_{ending} "
                    f"AFTER {event} ON {table} BEGIN {notes} END"
                )


def _notes(table, sides):
    """Yield what each trigger of the table is called, and what it does."""
    if table in change_log.WATCHED:
        subject, column = change_log.WATCHED[table]
        note = change_log.SQLITE_NOTE
        yield (
            "noted",
            "".join(note.format(subject=subject, row=side, column=column) for side in sides),
        )
    if table in change_log.VERSIONED:
        subject, row = change_log.VERSIONED[table]
        touch = change_log.SQLITE_TOUCH
        yield (
            "touched",
            "".join(
                touch.format(subject=subject, row=row.replace("_.", f"{side}.")) for side in sides
            ),
        )


class Migration(migrations.Migration):

    dependencies = [
        ('catalogue', '0009_unsaved_text'),
    ]

    operations = [
        migrations.RunPython(move_days, migrations.RunPython.noop),
        migrations.AlterField(
            model_name='accessibilitystatement',
            name='assessed_on',
            field=models.DateField(default=django.utils.timezone.localdate, help_text='Dagen då någon senast prövade webbplatsen. Till exempel: 2026-09-01.', validators=[catalogue.models.days.has_been], verbose_name='bedömd'),
        ),
        migrations.AlterField(
            model_name='accessibilitystatement',
            name='updated_on',
            field=models.DateField(default=django.utils.timezone.localdate, help_text='Dagen då redogörelsen senast ändrades. Till exempel: 2026-09-01.', validators=[catalogue.models.days.has_been], verbose_name='uppdaterad'),
        ),
        migrations.AlterField(
            model_name='assignment',
            name='from_on',
            field=models.DateField(blank=True, null=True, validators=[catalogue.models.days.can_be_planned], verbose_name='gäller från'),
        ),
        migrations.AlterField(
            model_name='assignment',
            name='to_on',
            field=models.DateField(blank=True, help_text='Ett uppdrag tas inte bort. Ange i stället sista dagen.', null=True, validators=[catalogue.models.days.can_be_planned], verbose_name='gäller till och med'),
        ),
        migrations.AlterField(
            model_name='contact',
            name='broken_on',
            field=models.DateField(blank=True, editable=False, null=True, validators=[catalogue.models.days.has_been], verbose_name='fungerar inte sedan'),
        ),
        migrations.AlterField(
            model_name='contact',
            name='person_until',
            field=models.DateField(blank=True, help_text='Namnet tas bort den dagen. Till exempel: 2027-06-30.', null=True, validators=[catalogue.models.days.can_be_planned], verbose_name='namnet tas bort'),
        ),
        migrations.AlterField(
            model_name='contact',
            name='verified_on',
            field=models.DateField(blank=True, help_text='Dagen då någon ringde eller mejlade och fick svar. Till exempel: 2026-09-01.', null=True, validators=[catalogue.models.days.has_been], verbose_name='kontrollerad'),
        ),
        migrations.AlterField(
            model_name='intervention',
            name='ended_on',
            field=models.DateField(blank=True, help_text='Sista dagen. Till exempel: 2026-12-31.', null=True, validators=[catalogue.models.days.can_be_planned], verbose_name='avslutad den'),
        ),
        migrations.AlterField(
            model_name='intervention',
            name='places_checked_on',
            field=models.DateField(blank=True, help_text='Dagen då någon svarade på det. Till exempel: 2026-09-01.', null=True, validators=[catalogue.models.days.has_been], verbose_name='platserna uppgivna'),
        ),
        migrations.AlterField(
            model_name='intervention',
            name='project_from',
            field=models.DateField(blank=True, help_text='Första dagen i projektet. Till exempel: 2026-01-01.', null=True, validators=[catalogue.models.days.can_be_planned], verbose_name='projekt från'),
        ),
        migrations.AlterField(
            model_name='intervention',
            name='project_to',
            field=models.DateField(blank=True, help_text='Sista dagen i projektet. Till exempel: 2028-12-31.', null=True, validators=[catalogue.models.days.can_be_planned], verbose_name='projekt till'),
        ),
        migrations.AlterField(
            model_name='intervention',
            name='queue_checked_on',
            field=models.DateField(blank=True, help_text='Dagen då någon svarade på det. Till exempel: 2026-09-01.', null=True, validators=[catalogue.models.days.has_been], verbose_name='kötiden uppgiven'),
        ),
        migrations.AlterField(
            model_name='intervention',
            name='review_interval',
            field=models.PositiveSmallIntegerField(default=180, help_text='Antal dagar mellan två granskningar. Till exempel: 180 för ett halvår, 90 när kön ändras ofta.', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(1095)], verbose_name='granskas var … dag'),
        ),
        migrations.AlterField(
            model_name='intervention',
            name='reviewed_on',
            field=models.DateField(blank=True, help_text='Dagen då någon senast såg att allt stämmer. Till exempel: 2026-09-01.', null=True, validators=[catalogue.models.days.has_been], verbose_name='granskad'),
        ),
        migrations.AlterField(
            model_name='intervention',
            name='valid_until',
            field=models.DateField(blank=True, help_text='Till och med den dagen vet ni att uppgifterna gäller. Till exempel: 2027-06-30.', null=True, validators=[catalogue.models.days.can_be_planned], verbose_name='giltig till'),
        ),
        migrations.AlterField(
            model_name='membership',
            name='member_from',
            field=models.DateField(blank=True, help_text='Lämna tomt om parten har varit med från början. Till exempel: 2026-01-01.', null=True, validators=[catalogue.models.days.can_be_planned], verbose_name='medlem från'),
        ),
        migrations.AlterField(
            model_name='membership',
            name='member_to',
            field=models.DateField(blank=True, help_text='Lämna tomt så länge parten är med. Till exempel: 2026-12-31.', null=True, validators=[catalogue.models.days.can_be_planned], verbose_name='medlem till'),
        ),
        migrations.AlterField(
            model_name='organisation',
            name='valid_from',
            field=models.DateField(blank=True, help_text='Lämna tomt om den alltid har funnits. Till exempel: 2026-01-01.', null=True, validators=[catalogue.models.days.can_be_founded], verbose_name='finns från'),
        ),
        migrations.AlterField(
            model_name='organisation',
            name='valid_to',
            field=models.DateField(blank=True, help_text='Sista dagen, när den har upphört. Till exempel: 2026-12-31.', null=True, validators=[catalogue.models.days.can_be_founded], verbose_name='fanns till'),
        ),
        migrations.AlterField(
            model_name='shortcoming',
            name='fix_by',
            field=models.DateField(blank=True, help_text='Den dag då det ska fungera. Till exempel: 2027-03-31.', null=True, validators=[catalogue.models.days.can_be_planned], verbose_name='ska vara åtgärdad'),
        ),
        migrations.AlterField(
            model_name='shortcoming',
            name='fixed_on',
            field=models.DateField(blank=True, help_text='Bristen visas inte längre, men finns kvar här. Till exempel: 2027-03-15.', null=True, validators=[catalogue.models.days.has_been], verbose_name='åtgärdad'),
        ),
        migrations.AddConstraint(
            model_name='accessibilitystatement',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('assessed_on__isnull', True), ('assessed_on__range', (datetime.date(2000, 1, 1), datetime.date(2099, 12, 31))), _connector='OR'), models.Q(('updated_on__isnull', True), ('updated_on__range', (datetime.date(2000, 1, 1), datetime.date(2099, 12, 31))), _connector='OR')), name='accessibility_days_within_bounds', violation_error_message='Datum ska ligga mellan 2000-01-01 och 2099-12-31.'),
        ),
        migrations.AddConstraint(
            model_name='assignment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('from_on__isnull', True), ('from_on__range', (datetime.date(1990, 1, 1), datetime.date(2099, 12, 31))), _connector='OR'), models.Q(('to_on__isnull', True), ('to_on__range', (datetime.date(1990, 1, 1), datetime.date(2099, 12, 31))), _connector='OR')), name='assignment_days_within_bounds', violation_error_message='Datum ska ligga mellan 1990-01-01 och 2099-12-31.'),
        ),
        migrations.AddConstraint(
            model_name='contact',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('verified_on__isnull', True), ('verified_on__range', (datetime.date(2000, 1, 1), datetime.date(2099, 12, 31))), _connector='OR'), models.Q(('broken_on__isnull', True), ('broken_on__range', (datetime.date(2000, 1, 1), datetime.date(2099, 12, 31))), _connector='OR'), models.Q(('person_until__isnull', True), ('person_until__range', (datetime.date(2000, 1, 1), datetime.date(2099, 12, 31))), _connector='OR')), name='contact_days_within_bounds', violation_error_message='Datum ska ligga mellan 2000-01-01 och 2099-12-31.'),
        ),
        migrations.AddConstraint(
            model_name='intervention',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('reviewed_on__isnull', True), ('reviewed_on__range', (datetime.date(2000, 1, 1), datetime.date(2099, 12, 31))), _connector='OR'), models.Q(('queue_checked_on__isnull', True), ('queue_checked_on__range', (datetime.date(2000, 1, 1), datetime.date(2099, 12, 31))), _connector='OR'), models.Q(('places_checked_on__isnull', True), ('places_checked_on__range', (datetime.date(2000, 1, 1), datetime.date(2099, 12, 31))), _connector='OR')), name='intervention_checked_on_days_within_bounds', violation_error_message='Datum ska ligga mellan 2000-01-01 och 2099-12-31.'),
        ),
        migrations.AddConstraint(
            model_name='intervention',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('project_from__isnull', True), ('project_from__range', (datetime.date(1990, 1, 1), datetime.date(2099, 12, 31))), _connector='OR'), models.Q(('project_to__isnull', True), ('project_to__range', (datetime.date(1990, 1, 1), datetime.date(2099, 12, 31))), _connector='OR'), models.Q(('valid_until__isnull', True), ('valid_until__range', (datetime.date(1990, 1, 1), datetime.date(2099, 12, 31))), _connector='OR'), models.Q(('ended_on__isnull', True), ('ended_on__range', (datetime.date(1990, 1, 1), datetime.date(2099, 12, 31))), _connector='OR')), name='intervention_planned_days_within_bounds', violation_error_message='Datum ska ligga mellan 1990-01-01 och 2099-12-31.'),
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('member_from__isnull', True), ('member_from__range', (datetime.date(1990, 1, 1), datetime.date(2099, 12, 31))), _connector='OR'), models.Q(('member_to__isnull', True), ('member_to__range', (datetime.date(1990, 1, 1), datetime.date(2099, 12, 31))), _connector='OR')), name='membership_days_within_bounds', violation_error_message='Datum ska ligga mellan 1990-01-01 och 2099-12-31.'),
        ),
        migrations.AddConstraint(
            model_name='organisation',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('valid_from__isnull', True), ('valid_from__range', (datetime.date(1800, 1, 1), datetime.date(2099, 12, 31))), _connector='OR'), models.Q(('valid_to__isnull', True), ('valid_to__range', (datetime.date(1800, 1, 1), datetime.date(2099, 12, 31))), _connector='OR')), name='organisation_days_within_bounds', violation_error_message='Datum ska ligga mellan 1800-01-01 och 2099-12-31.'),
        ),
        migrations.AddConstraint(
            model_name='shortcoming',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('fix_by__isnull', True), ('fix_by__range', (datetime.date(2000, 1, 1), datetime.date(2099, 12, 31))), _connector='OR'), models.Q(('fixed_on__isnull', True), ('fixed_on__range', (datetime.date(2000, 1, 1), datetime.date(2099, 12, 31))), _connector='OR')), name='shortcoming_days_within_bounds', violation_error_message='Datum ska ligga mellan 2000-01-01 och 2099-12-31.'),
        ),
        migrations.RunPython(set_triggers_again, set_triggers_again),
    ]
