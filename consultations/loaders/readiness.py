"""What is done already, so that the gates of domain.stages can say what is missing."""

from collections.abc import Callable, Mapping
from datetime import datetime

from django.db.models import Max, QuerySet

from communities import loaders as register
from communities.domain.eligibility import obstacles
from communities.models import RollCorrection, RollVersion
from consultations.domain.plan.values import PlanKind, Standing
from consultations.domain.review import Decision, Office, Opinion, outstanding
from consultations.domain.stages import GATES, Missing, Stage
from consultations.loaders.policy import going_on, willing
from consultations.loaders.remarks import how_many_wait
from consultations.loaders.results import left_to_ask
from consultations.loaders.settings import settings_on
from consultations.loaders.waiting import arrived_at, waited_for_since
from consultations.models import Consultation, Notice, Objection, Plan, Resolution, Round
from menus.domain.catalogue import DecisionClass

M = Missing
Check = Callable[[Consultation, datetime], bool]


def done(consultation: Consultation, stage: Stage, at: datetime) -> frozenset[Missing]:
    """Of the things asked for on the step forward from ``stage``, those that are done."""
    asked = [item for (here, _), items in GATES.items() if here is stage for item in items]
    return frozenset(item for item in asked if CHECKS[item](consultation, at))


def undone_findings(consultation: Consultation) -> list[tuple[int, int]]:
    """(item, place) of checked findings on basic items neither offered nor left out with a reason."""
    menu = consultation.menus.order_by("-number").first()
    due = set(consultation.findings.checked().filter(item__nature="basic").values_list("item_id", "place_id"))
    if menu is None:
        return sorted(due)
    offered = set(menu.lines.values_list("item_id", "place_id"))
    left = set(menu.left_out.values_list("item_id", "place_id"))
    return sorted(due - offered - left)


def _eligible(c: Consultation, at: datetime) -> bool:
    latest = settings_on(c, at)["latest_built_year"]
    return not obstacles(register.condition(c.community), latest_year=latest)


def _corrections(c: Consultation, at: datetime) -> bool:
    """Nobody waits for an answer, and the roll was fixed after the last correction that was right."""
    filed = RollCorrection.objects.of(c.community_id)
    right = filed.filter(accepted=True).aggregate(last=Max("answered_at"))["last"]
    roll = RollVersion.objects.newest_of(c.community_id)
    in_the_roll = right is None or (roll is not None and roll.frozen_at >= right)
    return in_the_roll and not filed.unanswered().exists()


def _rulings(c: Consultation, at: datetime) -> bool:
    menu = c.menus.order_by("-number").first()
    return (
        menu is not None
        and not menu.lines.filter(
            decision_class=DecisionClass.SPECIAL_IF_COMMON_USE_CHANGES, changes_common_use__isnull=True
        ).exists()
    )


def _menu_lines(c: Consultation, at: datetime) -> bool:
    menu = c.menus.order_by("-number").first()
    return menu is not None and menu.lines.exists() and not undone_findings(c)


def _round(c: Consultation, kind: str) -> Round | None:
    found: Round | None = c.rounds.newest(kind)
    return found


def _selection_counted(c: Consultation, at: datetime) -> bool:
    newest = _round(c, "selection")
    return newest is not None and newest.state == "counted"


def _response_rate(c: Consultation, at: datetime) -> bool:
    newest = _round(c, "selection")
    if newest is None or newest.state != "counted":
        return False
    households = newest.roll.entries.filter(kind="household").count()
    return newest.tally.ballots * 100 >= settings_on(c, at)["response_rate_percent"] * households


def _meetings(c: Consultation, at: datetime) -> bool:
    return c.meetings.count() >= settings_on(c, at)["min_meeting_rounds"]


def _adopted(c: Consultation, at: datetime) -> bool:
    draft = c.plans.newest(PlanKind.DRAFT)
    return draft is not None and Resolution.objects.filter(adopts=draft, carried=True).exists()


def _decision_called(c: Consultation, at: datetime) -> bool:
    """The owners are called to decide on the newest draft, or have decided all of it already."""
    newest, draft = _round(c, "decision"), c.plans.newest(PlanKind.DRAFT)
    if newest is None or draft is None:
        return False
    if newest.state == "open":
        return bool(newest.draft_id == draft.pk)
    return not left_to_ask(draft)


def _decision_counted(c: Consultation, at: datetime) -> bool:
    decisions = c.rounds.standing().filter(kind="decision")
    return decisions.filter(state="counted").exists() and not decisions.unfinished().exists()


def _result_posted(c: Consultation, at: datetime) -> bool:
    newest = _round(c, "decision")
    return newest is not None and c.notices.filter(kind="result", round=newest).exists()


