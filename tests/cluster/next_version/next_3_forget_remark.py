"""A column is gone for the code, and not yet for the database."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("policy_positions", "next_2_index_remark")]
    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.RemoveIndex("position", "position_remark"),
                migrations.RemoveField("position", "remark"),
            ]
        )
    ]
