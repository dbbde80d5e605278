"""An index that is made while everybody writes."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("policy_positions", "next_1_add_remark")]
    operations = [AddIndexConcurrently("position", models.Index(fields=["remark"], name="position_remark"))]
