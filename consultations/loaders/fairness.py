"""Whose wishes a stored plan grants, by each method that could have drawn it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from consultations.domain.plan import draw
from consultations.domain.plan.fairness import Served, Wishes, served, wishes_of
from consultations.domain.plan.plain import inputs_from_plain
from consultations.domain.plan.values import Method, Outcome, PlanFault
from consultations.loaders.columns import round_columns
from consultations.loaders.planning import sources_again
from consultations.models import Plan, Question, Round
from menus.domain.catalogue import LineageKey


@dataclass(frozen=True, slots=True)
class ByMethod:
    """One method's plan, place by place. ``stands``: it is the method the plan was drawn by."""

    method: Method
    stands: bool
    places: tuple[Served, ...]


def fairness(plan: Plan) -> list[ByMethod]:
    """The plan that stands first, then what the other methods would have come to; nothing without a selection."""
    selection = sources_again(plan).selection
    if selection is None:
        return []
    homes, inputs = _homes(selection), inputs_from_plain(plan.inputs)
    found = []
    for method in sorted(Method, key=lambda each: each != inputs.method):
        try:
            drawn = draw(replace(inputs, method=method))
        except PlanFault:  # a method that cannot answer this says nothing
            continue
        granted = {line.key for line in drawn.lines if line.outcome is Outcome.IN}
        asked = {line.key for line in drawn.lines if line.outcome is not Outcome.WISH}
        found.append(ByMethod(method, method == inputs.method, served(homes, granted, asked)))
    return found


def _homes(selection: Round) -> Sequence[Wishes]:
    columns = round_columns(selection)
    places: dict[int, set[str]] = defaultdict(set)
    for voice, place in zip(columns.roll.voices, columns.roll.places, strict=True):
        places[int(voice)].add(place)
    rows = Question.objects.filter(round=selection).order_by("number").values_list("code", "place__code")
    answers = {int(voice): text for voice, text in zip(columns.votes.voices, columns.votes.answers, strict=True)}
    asked = [LineageKey(code, place) for code, place in rows]
    return wishes_of(answers, {voice: frozenset(own) for voice, own in places.items()}, asked)
