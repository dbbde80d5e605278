"""Drafts may be thrown away, and an import taken back as a whole; the large tables are proven in the next."""

from django.conf import settings
from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models

import pgtrigger.compiler
import pgtrigger.migrations


class Migration(migrations.Migration):
    dependencies = [
        ("policy_positions", "0017_release_requests"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="position",
            name="position_moves_as_the_workflow_says",
        ),
        migrations.RemoveConstraint(
            model_name="import",
            name="import_state_is_known",
        ),
        migrations.RemoveConstraint(
            model_name="import",
            name="import_keeps_its_content_until_it_is_done",
        ),
        migrations.RemoveConstraint(
            model_name="position",
            name="position_state_is_known",
        ),
        migrations.RemoveConstraint(
            model_name="revision",
            name="revision_act_is_known",
        ),
        migrations.AddField(
            model_name="importedrow",
            name="version",
            field=models.PositiveIntegerField(
                help_text="The version that the position came to by it.", null=True
            ),
        ),
        migrations.AlterField(
            model_name="import",
            name="state",
            field=models.CharField(
                choices=[
                    ("checking", "Being checked"),
                    ("checked", "Checked, not imported"),
                    ("refused", "Not readable"),
                    ("importing", "Being imported"),
                    ("imported", "Imported"),
                    ("discarded", "Thrown away"),
                    ("taken_back", "Undone"),
                ],
                default="checking",
                max_length=10,
            ),
        ),
        migrations.AlterField(
            model_name="position",
            name="state",
            field=models.CharField(
                choices=[
                    ("draft", "Draft"),
                    ("in_review", "In review"),
                    ("published", "Published"),
                    ("withdrawn", "Withdrawn"),
                    ("discarded", "Thrown away"),
                ],
                default="draft",
                max_length=10,
            ),
        ),
        migrations.AlterField(
            model_name="revision",
            name="act",
            field=models.CharField(
                choices=[
                    ("draft", "Drafted"),
                    ("amend", "Amended"),
                    ("submit", "Submitted for review"),
                    ("recall", "Taken back by its author"),
                    ("return", "Returned to its author"),
                    ("publish", "Published"),
                    ("correct", "Corrected"),
                    ("restore", "Restored to an earlier version"),
                    ("withdraw", "Withdrawn"),
                    ("reinstate", "Put back on the record"),
                    ("discard", "Thrown away"),
                    ("take_up", "Taken up again"),
                    ("load", "Loaded with the record"),
                    ("attach", "Tied to a summit"),
                    ("merge", "Merged"),
                    ("separate", "Separated again"),
                    ("add", "Added"),
                    ("change", "Changed"),
                    ("remove", "Removed"),
                    ("import", "Imported"),
                    ("take_back", "Undone"),
                    ("release", "Released"),
                    ("invite", "Invited"),
                    ("give_role", "Given a role"),
                    ("take_role", "Role taken away"),
                    ("deactivate", "Deactivated"),
                    ("reactivate", "Let in again"),
                    ("password", "Password changed"),
                    ("second_factor", "Second factor set up"),
                    ("reset_factor", "Second factor reset"),
                ],
                max_length=16,
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="position",
            trigger=pgtrigger.compiler.Trigger(
                name="position_moves_as_the_workflow_says",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.state <> NEW.state)",
                    func="\n        IF (OLD.state, NEW.state) NOT IN (('draft', 'in_review'), ('in_review', 'draft'), ('in_review', 'draft'), ('in_review', 'published'), ('published', 'withdrawn'), ('withdrawn', 'published'), ('draft', 'discarded'), ('discarded', 'draft')) THEN\n            RAISE EXCEPTION 'no act moves a position from % to %', OLD.state, NEW.state\n                USING ERRCODE = 'check_violation', CONSTRAINT = 'position_moves_as_the_workflow_says';\n        END IF;\n        RETURN NEW;\n",
                    hash="79b1c787cdb3cc738c3099acdafed7d73e0091a6",
                    operation='UPDATE OF "state"',
                    pgid="pgtrigger_position_moves_as_the_workflow_says_bf420",
                    table="policy_positions_position",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="import",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            "checking",
                            "checked",
                            "refused",
                            "importing",
                            "imported",
                            "discarded",
                            "taken_back",
                        ],
                    )
                ),
                name="import_state_is_known",
                violation_error_message="state must be one of: checking, checked, refused, importing, imported, discarded, taken_back.",
            ),
        ),
        migrations.AddConstraint(
            model_name="import",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("content__isnull", True), ("state__in", ("imported", "taken_back", "discarded"))
                    ),
                    models.Q(
                        models.Q(("state__in", ("imported", "taken_back", "discarded")), _negated=True),
                        ("content__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="import_keeps_its_content_until_it_is_done",
            ),
        ),
        AddConstraintNotValid(
            model_name="position",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["draft", "in_review", "published", "withdrawn", "discarded"])
                ),
                name="position_state_is_known",
                violation_error_message="state must be one of: draft, in_review, published, withdrawn, discarded.",
            ),
        ),
        AddConstraintNotValid(
            model_name="revision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        (
                            "act__in",
                            [
                                "draft",
                                "amend",
                                "submit",
                                "recall",
                                "return",
                                "publish",
                                "correct",
                                "restore",
                                "withdraw",
                                "reinstate",
                                "discard",
                                "take_up",
                                "load",
                                "attach",
                                "merge",
                                "separate",
                            ],
                        ),
                        ("kind", "position"),
                    ),
                    models.Q(
                        models.Q(("kind", "position"), _negated=True),
                        (
                            "act__in",
                            [
                                "add",
                                "change",
                                "remove",
                                "merge",
                                "separate",
                                "import",
                                "take_back",
                                "release",
                                "invite",
                                "give_role",
                                "take_role",
                                "deactivate",
                                "reactivate",
                                "password",
                                "second_factor",
                                "reset_factor",
                            ],
                        ),
                    ),
                    _connector="OR",
                ),
                name="revision_act_is_known",
            ),
        ),
    ]
