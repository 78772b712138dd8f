"""Write telephone numbers in the one form that they are kept in; what is no number stands."""

from django.db import migrations, models

from catalogue.models.telephones import kept


def write_in_one_form(apps, schema_editor):
    """Rewrite what can be read; the rest is on the work list."""
    for name in ("Contact", "Organisation"):
        rows = apps.get_model("catalogue", name)._base_manager
        for number, phone in rows.exclude(phone="").values_list("pk", "phone"):
            if kept(phone) != phone:
                rows.filter(pk=number).update(phone=kept(phone))


class Migration(migrations.Migration):

    dependencies = [
        ('catalogue', '0011_facts_that_people_act_on'),
    ]

    operations = [
        migrations.AlterField(
            model_name='contact',
            name='phone',
            field=models.CharField(blank=True, help_text='Ett nummer. Till exempel: 021-123 45 67 anknytning 12.', max_length=40, verbose_name='telefon'),
        ),
        migrations.AlterField(
            model_name='organisation',
            name='phone',
            field=models.CharField(blank=True, help_text='Växelns nummer. Till exempel: 021-123 45 67.', max_length=40, verbose_name='telefon'),
        ),
        migrations.RunPython(write_in_one_form, migrations.RunPython.noop, elidable=True),
    ]
