"""What real pages tell and the catalogue had no place for: hours, notices, results, parts, answers.

Contacts and places are watched from now on: their numbers and hours stand on cards and are searched.
"""

from importlib import import_module

import catalogue.models.days
import catalogue.models.organisation_numbers
import catalogue.models.web_addresses
import datetime
import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

log = import_module("catalogue.migrations.0002_change_log")

WATCHED = {
    "catalogue_contact": ("contact", "id"),
    "catalogue_contact_municipalities": ("contact", "contact_id"),
    "catalogue_contacthours": ("contact", "contact_id"),
    "catalogue_contactclosure": ("contact", "contact_id"),
    "catalogue_venue": ("venue", "id"),
    "catalogue_venue_municipalities": ("venue", "venue_id"),
    "catalogue_venuehours": ("venue", "venue_id"),
    "catalogue_venueclosure": ("venue", "venue_id"),
    "catalogue_intervention_also_replaced_by": ("intervention", "from_intervention_id"),
    "catalogue_notice": ("intervention", "intervention_id"),
    "catalogue_result": ("intervention", "intervention_id"),
    "catalogue_contribution": ("intervention", "intervention_id"),
}
# What has versions: table -> (subject, the touched row).
VERSIONED = {
    table: (subject, f"_.{column}")
    for table, (subject, column) in WATCHED.items()
    if subject in {"contact", "intervention"} and table != "catalogue_contact"
}
# SQLite makes these tables anew to add a column, and drops their triggers.
_MADE_ANEW = {
    *("catalogue_contact", "catalogue_incomesupport", "catalogue_intervention"),
    *("catalogue_organisation", "catalogue_referralroute"),
}
REMADE = {table: log.WATCHED[table] for table in _MADE_ANEW & log.WATCHED.keys()}
# Its triggers look in a table that is made anew, which SQLite refuses to do under their eyes.
LOOKING = "catalogue_referralroute_municipalities"
REMADE_VERSIONED = {
    table: log.VERSIONED[table] for table in {*_MADE_ANEW, LOOKING} & log.VERSIONED.keys()
}


def look_away(apps, schema_editor):
    """Take away the triggers that look in another table, till `watch` sets them again."""
    if schema_editor.connection.vendor == "sqlite":
        for event in log.EVENTS:
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {LOOKING}_{event.lower()}_touched")


def watch(apps, schema_editor):
    """Set a watch on the new tables, and again on those that were made anew."""
    if schema_editor.connection.vendor == "sqlite":
        _watch_on_sqlite(schema_editor, WATCHED | REMADE, VERSIONED | REMADE_VERSIONED)
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


def watch_remade(apps, schema_editor):
    """Set the watch again when the columns have been taken away."""
    if schema_editor.connection.vendor == "sqlite":
        _watch_on_sqlite(schema_editor, REMADE, REMADE_VERSIONED)


def unwatch(apps, schema_editor):
    """Take the watch of the new tables away: triggers go with their tables, functions do not."""
    if schema_editor.connection.vendor == "sqlite":
        look_away(apps, schema_editor)
        return
    for table in VERSIONED:
        schema_editor.execute(f"DROP TRIGGER {table}_touched ON {table}")
        schema_editor.execute(f"DROP FUNCTION {table}_touch")
    for end in ("noted", "emptied"):
        schema_editor.execute(f"DROP TRIGGER catalogue_contact_{end} ON catalogue_contact")
        schema_editor.execute(f"DROP TRIGGER catalogue_venue_{end} ON catalogue_venue")


def _watch_on_sqlite(schema_editor, watched, versioned):
    for event, sides in log.EVENTS.items():
        for table, (subject, column) in watched.items():
            notes = "".join(
                log.SQLITE_NOTE.format(subject=subject, row=side, column=column) for side in sides
            )
            _create(schema_editor, table, event, "noted", notes)
        for table, (subject, row) in versioned.items():
            notes = "".join(
                log.SQLITE_TOUCH.format(subject=subject, row=row.replace("_.", f"{side}."))
                for side in sides
            )
            _create(schema_editor, table, event, "touched", notes)


def _create(schema_editor, table, event, end, notes):
    name = f"{table}_{event.lower()}_{end}"
    schema_editor.execute(f"DROP TRIGGER IF EXISTS {name}")
    schema_editor.execute(f"CREATE TRIGGER {name} AFTER {event} ON {table} BEGIN {notes} END")