def _plan(c: Consultation, kind: PlanKind) -> Plan | None:
    """The newest plan of a kind, unless what it is drawn from has changed since."""
    newest: Plan | None = c.plans.newest(kind)
    since = waited_for_since(c.pk, kind)
    return newest if newest and since and newest.drawn_at >= since else None


def _management(c: Consultation, at: datetime) -> bool:
    final = _plan(c, PlanKind.FINAL)
    return final is not None and final.lines.filter(standing=Standing.PACKAGE, outcome="in").exists()


def _plan_posted(c: Consultation, at: datetime) -> bool:
    """The final plan hangs, and was posted since the consultation came to be planned."""
    final, planned = _plan(c, PlanKind.FINAL), arrived_at(c.pk, Stage.PLANNED)
    return bool(final and planned and c.notices.filter(kind="plan", plan=final, posted_at__gte=planned).exists())


def _plan_notice(c: Consultation) -> Notice | None:
    """The newest notice of a plan, if it belongs to this time *on notice* and not to an earlier one."""
    since = arrived_at(c.pk, Stage.ON_NOTICE)
    found: Notice | None = c.notices.filter(kind="plan", posted_at__gte=since).order_by("-posted_at", "-pk").first()
    return found


def _notice_over(c: Consultation, at: datetime) -> bool:
    notice = _plan_notice(c)
    return notice is not None and notice.ends_at <= at


def _of_newest_plan_notice(c: Consultation) -> "QuerySet[Objection]":
    return Objection.objects.filter(notice=_plan_notice(c))


def _answered(c: Consultation, at: datetime) -> bool:
    return not _of_newest_plan_notice(c).filter(answered_at__isnull=True).exists()


def _none_upheld(c: Consultation, at: datetime) -> bool:
    return not _of_newest_plan_notice(c).filter(upheld=True).exists()


def _opinions(c: Consultation, at: datetime) -> bool:
    review = c.reviews.order_by("-submitted_at").first()
    if review is None:
        return False
    given = {Office(o): Opinion(p) for o, p in review.opinions.values_list("office", "opinion")}
    return not outstanding(given, silent_until=review.silent_until, at=at)


def _decided(c: Consultation, at: datetime) -> bool:
    review = c.reviews.order_by("-submitted_at").first()
    return review is not None and review.decision == Decision.APPROVE


def _reported(kind: str, stage: Stage) -> Check:
    """Reported since the consultation last came to the stage that waits for it."""
    return lambda c, at: c.reports.filter(kind=kind, reported_at__gte=arrived_at(c.pk, stage)).exists()


CHECKS: Mapping[Missing, Check] = {
    M.ELIGIBLE: _eligible,
    M.ROLL: lambda c, at: RollVersion.objects.filter(community=c.community_id).exists(),
    M.CORRECTIONS_ANSWERED: _corrections,
    M.FINDINGS_CHECKED: lambda c, at: not c.findings.unchecked().exists(),
    M.MENU_LINES: _menu_lines,
    M.RULINGS: _rulings,
    M.BUDGET: lambda c, at: c.budget_fen > 0,
    M.METHOD: lambda c, at: c.announced_at is not None,
    M.MENU_OFFERED: lambda c, at: c.menus.offered().exists() and c.menus.in_preparation() is None,
    M.SELECTION_OPEN: lambda c, at: c.rounds.standing().filter(kind="selection", state="open").exists(),
    M.SELECTION_COUNTED: _selection_counted,
    M.RESPONSE_RATE: _response_rate,
    M.WILLING: lambda c, at: (figure := willing(c, at)) is not None and figure.met,
    M.REMARKS_READ: lambda c, at: not how_many_wait(c),
    M.MEETINGS: _meetings,
    M.DRAFT_PLAN: lambda c, at: _plan(c, PlanKind.DRAFT) is not None,
    M.DRAFT_ADOPTED: _adopted,
    M.DECISION_CALLED: _decision_called,
    M.DECISION_COUNTED: _decision_counted,
    M.RESULT_POSTED: _result_posted,
    M.FINAL_PLAN: lambda c, at: _plan(c, PlanKind.FINAL) is not None,
    M.MANAGEMENT: _management,
    M.GO_ON: lambda c, at: (figure := going_on(c, at)) is not None and figure.met,
    M.PLAN_POSTED: _plan_posted,
    M.NOTICE_OVER: _notice_over,
    M.OBJECTIONS_ANSWERED: _answered,
    M.NO_UPHELD_OBJECTION: _none_upheld,
    M.OPINIONS: _opinions,
    M.DECIDED: _decided,
    M.WORKS_BEGUN: _reported("beginning", Stage.APPROVED),
    M.WORKS_ACCEPTED: _reported("acceptance", Stage.UNDER_WAY),
    M.EVALUATION: _reported("evaluation", Stage.ACCEPTED),
    M.HANDOVER: _reported("handover", Stage.EVALUATED),
}
