# Children on hold, and who decides for them. Whom the roll marks already is on hold from now on.

import django.db.models.deletion
from django.db import migrations, models
from django.db.models.functions import Now


def hold_who_is_marked(apps, schema_editor):
    pupils = apps.get_model("pupils", "Pupil")._base_manager.filter(in_care=True)
    holds = apps.get_model("pupils", "OnHold")
    holds._base_manager.bulk_create(
        holds(school_id=pupil.school_id, pupil=pupil, why="file", since=Now()) for pupil in pupils
    )


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0003_sign_in_providers'),
        ('pupils', '0004_consent_checks'),
    ]

    operations = [
        migrations.CreateModel(
            name='OnHold',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('why', models.CharField(choices=[('in_care', 'In the care of a local authority'), ('guardianship', 'Under special guardianship'), ('adopted', 'Adopted'), ('file', 'Marked in the file of the management system')], max_length=20)),
                ('since', models.DateTimeField()),
                ('decides', models.CharField(blank=True, choices=[('order', 'Whom a court order names'), ('delegated', 'A carer with delegated authority'), ('social_worker', 'The social worker'), ('parents', 'The parents, as for every child')], default='', max_length=20)),
                ('decider', models.CharField(blank=True, default='', max_length=160)),
                ('seen_in', models.CharField(blank=True, default='', max_length=200)),
                ('decided_at', models.DateTimeField(blank=True, null=True)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('ended_because', models.CharField(blank=True, default='', max_length=400)),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('ended_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('held_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('pupil', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='holds', to='pupils.pupil')),
                ('roll_import', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='pupils.rollimport')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.school')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('pupil',), name='one_hold_now')],
            },
        ),
        migrations.RunPython(hold_who_is_marked, migrations.RunPython.noop),
    ]
