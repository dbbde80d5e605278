"""Revisions tell of the whole record, and each is bound to the one before it."""

import django.contrib.postgres.indexes
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import pgtrigger.compiler
import pgtrigger.migrations

import policy_positions.models.firm

# What was recorded before is bound as well, each to the one before it, in words that do not change with the model.
BIND = """
    DO $$
    DECLARE
        own RECORD;
        former TEXT := '';
        last_position BIGINT := 0;
    BEGIN
        FOR own IN SELECT * FROM policy_positions_revision ORDER BY position_id, version LOOP
            IF own.position_id <> last_position THEN
                former := '';
                last_position := own.position_id;
            END IF;
            UPDATE policy_positions_revision SET
                previous = former,
                digest = encode(sha256(convert_to(jsonb_build_array(
                    former, own.kind, own.position_id, own.record, own.version, own.act, own.by_id,
                    to_char(own.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
                    own.reason, own.cautions, own.before, own.after
                )::text, 'UTF8')), 'hex')
            WHERE id = own.id RETURNING digest INTO former;
        END LOOP;
    END $$
"""


class Migration(migrations.Migration):
    dependencies = [
        ("policy_positions", "0006_texts_compared"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="revision",
            name="revision_is_append_only",
        ),
        migrations.RemoveConstraint(
            model_name="revision",
            name="revision_act_is_known",
        ),
        migrations.AddField(
            model_name="revision",
            name="digest",
            field=models.CharField(
                default="",
                editable=False,
                help_text="SHA-256 of the row and of what came before it.",
                max_length=64,
            ),
        ),
        migrations.AddField(
            model_name="revision",
            name="kind",
            field=models.CharField(
                choices=[
                    ("position", "Position"),
                    ("country", "Country"),
                    ("organization", "Organization"),
                    ("leader", "Leader"),
                    ("issue", "Issue"),
                    ("source", "Source"),
                    ("summit", "Summit"),
                    ("account", "Account"),
                    ("import", "Import"),
                    ("release", "Data release"),
                ],
                default="position",
                max_length=12,
                verbose_name="what it was done to",
            ),
        ),
        migrations.AddField(
            model_name="revision",
            name="previous",
            field=models.CharField(
                blank=True,
                default="",
                editable=False,
                max_length=64,
                verbose_name="digest of the revision before",
            ),
        ),
        migrations.AddField(
            model_name="revision",
            name="record",
            field=models.CharField(
                blank=True,
                help_text="Empty for positions, which are linked to.",
                max_length=160,
                verbose_name="what it is known by",
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
                    ("load", "Loaded with the record"),
                    ("add", "Added"),
                    ("change", "Changed"),
                    ("remove", "Removed"),
                    ("merge", "Merged"),
                    ("separate", "Separated again"),
                    ("import", "Imported"),
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
        migrations.AlterField(
            model_name="revision",
            name="at",
            field=models.DateTimeField(
                auto_now_add=True, help_text="Set by the database, whatever is written."
            ),
        ),
        migrations.AlterField(
            model_name="revision",
            name="by",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="revisions",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AlterField(
            model_name="revision",
            name="position",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="revisions",
                to="policy_positions.position",
            ),
        ),
        migrations.AlterField(
            model_name="revision",
            name="version",
            field=models.PositiveIntegerField(
                help_text="The version of the position that the act made; of other records, acts are numbered."
            ),
        ),
        migrations.RunSQL(BIND, migrations.RunSQL.noop),
        migrations.AddIndex(
            model_name="revision",
            index=models.Index(
                models.F("by"), models.OrderBy(models.F("id"), descending=True), name="revision_by_person"
            ),
        ),
        migrations.AddIndex(
            model_name="revision",
            index=models.Index(
                models.F("act"), models.OrderBy(models.F("id"), descending=True), name="revision_by_act"
            ),
        ),
        migrations.AddIndex(
            model_name="revision",
            index=django.contrib.postgres.indexes.BrinIndex(fields=["at"], name="revision_by_time"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="position",
            trigger=pgtrigger.compiler.Trigger(
                name="position_keeps_its_publisher",
                sql=policy_positions.models.firm.FirmTriggerSql(
                    condition="WHEN (OLD.published_by_id IS NOT NULL AND (OLD.published_by_id, OLD.published_at) IS DISTINCT FROM (NEW.published_by_id, NEW.published_at) AND NOT (NEW.state = 'published' AND NEW.version > OLD.version))",
                    func="RAISE EXCEPTION 'a position keeps its publisher until it is published again' USING ERRCODE = 'restrict_violation';",
                    hash="85fa82ba3594edfa3f32c93ba999ba44bb98d839",
                    operation='UPDATE OF "published_by_id", "published_at"',
                    pgid="pgtrigger_position_keeps_its_publisher_af3bb",
                    table="policy_positions_position",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="revision",
            trigger=pgtrigger.compiler.Trigger(
                name="revision_is_append_only",
                sql=policy_positions.models.firm.FirmTriggerSql(
                    func="RAISE EXCEPTION 'what was done is neither changed nor taken out' USING ERRCODE = 'restrict_violation';",
                    hash="955be7e467863c1acc5c708df0fdb87238b6c463",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_revision_is_append_only_3a5a8",
                    table="policy_positions_revision",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="revision",
            trigger=pgtrigger.compiler.Trigger(
                name="revision_is_never_emptied",
                sql=policy_positions.models.firm.FirmTriggerSql(
                    func="RAISE EXCEPTION 'what was done is not taken out' USING ERRCODE = 'restrict_violation';",
                    hash="5cc17f1df268d8fdd4fe94a83461283b537505ae",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_revision_is_never_emptied_037d7",
                    table="policy_positions_revision",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="revision",
            trigger=pgtrigger.compiler.Trigger(
                name="revision_is_bound_to_the_one_before",
                sql=policy_positions.models.firm.FirmTriggerSql(
                    declare="DECLARE former RECORD;",
                    func="\n        IF NEW.position_id IS NULL THEN\n            SELECT version, digest INTO former FROM policy_positions_revision\n            WHERE position_id IS NULL AND kind = NEW.kind AND record = NEW.record\n            ORDER BY version DESC LIMIT 1;\n        ELSE\n            SELECT version, digest INTO former FROM policy_positions_revision\n            WHERE position_id = NEW.position_id ORDER BY version DESC LIMIT 1;\n        END IF;\n        IF NEW.version < former.version THEN\n            RAISE EXCEPTION 'version % comes after version % of the same record', former.version, NEW.version\n                USING ERRCODE = 'check_violation', CONSTRAINT = 'revision_is_bound_to_the_one_before';\n        END IF;\n        NEW.at := clock_timestamp();\n        NEW.previous := coalesce(former.digest, '');\n        NEW.digest := encode(sha256(convert_to(jsonb_build_array(\n    NEW.previous, NEW.kind, NEW.position_id, NEW.record, NEW.version, NEW.act, NEW.by_id,\n    to_char(NEW.at AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"'),\n    NEW.reason, NEW.cautions, NEW.before, NEW.after\n)::text, 'UTF8')), 'hex');\n        RETURN NEW;\n",
                    hash="ee7592cc1b8e9e1ee4e1fc068a60d6d10a9f3dcd",
                    operation="INSERT",
                    pgid="pgtrigger_revision_is_bound_to_the_one_before_dc7d7",
                    table="policy_positions_revision",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="revision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "position",
                            "country",
                            "organization",
                            "leader",
                            "issue",
                            "source",
                            "summit",
                            "account",
                            "import",
                            "release",
                        ],
                    )
                ),
                name="revision_kind_is_known",
                violation_error_message="kind must be one of: position, country, organization, leader, issue, source, summit, account, import, release.",
            ),
        ),
        migrations.AddConstraint(
            model_name="revision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "position"), ("position__isnull", False), ("record", "")),
                    models.Q(
                        models.Q(("kind", "position"), _negated=True),
                        ("position__isnull", True),
                        models.Q(("record", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="revision_is_of_one_record",
            ),
        ),
        migrations.AddConstraint(
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
                                "load",
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
        migrations.AddConstraint(
            model_name="revision",
            constraint=models.UniqueConstraint(
                condition=models.Q(("position__isnull", True)),
                fields=("kind", "record", "version"),
                name="revision_one_a_version_of_a_record",
            ),
        ),
        migrations.AddConstraint(
            model_name="revision",
            constraint=models.UniqueConstraint(
                condition=models.Q(("previous", ""), _negated=True),
                fields=("previous",),
                name="revision_follows_alone",
            ),
        ),
    ]
