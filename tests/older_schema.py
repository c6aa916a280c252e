"""A database as an earlier workbench left it, and the backup which that one made."""

import json
import zipfile
from pathlib import Path
from typing import Any

from sqlalchemy import Column, MetaData, Table, insert, inspect, select

from models.backups import _told
from models.database import Database
from models.tables import METADATA


def rows_of(database: Database, columns: dict[str, list[str]]) -> dict[str, list[tuple[Any, ...]]]:
    found: dict[str, list[tuple[Any, ...]]] = {}
    with database.read() as session:
        for table in METADATA.sorted_tables:
            if table.name in columns:
                wanted = [table.columns[name] for name in columns[table.name]]
                rows = session.execute(select(*wanted).order_by(*table.primary_key))
                found[table.name] = [tuple(row) for row in rows]
    return found


def fill(older: Database, newer: Database) -> dict[str, list[str]]:
    """Give `older` what `newer` holds, as far as its schema has room; its tables' columns."""
    inspector = inspect(older.engine)
    columns = {
        table.name: [column["name"] for column in inspector.get_columns(table.name)]
        for table in METADATA.sorted_tables
        if inspector.has_table(table.name)
    }
    with older.begin() as session:
        for name, rows in rows_of(newer, columns).items():
            bare = Table(
                name,
                MetaData(),
                *(Column(one, METADATA.tables[name].columns[one].type) for one in columns[name]),
            )
            if rows:
                values = [dict(zip(columns[name], row, strict=True)) for row in rows]
                session.connection().execute(insert(bare), values)
    return columns


def older_backup(older: Database, columns: dict[str, list[str]], schema: str, path: Path) -> None:
    """Write what `older` holds as the workbench of that schema did."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("workbench.json", json.dumps({"schema": schema}))
        for name, rows in rows_of(older, columns).items():
            lines = [json.dumps([_told(value) for value in row]) + "\n" for row in rows]
            archive.writestr(f"{name}.jsonl", "".join(lines))
            archive.writestr(f"{name}.columns.json", json.dumps(columns[name]))
