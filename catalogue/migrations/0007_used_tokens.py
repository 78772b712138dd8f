"""A form brings one message: remember those that have."""

import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('catalogue', '0006_three_valued_demands'),
    ]

    operations = [
        migrations.CreateModel(
            name='UsedToken',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('imprint', models.CharField(max_length=64, unique=True, verbose_name='avtryck')),
                ('used_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='använd')),
            ],
            options={
                'verbose_name': 'använd lapp',
                'verbose_name_plural': 'använda lappar',
            },
        ),
    ]
