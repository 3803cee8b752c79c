"""What looking at a register file gave, as plain values that can be kept."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

from communities.domain.roll.difference import Difference
from communities.domain.roll.findings import Finding, counted
from communities.domain.roll.rows import UnitRow, figures

#: Of each kind of finding and of change, as many are listed; all of them are counted.
LISTED = 100


def fingerprint(rows: Iterable[UnitRow]) -> str:
    """Names a register by what it says; two people who change it one after the other are told."""
    digest = hashlib.sha256()
    for row in rows:
        digest.update(repr(row).encode("utf-8", "replace"))
    return digest.hexdigest()


def summed_up(
    findings: Sequence[Finding], stored: Sequence[UnitRow], rows: Sequence[UnitRow], difference: Difference
) -> dict[str, Any]:
    """Findings, figures before and after, and what changes. Where something blocks there is no "after"."""
    blocked = any(finding.blocks for finding in findings)
    return {
        "blocked": blocked,
        "counted": {code.value: times for code, times in counted(findings).items()},
        "findings": [_plain(finding) for finding in _listed(findings)],
        "before": asdict(figures(stored)),
        "after": None if blocked else asdict(figures(rows)),
        "added": len(difference.added),
        "gone": len(difference.gone),
        "changed": len(difference.changes),
        "added_doors": [row.door for row in difference.added[:LISTED]],
        "gone_doors": [row.door for row in difference.gone[:LISTED]],
        "changes": [asdict(change) for change in difference.changes[:LISTED]],
        "stands": fingerprint(stored),
    }


def _listed(findings: Sequence[Finding]) -> list[Finding]:
    """The first of each kind, what blocks before what tells, in the order of the rows."""
    seen: dict[str, int] = {}
    kept = []
    for finding in sorted(findings, key=lambda each: (not each.blocks, each.row or 0)):
        seen[finding.code] = seen.get(finding.code, 0) + 1
        if seen[finding.code] <= LISTED:
            kept.append(finding)
    return kept


def _plain(finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.code.value,
        "row": finding.row,
        "column": finding.column.value if finding.column else None,
        "values": dict(finding.values),
        "blocks": finding.blocks,
    }
