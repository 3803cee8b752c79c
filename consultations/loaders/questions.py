"""The questions a round is frozen from: the whole menu for a selection, the adopted draft for a decision."""

from consultations.domain.plan.values import Standing
from consultations.domain.rules import Rule, rule_for
from consultations.loaders.results import left_to_ask
from consultations.models import MenuVersion, OfferedItem, Plan, PlanLine, Question, Round
from consultations.wording import package_wording
from menus.domain.catalogue import Period


def how_many(menu: MenuVersion, draft: Plan | None) -> int:
    """How many questions the round will have; the round's row is written before its questions."""
    return len(left_to_ask(draft)) if draft else menu.lines.count()


def of_menu(menu: MenuVersion, round: Round) -> list[Question]:
    """One wish per line, in the published order; a selection decides nothing, so its rule is none."""
    return [
        _question(line, round, number, rule=Rule.NONE, options=_options(line))
        for number, line in enumerate(menu.lines.in_order().prefetch_related("item__options"), start=1)
    ]


def of_draft(draft: Plan, round: Round) -> list[Question]:
    """What the owners decide: the lines that need their vote and have no standing result, the package among them."""
    return [
        _package(line, draft, round, number) if line.standing == Standing.PACKAGE else _decision(line, round, number)
        for number, line in enumerate(left_to_ask(draft), start=1)
    ]


def _decision(line: PlanLine, round: Round, number: int) -> Question:
    offered = line.offered
    changes = bool(offered.changes_common_use)
    rule = rule_for(offered.decision_class, changes_common_use=changes)
    return _question(offered, round, number, rule=rule, class_reason=offered.ruling_reason)


def _package(line: PlanLine, draft: Plan, round: Round, number: int) -> Question:
    question = _decision(line, round, number)
    question.kind = "package"
    question.monthly_fen = draft.package.get("monthly_fen", 0)
    question.wording_zh, question.wording_en = package_wording(line.offered.item, draft)
    return question


def _options(line: OfferedItem) -> list[str]:
    return [option.code for option in sorted(line.item.options.all(), key=lambda option: option.position)]


def _question(
    line: OfferedItem,
    round: Round,
    number: int,
    *,
    rule: Rule,
    class_reason: str = "",
    options: list[str] | None = None,
) -> Question:
    monthly = line.period == Period.MONTH
    return Question(
        round=round,
        number=number,
        code=line.code,
        place=line.place,
        offered=line,
        wording_zh=line.wording_zh,
        wording_en=line.wording_en,
        quantity_milli=line.quantity_milli,
        cost_fen=0 if monthly else line.cost_fen,
        monthly_fen=line.cost_fen if monthly else 0,
        decision_class=line.decision_class,
        rule=rule,
        class_reason=class_reason,
        options=options or [],
    )
