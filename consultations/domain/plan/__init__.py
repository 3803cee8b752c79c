"""From wishes and votes to one plan that fits the money."""

from consultations.domain.canonical import digest
from consultations.domain.plan import support, welfare
from consultations.domain.plan.plain import inputs_to_plain, plan_to_plain
from consultations.domain.plan.values import Method, Plan, PlanInputs

_METHODS = {Method.SUPPORT: support.draw, Method.WELFARE: welfare.draw}


def draw(inputs: PlanInputs) -> Plan:
    """The plan by the method the inputs name. Raises PlanFault."""
    return _METHODS[inputs.method](inputs)


def plan_digest(inputs: PlanInputs, plan: Plan) -> str:
    """SHA-256 over what went in and what came out."""
    return digest({"inputs": inputs_to_plain(inputs), "plan": plan_to_plain(plan)})
