"""What pages and the admin have in common: a refusal becomes a sentence, on the form or on the next page."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest

from consultations.domain.ballots import BallotFault
from consultations.domain.plan.values import PlanFault
from consultations.sentences import of_refused
from renewal_portal.ledger.domain.refusals import Refused

REFUSALS = (Refused, BallotFault, PlanFault)


def by(request: HttpRequest) -> str:
    """Who acts, as events and rows name a member of staff."""
    return f"user:{request.user.pk}"


def refused(request: HttpRequest, error: Refused | BallotFault | PlanFault) -> None:
    """Say on the next page why nothing was done."""
    messages.error(request, of_refused(error))


def carried_out(request: HttpRequest, act: Callable[..., Any], /, **values: Any) -> bool:
    """Call one service. False when it refused; the sentence then stands on the next page."""
    try:
        act(**values)
    except REFUSALS as error:
        refused(request, error)
        return False
    return True


def accepted(form: BaseForm, act: Callable[..., Any], /, field: str | None = None, **values: Any) -> bool:
    """Call one service with what a valid form says. False when it refused; the sentence then stands on the form:
    at ``field``, or at the one the form's ``at_fault`` names for the refusal's code."""
    try:
        act(**values)
    except REFUSALS as error:
        form.add_error(field or getattr(form, "at_fault", {}).get(error.code), of_refused(error))
        return False
    return True
