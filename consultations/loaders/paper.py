"""What a ballot page shows one voice: the questions of its own places, with all that belongs to them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from communities.models import RollEntry
from consultations.domain.ballots import Answer
from consultations.domain.filling import Filled, parts
from consultations.domain.turns import in_turn
from consultations.loaders.shares import Part, charge_fen, parts_of, share_fen
from consultations.models import Finding, Question, Round
from menus import loaders as catalogue
from menus.domain.catalogue import LineageKey, Relation
from menus.domain.graph import Graph, build_graph
from menus.loaders import Reason
from menus.models import ItemOption


@dataclass(frozen=True, slots=True)
class Line:
    """One question with the voice's own money, the findings behind it and the options to choose among."""

    question: Question
    share_fen: int | None
    charge_fen: int | None
    findings: tuple[Finding, ...]
    options: tuple[ItemOption, ...]
    preselected: bool

    @property
    def number(self) -> int:
        return int(self.question.number)

    @property
    def key(self) -> LineageKey:
        return LineageKey(self.question.code, self.question.place.code)


@dataclass(frozen=True)
class Sheet:
    """A round's paper as one voice gets it: its own lines, within a chapter in its own turn (domain.turns)."""

    round: Round
    entry: RollEntry
    lines: tuple[Line, ...]
    parts_of_places: Mapping[str, Part]
    reasons: Mapping[Relation, Reason] = field(repr=False)

    @cached_property
    def by_number(self) -> dict[int, Line]:
        return {line.number: line for line in self.lines}

    @cached_property
    def by_key(self) -> dict[LineageKey, Line]:
        return {line.key: line for line in self.lines}

    @cached_property
    def pages(self) -> tuple[tuple[int, ...], ...]:
        """Question numbers page by page, a chapter of the menu together where it fits."""
        majors = ((line.number, line.question.offered.item.major) for line in self.lines)
        return parts([(number, major.track, major.code) for number, major in majors])

    @cached_property
    def groups(self) -> tuple[frozenset[int], ...]:
        """Choice groups as question numbers; an owners' vote has none (loaders.ballots.paper)."""
        found: dict[str, set[int]] = defaultdict(set)
        for line in self.lines:
            if line.question.offered.choice_group and self.round.kind == "selection":
                found[line.question.offered.choice_group].add(line.number)
        return tuple(frozenset(numbers) for _, numbers in sorted(found.items()))

    @cached_property
    def graph(self) -> Graph:
        """What ties these lines to one another; lines of other places are not the voice's to answer."""
        groups: dict[str, set[LineageKey]] = defaultdict(set)
        for line in self.lines:
            if line.question.offered.choice_group:
                groups[line.question.offered.choice_group].add(line.key)
        return build_graph(self.by_key, self.reasons, {name: frozenset(keys) for name, keys in groups.items()})

    @cached_property
    def untouched(self) -> Filled:
        """A ballot nobody has filled in: basic items with a checked finding are wanted, in a selection only."""
        return Filled({line.number: Answer.AGREE for line in self.lines if line.preselected})


def sheet(round: Round, entry: RollEntry) -> Sheet:
    """The paper of one voice. The number of queries does not depend on the number of questions."""
    own = parts_of(entry)
    questions = list(Question.objects.filter(round=round, place__code__in=list(own)).in_order())
    found = _findings(round)
    options = _options(questions)
    lines = [_line(round, question, own, found, options) for question in questions]
    return Sheet(
        round=round,
        entry=entry,
        lines=in_turn(map(_row, lines), round=round.number, voice=entry.number),
        parts_of_places=own,
        reasons=catalogue.reasons(round.consultation.edition_id),
    )


def _row(line: Line) -> tuple[Line, str, str]:
    """A line with its chapter and its item, whose places are shown together."""
    major = line.question.offered.item.major
    return line, f"{major.track}:{major.code}", line.question.code


def _line(
    round: Round,
    question: Question,
    own: Mapping[str, Part],
    found: Mapping[tuple[int, int], Sequence[Finding]],
    options: Mapping[int, Sequence[ItemOption]],
) -> Line:
    offered, part = question.offered, own[question.place.code]
    findings = tuple(found.get((offered.item_id, question.place_id), ()))
    return Line(
        question=question,
        share_fen=share_fen(question, part),
        charge_fen=charge_fen(question, part),
        findings=findings,
        options=tuple(option for option in options.get(offered.item_id, ()) if option.code in question.options),
        preselected=bool(findings) and offered.nature == "basic" and round.kind == "selection",
    )


def _findings(round: Round) -> dict[tuple[int, int], list[Finding]]:
    """Checked findings by item and place."""
    found: dict[tuple[int, int], list[Finding]] = defaultdict(list)
    for finding in Finding.objects.checked().filter(consultation=round.consultation_id).order_by("pk"):
        found[finding.item_id, finding.place_id].append(finding)
    return found


def _options(questions: Sequence[Question]) -> dict[int, list[ItemOption]]:
    """The options of the items that have any, in their order."""
    found: dict[int, list[ItemOption]] = defaultdict(list)
    items = {question.offered.item_id for question in questions if question.options}
    if items:
        for option in ItemOption.objects.filter(item__in=items).order_by("item_id", "position"):
            found[option.item_id].append(option)
    return found
