import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0003_sign_in_providers'),
        ('pupils', '0003_understanding'),
    ]

    operations = [
        migrations.CreateModel(
            name='ConsentCheck',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('checked_at', models.DateTimeField()),
                ('next_at', models.DateTimeField()),
                ('unanswered', models.PositiveIntegerField(default=0)),
                ('changed', models.PositiveIntegerField(default=0)),
                ('left', models.PositiveIntegerField(default=0)),
                ('checked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='consent_checks', to='people.school')),
            ],
            options={
                'ordering': ['-checked_at', '-pk'],
            },
        ),
    ]
