"""Every stored number made again from its frozen inputs, and compared."""

from collections.abc import Iterator
from dataclasses import dataclass

from consultations.domain.canonical import digest
from consultations.domain.plan import draw, plan_digest
from consultations.domain.plan.plain import inputs_from_plain, inputs_to_plain
from consultations.domain.sealed import read
from consultations.domain.tally import Tally as Counted
from consultations.domain.tally import count
from consultations.loaders.columns import round_columns
from consultations.loaders.rounds import round_rows, sealed_plain
from consultations.models import Plan, Round
from consultations.services.counting import line_columns
from consultations.services.planning import key_of
from consultations.services.planning import line_columns as plan_columns


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
    columns = round_columns(round)
    sealed = read(sealed_plain(round_rows(round)))
    fresh = count(columns.asked, columns.roll, columns.votes, columns.book)
    about = f"round:{round.pk}"
    stored = round.tally
    for name, computed in (
        ("inputs_sha256", sealed.inputs_digest()),
        ("merkle_root", sealed.merkle_root()),
        ("replaced_root", sealed.replaced_root()),
        ("ballots", fresh.ballots),
        ("labels", {name: dict(values) for name, values in fresh.labels.items()}),
    ):
        if getattr(stored, name) != computed:
            yield Difference(about, name, getattr(stored, name), computed)
    yield from _line_differences(about, round, fresh)


def plan_differences(plan: Plan) -> Iterator[Difference]:
    """Draw one stored plan again."""
    about = f"plan:{plan.pk}"
    inputs = inputs_from_plain(plan.inputs)
    fresh = draw(inputs)
    if digest(inputs_to_plain(inputs)) != digest(plan.inputs):
        yield Difference(about, "inputs", "as stored", "not in canonical form")
    if plan.digest != plan_digest(inputs, fresh):
        yield Difference(about, "digest", plan.digest, plan_digest(inputs, fresh))
    if plan.total_fen != fresh.total_fen:
        yield Difference(about, "total_fen", plan.total_fen, fresh.total_fen)
    computed = {line.key: plan_columns(line) for line in fresh.lines}
    for row in plan.lines.select_related("offered__place"):
        again = computed.pop(key_of(row), None)
        if again is None:
            yield Difference(f"{about} {key_of(row)}", "line", "stored", "not computed")
            continue
        for name, value in again.items():
            if getattr(row, name) != value:
                yield Difference(f"{about} {key_of(row)}", name, getattr(row, name), value)
    for key in computed:
        yield Difference(f"{about} {key}", "line", "missing", "computed")


def _line_differences(about: str, round: Round, fresh: Counted) -> Iterator[Difference]:
    stored = list(round.tally.lines.order_by("question__number"))
    if len(stored) != len(fresh.lines):
        yield Difference(about, "lines", len(stored), len(fresh.lines))
        return
    for number, (row, line) in enumerate(zip(stored, fresh.lines, strict=True), start=1):
        for name, value in line_columns(line).items():
            if getattr(row, name) != value:
                yield Difference(f"{about} question {number}", name, getattr(row, name), value)
