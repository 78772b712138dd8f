"""Let revision numbers rise by leaps of chance, and let a restored copy say so.

A copy of the database that is put in its place goes on from an earlier number. If numbers rose one by
one, what happens next would get the numbers of what has been undone, and an index from then would
pass for an index of now. With leaps of up to a milliard no two courses of events share a number; and
a bigint has room for milliards of them.
"""

from django.db import migrations, models

SQLITE = """
CREATE TRIGGER catalogue_revision_leaps AFTER UPDATE OF number ON catalogue_revision
    WHEN NEW.number = OLD.number + 1
BEGIN
    UPDATE catalogue_revision SET number = NEW.number + 1 + (random() & 1073741823)
        WHERE id = NEW.id;
END
"""
POSTGRES = """
CREATE FUNCTION catalogue_leap() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.number = OLD.number + 1 THEN
        NEW.number := NEW.number + 1 + floor(random() * 1073741824)::bigint;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER catalogue_revision_leaps BEFORE UPDATE OF number ON catalogue_revision
    FOR EACH ROW EXECUTE FUNCTION catalogue_leap();
"""


def create_trigger(apps, schema_editor):
    """Watch the one row that says how far the catalogue has come."""
    schema_editor.execute(POSTGRES if schema_editor.connection.vendor == "postgresql" else SQLITE)


def drop_trigger(apps, schema_editor):
    """Let numbers rise one by one."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP TRIGGER catalogue_revision_leaps ON catalogue_revision")
        schema_editor.execute("DROP FUNCTION catalogue_leap")
    else:
        schema_editor.execute("DROP TRIGGER catalogue_revision_leaps")


class Migration(migrations.Migration):
    """The leaps, and the moment of a restore."""

    dependencies = [("catalogue", "0002_change_log")]
    operations = [
        migrations.AddField(
            "revision",
            "restored_at",
            models.DateTimeField(editable=False, null=True, verbose_name="återläst"),
        ),
        migrations.RunPython(create_trigger, drop_trigger, elidable=False),
    ]
