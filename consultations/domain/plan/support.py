"""The method *support*: in order of support, skipping what no longer fits."""

from consultations.domain.plan.drawing import begin, ties
from consultations.domain.plan.values import Plan, PlanInputs


def draw(inputs: PlanInputs) -> Plan:
    """The plan by support. Raises PlanFault as `drawing.begin` does."""
    drawing = begin(inputs)
    for candidate in drawing.order:
        drawing.turn(candidate)
    return drawing.result(ties(drawing.order))
