"""A tag's letter may be two: imports bring more tags than there are letters."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

NAME = "ck_tag_letter"
BEFORE = "length(letter) = 1"
AFTER = "length(letter) BETWEEN 1 AND 2"


def upgrade() -> None:
    connection = op.get_bind()
    if connection.dialect.name == "sqlite":
        rewrite_check(connection)
        return
    op.drop_constraint(op.f(NAME), "tag", type_="check")
    op.create_check_constraint(op.f(NAME), "tag", AFTER)


def rewrite_check(connection: sa.Connection) -> None:
    """Change the words of the constraint alone, as SQLite's documentation of ALTER TABLE tells.

    Its other way, a copy of the table, would drop what passages refer to. No row is touched.
    """
    version = connection.exec_driver_sql("PRAGMA schema_version").scalar_one()
    connection.exec_driver_sql("PRAGMA writable_schema = ON")
    connection.exec_driver_sql(
        "UPDATE sqlite_schema SET sql = replace(sql, ?, ?) WHERE type = 'table' AND name = 'tag'",
        (BEFORE, AFTER),
    )
    connection.exec_driver_sql(f"PRAGMA schema_version = {int(version) + 1}")
    connection.exec_driver_sql("PRAGMA writable_schema = RESET")
