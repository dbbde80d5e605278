"""No version that serves knows it any longer; its index goes with it."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("policy_positions", "next_3_forget_remark")]
    operations = [migrations.RunSQL("ALTER TABLE policy_positions_position DROP COLUMN remark")]
