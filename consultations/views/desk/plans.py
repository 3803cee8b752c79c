"""Plans: drawn at a button, every line with its reason."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as translate
from django.views.decorators.http import require_GET, require_POST

from communities.domain.roles import Permission
from communities.views.doors import staff
from consultations import access, fair_words
from consultations.acting import carried_out
from consultations.domain.plan.values import PlanKind
from consultations.loaders import charges as charges_loader
from consultations.loaders.desk import plans as loader
from consultations.loaders.drawing import failure
from consultations.plan_sheet import charge_sheet, plan_sheet
from consultations.reasons import in_words
from consultations.services.planning import draw_plan
from consultations.titles import MEASURES, METHODS, of_plan
from consultations.views.desk.shell import by, page, to
from renewal_portal.ledger.clock import now

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@staff
@require_GET
def plans(request: HttpRequest, slug: str) -> HttpResponse:
    """The newest plan line by line, the earlier ones, and the button for the next."""
    consultation = access.desk(request.user, Permission.SEE_DESK, slug)
    history = loader.history(consultation)
    number = request.GET.get("number", "")
    shown = next((plan for plan in history if str(plan.number) == number), None) if number else None
    if number and shown is None:
        raise Http404
    shown = shown or (history[0] if history else None)
    kind = loader.to_draw(consultation)
    return page(
        request,
        "plans",
        consultation,
        "desk_plans",
        plan=shown,
        name=of_plan(shown) if shown else "",
        lines=in_words(loader.lines(shown)) if shown else [],
        method=METHODS[shown.method] if shown else "",  # type: ignore[index]
        measure=MEASURES[shown.measure] if shown else "",  # type: ignore[index]
        stale=bool(shown and shown == history[0] and loader.out_of_date(consultation, shown)),
        history=[(plan, of_plan(plan)) for plan in history],
        to_draw=kind,
        fairness=fair_words.in_words(shown) if shown else None,
        failure=failure(consultation),
        drawn_already=kind is not None and any(plan.kind == kind for plan in history),
    )


@staff
@require_GET
def sheet(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """A plan as a spreadsheet for the office."""
    consultation = access.desk(request.user, Permission.SEE_DESK, slug)
    plan = get_object_or_404(consultation.plans.defer("inputs"), number=number)
    named = {"Content-Disposition": f'attachment; filename="{slug}-plan-{number}.xlsx"'}
    return HttpResponse(plan_sheet(plan), content_type=XLSX, headers=named)


@staff
@require_GET
def charges(request: HttpRequest, slug: str) -> HttpResponse:
    """What each home pays a month for the newest plan's package, as a spreadsheet for whoever keeps the roll."""
    made = charges_loader.sheet(access.desk(request.user, Permission.KEEP_ROLL, slug))
    if made is None:
        raise Http404
    named = {"Content-Disposition": f'attachment; filename="{slug}-charges-{made.plan.number}.xlsx"'}
    return HttpResponse(charge_sheet(made), content_type=XLSX, headers=named)


@staff
@require_POST
def draw(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """Draw the draft or the final plan; drawn again from the same, it is the same."""
    consultation = access.desk(request.user, Permission.DRAW_PLAN, slug)
    values = {"consultation_id": consultation.pk, "kind": PlanKind(kind), "by": by(request), "at": now()}
    if carried_out(request, draw_plan, **values):
        messages.success(request, translate("The plan is drawn."))
    return to("desk_plans", consultation)
