"""A frozen roll stays as it was: its rows are written once."""

from django.db import migrations

FREEZE = """
CREATE FUNCTION communities_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is written once', TG_TABLE_NAME
    USING ERRCODE = 'check_violation', CONSTRAINT = TG_TABLE_NAME || '_written_once';
END $$;
"""


def frozen(table: str) -> migrations.RunSQL:
    name = f"communities_{table}"
    return migrations.RunSQL(
        f"CREATE TRIGGER {name}_written_once BEFORE UPDATE OR DELETE ON {name} "
        "FOR EACH ROW EXECUTE FUNCTION communities_frozen();",
        f"DROP TRIGGER {name}_written_once ON {name};",
    )


class Migration(migrations.Migration):
    dependencies = [("communities", "0001_initial")]

    operations = [
        migrations.RunSQL(FREEZE, "DROP FUNCTION communities_frozen;"),
        *(frozen(table) for table in ("rollversion", "rollentry", "rollshare")),
    ]
