"""What is public of a count: heads, verdicts and percentages to one decimal, never exact areas.

The roll with areas is posted before a vote; an exact area total would name voters in small places (DESIGN section 4,
What is public). Percentages are rounded down, so that nothing looks as if it had reached a line it has not.
"""

from collections.abc import Sequence
from typing import Any

from consultations.domain.rules import RuleBook
from consultations.domain.rules import to_plain as book_to_plain
from consultations.domain.tally import Count, Line, Tally

FORMAT = "renewal-portal/public-round/1"


def permille(part: int, whole: int) -> int:
    """Tenths of a percent, rounded down: 666 for two of three."""
    return part * 1000 // whole if whole else 0


def percent(part: int, whole: int) -> str:
    """A percentage to one decimal, rounded down, as text: "66.6"."""
    tenths = permille(part, whole)
    return f"{tenths // 10}.{tenths % 10}"


def line_to_public(code: str, line: Line) -> dict[str, Any]:
    """One question as anyone may see it."""
    return {
        "code": code,
        "place": line.place,
        "rule": line.rule.value,
        "verdict": line.verdict.value,
        "heads": {
            "entitled": line.entitled.heads,
            "taking_part": line.taking_part.heads,
            "agree": line.agree.heads,
            "against": line.against.heads,
            "abstain": line.abstain.heads,
            "blank": line.blank.heads,
            "set_aside": line.set_aside.heads,
        },
        "percent": {
            "taking_part_heads": percent(line.taking_part.heads, line.entitled.heads),
            "taking_part_area": percent(line.taking_part.area_cm2, line.entitled.area_cm2),
            "agree_heads": percent(line.agree.heads, line.taking_part.heads),
            "agree_area": percent(line.agree.area_cm2, line.taking_part.area_cm2),
        },
    }


def tally_to_public(
    key: str, codes: Sequence[str], tally: Tally, book: RuleBook, *, merkle_root: str, inputs_digest: str
) -> dict[str, Any]:
    """The public file of a round. How many voted by which channel is a round's figure, never a question's."""
    return {
        "format": FORMAT,
        "round": key,
        "rule_book": book_to_plain(book),
        "ballots": tally.ballots,
        "labels": {name: dict(values) for name, values in tally.labels.items()},
        "questions": [line_to_public(code, line) for code, line in zip(codes, tally.lines, strict=True)],
        "merkle_root": merkle_root,
        "inputs_sha256": inputs_digest,
    }


def line_to_sealed(code: str, line: Line) -> dict[str, Any]:
    """One question with its exact areas, for counting roles, supervisors and courts."""
    counts = {name: _count(getattr(line, name)) for name in _COUNTS}
    return {
        "code": code,
        "place": line.place,
        "rule": line.rule.value,
        "verdict": line.verdict.value,
        **counts,
        "short_of_quorum": _count(line.margin.quorum),
        "short_of_consent": _count(line.margin.consent),
        "split": {name: {value: list(heads) for value, heads in values.items()} for name, values in line.split.items()},
    }


_COUNTS = ("entitled", "taking_part", "agree", "against", "abstain", "blank", "set_aside")


def _count(count: Count) -> dict[str, int]:
    return {"heads": count.heads, "area_cm2": count.area_cm2}
