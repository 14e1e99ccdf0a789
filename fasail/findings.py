"""Findings: what a rule has to say about one place in the package, and the forms in which it is printed."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Literal

Layer = Literal["package", "cells", "rows", "checks"]

#: GitHub shows no more than ten annotations of one step; the rest goes to its log.
SHOWN_BY_GITHUB = 10
LONGEST_VALUE = 120


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: its id, the rule as a sentence, and what to do when it is broken."""

    id: str
    title: str
    hint: str
    layer: Layer


@dataclass(frozen=True, slots=True)
class Finding:
    """One breach of one rule.

    `line` is the physical line (1 is the first), `column` the column's name, `row` the row's id or its identifying
    cells joined by slashes; each is None where the rule is about something larger.
    """

    rule: str
    table: str | None
    file: str
    line: int | None
    column: str | None
    row: str | None
    value: str | None
    message: str
    hint: str

    @property
    def place(self) -> tuple[str, int, str, str, str]:
        """What findings are ordered by."""
        return self.file, self.line or 0, self.column or "", self.rule, self.row or ""


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome of a validation: findings in order of place, rows per table, and the number of rules applied."""

    findings: tuple[Finding, ...]
    rows: Mapping[str, int]
    checks: int

    @property
    def valid(self) -> bool:
        """Whether nothing was found."""
        return not self.findings


def breach(
    rule: Rule,
    file: str,
    message: str,
    *,
    line: int | None = None,
    table: str | None = None,
    column: str | None = None,
    row: str | None = None,
    value: str | None = None,
    hint: str | None = None,
) -> Finding:
    """A finding of `rule`, with the rule's own hint unless a better one is given."""
    return Finding(rule.id, table, file, line, column, row, value, message, hint or rule.hint)


def shorten(text: str, longest: int = LONGEST_VALUE) -> str:
    """The text, or its beginning and its length where it is long."""
    return text if len(text) <= longest else f"{text[:longest]}… ({len(text):,} characters)"


def as_text(report: Report) -> str:
    """One line a finding, each with its place, its rule and what to do; then one line that counts."""
    lines = [_text_line(finding) for finding in report.findings]
    rows = sum(report.rows.values())
    if report.valid:
        lines.append(f"valid: {rows:,} rows in {len(report.rows)} tables, {report.checks} rules")
    else:
        count = len(report.findings)
        lines.append(f"{count} finding{'s' if count > 1 else ''} in {rows:,} rows, {report.checks} rules")
    return "\n".join(lines)


def _text_line(finding: Finding) -> str:
    where = finding.file if finding.line is None else f"{finding.file}:{finding.line}"
    subject = ""
    if finding.table and finding.row:
        subject = f" {finding.table}[{shorten(finding.row, 80)}]"
    if finding.column:
        subject += f" {finding.column}"
    return f"{where}{subject}: {finding.message} [{finding.rule}]  → {finding.hint}"


def as_json(report: Report) -> str:
    """The report as one JSON object; its form is stated in `docs/findings.schema.json`."""
    return json.dumps(
        {
            "valid": report.valid,
            "findings": [asdict(finding) for finding in report.findings],
            "rows": dict(report.rows),
            "checks": report.checks,
        },
        ensure_ascii=False,
        indent=2,
    )


def as_github(report: Report) -> str:
    """The first findings as annotations for GitHub's review page, the rest as plain lines of the log."""
    shown = report.findings[:SHOWN_BY_GITHUB]
    rest = report.findings[SHOWN_BY_GITHUB:]
    lines = [
        f"::error file={_property(finding.file)},line={finding.line or 1},title={_property(finding.rule)}::"
        f"{_data(f'{finding.column or finding.table or finding.file}: {finding.message}. {finding.hint}')}"
        for finding in shown
    ]
    return "\n".join([*lines, *map(_text_line, rest), as_text(report).splitlines()[-1]])


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def as_sarif(report: Report, rules: Sequence[Rule]) -> str:
    """The report as SARIF 2.1.0, for code-scanning services and editors."""
    results = [
        {
            "ruleId": finding.rule,
            "level": "error",
            "message": {"text": f"{finding.message}. {finding.hint}"},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": finding.file},
                        "region": {"startLine": finding.line or 1},
                    }
                }
            ],
        }
        for finding in report.findings
    ]
    described = [
        {"id": rule.id, "shortDescription": {"text": rule.title}, "help": {"text": rule.hint}} for rule in rules
    ]
    return json.dumps(
        {
            "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
            "version": "2.1.0",
            "runs": [{"tool": {"driver": {"name": "fasail", "rules": described}}, "results": results}],
        },
        ensure_ascii=False,
        indent=2,
    )
