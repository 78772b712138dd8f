"""Say of the fields of Uppföljning Finsam what its user guide says."""


from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('catalogue', '0013_the_whole_country_alone'),
    ]

    operations = [
        migrations.AlterField(
            model_name='intervention',
            name='finsam_esf',
            field=models.CharField(choices=[('yes', 'ja'), ('no', 'nej'), ('unknown', 'vet inte')], default='unknown', help_text='Om insatsen har pengar från ESF, så som det står i Uppföljning Finsam, där det inte kan ändras efteråt. Till exempel: nej.', max_length=10, verbose_name='ESF i Uppföljning Finsam'),
        ),
        migrations.AlterField(
            model_name='intervention',
            name='finsam_orientation',
            field=models.CharField(blank=True, help_text='Så som den står i Uppföljning Finsam. Till exempel: arbetslivsinriktad rehabilitering.', max_length=120, verbose_name='preciserad inriktning'),
        ),
    ]
