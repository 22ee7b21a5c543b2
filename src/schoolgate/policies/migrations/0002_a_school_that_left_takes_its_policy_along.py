"""Nothing of the tables changes: after it the guards are installed again, as they are now (policies/guards.py)."""

from typing import ClassVar

from django.db import migrations


class Migration(migrations.Migration):
    dependencies: ClassVar = [("policies", "0001_initial")]
    operations: ClassVar = []
