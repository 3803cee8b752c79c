"""Every stored number made again from its frozen inputs, and compared."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from consultations.domain.canonical import digest
from consultations.domain.plan import draw
from consultations.domain.plan.plain import inputs_from_plain, inputs_to_plain
from consultations.domain.sealed import read
from consultations.domain.tally import count
from consultations.loaders import planning as plan_loader
from consultations.loaders.columns import round_columns
from consultations.loaders.rounds import round_rows, sealed_plain
from consultations.models import Plan, Round
from consultations.services.counting import line_columns, tally_columns
from consultations.services.planning import key_of, plan_columns
from consultations.services.planning import line_columns as plan_line_columns


@dataclass(frozen=True, slots=True)
class Difference:
    """A stored value that does not come out again."""

    about: str
    name: str
    stored: object
    computed: object

    def __str__(self) -> str:
        return f"{self.about}: {self.name} is stored as {self.stored}, computed as {self.computed}"


def tally_differences(round: Round) -> Iterator[Difference]:
    """Recount one counted round."""
    return _or_fault(f"round:{round.pk}", _recounted(round))


def plan_differences(plan: Plan) -> Iterator[Difference]:
    """Draw one stored plan again."""
    return _or_fault(f"plan:{plan.pk}", _redrawn(plan))


def _or_fault(about: str, differences: Iterator[Difference]) -> Iterator[Difference]:
    """Inputs that no longer fit each other are a difference too, and the others go on."""
    try:
        yield from differences
    except ValueError as fault:
        yield Difference(about, "inputs", "as they were", f"contradictory: {fault}")


def _recounted(round: Round) -> Iterator[Difference]:
    columns = round_columns(round)
    sealed = read(sealed_plain(round_rows(round)))
    fresh = count(columns.asked, columns.roll, columns.votes, columns.book)
    about = f"round:{round.pk}"
    yield from _compared(about, round.tally, tally_columns(columns.book, sealed, fresh))
    stored = list(round.tally.lines.order_by("question__number"))
    if len(stored) != len(fresh.lines):
        yield Difference(about, "lines", len(stored), len(fresh.lines))
        return
    for number, (row, line) in enumerate(zip(stored, fresh.lines, strict=True), start=1):
        yield from _compared(f"{about} question {number}", row, line_columns(line))


def _redrawn(plan: Plan) -> Iterator[Difference]:
    about = f"plan:{plan.pk}"
    inputs, sources = inputs_from_plain(plan.inputs), plan_loader.sources_again(plan)
    fresh = draw(inputs)
    if digest(inputs_to_plain(inputs)) != digest(plan.inputs):
        yield Difference(about, "inputs", "as stored", "not in canonical form")
    columns = plan_columns(inputs, fresh, sources)
    if plan.margins is None:
        del columns["margins"]
    yield from _compared(about, plan, columns)
    candidates = {candidate.key: candidate for candidate in inputs.candidates}
    missed = {line.key: line for line in fresh.lines}
    for row in plan.lines.select_related("offered__place"):
        key = key_of(row)
        line = missed.pop(key, None)
        if line is None:
            yield Difference(f"{about} {key}", "line", "stored", "not computed")
            continue
        yield from _compared(f"{about} {key}", row, plan_line_columns(line, candidates[key], sources.wishes.get(key)))
    for key in missed:
        yield Difference(f"{about} {key}", "line", "missing", "computed")


def _compared(about: str, row: object, columns: Mapping[str, object]) -> Iterator[Difference]:
    """The columns of a row that hold something else than comes out again."""
    for name, computed in columns.items():
        if getattr(row, name) != computed:
            yield Difference(about, name, getattr(row, name), computed)
