# A link may be printed in a letter.

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('families', '0001_links_and_matters'),
    ]

    operations = [
        migrations.AlterField(
            model_name='familylink',
            name='way',
            field=models.CharField(choices=[('first', 'Asked'), ('reminder', 'Reminded'), ('one', 'Sent by the office'), ('asked', 'Asked for by the family'), ('text', "By the school's text service"), ('paper', 'Printed in a letter')], max_length=10),
        ),
    ]
