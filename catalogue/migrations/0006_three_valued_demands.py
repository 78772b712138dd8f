"""What an entry demands becomes yes, no or not known. What was ticked stays yes; nothing turns no.

The rows of the list of requirements get words of their own for "I lack it", "you need not" and
"says nothing of", where they are those that the catalogue began with.
"""

from importlib import import_module

from django.db import migrations, models

log = import_module("catalogue.migrations.0002_change_log")

WATCHED = {"catalogue_intervention_not_required": ("intervention", "intervention_id")}
# SQLite makes these tables anew to add a column, and drops their triggers.
REMADE = {
    table: log.WATCHED[table] for table in ("catalogue_intervention", "catalogue_requirement")
}
VERSIONED = {"catalogue_intervention": "_.id"}
# slug -> how a person says that they lack it, what we say of being spared it, what it is about
WORDS = {
    "remiss": ("Jag har ingen remiss", "du behöver ingen remiss", "remiss"),
    "lakarutlatande": ("Jag har inget läkarutlåtande", "du behöver inget läkarutlåtande", "läkarutlåtande"),
    "diagnos": ("Jag har ingen diagnos", "du behöver ingen diagnos", "diagnos"),
    "sgi": ("Jag har ingen sjukpenninggrundande inkomst (SGI)", "du behöver ingen sjukpenninggrundande inkomst (SGI)", "SGI"),
    "inskrivning-af": ("Jag är inte inskriven på Arbetsförmedlingen", "du behöver inte vara inskriven på Arbetsförmedlingen", "Arbetsförmedlingen"),
    "bistandsbeslut": ("Jag har inget beslut om bistånd från kommunen", "du behöver inget biståndsbeslut", "biståndsbeslut"),
    "arbetsformaga": ("Jag vet inte om jag kan arbeta", "du behöver inte kunna arbeta", "arbetsförmåga"),
    "svenska": ("Jag kan inte så mycket svenska", "du behöver inte kunna mycket svenska", "svenska"),
    "drogfrihet": ("Jag är inte fri från alkohol och droger", "du behöver inte vara drogfri", "alkohol och droger"),
    "grupp": ("Jag klarar inte att vara i grupp", "du behöver inte vara i grupp", "grupp"),
    "resa": ("Jag kan inte ta mig dit själv", "du behöver inte kunna ta dig dit själv", "resan dit"),
    "minsta-tid": ("Jag orkar bara några få timmar", "du behöver inte orka ett visst antal timmar", "antal timmar"),
}


def watch(apps, schema_editor):
    """Set a watch on the new table, and again on those that were made anew."""
    touched = {"catalogue_intervention_not_required": "_.intervention_id"}
    if schema_editor.connection.vendor == "postgresql":
        for table, (subject, column) in WATCHED.items():
            schema_editor.execute(
                f"CREATE TRIGGER {table}_noted AFTER INSERT OR UPDATE OR DELETE ON {table} "
                f"FOR EACH ROW EXECUTE FUNCTION catalogue_note_change('{subject}', '{column}')"
            )
            schema_editor.execute(
                f"CREATE TRIGGER {table}_emptied AFTER TRUNCATE ON {table} "
                "FOR EACH STATEMENT EXECUTE FUNCTION catalogue_begin_anew()"
            )
        for table, row in touched.items():
            sides = {"new": row.replace("_.", "NEW."), "old": row.replace("_.", "OLD.")}
            schema_editor.execute(
                log.POSTGRES_TOUCH.format(table=table, subject="intervention", **sides)
            )
        return
    _watch_on_sqlite(schema_editor, WATCHED | REMADE, touched | VERSIONED)


def watch_remade(apps, schema_editor):
    """Set the watch again when the columns have been taken away."""
    if schema_editor.connection.vendor == "sqlite":
        _watch_on_sqlite(schema_editor, REMADE, VERSIONED)


