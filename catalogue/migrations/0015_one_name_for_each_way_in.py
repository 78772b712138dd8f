"""Call the way in by oneself what every page calls it."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('catalogue', '0014_as_uppfoljning_finsam_says'),
    ]

    operations = [
        migrations.AlterField(
            model_name='intervention',
            name='access',
            field=models.CharField(choices=[('self', 'ansök själv'), ('professional', 'via handläggare'), ('municipal_decision', 'biståndsbeslut'), ('no_assessment', 'öppet utan beslut'), ('authority_decision', 'beslut av Arbetsförmedlingen eller Försäkringskassan'), ('health_referral', 'vårdremiss'), ('open', 'öppet för alla'), ('not_searchable', 'går inte att söka')], default='professional', help_text='Den vanligaste vägen in. Till exempel: ansök själv, när man kan ringa utan remiss.', max_length=20, verbose_name='tillträde'),
        ),
    ]
