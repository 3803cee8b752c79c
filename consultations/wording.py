"""Words frozen into what is voted on, in both languages at once, because the ballot paper may not change later."""

from collections.abc import Iterable

from consultations.domain.plan.values import Standing
from consultations.models import Plan, PlanLine
from menus.models import MinorItem
from renewal_portal.shown.words import in_language


def yuan(fen: int) -> str:
    """Fen as yuan with two decimals, exact: 123456 → "1,234.56"."""
    return f"{fen // 100:,}.{fen % 100:02d}"


def package_wording(item: MinorItem, draft: Plan) -> tuple[str, str]:
    """The one question about the management package: mode, services by name, charge of an average household."""
    package = draft.package
    option = item.options.filter(code=package.get("mode", "")).first()
    names_zh, names_en = _names(item, package.get("services", []))
    later_zh, later_en = _names(item, package.get("if_built", []))
    charge = yuan(package.get("monthly_fen", 0))
    return (
        f"{item.name_zh}：{option.name_zh if option else '—'}；服务内容：{names_zh}；平均每户每月约{charge}元"
        + (f"；以下服务待相应设施建成后提供，费用另计：{later_zh}" if later_zh else ""),
        f"{item.name_en}: {option.name_en if option else '—'}; services: {names_en}; "
        f"about ¥{charge} a month for an average household"
        + (f"; only once the works they belong to are built, charged separately: {later_en}" if later_en else ""),
    )


def package_in_words(plan: Plan, lines: Iterable[PlanLine]) -> str:
    """A plan's management package in the words it is put to the owners in; empty without one."""
    line = next((line for line in lines if line.standing == Standing.PACKAGE), None)
    if line is None or not plan.package:
        return ""
    zh, en = package_wording(line.offered.item, plan)
    return in_language({"text_zh": zh, "text_en": en}, "text")


def _names(item: MinorItem, codes: list[str]) -> tuple[str, str]:
    rows = list(MinorItem.objects.filter(edition_id=item.edition_id, code__in=codes).order_by("code"))
    return "、".join(row.name_zh for row in rows), "; ".join(row.name_en for row in rows)
