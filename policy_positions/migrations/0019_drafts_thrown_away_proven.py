"""What 0017 promises of the large tables, proven of the rows that were there: nobody waits for that."""

from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("policy_positions", "0018_drafts_thrown_away")]

    operations = [
        ValidateConstraint(model_name="position", name="position_state_is_known"),
        ValidateConstraint(model_name="revision", name="revision_act_is_known"),
    ]
