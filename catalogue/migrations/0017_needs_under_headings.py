"""Let a need say under which heading visitors find it.

On SQLite a table that gets a column is made anew, and loses its triggers: those are set again.
"""

from importlib import import_module

from django.db import migrations, models

change_log = import_module("catalogue.migrations.0002_change_log")
remade = import_module("catalogue.migrations.0010_days_that_can_be_true")

TABLE = "catalogue_needgroup"


def watch(apps, schema_editor):
    """Set the watch on the table again where it was made anew."""
    if schema_editor.connection.vendor != "sqlite":
        return
    for event, sides in change_log.EVENTS.items():
        for ending, notes in remade._notes(TABLE, sides):
            schema_editor.execute(
                f"CREATE TRIGGER IF NOT EXISTS {TABLE}_{event.lower()}_{ending} "
                f"AFTER {event} ON {TABLE} BEGIN {notes} END"
            )


class Migration(migrations.Migration):

    dependencies = [
        ('catalogue', '0016_neighbouring_services'),
    ]

    operations = [
        migrations.RunPython(migrations.RunPython.noop, watch),
        migrations.AddField(
            model_name='needgroup',
            name='heading',
            field=models.CharField(blank=True, help_text='Det i livet som behovet hör till. Behov med samma rubrik står tillsammans i Hjälp att välja. En del av ett vidare behov står hos det. Till exempel: Hem och pengar.', max_length=60, verbose_name='rubrik'),
        ),
        migrations.RunPython(watch, migrations.RunPython.noop),
    ]
