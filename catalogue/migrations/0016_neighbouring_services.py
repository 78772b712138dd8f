"""What people look for here and others have: a table of its own, watched from the start."""

from importlib import import_module

import catalogue.models.days
import catalogue.models.web_addresses
import datetime
import django.db.models.deletion
from django.db import migrations, models

log = import_module("catalogue.migrations.0002_change_log")

WATCHED = {
    "catalogue_neighbouringservice": ("service", "id"),
    "catalogue_servicesource": ("service", "service_id"),
}
VERSIONED = {
    table: ("neighbouringservice", f"_.{column}") for table, (_, column) in WATCHED.items()
}


def watch(apps, schema_editor):
    """Set a watch on the new tables."""
    if schema_editor.connection.vendor == "sqlite":
        _watch_on_sqlite(schema_editor)
        return
    for table, (subject, column) in WATCHED.items():
        schema_editor.execute(
            f"CREATE TRIGGER {table}_noted AFTER INSERT OR UPDATE OR DELETE ON {table} "
            f"FOR EACH ROW EXECUTE FUNCTION catalogue_note_change('{subject}', '{column}')"
        )
        schema_editor.execute(
            f"CREATE TRIGGER {table}_emptied AFTER TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION catalogue_begin_anew()"
        )
    for table, (subject, row) in VERSIONED.items():
        sides = {"new": row.replace("_.", "NEW."), "old": row.replace("_.", "OLD.")}
        schema_editor.execute(log.POSTGRES_TOUCH.format(table=table, subject=subject, **sides))


def _watch_on_sqlite(schema_editor):
    for event, sides in log.EVENTS.items():
        for table, (subject, column) in WATCHED.items():
            noted = "".join(
                log.SQLITE_NOTE.format(subject=subject, row=side, column=column) for side in sides
            )
            _create(schema_editor, table, event, "noted", noted)
        for table, (subject, row) in VERSIONED.items():
            touched = "".join(
                log.SQLITE_TOUCH.format(subject=subject, row=row.replace("_.", f"{side}."))
                for side in sides
            )
            _create(schema_editor, table, event, "touched", touched)


def _create(schema_editor, table, event, end, notes):
    schema_editor.execute(
        f"CREATE TRIGGER {table}_{event.lower()}_{end} AFTER {event} ON {table} BEGIN {notes} END"
    )


def unwatch(apps, schema_editor):
    """Take away what does not go with the tables."""
    if schema_editor.connection.vendor == "sqlite":
        return
    for table in VERSIONED:
        schema_editor.execute(f"DROP TRIGGER {table}_touched ON {table}")
        schema_editor.execute(f"DROP FUNCTION {table}_touch")


