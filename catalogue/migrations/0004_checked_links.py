"""Links have three outcomes; addresses of inner networks are refused."""

import catalogue.models.web_addresses
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('catalogue', '0003_leaps'),
    ]

    operations = [
        migrations.AlterField(
            model_name='intervention',
            name='outcome_url',
            field=models.URLField(blank=True, help_text='Adressen till rapporten. Till exempel: https://www.exempel.se/rapport.pdf.', validators=[catalogue.models.web_addresses.refuse_inner_networks], verbose_name='länk till rapport'),
        ),
        migrations.AlterField(
            model_name='linkcheck',
            name='broken',
            field=models.BooleanField(default=None, null=True, verbose_name='trasig'),
        ),
        migrations.AlterField(
            model_name='organisation',
            name='website',
            field=models.URLField(blank=True, help_text='Hela adressen. Till exempel: https://www.exempel.se.', validators=[catalogue.models.web_addresses.refuse_inner_networks], verbose_name='webbplats'),
        ),
    ]
