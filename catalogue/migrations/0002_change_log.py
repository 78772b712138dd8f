"""Let the database itself note every change: for the search index, and for the versions.

No write path can forget it: admin, import, bulk update and plain SQL all pass here. On SQLite,
which has one writer at a time, a trigger numbers the change at once. On PostgreSQL a deferred
trigger does it as the transaction commits, so that the order of numbers is the order of commits;
the lock on the revision row sees to that.

A second set of triggers names the rows that wait for a version (catalogue/changes/).
"""

from django.db import migrations

# What is watched: table -> (subject, the column that names the touched row).
WATCHED = {
    "catalogue_intervention": ("intervention", "id"),
    "catalogue_intervention_contacts": ("intervention", "intervention_id"),
    "catalogue_intervention_counties": ("intervention", "intervention_id"),
    "catalogue_intervention_forms": ("intervention", "intervention_id"),
    "catalogue_intervention_income_supports": ("intervention", "intervention_id"),
    "catalogue_intervention_languages": ("intervention", "intervention_id"),
    "catalogue_intervention_municipalities": ("intervention", "intervention_id"),
    "catalogue_intervention_need_groups": ("intervention", "intervention_id"),
    "catalogue_intervention_participants": ("intervention", "intervention_id"),
    "catalogue_intervention_requirements": ("intervention", "intervention_id"),
    "catalogue_intervention_types": ("intervention", "intervention_id"),
    "catalogue_intervention_venues": ("intervention", "intervention_id"),
    "catalogue_referralroute": ("intervention", "intervention_id"),
    "catalogue_organisation": ("organisation", "id"),
    "catalogue_needgroup": ("need_group", "id"),
    "catalogue_interventiontype": ("type", "id"),
    "catalogue_step": ("step", "id"),
    "catalogue_deliveryform": ("form", "id"),
    "catalogue_requirement": ("requirement", "id"),
    "catalogue_incomesupport": ("income_support", "id"),
    "catalogue_language": ("language", "id"),
    "catalogue_municipality": ("municipality", "id"),
    "catalogue_municipality_neighbours": ("neighbours", "from_municipality_id"),
    "catalogue_county": ("county", "id"),
    "catalogue_synonymgroup": ("synonym_group", "id"),
}
# What has versions: table -> (subject, the touched row; `_` stands for NEW or OLD).
VERSIONED = {
    table: (subject, f"_.{column}")
    for table, (subject, column) in WATCHED.items()
    if subject in {"intervention", "organisation"}
} | {
    "catalogue_referralroute_municipalities": (
        "intervention",
        "(SELECT intervention_id FROM catalogue_referralroute WHERE id = _.referralroute_id)",
    ),
    "catalogue_continuation": ("intervention", "_.before_id"),
    "catalogue_contact": ("contact", "_.id"),
    "catalogue_synonymgroup": ("synonymgroup", "_.id"),
    "catalogue_assignment": ("assignment", "_.id"),
}
EVENTS = {"INSERT": ("NEW",), "UPDATE": ("NEW", "OLD"), "DELETE": ("OLD",)}

SQLITE_NOTE = """
INSERT INTO catalogue_revision (id, epoch, number, pruned_to)
    VALUES (1, lower(hex(randomblob(16))), 1, 0)
    ON CONFLICT (id) DO UPDATE SET number = number + 1;
INSERT INTO catalogue_change (subject, row_id, revision)
    SELECT '{subject}', {row}.{column}, number FROM catalogue_revision WHERE id = 1;
"""

SQLITE_TOUCH = """
INSERT INTO catalogue_touched (subject, row_id, transaction_id, touched_at)
    SELECT '{subject}', touched.id, 0, strftime('%Y-%m-%d %H:%M:%f', 'now')
    FROM (SELECT {row} AS id) AS touched
    WHERE touched.id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM catalogue_touched
        WHERE transaction_id = 0 AND subject = '{subject}' AND row_id = touched.id
    );
"""

# One function a table, since each finds its row in its own way.
POSTGRES_TOUCH = """
CREATE FUNCTION {table}_touch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'DELETE' THEN
        INSERT INTO catalogue_touched (subject, row_id, transaction_id, touched_at)
            SELECT '{subject}', touched.id, txid_current(), now()
            FROM (SELECT {new} AS id) AS touched WHERE touched.id IS NOT NULL
            ON CONFLICT DO NOTHING;
    END IF;
    IF TG_OP <> 'INSERT' THEN
        INSERT INTO catalogue_touched (subject, row_id, transaction_id, touched_at)
            SELECT '{subject}', touched.id, txid_current(), now()
            FROM (SELECT {old} AS id) AS touched WHERE touched.id IS NOT NULL
            ON CONFLICT DO NOTHING;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER {table}_touched AFTER INSERT OR UPDATE OR DELETE ON {table}
    FOR EACH ROW EXECUTE FUNCTION {table}_touch();
"""