class Migration(migrations.Migration):

    dependencies = [
        ('catalogue', '0015_one_name_for_each_way_in'),
    ]

    operations = [
        migrations.CreateModel(
            name='NeighbouringService',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(help_text='Det som folk kallar det. Till exempel: God man eller förvaltare.', max_length=120, unique=True, verbose_name='namn')),
                ('slug', models.SlugField(help_text='Fylls i av sig själv och ändras inte sedan. Till exempel: god-man.', max_length=120, unique=True, verbose_name='adressnamn')),
                ('words', models.TextField(help_text='Ett ord eller uttryck per rad. Ett ord leder till en enda granntjänst. Till exempel: överförmyndare.', verbose_name='ord som folk skriver')),
                ('foreign_words', models.TextField(blank=True, help_text='Ett ord eller uttryck per rad. Till exempel: legal guardian.', verbose_name='ord på andra språk')),
                ('body', models.CharField(choices=[('municipality', 'kommun'), ('region', 'region'), ('either', 'kommun eller region'), ('agency', 'statlig myndighet'), ('court', 'domstol eller nämnd'), ('civil', 'civilsamhälle'), ('private', 'privat'), ('unknown', 'okänt')], help_text='Vem som brukar ha det. Till exempel: kommun.', max_length=20, verbose_name='slag av huvudman')),
                ('who', models.CharField(help_text='En hel mening. Till exempel: Överförmyndaren i din kommun.', max_length=200, verbose_name='vem som har det')),
                ('what', models.TextField(help_text='En mening utan facktermer. Till exempel: En god man hjälper den som inte själv kan sköta sin ekonomi.', verbose_name='vad det är')),
                ('find', models.TextField(help_text='Det första man gör. Till exempel: Ring kommunens växel och fråga efter överförmyndaren.', verbose_name='så hittar man det')),
                ('website', models.URLField(blank=True, help_text='Hela adressen, om alla hittar dit samma väg. Till exempel: https://www.1177.se.', validators=[catalogue.models.web_addresses.refuse_inner_networks], verbose_name='webbplats')),
                ('phone', models.CharField(blank=True, help_text='Bara ett nummer som gäller hela landet. Till exempel: 1177.', max_length=40, verbose_name='telefon')),
                ('unknown', models.TextField(blank=True, help_text='Vad vi inte vet, och vem man kan fråga. Till exempel: Vi vet inte om kommunen eller regionen har det där du bor. Fråga din vårdcentral.', verbose_name='det vi inte vet')),
                ('only_when_missing', models.BooleanField(default=False, help_text='Kryssa i om en katalog också kan ha tjänsten. Till exempel: budget- och skuldrådgivning.', verbose_name='bara när katalogen saknar det')),
                ('reason', models.TextField(help_text='Bara för er som sköter orden. Till exempel: God man utses av tingsrätten och är ingen insats.', verbose_name='varför den står här')),
                ('owner', models.CharField(help_text='Den funktion som håller raden riktig. Till exempel: förbundets redaktion.', max_length=120, verbose_name='ansvarig')),
                ('review_by', models.DateField(help_text='Den dagen står raden på arbetslistan. Till exempel: 2027-03-01.', validators=[catalogue.models.days.can_be_planned], verbose_name='granskas senast')),
                ('active', models.BooleanField(default=True, help_text='Avmarkera för att ta raden ur sökningen. Till exempel: när den är fel.', verbose_name='i bruk')),
            ],
            options={
                'verbose_name': 'granntjänst',
                'verbose_name_plural': 'granntjänster',
                'constraints': [models.CheckConstraint(condition=models.Q(('review_by__isnull', True), ('review_by__range', (datetime.date(2000, 1, 1), datetime.date(2099, 12, 31))), _connector='OR'), name='neighbouring_service_review_within_bounds', violation_error_message='Datum ska ligga mellan 2000-01-01 och 2099-12-31.')],
            },
        ),
        migrations.CreateModel(
            name='ServiceSource',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(help_text='Sidans eller lagens namn. Till exempel: Lag om färdtjänst (1997:736), 3 §.', max_length=200, verbose_name='källa')),
                ('address', models.URLField(max_length=300, help_text='Hela adressen. Till exempel: https://www.exempel.se/god-man/.', validators=[catalogue.models.web_addresses.refuse_inner_networks], verbose_name='adress')),
                ('read_on', models.DateField(help_text='Dagen när någon läste källan. Till exempel: 2026-11-30.', validators=[catalogue.models.days.has_been], verbose_name='läst den')),
                ('says', models.TextField(help_text='I egna ord. Till exempel: Ansökan går till tingsrätten.', verbose_name='vad den säger')),
                ('service', models.ForeignKey(help_text='Den tjänst som källan gäller. Till exempel: God man eller förvaltare.', on_delete=django.db.models.deletion.CASCADE, related_name='sources', to='catalogue.neighbouringservice', verbose_name='granntjänst')),
            ],
            options={
                'verbose_name': 'källa',
                'verbose_name_plural': 'källor',
                'constraints': [models.UniqueConstraint(fields=('service', 'address', 'says'), name='service_source_once', violation_error_message='Den källan står redan.'), models.CheckConstraint(condition=models.Q(('read_on__isnull', True), ('read_on__range', (datetime.date(2000, 1, 1), datetime.date(2099, 12, 31))), _connector='OR'), name='service_source_read_within_bounds', violation_error_message='Datum ska ligga mellan 2000-01-01 och 2099-12-31.')],
            },
        ),
        migrations.AlterField(
            model_name='linkcheck',
            name='address',
            field=models.CharField(max_length=300, unique=True, verbose_name='adress'),
        ),
        migrations.RunPython(watch, unwatch, elidable=False),
    ]
