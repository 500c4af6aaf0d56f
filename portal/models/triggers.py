"""Rows that nobody may change afterwards, said to the database itself."""

from sqlalchemy import Connection, inspect

DONE = "('published', 'superseded', 'withdrawn')"
STATE = "(SELECT state FROM pathway_version WHERE id = {row}.version_id)"

# (table, when, condition on OLD and NEW, what the refusal says)
FROZEN = (
    ("audit_event", "UPDATE", "1 = 1", "the audit log is only appended to"),
    ("audit_event", "DELETE", "1 = 1", "the audit log is only appended to"),
    ("version_move", "UPDATE", "1 = 1", "history is only appended to"),
    ("version_move", "DELETE", "1 = 1", "history is only appended to"),
    ("minutes_move", "UPDATE", "1 = 1", "history is only appended to"),
    ("minutes_move", "DELETE", "1 = 1", "history is only appended to"),
    ("report_move", "UPDATE", "1 = 1", "history is only appended to"),
    ("report_move", "DELETE", "1 = 1", "history is only appended to"),
    (
        "progress_report",
        "UPDATE",
        "OLD.state = 'approved'",
        "an approved report stays as it is",
    ),
    ("progress_report", "DELETE", "1 = 1", "reports stay on record"),
    ("published", "DELETE", "1 = 1", "what was public stays on record"),
    (
        "published",
        "UPDATE",
        "NEW.payload <> OLD.payload OR NEW.summary <> OLD.summary"
        " OR NEW.hash <> OLD.hash OR NEW.kind <> OLD.kind OR NEW.uid <> OLD.uid"
        " OR COALESCE(NEW.area, '') <> COALESCE(OLD.area, '') OR NEW.id <> OLD.id"
        " OR NEW.approvers <> OLD.approvers OR NEW.valid_from <> OLD.valid_from"
        " OR OLD.valid_to IS NOT NULL",
        "a snapshot never changes; it can only end",
    ),
    ("step", "UPDATE", f"{STATE.format(row='OLD')} IN {DONE}", "published steps stay"),
    ("step", "DELETE", f"{STATE.format(row='OLD')} IN {DONE}", "published steps stay"),
    ("step", "INSERT", f"{STATE.format(row='NEW')} IN {DONE}", "published steps stay"),
)


def install(connection: Connection) -> None:
    """Drop and create every trigger: batch migrations drop them with the table."""
    make = _sqlite if connection.dialect.name == "sqlite" else _postgresql
    tables = set(inspect(connection).get_table_names())
    for table, when, condition, message in FROZEN:
        if table not in tables:
            continue
        for statement in make(table, when, condition, message):
            connection.exec_driver_sql(statement)


def _sqlite(table: str, when: str, condition: str, message: str) -> tuple[str, ...]:
    name = f"frozen_{table}_{when.lower()}"
    return (
        f"DROP TRIGGER IF EXISTS {name}",
        f"CREATE TRIGGER {name} BEFORE {when} ON {table} WHEN {condition}"
        f" BEGIN SELECT RAISE(ABORT, '{message}'); END",
    )


def _postgresql(table: str, when: str, condition: str, message: str) -> tuple[str, ...]:
    name = f"frozen_{table}_{when.lower()}"
    kept = "OLD" if when == "DELETE" else "NEW"
    return (
        f"DROP TRIGGER IF EXISTS {name} ON {table}",
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$"
        f" BEGIN IF {condition} THEN RAISE EXCEPTION '{message}'"
        f" USING ERRCODE = 'restrict_violation'; END IF; RETURN {kept}; END $$",
        f"CREATE TRIGGER {name} BEFORE {when} ON {table}"
        f" FOR EACH ROW EXECUTE FUNCTION {name}()",
    )