POSTGRES_FUNCTIONS = """
CREATE FUNCTION catalogue_note_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'DELETE' THEN
        INSERT INTO catalogue_change (subject, row_id, transaction_id)
            VALUES (TG_ARGV[0], (to_jsonb(NEW) ->> TG_ARGV[1])::bigint, txid_current())
            ON CONFLICT DO NOTHING;
    END IF;
    IF TG_OP <> 'INSERT' THEN
        INSERT INTO catalogue_change (subject, row_id, transaction_id)
            VALUES (TG_ARGV[0], (to_jsonb(OLD) ->> TG_ARGV[1])::bigint, txid_current())
            ON CONFLICT DO NOTHING;
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION catalogue_number_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    present bigint;
BEGIN
    -- The first change of the transaction numbers them all; the others find it done.
    IF EXISTS (SELECT 1 FROM catalogue_change WHERE id = NEW.id AND revision IS NULL) THEN
        INSERT INTO catalogue_revision (id, epoch, number, pruned_to)
            VALUES (1, gen_random_uuid()::text, 1, 0)
            ON CONFLICT (id) DO UPDATE SET number = catalogue_revision.number + 1
            RETURNING number INTO present;
        -- The number of the transaction has done its work. It must not stay: in a restored copy
        -- another transaction may have the same.
        UPDATE catalogue_change SET revision = present, transaction_id = NULL
            WHERE transaction_id = txid_current() AND revision IS NULL;
    END IF;
    RETURN NULL;
END $$;

-- A table that was emptied all at once names no rows: whoever follows must begin anew.
CREATE FUNCTION catalogue_begin_anew() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE catalogue_revision SET epoch = gen_random_uuid()::text, number = number + 1;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER catalogue_change_numbered
    AFTER INSERT ON catalogue_change DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION catalogue_number_change();
"""


def create_triggers(apps, schema_editor):
    """Set a watch on every table of `WATCHED` and `VERSIONED`."""
    _create_touches(schema_editor)
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(POSTGRES_FUNCTIONS)
        for table, (subject, column) in WATCHED.items():
            schema_editor.execute(
                f"CREATE TRIGGER {table}_noted AFTER INSERT OR UPDATE OR DELETE ON {table} "
                f"FOR EACH ROW EXECUTE FUNCTION catalogue_note_change('{subject}', '{column}')"
            )
            schema_editor.execute(
                f"CREATE TRIGGER {table}_emptied AFTER TRUNCATE ON {table} "
                "FOR EACH STATEMENT EXECUTE FUNCTION catalogue_begin_anew()"
            )
        return
    for table, (subject, column) in WATCHED.items():
        for event, rows in EVENTS.items():
            notes = "".join(
                SQLITE_NOTE.format(subject=subject, row=row, column=column) for row in rows
            )
            schema_editor.execute(
                f"CREATE TRIGGER {table}_{event.lower()}_noted AFTER {event} ON {table} "
                f"BEGIN {notes} END"
            )


def _create_touches(schema_editor):
    for table, (subject, row) in VERSIONED.items():
        rows = {"NEW": row.replace("_.", "NEW."), "OLD": row.replace("_.", "OLD.")}
        if schema_editor.connection.vendor == "postgresql":
            names = {"table": table, "subject": subject, "new": rows["NEW"], "old": rows["OLD"]}
            schema_editor.execute(POSTGRES_TOUCH.format(**names))
            continue
        for event, sides in EVENTS.items():
            notes = "".join(SQLITE_TOUCH.format(subject=subject, row=rows[side]) for side in sides)
            schema_editor.execute(
                f"CREATE TRIGGER {table}_{event.lower()}_touched AFTER {event} ON {table} "
                f"BEGIN {notes} END"
            )


def _drop_touches(schema_editor):
    for table in VERSIONED:
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f"DROP TRIGGER {table}_touched ON {table}")
            schema_editor.execute(f"DROP FUNCTION {table}_touch")
            continue
        for event in EVENTS:
            schema_editor.execute(f"DROP TRIGGER {table}_{event.lower()}_touched")


def drop_triggers(apps, schema_editor):
    """Take every watch away."""
    _drop_touches(schema_editor)
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP TRIGGER catalogue_change_numbered ON catalogue_change")
        for table in WATCHED:
            schema_editor.execute(f"DROP TRIGGER {table}_noted ON {table}")
            schema_editor.execute(f"DROP TRIGGER {table}_emptied ON {table}")
        schema_editor.execute("DROP FUNCTION catalogue_note_change")
        schema_editor.execute("DROP FUNCTION catalogue_number_change")
        schema_editor.execute("DROP FUNCTION catalogue_begin_anew")
        return
    for table in WATCHED:
        for event in EVENTS:
            schema_editor.execute(f"DROP TRIGGER {table}_{event.lower()}_noted")


class Migration(migrations.Migration):
    """The triggers of the change log."""

    dependencies = [("catalogue", "0001_initial")]
    operations = [migrations.RunPython(create_triggers, drop_triggers, elidable=False)]