class Migration(migrations.Migration):

    dependencies = [
        ('catalogue', '0010_days_that_can_be_true'),
    ]

    operations = [
        migrations.RunPython(look_away, watch_remade, elidable=False),
        migrations.CreateModel(
            name='ContactClosure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('first_day', models.DateField(help_text='Den första stängda dagen. Till exempel: 2027-07-05.', validators=[catalogue.models.days.can_be_planned], verbose_name='första dagen')),
                ('last_day', models.DateField(help_text='Den sista stängda dagen. Till exempel: 2027-08-01.', validators=[catalogue.models.days.can_be_planned], verbose_name='sista dagen')),
                ('note', models.CharField(blank=True, help_text='Om besökaren har nytta av det. Till exempel: sommarstängt.', max_length=120, verbose_name='varför')),
            ],
            options={
                'verbose_name': 'dagar då kontakten inte svarar',
                'verbose_name_plural': 'dagar då kontakten inte svarar',
                'ordering': ['first_day'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ContactHours',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('weekday', models.PositiveSmallIntegerField(choices=[(0, 'måndag'), (1, 'tisdag'), (2, 'onsdag'), (3, 'torsdag'), (4, 'fredag'), (5, 'lördag'), (6, 'söndag')], help_text='En rad för varje dag. Till exempel: måndag.', verbose_name='dag')),
                ('opens', models.TimeField(help_text='När det öppnar. Till exempel: 09:00.', verbose_name='från')),
                ('closes', models.TimeField(help_text='När det stänger; 00:00 är midnatt. Till exempel: 11:30.', verbose_name='till')),
                ('past_midnight', models.BooleanField(default=False, help_text='Kryssa i när det stänger efter midnatt. Till exempel: 20:00 till 02:00.', verbose_name='till dagen efter')),
                ('valid_from', models.DateField(blank=True, help_text='Lämna tomt om tiden redan gäller. Till exempel: 2027-01-07.', null=True, validators=[catalogue.models.days.can_be_planned], verbose_name='gäller från')),
                ('valid_to', models.DateField(blank=True, help_text='Lämna tomt om tiden gäller tills vidare. Till exempel: 2027-06-18.', null=True, validators=[catalogue.models.days.can_be_planned], verbose_name='gäller till')),
                ('note', models.CharField(blank=True, help_text='Det som tiden inte säger. Till exempel: bara efter bokning.', max_length=120, verbose_name='anmärkning')),
            ],
            options={
                'verbose_name': 'telefontid',
                'verbose_name_plural': 'telefontider',
                'ordering': ['weekday', 'opens'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Contribution',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('what', models.CharField(help_text='Personal, lokal eller pengar. Till exempel: 0,5 tjänst som handledare.', max_length=200, verbose_name='bidrar med')),
                ('starts_on', models.DateField(blank=True, help_text='Första dagen. Till exempel: 2026-01-01.', null=True, validators=[catalogue.models.days.can_be_planned], verbose_name='från')),
                ('ends_on', models.DateField(blank=True, help_text='Sista dagen. Lämna tomt om inget slut är bestämt. Till exempel: 2027-12-31.', null=True, validators=[catalogue.models.days.can_be_planned], verbose_name='till')),
            ],
            options={
                'verbose_name': 'bidrag från en part',
                'verbose_name_plural': 'vad parterna bidrar med',
            },
        ),
        migrations.CreateModel(
            name='Notice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.CharField(help_text='Det som gäller just nu. Till exempel: Grupperna är inställda.', max_length=300, verbose_name='besked')),
                ('starts_on', models.DateField(help_text='Första dagen. Till exempel: 2026-12-01.', validators=[catalogue.models.days.can_be_planned], verbose_name='visas från')),
                ('ends_on', models.DateField(help_text='Sista dagen; sedan försvinner det av sig självt. Till exempel: 2027-01-12.', validators=[catalogue.models.days.can_be_planned], verbose_name='visas till och med')),
            ],
            options={
                'verbose_name': 'tillfälligt besked',
                'verbose_name_plural': 'tillfälliga besked',
            },
        ),
        migrations.CreateModel(
            name='ProposedFact',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('field', models.CharField(max_length=60, verbose_name='fält')),
                ('value', models.JSONField(verbose_name='föreslaget värde')),
                ('words', models.TextField(verbose_name='orden som det bygger på')),
                ('verdict', models.CharField(choices=[('open', 'väntar'), ('accepted', 'godtagen'), ('refused', 'avvisad')], default='open', max_length=10, verbose_name='beslut')),
                ('proposed_at', models.DateTimeField(auto_now_add=True, verbose_name='föreslagen')),
                ('decided_at', models.DateTimeField(blank=True, null=True, verbose_name='avgjord')),
            ],
            options={
                'verbose_name': 'föreslagen uppgift',
                'verbose_name_plural': 'föreslagna uppgifter',
            },
        ),
        migrations.CreateModel(
            name='Result',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField(help_text='Året som siffrorna gäller. Till exempel: 2025.', validators=[django.core.validators.MinValueValidator(1990), django.core.validators.MaxValueValidator(2099)], verbose_name='år')),
                ('started', models.PositiveIntegerField(blank=True, help_text='Hur många som började. Till exempel: 40.', null=True, verbose_name='började')),
                ('finished', models.PositiveIntegerField(blank=True, help_text='Hur många som slutade under året, oavsett vart de gick. Till exempel: 32.', null=True, verbose_name='avslutade')),
                ('to_work_or_study', models.PositiveIntegerField(blank=True, help_text='Hur många av de avslutade som gick dit. Till exempel: 14.', null=True, verbose_name='till arbete eller studier')),
                ('women', models.PositiveIntegerField(blank=True, help_text='Hur många av dem som började som var kvinnor. Till exempel: 22.', null=True, verbose_name='kvinnor')),
                ('men', models.PositiveIntegerField(blank=True, help_text='Hur många av dem som började som var män. Till exempel: 18.', null=True, verbose_name='män')),
                ('measured', models.CharField(blank=True, help_text='Hur och när. Till exempel: Frågor vid avslut, och ett samtal tre månader senare.', max_length=200, verbose_name='så mättes det')),
                ('source', models.CharField(blank=True, help_text='Var siffrorna står. Till exempel: Förbundets årsredovisning 2025, sidan 14.', max_length=200, verbose_name='källa')),
                ('source_link', models.URLField(blank=True, help_text='Till exempel: https://www.exempel.se/arsredovisning-2025.pdf.', validators=[catalogue.models.web_addresses.refuse_inner_networks], verbose_name='länk till källan')),
            ],
            options={
                'verbose_name': 'resultat',
                'verbose_name_plural': 'resultat',
            },
        ),
        migrations.CreateModel(
            name='VenueClosure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('first_day', models.DateField(help_text='Den första stängda dagen. Till exempel: 2027-07-05.', validators=[catalogue.models.days.can_be_planned], verbose_name='första dagen')),
                ('last_day', models.DateField(help_text='Den sista stängda dagen. Till exempel: 2027-08-01.', validators=[catalogue.models.days.can_be_planned], verbose_name='sista dagen')),
                ('note', models.CharField(blank=True, help_text='Om besökaren har nytta av det. Till exempel: sommarstängt.', max_length=120, verbose_name='varför')),
            ],
            options={
                'verbose_name': 'dagar då platsen är stängd',
                'verbose_name_plural': 'dagar då platsen är stängd',
                'ordering': ['first_day'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='VenueHours',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('weekday', models.PositiveSmallIntegerField(choices=[(0, 'måndag'), (1, 'tisdag'), (2, 'onsdag'), (3, 'torsdag'), (4, 'fredag'), (5, 'lördag'), (6, 'söndag')], help_text='En rad för varje dag. Till exempel: måndag.', verbose_name='dag')),
                ('opens', models.TimeField(help_text='När det öppnar. Till exempel: 09:00.', verbose_name='från')),
                ('closes', models.TimeField(help_text='När det stänger; 00:00 är midnatt. Till exempel: 11:30.', verbose_name='till')),
                ('past_midnight', models.BooleanField(default=False, help_text='Kryssa i när det stänger efter midnatt. Till exempel: 20:00 till 02:00.', verbose_name='till dagen efter')),
                ('valid_from', models.DateField(blank=True, help_text='Lämna tomt om tiden redan gäller. Till exempel: 2027-01-07.', null=True, validators=[catalogue.models.days.can_be_planned], verbose_name='gäller från')),
                ('valid_to', models.DateField(blank=True, help_text='Lämna tomt om tiden gäller tills vidare. Till exempel: 2027-06-18.', null=True, validators=[catalogue.models.days.can_be_planned], verbose_name='gäller till')),
                ('note', models.CharField(blank=True, help_text='Det som tiden inte säger. Till exempel: bara efter bokning.', max_length=120, verbose_name='anmärkning')),
            ],
            options={
                'verbose_name': 'öppettid',
                'verbose_name_plural': 'öppettider',
                'ordering': ['weekday', 'opens'],
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='contact',
            name='consultation',
            field=models.CharField(choices=[('yes', 'ja'), ('no', 'nej'), ('unknown', 'vet inte')], default='unknown', help_text='Om en handläggare kan fråga om en situation utan att säga vem den gäller. Till exempel: ja.', max_length=10, verbose_name='avidentifierad konsultation'),
        ),
        migrations.AddField(
            model_name='contact',
            name='consultation_hours',
            field=models.CharField(blank=True, help_text='När man kan fråga så. Till exempel: Torsdagar 13–14.', max_length=160, verbose_name='tider för konsultation'),
        ),
        migrations.AddField(
            model_name='contact',
            name='form',
            field=models.URLField(blank=True, help_text='Där man kan skriva eller boka. Till exempel: https://www.exempel.se/fraga.', validators=[catalogue.models.web_addresses.refuse_inner_networks], verbose_name='formulär'),
        ),
        migrations.AddField(
            model_name='contact',
            name='municipalities',
            field=models.ManyToManyField(blank=True, help_text='Lämna tomt om funktionen svarar för alla. Till exempel: bara Leksand och Rättvik.', related_name='+', to='catalogue.municipality', verbose_name='svarar för'),
        ),
        migrations.AddField(
            model_name='contact',
            name='open_on_holidays',
            field=models.CharField(choices=[('yes', 'ja'), ('no', 'nej'), ('unknown', 'vet inte')], default='unknown', help_text='Om tiderna gäller också då. Till exempel: nej.', max_length=10, verbose_name='svarar på röda dagar'),
        ),
        migrations.AddField(
            model_name='incomesupport',
            name='payer',
            field=models.CharField(blank=True, help_text='Dit man vänder sig om pengarna. Till exempel: Försäkringskassan.', max_length=120, verbose_name='den som betalar'),
        ),
        migrations.AddField(
            model_name='intervention',
            name='also_replaced_by',
            field=models.ManyToManyField(blank=True, help_text='När fler har tagit över. Till exempel: kommunernas egna grupper, efter en som fanns i hela länet.', related_name='also_replaces', to='catalogue.intervention', verbose_name='ersätts också av'),
        ),
        migrations.AddField(
            model_name='intervention',
            name='check_in',
            field=models.CharField(choices=[('weekly', 'varje vecka'), ('fortnightly', 'varannan vecka'), ('monthly', 'varje månad'), ('seldom', 'mer sällan'), ('unknown', 'inte angivet')], default='unknown', help_text='Hur ofta ni går igenom planen tillsammans. Till exempel: varje vecka.', max_length=12, verbose_name='avstämning'),
        ),
        migrations.AddField(
            model_name='intervention',
            name='decided_by_body',
            field=models.CharField(blank=True, help_text='Nämnden eller styrelsen som beslutade. Till exempel: Socialnämnden.', max_length=120, verbose_name='beslutad av'),
        ),
        migrations.AddField(
            model_name='intervention',
            name='decided_on',
            field=models.DateField(blank=True, help_text='Dagen för beslutet. Till exempel: 2026-05-14.', null=True, validators=[catalogue.models.days.has_been], verbose_name='beslutad den'),
        ),
        migrations.AddField(
            model_name='intervention',
            name='decision_reference',
            field=models.CharField(blank=True, help_text='Så att den som undrar hittar protokollet. Till exempel: § 48.', max_length=80, verbose_name='paragraf eller diarienummer'),
        ),
        migrations.AddField(
            model_name='intervention',
            name='decision_terms',
            field=models.TextField(blank=True, help_text='Det som nämnden har bestämt. Till exempel: Högst tio samtal per person.', max_length=1000, verbose_name='villkor i beslutet'),
        ),
        migrations.AddField(
            model_name='intervention',
            name='easy_how',
            field=models.TextField(blank=True, help_text='Ett steg i taget. Till exempel: Ring oss. Säg vad du heter. Vi bestämmer en tid.', max_length=1000, verbose_name='lätt text: så gör du'),
        ),
        migrations.AddField(
            model_name='intervention',
            name='easy_summary',
            field=models.CharField(blank=True, help_text='Korta meningar och vanliga ord, för den som har svårt att läsa. Till exempel: Du får prata med en person. Hen hjälper dig att hitta ett jobb.', max_length=300, verbose_name='lätt text: vad det är'),
        ),
        migrations.AddField(
            model_name='intervention',
            name='exempt_from_documentation',
            field=models.CharField(choices=[('yes', 'ja'), ('no', 'nej'), ('unknown', 'vet inte')], default='unknown', help_text='Om nämnden har beslutat att inget skrivs om deltagaren. Till exempel: ja.', max_length=10, verbose_name='undantagen från dokumentation'),
        ),
        migrations.AddField(
            model_name='intervention',
            name='finsam_esf',
            field=models.CharField(choices=[('yes', 'ja'), ('no', 'nej'), ('unknown', 'vet inte')], default='unknown', help_text='Om insatsen står som ESF-projekt i Uppföljning Finsam. Till exempel: nej.', max_length=10, verbose_name='ESF i Uppföljning Finsam'),
        ),
        migrations.AddField(
            model_name='intervention',
            name='finsam_method',
            field=models.CharField(blank=True, help_text='Så som den står i Uppföljning Finsam, där den inte kan ändras efteråt. Till exempel: registrering per deltagare.', max_length=120, verbose_name='uppföljningsmetod'),
        ),
        migrations.AddField(
            model_name='intervention',
            name='finsam_number',
            field=models.CharField(blank=True, help_text='Insatsens id i systemet Uppföljning Finsam. Till exempel: 1234.', max_length=20, verbose_name='id i Uppföljning Finsam'),
        ),
        migrations.AddField(
            model_name='intervention',
            name='finsam_orientation',
            field=models.CharField(blank=True, help_text='Så som den står i Uppföljning Finsam, där den inte kan ändras efteråt. Till exempel: arbetslivsinriktad rehabilitering.', max_length=120, verbose_name='preciserad inriktning'),
        ),
        migrations.AddField(
            model_name='intervention',
            name='follow_up',
            field=models.CharField(choices=[('yes', 'ja'), ('no', 'nej'), ('unknown', 'vet inte')], default='unknown', help_text='Om ni träffas igen när insatsen är slut. Till exempel: ja.', max_length=10, verbose_name='uppföljning efteråt'),
        ),
        migrations.AddField(
            model_name='intervention',
            name='follow_up_note',
            field=models.CharField(blank=True, help_text='När och hur. Till exempel: Ett samtal tre och sex månader efteråt.', max_length=200, verbose_name='uppföljning med ord'),
        ),
        migrations.AddField(
            model_name='intervention',
            name='income_amount',
            field=models.CharField(blank=True, help_text='Beloppet och vem som betalar det. Till exempel: Habiliteringsersättning, 60 kronor för en hel dag. Kommunen betalar.', max_length=200, verbose_name='ersättning i kronor'),
        ),
        migrations.AddField(
            model_name='intervention',
            name='income_checked_on',
            field=models.DateField(blank=True, help_text='Dagen då någon svarade på det. Till exempel: 2026-09-01.', null=True, validators=[catalogue.models.days.has_been], verbose_name='beloppet uppgivet'),
        ),
        migrations.AddField(
            model_name='intervention',
            name='legal_ground',
            field=models.CharField(blank=True, help_text='Den lag som insatsen vilar på. Till exempel: Socialtjänstlagen (2025:400).', max_length=200, verbose_name='lagstöd'),
        ),
        migrations.AddField(
            model_name='intervention',
            name='session_minutes',
            field=models.PositiveSmallIntegerField(blank=True, help_text='Hur långt ett tillfälle är. Till exempel: 90.', null=True, validators=[django.core.validators.MinValueValidator(5), django.core.validators.MaxValueValidator(1440)], verbose_name='minuter per tillfälle'),
        ),
        migrations.AddField(
            model_name='intervention',
            name='sessions_per_week',
            field=models.PositiveSmallIntegerField(blank=True, help_text='Hur många gånger man kommer på en vecka. Till exempel: 2.', null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(21)], verbose_name='tillfällen i veckan'),
        ),
        migrations.AddField(
            model_name='intervention',
            name='sessions_total',
            field=models.PositiveSmallIntegerField(blank=True, help_text='Hur många gånger man träffas från början till slut. Till exempel: 10.', null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(1000)], verbose_name='tillfällen i allt'),
        ),
        migrations.AddField(
            model_name='intervention',
            name='steady_contact',
            field=models.CharField(choices=[('yes', 'ja'), ('no', 'nej'), ('unknown', 'vet inte')], default='unknown', help_text='Om deltagaren har en och samma person att vända sig till. Till exempel: ja.', max_length=10, verbose_name='fast kontaktperson'),
        ),
        migrations.AddField(
            model_name='intervention',
            name='website',
            field=models.URLField(blank=True, help_text='Sidan om just den här insatsen. Till exempel: https://www.exempel.se/gron-rehab.', validators=[catalogue.models.web_addresses.refuse_inner_networks], verbose_name='egen sida'),
        ),
        migrations.AddField(
            model_name='intervention',
            name='weeks_per_year',
            field=models.PositiveSmallIntegerField(blank=True, help_text='När ni har stängt en del av året. Till exempel: 40.', null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(53)], verbose_name='veckor om året'),
        ),
        migrations.AddField(
            model_name='organisation',
            name='organisation_number',
            field=models.CharField(blank=True, help_text='Med bindestreck. Till exempel: 212000-2080.', max_length=11, validators=[catalogue.models.organisation_numbers.refuse_wrong_organisation_number], verbose_name='organisationsnummer'),
        ),
        migrations.AddField(
            model_name='organisation',
            name='review_interval',
            field=models.PositiveSmallIntegerField(default=365, help_text='Antal dagar mellan två granskningar. Till exempel: 365 för ett år.', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(1095)], verbose_name='granskas var … dag'),
        ),
        migrations.AddField(
            model_name='organisation',
            name='reviewed_on',
            field=models.DateField(blank=True, help_text='Dagen då någon senast såg att allt stämmer. Till exempel: 2026-09-01.', null=True, validators=[catalogue.models.days.has_been], verbose_name='granskad'),
        ),
        migrations.AddField(
            model_name='referralroute',
            name='after',
            field=models.TextField(blank=True, help_text='Vad den som skickar gör sedan. Till exempel: Ni är med på första mötet och har kvar ansvaret för planen.', max_length=1000, verbose_name='efter'),
        ),
        migrations.AddField(
            model_name='referralroute',
            name='before',
            field=models.TextField(blank=True, help_text='Vad den som skickar ska ha gjort först. Till exempel: Ni har talats vid om insatsen, och personen vill.', max_length=1000, verbose_name='före'),
        ),
        migrations.AddField(
            model_name='referralroute',
            name='enclose',
            field=models.TextField(blank=True, help_text='Vad som ska följa med. Till exempel: Samtycke och senaste läkarutlåtandet.', max_length=1000, verbose_name='bifoga'),
        ),
        migrations.AddField(
            model_name='referralroute',
            name='form',
            field=models.URLField(blank=True, help_text='Adressen till blanketten. Till exempel: https://www.exempel.se/remiss.pdf.', validators=[catalogue.models.web_addresses.refuse_inner_networks], verbose_name='blankett'),
        ),
        migrations.AddField(
            model_name='referralroute',
            name='link',
            field=models.URLField(blank=True, help_text='Där man ansöker eller läser mer. Till exempel: https://www.exempel.se/ansok.', validators=[catalogue.models.web_addresses.refuse_inner_networks], verbose_name='sida eller e-tjänst'),
        ),
        migrations.AddField(
            model_name='referralroute',
            name='units',
            field=models.TextField(blank=True, help_text='De enheter som får skicka, en per rad. Lämna tomt om alla får. Till exempel: Vårdcentralen Viken.', max_length=1000, verbose_name='bara från'),
        ),
        migrations.AddField(
            model_name='user',
            name='demo',
            field=models.BooleanField(default=False, editable=False, verbose_name='för att prova'),
        ),
        migrations.AddField(
            model_name='venue',
            name='municipalities',
            field=models.ManyToManyField(blank=True, help_text='Lämna tomt om platsen är för alla. Till exempel: bara Leksand och Rättvik.', related_name='+', to='catalogue.municipality', verbose_name='för boende i'),
        ),
        migrations.AddField(
            model_name='venue',
            name='open_on_holidays',
            field=models.CharField(choices=[('yes', 'ja'), ('no', 'nej'), ('unknown', 'vet inte')], default='unknown', help_text='Om tiderna gäller också då. Till exempel: nej.', max_length=10, verbose_name='öppet på röda dagar'),
        ),
        migrations.AlterField(
            model_name='intervention',
            name='sus_number',
            field=models.CharField(blank=True, help_text='Numret i SUS, som Uppföljning Finsam har ersatt. Till exempel: 12345.', max_length=20, verbose_name='tidigare SUS-nummer'),
        ),
        migrations.AddConstraint(
            model_name='organisation',
            constraint=models.CheckConstraint(condition=models.Q(('reviewed_on__isnull', True), ('reviewed_on__range', (datetime.date(2000, 1, 1), datetime.date(2099, 12, 31))), _connector='OR'), name='organisation_checked_within_bounds', violation_error_message='Datum ska ligga mellan 2000-01-01 och 2099-12-31.'),
        ),
        migrations.AddField(
            model_name='contactclosure',
            name='contact',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='closed_periods', to='catalogue.contact', verbose_name='kontakt'),
        ),
        migrations.AddField(
            model_name='contacthours',
            name='contact',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='opening_hours', to='catalogue.contact', verbose_name='kontakt'),
        ),
        migrations.AddField(
            model_name='contribution',
            name='intervention',
            field=models.ForeignKey(help_text='Den insats som parten bidrar till. Till exempel: Grön rehab.', on_delete=django.db.models.deletion.CASCADE, related_name='contributions', to='catalogue.intervention', verbose_name='insats'),
        ),
        migrations.AddField(
            model_name='contribution',
            name='organisation',
            field=models.ForeignKey(help_text='Den som bidrar. Till exempel: Försäkringskassan.', on_delete=django.db.models.deletion.PROTECT, related_name='contributions', to='catalogue.organisation', verbose_name='part'),
        ),
        migrations.AddField(
            model_name='notice',
            name='intervention',
            field=models.ForeignKey(help_text='Den insats som beskedet gäller. Till exempel: Grön rehab.', on_delete=django.db.models.deletion.CASCADE, related_name='notices', to='catalogue.intervention', verbose_name='insats'),
        ),
        migrations.AddField(
            model_name='proposedfact',
            name='decided_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='avgjord av'),
        ),
        migrations.AddField(
            model_name='proposedfact',
            name='intervention',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='proposed_facts', to='catalogue.intervention', verbose_name='insats'),
        ),
        migrations.AddField(
            model_name='result',
            name='intervention',
            field=models.ForeignKey(help_text='Den insats som siffrorna gäller. Till exempel: Grön rehab.', on_delete=django.db.models.deletion.CASCADE, related_name='results', to='catalogue.intervention', verbose_name='insats'),
        ),
        migrations.AddField(
            model_name='venueclosure',
            name='venue',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='closed_periods', to='catalogue.venue', verbose_name='plats'),
        ),
        migrations.AddField(
            model_name='venuehours',
            name='venue',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='opening_hours', to='catalogue.venue', verbose_name='plats'),
        ),
        migrations.AddConstraint(
            model_name='contactclosure',
            constraint=models.CheckConstraint(condition=models.Q(('first_day__isnull', True), ('last_day__isnull', True), ('last_day__gte', models.F('first_day')), _connector='OR'), name='contact_closed_in_order', violation_error_message='Den sista stängda dagen kan inte komma före den första.'),
        ),
        migrations.AddConstraint(
            model_name='contactclosure',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('first_day__isnull', True), ('first_day__range', (datetime.date(1990, 1, 1), datetime.date(2099, 12, 31))), _connector='OR'), models.Q(('last_day__isnull', True), ('last_day__range', (datetime.date(1990, 1, 1), datetime.date(2099, 12, 31))), _connector='OR')), name='contact_closed_within_bounds', violation_error_message='Datum ska ligga mellan 1990-01-01 och 2099-12-31.'),
        ),
        migrations.AddConstraint(
            model_name='contacthours',
            constraint=models.UniqueConstraint(fields=('contact', 'weekday', 'opens', 'valid_from'), name='contact_hours_once', violation_error_message='Den tiden står redan.'),
        ),
        migrations.AddConstraint(
            model_name='contacthours',
            constraint=models.CheckConstraint(condition=models.Q(('past_midnight', True), ('closes', '00:00'), ('closes__gt', models.F('opens')), _connector='OR'), name='contact_hours_in_order', violation_error_message='Tiden slutar innan den börjar. Rätta den, eller kryssa i ”till dagen efter”.'),
        ),
        migrations.AddConstraint(
            model_name='contacthours',
            constraint=models.CheckConstraint(condition=models.Q(('valid_from__isnull', True), ('valid_to__isnull', True), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='contact_hours_valid_in_order', violation_error_message='Tiden kan inte sluta gälla innan den börjar.'),
        ),
        migrations.AddConstraint(
            model_name='contacthours',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('valid_from__isnull', True), ('valid_from__range', (datetime.date(1990, 1, 1), datetime.date(2099, 12, 31))), _connector='OR'), models.Q(('valid_to__isnull', True), ('valid_to__range', (datetime.date(1990, 1, 1), datetime.date(2099, 12, 31))), _connector='OR')), name='contact_hours_within_bounds', violation_error_message='Datum ska ligga mellan 1990-01-01 och 2099-12-31.'),
        ),
        migrations.AddConstraint(
            model_name='contribution',
            constraint=models.UniqueConstraint(fields=('intervention', 'organisation', 'what'), name='contribution_once', violation_error_message='Det bidraget står redan.'),
        ),
        migrations.AddConstraint(
            model_name='contribution',
            constraint=models.CheckConstraint(condition=models.Q(('starts_on__isnull', True), ('ends_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='contribution_in_order', violation_error_message='Bidraget kan inte sluta innan det börjar.'),
        ),
        migrations.AddConstraint(
            model_name='contribution',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('starts_on__isnull', True), ('starts_on__range', (datetime.date(1990, 1, 1), datetime.date(2099, 12, 31))), _connector='OR'), models.Q(('ends_on__isnull', True), ('ends_on__range', (datetime.date(1990, 1, 1), datetime.date(2099, 12, 31))), _connector='OR')), name='contribution_within_bounds', violation_error_message='Datum ska ligga mellan 1990-01-01 och 2099-12-31.'),
        ),
        migrations.AddConstraint(
            model_name='notice',
            constraint=models.UniqueConstraint(fields=('intervention', 'starts_on', 'text'), name='notice_once', violation_error_message='Det beskedet står redan.'),
        ),
        migrations.AddConstraint(
            model_name='notice',
            constraint=models.CheckConstraint(condition=models.Q(('starts_on__isnull', True), ('ends_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='notice_in_order', violation_error_message='Beskedet kan inte försvinna innan det visas.'),
        ),
        migrations.AddConstraint(
            model_name='notice',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('starts_on__isnull', True), ('starts_on__range', (datetime.date(1990, 1, 1), datetime.date(2099, 12, 31))), _connector='OR'), models.Q(('ends_on__isnull', True), ('ends_on__range', (datetime.date(1990, 1, 1), datetime.date(2099, 12, 31))), _connector='OR')), name='notice_within_bounds', violation_error_message='Datum ska ligga mellan 1990-01-01 och 2099-12-31.'),
        ),
        migrations.AddIndex(
            model_name='proposedfact',
            index=models.Index(fields=['verdict'], name='proposed_fact_by_verdict'),
        ),
        migrations.AddConstraint(
            model_name='result',
            constraint=models.UniqueConstraint(fields=('intervention', 'year'), name='result_once_a_year', violation_error_message='Det året står redan.'),
        ),
        migrations.AddConstraint(
            model_name='result',
            constraint=models.CheckConstraint(condition=models.Q(('to_work_or_study__isnull', True), ('finished__isnull', True), ('to_work_or_study__lte', models.F('finished')), _connector='OR'), name='result_leavers_have_finished', violation_error_message='Fler kan inte ha gått till arbete eller studier än som avslutade.'),
        ),
        migrations.AddConstraint(
            model_name='result',
            constraint=models.CheckConstraint(condition=models.Q(('women__isnull', True), ('started__isnull', True), ('women__lte', models.F('started')), _connector='OR'), name='result_women_started', violation_error_message='Kvinnorna kan inte vara fler än de som började.'),
        ),
        migrations.AddConstraint(
            model_name='result',
            constraint=models.CheckConstraint(condition=models.Q(('men__isnull', True), ('started__isnull', True), ('men__lte', models.F('started')), _connector='OR'), name='result_men_started', violation_error_message='Männen kan inte vara fler än de som började.'),
        ),
        migrations.AddConstraint(
            model_name='venueclosure',
            constraint=models.CheckConstraint(condition=models.Q(('first_day__isnull', True), ('last_day__isnull', True), ('last_day__gte', models.F('first_day')), _connector='OR'), name='venue_closed_in_order', violation_error_message='Den sista stängda dagen kan inte komma före den första.'),
        ),
        migrations.AddConstraint(
            model_name='venueclosure',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('first_day__isnull', True), ('first_day__range', (datetime.date(1990, 1, 1), datetime.date(2099, 12, 31))), _connector='OR'), models.Q(('last_day__isnull', True), ('last_day__range', (datetime.date(1990, 1, 1), datetime.date(2099, 12, 31))), _connector='OR')), name='venue_closed_within_bounds', violation_error_message='Datum ska ligga mellan 1990-01-01 och 2099-12-31.'),
        ),
        migrations.AddConstraint(
            model_name='venuehours',
            constraint=models.UniqueConstraint(fields=('venue', 'weekday', 'opens', 'valid_from'), name='venue_hours_once', violation_error_message='Den tiden står redan.'),
        ),
        migrations.AddConstraint(
            model_name='venuehours',
            constraint=models.CheckConstraint(condition=models.Q(('past_midnight', True), ('closes', '00:00'), ('closes__gt', models.F('opens')), _connector='OR'), name='venue_hours_in_order', violation_error_message='Tiden slutar innan den börjar. Rätta den, eller kryssa i ”till dagen efter”.'),
        ),
        migrations.AddConstraint(
            model_name='venuehours',
            constraint=models.CheckConstraint(condition=models.Q(('valid_from__isnull', True), ('valid_to__isnull', True), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='venue_hours_valid_in_order', violation_error_message='Tiden kan inte sluta gälla innan den börjar.'),
        ),
        migrations.AddConstraint(
            model_name='venuehours',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('valid_from__isnull', True), ('valid_from__range', (datetime.date(1990, 1, 1), datetime.date(2099, 12, 31))), _connector='OR'), models.Q(('valid_to__isnull', True), ('valid_to__range', (datetime.date(1990, 1, 1), datetime.date(2099, 12, 31))), _connector='OR')), name='venue_hours_within_bounds', violation_error_message='Datum ska ligga mellan 1990-01-01 och 2099-12-31.'),
        ),
        migrations.AddConstraint(
            model_name='intervention',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('income_checked_on__isnull', True), ('income_checked_on__range', (datetime.date(2000, 1, 1), datetime.date(2099, 12, 31))), _connector='OR'), models.Q(('decided_on__isnull', True), ('decided_on__range', (datetime.date(2000, 1, 1), datetime.date(2099, 12, 31))), _connector='OR')), name='intervention_told_on_days_within_bounds', violation_error_message='Datum ska ligga mellan 2000-01-01 och 2099-12-31.'),
        ),
        migrations.RunPython(watch, unwatch, elidable=False),
    ]
