"""Standing results: what the owners have decided already, and need not be asked again."""

from collections.abc import Iterable

from consultations.domain.plan.values import Outcome, Standing
from consultations.domain.rules import rule_for
from consultations.domain.tally import Verdict
from consultations.loaders.settings import settings_on
from consultations.models import Consultation, OfferedItem, Plan, PlanLine, Question, TallyLine
from menus.domain.catalogue import LineageKey, Period, Relation, RelationKind

#: Without a quorum nothing was decided: the question may be asked again as it was.
_DECIDED = (Verdict.PASSED, Verdict.FAILED)


def standing_verdicts(
    consultation: Consultation, lines: Iterable[OfferedItem], draft: Plan | None
) -> dict[LineageKey, Verdict]:
    """The standing result of each lineage: its last counted, not annulled one for the line as it is offered now.

    Unchanged means: the same wording and rule, quantity and cost within the district's share of what was put to the
    owners; for the management package the same mode and services at such a charge as ``draft`` names.
    """
    share = settings_on(consultation, consultation.begun_at)["unchanged_share_percent"]
    offered = {LineageKey(line.code, line.place.code): line for line in lines}
    rows = (
        TallyLine.objects.filter(
            question__round__consultation=consultation,
            question__round__kind="decision",
            question__round__state="counted",
        )
        .order_by("question__round__number")
        .select_related("question__place", "question__round__draft")
    )
    verdicts = {}
    for row in rows:
        key = LineageKey(row.question.code, row.question.place.code)
        line = offered.get(key)
        if line is not None and _unchanged(row.question, line, draft, share):
            verdicts[key] = Verdict(row.verdict)
    return verdicts


def left_to_ask(draft: Plan) -> list[PlanLine]:
    """The lines of a draft, in or in reserve, that need the owners' vote and have no standing result yet."""
    lines = list(
        draft.lines.filter(outcome__in=[Outcome.IN, Outcome.RESERVE], standing__in=[Standing.OWNERS, Standing.PACKAGE])
        .order_by("position")
        .select_related("offered__place", "offered__item")
    )
    consultation = Consultation.objects.with_community().get(pk=draft.consultation_id)
    verdicts = standing_verdicts(consultation, [line.offered for line in lines], draft)
    decided = {key for key, verdict in verdicts.items() if verdict in _DECIDED}
    return [line for line in lines if LineageKey(line.offered.code, line.offered.place.code) not in decided]


def package_codes(relations: Iterable[Relation]) -> frozenset[str]:
    """Codes every plan brings along: the management package."""
    return frozenset(r.other for r in relations if r.kind is RelationKind.BRINGS_WITH and r.item is None)


def _unchanged(question: Question, line: OfferedItem, draft: Plan | None, share_percent: int) -> bool:
    if question.rule != rule_for(line.decision_class, changes_common_use=bool(line.changes_common_use)):
        return False
    if question.kind == "package":
        return _same_package(question, draft, share_percent)
    monthly = line.period == Period.MONTH
    return (
        (question.wording_zh, question.wording_en) == (line.wording_zh, line.wording_en)
        and _near(question.quantity_milli, line.quantity_milli, share_percent)
        and _near(question.monthly_fen if monthly else question.cost_fen, line.cost_fen, share_percent)
    )


def _same_package(question: Question, draft: Plan | None, share_percent: int) -> bool:
    voted = question.round.draft
    if voted is None or draft is None:
        return False
    same = all(voted.package.get(name) == draft.package.get(name) for name in ("mode", "services", "if_built"))
    return same and _near(question.monthly_fen, draft.package.get("monthly_fen", 0), share_percent)


def _near(before: int, now: int, share_percent: int) -> bool:
    return abs(now - before) * 100 <= share_percent * before
