"""A column with a default that the database knows: who writes without it is served all the same."""

from django.db import migrations, models

from . import NEWEST


class Migration(migrations.Migration):
    dependencies = [("policy_positions", NEWEST)]
    operations = [migrations.AddField("position", "remark", models.TextField(db_default=""))]
