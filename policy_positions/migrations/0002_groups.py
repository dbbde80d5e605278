"""The groups of the workflow: editors draft, reviewers publish others' work, admins keep the frame."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

DRAFTS = ("draft_position",)
REVIEWS = ("draft_position", "publish_position")
# Positions, quotations and revisions change through the workflow alone, so admins only view them.
FRAME = (
    "country",
    "issue",
    "leader",
    "organization",
    "participation",
    "source",
    "sourcetext",
    "summit",
    "tenure",
)
FRAME_ACTS = ("view", "add", "change", "delete")
VIEWED = ("position", "quotation", "revision")


def make_groups(apps, schema_editor):
    for label in ("auth", "policy_positions"):
        app = apps.get_app_config(label)
        held = getattr(app, "models_module", None)
        app.models_module = (
            held or True
        )  # permissions are else made after all migrations, too late for groups
        create_permissions(app, apps=apps, verbosity=0, using=schema_editor.connection.alias)
        app.models_module = held
    users = [f"{act}_user" for act in FRAME_ACTS]
    frame = [f"{act}_{model}" for model in FRAME for act in FRAME_ACTS] + [
        f"view_{model}" for model in VIEWED
    ]
    for name, codenames in (("editor", DRAFTS), ("reviewer", REVIEWS), ("admin", (*REVIEWS, *frame, *users))):
        group, _ = apps.get_model("auth", "Group").objects.get_or_create(name=name)
        permissions = apps.get_model("auth", "Permission").objects.filter(codename__in=codenames)
        group.permissions.set(permissions)


def drop_groups(apps, schema_editor):
    apps.get_model("auth", "Group").objects.filter(name__in=("editor", "reviewer", "admin")).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("policy_positions", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(make_groups, drop_groups)]
