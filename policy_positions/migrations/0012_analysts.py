"""Analysts read as everybody does; their account keeps views, and has no other right."""

from django.db import migrations


def make_group(apps, schema_editor):
    apps.get_model("auth", "Group").objects.get_or_create(name="analyst")


def drop_group(apps, schema_editor):
    apps.get_model("auth", "Group").objects.filter(name="analyst").delete()


class Migration(migrations.Migration):
    dependencies = [("policy_positions", "0011_saved_views")]

    operations = [migrations.RunPython(make_group, drop_group)]
