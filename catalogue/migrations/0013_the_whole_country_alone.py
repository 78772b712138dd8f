"""Let what is for the whole country name no kommuner or counties: it is nobody's own."""

from django.db import migrations


def name_the_country_alone(apps, schema_editor):
    """Take away the places of entries that everybody in the country may use."""
    entry = apps.get_model("catalogue", "Intervention")
    for relation in (entry.municipalities.through, entry.counties.through):
        relation.objects.filter(intervention__nationwide=True).delete()


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0012_numbers_that_can_be_dialled")]

    operations = [migrations.RunPython(name_the_country_alone, migrations.RunPython.noop)]
