"""The rows a plan is drawn from."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from consultations.domain.ballots import decode_choices
from consultations.domain.plan.margins import Wish
from consultations.domain.plan.package import compose, leading_mode
from consultations.domain.plan.values import (
    Candidate,
    Measure,
    Method,
    Outcome,
    Plan,
    PlanInputs,
    PlanKind,
    Standing,
)
from consultations.domain.tally import Verdict
from consultations.loaders import menu as menu_loader
from consultations.loaders.results import package_codes, standing_verdicts
from consultations.models import BallotVersion, Consultation, OfferedItem, Question, Round, TallyLine
from consultations.models import Plan as PlanRow
from menus import loaders as catalogue
from menus.domain.catalogue import DecisionClass, LineageKey, Period, Relation, Unit
from menus.domain.costing import monthly_charge

_STANDING_OF_CLASS = {
    DecisionClass.CONTRACT_CONTENT: Standing.CONTRACT,
    DecisionClass.NONE_PUBLIC: Standing.WISH,
    DecisionClass.NONE_ENFORCEMENT: Standing.WORKS,
}


@dataclass(frozen=True, slots=True)
class Sources:
    """The counted selection and the standing results of the decision, by lineage."""

    selection: Round | None
    offered: Mapping[LineageKey, OfferedItem]
    wishes: Mapping[LineageKey, TallyLine]
    verdicts: Mapping[LineageKey, Verdict]
    relations: tuple[Relation, ...]


def plan_key(plan: PlanRow) -> str:
    """What names a plan on paper and in files: the community's slug, the consultation and the plan's number."""
    return f"{plan.consultation.community.slug}/{plan.consultation_id}/{plan.number}"


def sources(consultation: Consultation, kind: PlanKind) -> Sources:
    """What the consultation has to draw a plan from."""
    menu = consultation.menus.newest_offered()
    offered = _by_lineage(menu.lines.in_order() if menu else ())
    verdicts = _verdicts(consultation, offered) if kind is PlanKind.FINAL else {}
    return _sources(consultation, offered, verdicts)


def sources_again(plan: PlanRow) -> Sources:
    """What a stored plan was drawn from. Its verdicts stand in its inputs; its selection can no longer be annulled."""
    lines = OfferedItem.objects.filter(plan_lines__plan=plan).in_order()
    return _sources(plan.consultation, _by_lineage(lines), {})


def _sources(
    consultation: Consultation, offered: Mapping[LineageKey, OfferedItem], verdicts: Mapping[LineageKey, Verdict]
) -> Sources:
    selection = consultation.rounds.standing().filter(kind="selection", state="counted").order_by("-number").first()
    return Sources(
        selection=selection,
        offered=offered,
        wishes=_results(selection) if selection else {},
        verdicts=verdicts,
        relations=catalogue.relations(consultation.edition_id),
    )


def _by_lineage(lines: Iterable[OfferedItem]) -> dict[LineageKey, OfferedItem]:
    return {LineageKey(line.code, line.place.code): line for line in lines}


def inputs(consultation: Consultation, kind: PlanKind, given: Sources) -> PlanInputs:
    """The inputs of a plan, in the published order of the menu."""
    compulsory = package_codes(given.relations)
    due = _due(consultation)
    menu = consultation.menus.newest_offered()
    measure = Measure(consultation.measure)
    return PlanInputs(
        kind=kind,
        budget_fen=consultation.budget_fen,
        candidates=tuple(
            _candidate(key, line, given, due=key in due, compulsory=compulsory, measure=measure)
            for key, line in given.offered.items()
        ),
        relations=given.relations,
        groups=menu_loader.groups(menu_loader.keys(menu)),
        method=Method(consultation.method),
        measure=measure,
    )


def wishes(given: Sources) -> dict[LineageKey, Wish]:
    """How the households answered about each line in the selection."""
    return {key: Wish(line.agree_heads, line.against_heads, line.entitled_heads) for key, line in given.wishes.items()}


def _verdicts(consultation: Consultation, offered: Mapping[LineageKey, OfferedItem]) -> dict[LineageKey, Verdict]:
    """The standing results, and for the lines of the management contract that of the package that named them."""
    draft = consultation.plans.newest(PlanKind.DRAFT)
    verdicts = standing_verdicts(consultation, offered.values(), draft)
    named = draft.package if draft else {}
    codes = {*named.get("services", []), *named.get("if_built", [])}
    compulsory = package_codes(catalogue.relations(consultation.edition_id))
    package_verdict = next((verdict for key, verdict in verdicts.items() if key.code in compulsory), None)
    if package_verdict is None:
        return verdicts
    return verdicts | {
        key: package_verdict
        for key, line in offered.items()
        if key.code in codes and line.decision_class == DecisionClass.CONTRACT_CONTENT
    }


def package(plan: Plan, given: Sources) -> dict[str, Any]:
    """The management package of a plan: mode, services, monthly charge in fen; empty without one."""
    compulsory = package_codes(given.relations)
    included = {line.key for line in plan.lines if line.outcome is Outcome.IN}
    lead = next((key for key in given.offered if key.code in compulsory and key in included), None)
    if lead is None or given.selection is None:
        return {}
    options = tuple(given.offered[lead].item.options.order_by("position").values_list("code", flat=True))
    if not options:
        return {}
    mode = leading_mode(_option_votes(given.selection, lead), options)
    households = max(1, given.wishes[lead].entitled_heads if lead in given.wishes else 1)
    contract = {k: v for k, v in given.offered.items() if v.decision_class == DecisionClass.CONTRACT_CONTENT}
    services = [(key.code, _monthly(line, households)) for key, line in contract.items() if key in included]
    waiting = {line.key for line in plan.lines if line.outcome is Outcome.RESERVE}
    made = compose(mode, services, [key.code for key in contract if key in waiting])
    return {
        "mode": made.mode,
        "services": sorted(set(made.services)),
        "if_built": sorted(set(made.if_built) - set(made.services)),
        "monthly_fen": made.monthly_fen,
    }


def _monthly(line: OfferedItem, households: int) -> int:
    return monthly_charge(Unit(line.unit), line.quantity_milli, line.unit_price_fen, households)


def _option_votes(selection: Round, lead: LineageKey) -> dict[str, int]:
    number = (
        Question.objects.filter(round=selection, code=lead.code, place__code=lead.place)
        .values_list("number", flat=True)
        .first()
    )
    texts = BallotVersion.objects.filter(ballot__round=selection).that_stand().values_list("choices", flat=True)
    votes: dict[str, int] = {}
    for text in texts:
        option = decode_choices(text).options.get(number or 0)
        if option:
            votes[option] = votes.get(option, 0) + 1
    return votes


def _results(round: Round) -> dict[LineageKey, TallyLine]:
    rows = TallyLine.objects.filter(question__round=round).select_related("question__place")
    return {LineageKey(row.question.code, row.question.place.code): row for row in rows}


def _candidate(
    key: LineageKey,
    line: OfferedItem,
    given: Sources,
    *,
    due: bool,
    compulsory: frozenset[str],
    measure: Measure,
) -> Candidate:
    wish = given.wishes.get(key)
    standing = _STANDING_OF_CLASS.get(DecisionClass(line.decision_class), Standing.OWNERS)
    return Candidate(
        key=key,
        position=line.position,
        cost_fen=line.cost_fen if line.period == Period.ONCE else 0,
        standing=Standing.PACKAGE if key.code in compulsory else standing,
        support=_support(wish, measure),
        wanted=bool(wish and wish.agree_heads > wish.against_heads),
        due=due,
        source=line.source,
        verdict=given.verdicts.get(key),
    )


def _support(wish: TallyLine | None, measure: Measure) -> Fraction:
    if wish is None or not wish.entitled_heads:
        return Fraction(0)
    if measure is Measure.SHARE:
        return Fraction(wish.agree_heads, wish.entitled_heads)
    return Fraction(wish.agree_heads if measure is Measure.VOICES else wish.agree_area_cm2)


def _due(consultation: Consultation) -> frozenset[LineageKey]:
    rows = consultation.findings.checked().filter(item__nature="basic").values_list("item__code", "place__code")
    return frozenset(LineageKey(code, place) for code, place in rows)
