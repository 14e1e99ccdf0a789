"""The commands: `python -m fasail build | serve | new | capture | diff`."""

from __future__ import annotations

import argparse
import signal
import sys
from datetime import date
from pathlib import Path

from fasail.canonical import spell, write_atomically
from fasail.changes import FORMS, SHOWN
from fasail.descriptor import SchemaField, TableSchema
from fasail.diff import NOTHING, compare, read, vanished
from fasail.evidence import fingerprint, fingerprint_path, tokens
from fasail.findings import as_text
from fasail.package import NotAPackage, Package, read_package
from fasail.rows import MODELS
from fasail.validation import judge

#: What `new` makes a row of, by the name of one row.
KINDS = {model.__name__.lower(): table for table, model in MODELS.items()} | {
    "role": "roles", "actor": "event_actors", "report": "reports",
}  # fmt: skip


def main(arguments: list[str] | None = None) -> int:
    """Run one command; the exit code (0 done, 1 findings, 2 wrong call)."""
    parser = argparse.ArgumentParser(prog="python -m fasail", description="Build and keep the Fasail data package.")
    parser.add_argument("--package", type=Path, default=Path(), help="the package's directory (default: this one)")
    commands = parser.add_subparsers(dest="command", required=True)

    build = commands.add_parser("build", help="validate, then make the site and the downloads")
    build.add_argument("--out", type=Path, default=Path(), help="where site/ and dist/ go (default: this directory)")

    commands.add_parser("serve", help="live preview of the site on this machine")

    new = commands.add_parser("new", help="add a row, with its vocabulary shown")
    new.add_argument("kind", choices=sorted(KINDS), metavar="KIND", help=", ".join(sorted(KINDS)))
    new.add_argument("cells", nargs="*", metavar="COLUMN=VALUE", help="cells; what is not given is asked for")

    capture = commands.add_parser("capture", help="make the fingerprint of a document")
    capture.add_argument("file", metavar="FILE", help="its text in UTF-8, - for standard input")
    capture.add_argument("--source-id", required=True, help="its id in tables/sources.csv")
    capture.add_argument("--extent", choices=["full", "excerpt"], default="full")
    capture.add_argument("--captured", type=date.fromisoformat, default=None, help="day of reading (default: today)")

    diff = commands.add_parser("diff", help="what one package brought against another")
    diff.add_argument("old", metavar="OLD", help=f"a package's directory, a git revision, or the word {NOTHING}")
    diff.add_argument("new", metavar="NEW", help="a package's directory or a git revision")
    diff.add_argument("--format", choices=sorted(FORMS), default="text")

    options = parser.parse_args(arguments)
    try:
        run = {"build": _build, "serve": _serve, "new": _new, "capture": _capture, "diff": _diff}[options.command]
        return run(options)
    except (NotAPackage, OSError, UnicodeDecodeError, ValueError) as error:
        print(f"fasail {options.command}: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print(f"fasail {options.command}: interrupted", file=sys.stderr)
        return 130


def _build(options: argparse.Namespace) -> int:
    # Only here: the libraries of the formats take longer to load than the other commands to run.
    from fasail.build import Failed, build, step

    # Ended from outside, it clears up as if it were interrupted.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with step("validation"):
        report, data = judge(options.package)
    print(as_text(report))
    if data is None:
        return 1
    try:
        build(data, options.package, options.out)
    except Failed as error:
        print(f"fasail build: the site was not built\n{error}", file=sys.stderr)
        return 1
    print(f"{options.out / 'site'}: the site; {options.out / 'dist'}: the downloads")
    return 0


def _serve(options: argparse.Namespace) -> int:
    from fasail.build import serve

    return serve(options.package)


def _capture(options: argparse.Namespace) -> int:
    raw = sys.stdin.buffer.read() if options.file == "-" else Path(options.file).read_bytes()
    made = fingerprint(raw, options.source_id, options.extent, options.captured or date.today())
    path = fingerprint_path(options.package, options.source_id)
    path.parent.mkdir(exist_ok=True)
    write_atomically(path, made.to_json().encode("utf-8"))
    print(f"{path}: {len(made.paragraphs)} paragraphs")
    return 0


def _diff(options: argparse.Namespace) -> int:
    old = None if options.old == NOTHING else read(options.old, options.package)
    new = read(options.new, options.package)
    print(FORMS[options.format](compare(old, new)))
    lost = vanished(old, new)
    for table, row_id in lost[:SHOWN]:
        print(f"fasail diff: {table} lost the id {row_id}", file=sys.stderr)
    if lost:
        hint = "restore the row, or add one to tables/retired.csv with the id, its table, what replaces it and why"
        print(f"fasail diff: ids lost: {len(lost):,}; for each, {hint}", file=sys.stderr)
    return 1 if lost else 0


def _new(options: argparse.Namespace) -> int:
    package, findings = read_package(options.package)
    table = KINDS[options.kind]
    if package is None or table not in package.grids or not package.grids[table].complete:
        broken = [finding for finding in findings if finding.table == table] or findings
        print(f"{broken[0].file}: {broken[0].message}. {broken[0].hint}", file=sys.stderr)
        return 1
    given = dict(cell.split("=", 1) for cell in options.cells if "=" in cell)
    unknown = [cell for cell in options.cells if cell.split("=", 1)[0] not in package.schemas[table].names]
    if unknown:
        raise ValueError(f"{unknown[0]}: not COLUMN=VALUE with a column of {table}")
    row = _complete(package, table, given)
    grid = package.grids[table]
    rows = [cells for _, cells in grid.rows] + [tuple(row[name] for name in grid.header)]
    write_atomically(options.package / grid.file, spell(grid.header, rows))
    print(f"{grid.file}: row added; now run python validate.py")
    return 0


def _complete(package: Package, table: str, given: dict[str, str]) -> dict[str, str]:
    """All cells of a new row: given, proposed or asked for. Raises ValueError where a required one is missing."""
    schema = package.schemas[table]
    row = dict.fromkeys(schema.names, "") | given
    # The id is proposed from the other cells, so it comes last.
    for field in sorted(schema.fields, key=lambda field: field.name in schema.primary_key):
        if field.name not in given and sys.stdin.isatty():
            proposal = _proposed_id(schema, row) if field.name in schema.primary_key else ""
            row[field.name] = _ask(field, proposal)
        elif field.name not in given and field.name in schema.primary_key:
            row[field.name] = _proposed_id(schema, row)
        if field.constraints.required and not row[field.name]:
            raise ValueError(f"{field.name} is required: {field.description}")
    return row


def _proposed_id(schema: TableSchema, row: dict[str, str]) -> str:
    """An id from the row's date and its title or name, in ASCII."""
    words = tokens(row.get("title") or row.get("name") or row.get("counter") or "")
    slug = "-".join(word for word in words if word.isascii())[:80]
    return "-".join(part for part in (row.get("date_start", ""), slug) if part).strip("-")


def _ask(field: SchemaField, proposal: str) -> str:
    print(f"\n{field.title} ({field.name}{', required' if field.constraints.required else ''}): {field.description}")
    for value, meaning in (field.definitions or {}).items():
        print(f"  {value:24} {meaning}")
    shown = f" [{proposal}]" if proposal else f" (such as {field.example})"
    return input(f"{field.name}{shown}: ").strip() or proposal


if __name__ == "__main__":
    sys.exit(main())
