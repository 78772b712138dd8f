"""A road that leaves an entry can be asked for from its other end, as a message to its keepers."""

import catalogue.models.personal_numbers
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('catalogue', '0007_used_tokens'),
    ]

    operations = [
        migrations.AddField(
            model_name='suggestion',
            name='handover',
            field=models.CharField(blank=True, editable=False, max_length=300, validators=[catalogue.models.personal_numbers.refuse_personal_numbers], verbose_name='överlämning'),
        ),
        migrations.AddField(
            model_name='suggestion',
            name='leads_to',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalogue.intervention', verbose_name='väg vidare till'),
        ),
        migrations.AddField(
            model_name='suggestion',
            name='takes_away',
            field=models.BooleanField(default=False, editable=False, verbose_name='vägen ska bort'),
        ),
        migrations.AlterField(
            model_name='suggestion',
            name='kind',
            field=models.CharField(choices=[('wrong', 'något är fel'), ('missing', 'något saknas'), ('accessible', 'behöver en tillgänglig version'), ('other', 'något annat'), ('road', 'en väg vidare')], max_length=10, verbose_name='gäller'),
        ),
    ]
