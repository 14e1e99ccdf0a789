"""History: what was published stays. The one rule across rows whose breach has no row to stand in."""

from __future__ import annotations

from collections.abc import Iterator

from fasail.data import Data
from fasail.findings import Finding, Rule, breach

IDS_NEVER_VANISH = Rule(
    "ids-never-vanish",
    "Every id that a version brought stands in its table or in retired, unless a later one removed it on record.",
    "Restore the row, or add a row to retired with what stands for it now and why.",
    "checks",
)


def ids_never_vanish(data: Data) -> Iterator[Finding]:
    """A finding, in the file of its table, for each id that the package lost."""
    files = {resource.name: resource.path for resource in data.descriptor.resources}
    keyed = {name for name, schema in data.schemas.items() if schema.primary_key} - {"retired"}
    told = [
        (version, table, changes)
        for version, brought in data.changes.items()
        for table, changes in brought.tables.items()
        if table in keyed
    ]
    gone = {(table, row_id) for _, table, changes in told for row_id in changes.removed}
    gone |= {(row.table_, row.retired_id) for row in data.retired}
    for version, table, changes in told:
        for row_id in changes.added:
            if row_id not in data.tables[table] and (table, row_id) not in gone:
                message = f"version {version} brought {row_id}, which stands neither here nor in retired"
                yield breach(IDS_NEVER_VANISH, files[table], message, table=table, row=row_id)
