from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("training", "0001_first")]

    operations = [migrations.RenameField("attendance", "valid_until", "until_on")]
