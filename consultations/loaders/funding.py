"""Who pays for a plan: its lines as their payers see them, and what is said of each."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from consultations.domain.funding import Flow, Payable, Source
from consultations.domain.plan.values import Outcome, Standing
from consultations.domain.tally import Verdict
from consultations.models import Funding, Plan, PlanLine


@dataclass(frozen=True, slots=True)
class Paid:
    """A line that costs money once, and who pays how much of it; nothing where nobody has said so yet."""

    line: PlanLine
    amounts: Mapping[Source, int]


def payable(line: PlanLine) -> Payable:
    """A line as its payers see it; its item and major item must have been read with it."""
    return Payable(
        major=line.offered.item.major.code,
        cost_fen=line.cost_fen,
        standing=Standing(line.standing),
        passed=line.verdict == Verdict.PASSED,
        usual_payers=line.offered.item.usual_payers,
    )


def to_pay(lines: Iterable[PlanLine]) -> list[PlanLine]:
    """The lines of a plan that cost money once and are in it."""
    return [line for line in lines if line.outcome == Outcome.IN and line.cost_fen]


def paid(lines: Iterable[PlanLine]) -> list[Paid]:
    """Who pays what of these lines of a plan that cost money and are in it: one query, however many."""
    everything, amounts = list(lines), dict[int, dict[Source, int]]()
    for row in Funding.objects.filter(offered__in=[line.offered_id for line in everything]).order_by("pk"):
        amounts.setdefault(row.offered_id, {})[Source(row.source)] = row.amount_fen
    return [Paid(line, _in_order(amounts.get(line.offered_id, {}))) for line in to_pay(everything)]


def flows(found: Sequence[Paid]) -> list[Flow]:
    """What each source pays for each major item of the menu, sources first, in their orders."""
    sums: dict[tuple[Source, str], int] = {}
    for each in found:
        for source, fen in each.amounts.items():
            key = source, each.line.offered.item.major.code
            sums[key] = sums.get(key, 0) + fen
    order = list(Source)
    return [
        Flow(source, part, sums[source, part])
        for source, part in sorted(sums, key=lambda key: (order.index(key[0]), key[1]))
    ]


def line_of(plan: Plan, pk: int) -> PlanLine | None:
    """A line of the plan that has to be paid once, with what it needs to be judged."""
    rows = plan.lines.select_related("offered__item__major", "offered__place")
    return next(iter(to_pay(rows.filter(pk=pk))), None)


def _in_order(amounts: Mapping[Source, int]) -> dict[Source, int]:
    return {source: amounts[source] for source in Source if source in amounts}
