"""Triggers that nobody can ask to be ignored: they keep what no person may change, whatever their rights."""

from __future__ import annotations

from typing import Any

from django.db import models

import pgtrigger
from pgtrigger import compiler


class FirmTriggerSql(compiler.UpsertTriggerSql):
    """Without the question, at the head of the function, whether ``pgtrigger.ignore`` names it."""

    def get_template(self) -> str:
        return """
            CREATE OR REPLACE FUNCTION {pgid}()
            RETURNS TRIGGER AS $$
                {declare}
                BEGIN
                    {func}
                END;
            $$ LANGUAGE plpgsql;

            DROP TRIGGER IF EXISTS {pgid} ON {table};
            CREATE {constraint} TRIGGER {pgid}
                {when} {operation} ON {table}
                {timing}
                {referencing}
                FOR EACH {level} {condition}
                EXECUTE PROCEDURE {execute};

            COMMENT ON TRIGGER {pgid} ON {table} IS '{hash}';
        """


class Firm(pgtrigger.Trigger):
    when = pgtrigger.Before

    def compile(self, model: models.Model) -> compiler.Trigger:
        compiled = super().compile(model)
        return compiler.Trigger(name=compiled.name, sql=FirmTriggerSql(**compiled.sql.kwargs))


class Refuse(Firm):
    """Refuses the operation, saying so in the words given."""

    def __init__(self, *, saying: str, **kwargs: Any) -> None:
        super().__init__(func=f"RAISE EXCEPTION '{saying}' USING ERRCODE = 'restrict_violation';", **kwargs)


def never_emptied(name: str, saying: str) -> Refuse:
    return Refuse(name=name, operation=pgtrigger.Truncate, level=pgtrigger.Statement, saying=saying)
