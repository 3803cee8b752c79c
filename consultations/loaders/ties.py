"""What ties the lines of a ballot to one another, by question number and with the catalogue's reason."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from consultations.domain.ballots import Answer
from consultations.domain.filling import Filled
from consultations.loaders.paper import Line, Sheet
from menus.domain.catalogue import LineageKey, Relation, RelationKind
from menus.loaders import Reason


@dataclass(frozen=True, slots=True)
class Tie:
    """``line`` KIND any one of ``others``; for comes_before the other is better done before it."""

    kind: RelationKind
    line: Line
    others: tuple[Line, ...]
    reason: Reason | None = None


def ties_of(sheet: Sheet, line: Line) -> tuple[Tie, ...]:
    """What the voter should know of one line before choosing. What is better done before it is said by `advice`,
    where it was turned down: before that it would only be in the way."""
    graph = sheet.graph
    clauses = [
        *((RelationKind.NEEDS, clause) for clause in graph.needs(line.key)),
        *((RelationKind.BRINGS_WITH, clause) for clause in graph.brings(line.key)),
        *((RelationKind.EXCLUDES, (other,)) for other in sorted(graph.excluded_by(line.key))),
    ]
    return tuple(_tie(sheet, kind, line.key, others) for kind, others in clauses)


def advice(sheet: Sheet, filled: Filled) -> tuple[Tie, ...]:
    """What does not go together in what was filled in; none of it is refused."""
    unwanted = {n for n, answer in filled.answers.items() if answer is Answer.AGAINST}
    hints = sheet.graph.hints(_keys(sheet, filled.wanted), _keys(sheet, unwanted))
    return tuple(_tie(sheet, hint.kind, hint.line, hint.others) for hint in hints if hint.line is not None)


def _tie(sheet: Sheet, kind: RelationKind, key: LineageKey, others: tuple[LineageKey, ...]) -> Tie:
    reason = next(_reasons(sheet, kind, key.code, others), None)
    return Tie(kind, sheet.by_key[key], _lines(sheet, others), reason)


def _reasons(sheet: Sheet, kind: RelationKind, code: str, others: Iterable[LineageKey]) -> Iterator[Reason]:
    """The catalogue's reasons; what excludes or comes before may be written from either side."""
    for other in others:
        for pair in ((code, other.code), (other.code, code)):
            reason = sheet.reasons.get(Relation(kind, *pair))
            if reason is not None:
                yield reason


def _keys(sheet: Sheet, numbers: Iterable[int]) -> set[LineageKey]:
    return {sheet.by_number[number].key for number in numbers if number in sheet.by_number}


def _lines(sheet: Sheet, keys: Iterable[LineageKey]) -> tuple[Line, ...]:
    return tuple(sheet.by_key[key] for key in keys)
