from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('posts', '0003_a_copy_that_cannot_come_down'),
    ]

    operations = [
        migrations.AddField(
            model_name='post',
            name='taken_with',
            field=models.JSONField(blank=True, default=list),
        ),
    ]