def unwatch(apps, schema_editor):
    """Take the watch of the new table away: its triggers go with it, its function does not."""
    if schema_editor.connection.vendor == "postgresql":
        for table in WATCHED:
            schema_editor.execute(f"DROP TRIGGER {table}_touched ON {table}")
            schema_editor.execute(f"DROP FUNCTION {table}_touch")


def _watch_on_sqlite(schema_editor, watched, touched):
    for event, sides in log.EVENTS.items():
        for table, (subject, column) in watched.items():
            notes = "".join(
                log.SQLITE_NOTE.format(subject=subject, row=side, column=column) for side in sides
            )
            _create(schema_editor, table, event, "noted", notes)
        for table, row in touched.items():
            notes = "".join(
                log.SQLITE_TOUCH.format(subject="intervention", row=row.replace("_.", f"{side}."))
                for side in sides
            )
            _create(schema_editor, table, event, "touched", notes)


def _create(schema_editor, table, event, end, notes):
    name = f"{table}_{event.lower()}_{end}"
    schema_editor.execute(f"DROP TRIGGER IF EXISTS {name}")
    schema_editor.execute(f"CREATE TRIGGER {name} AFTER {event} ON {table} BEGIN {notes} END")


def put_words(apps, schema_editor):
    """Give the requirements that the catalogue began with their words, where they have none."""
    requirements = apps.get_model("catalogue", "Requirement").objects
    for slug, (lacking, spared, topic) in WORDS.items():
        requirements.filter(slug=slug, lacking="", spared="", topic="").update(
            lacking=lacking, spared=spared, topic=topic
        )


class Migration(migrations.Migration):
    """What is said not to be demanded."""

    dependencies = [("catalogue", "0005_refused_is_not_kept")]
    operations = [
        migrations.RunPython(migrations.RunPython.noop, watch_remade, elidable=False),
        migrations.AddField(
            model_name="intervention",
            name="not_required",
            field=models.ManyToManyField(
                blank=True,
                help_text="Det som personen inte behöver ha, när någon har sagt det. Filtret "
                "”kräver inte …” bygger på detta. Till exempel: SGI, när ni tar emot också den "
                "som saknar SGI.",
                related_name="waived_by",
                to="catalogue.requirement",
                verbose_name="kräver uttryckligen inte",
            ),
        ),
        migrations.AddField(
            model_name="intervention",
            name="requirements_complete",
            field=models.BooleanField(
                default=False,
                help_text="Kryssa i när ni har gått igenom alla krav. Då säger katalogen att "
                "inget annat krävs. Till exempel: när den som ansvarar har läst listan.",
                verbose_name="det här är alla krav",
            ),
        ),
        migrations.AddField(
            model_name="requirement",
            name="lacking",
            field=models.CharField(
                blank=True,
                help_text="Så som en person säger det i Hjälp att välja. Till exempel: Jag har "
                "inget läkarutlåtande.",
                max_length=120,
                verbose_name="när man saknar det",
            ),
        ),
        migrations.AddField(
            model_name="requirement",
            name="spared",
            field=models.CharField(
                blank=True,
                help_text="Så som vi säger det till personen. Till exempel: du behöver inte ha "
                "något läkarutlåtande.",
                max_length=120,
                verbose_name="när man slipper det",
            ),
        ),
        migrations.AddField(
            model_name="requirement",
            name="topic",
            field=models.CharField(
                blank=True,
                help_text="Fortsättningen på ”säger inget om …”. Till exempel: läkarutlåtande.",
                max_length=60,
                verbose_name="med ett ord",
            ),
        ),
        migrations.AlterField(
            model_name="intervention",
            name="requirements",
            field=models.ManyToManyField(
                blank=True,
                help_text="Det som personen måste ha. Till exempel: läkarutlåtande.",
                related_name="interventions",
                to="catalogue.requirement",
                verbose_name="krav",
            ),
        ),
        migrations.RunPython(watch, unwatch, elidable=False),
        migrations.RunPython(put_words, migrations.RunPython.noop),
    ]
