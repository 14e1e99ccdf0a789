"""Validate a package: `python validate.py [PACKAGE_DIR] [--format text|json|github|sarif] [--fix]`.

Exit code 0 if the package is valid, 1 if it has findings, 2 if there is no package or the call is wrong.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import NoReturn

from fasail.canonical import fix
from fasail.findings import as_github, as_json, as_sarif, as_text
from fasail.package import NotAPackage, table_files
from fasail.validation import rules, validate


class _Parser(argparse.ArgumentParser):
    """A parser that refuses a wrong call in one line."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{self.prog}: {message}; see {self.prog} --help\n")


def main(arguments: list[str] | None = None) -> int:
    """Validate as the arguments say and print the findings; the exit code."""
    parser = _Parser(prog="validate.py", description="Validate a Fasail data package.")
    here = Path(__file__).resolve().parent
    parser.add_argument("package", nargs="?", type=Path, default=here, help="its directory (default: this repository)")
    parser.add_argument("--format", choices=["text", "json", "github", "sarif"], default="text")
    parser.add_argument("--fix", action="store_true", help="first rewrite the tables in their canonical spelling")
    options = parser.parse_args(arguments)
    try:
        if options.fix:
            for path in fix(table_files(options.package)):
                print(f"rewritten: {path}", file=sys.stderr)
        report = validate(options.package)
    except (NotAPackage, OSError) as error:
        print(f"validate.py: {error}", file=sys.stderr)
        return 2
    forms = {"text": as_text, "json": as_json, "github": as_github}
    print(as_sarif(report, rules()) if options.format == "sarif" else forms[options.format](report))
    return 0 if report.valid else 1


if __name__ == "__main__":
    sys.exit(main())
