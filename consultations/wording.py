"""Words frozen into what is voted on, in both languages at once, because the ballot paper may not change later."""

from consultations.models import Plan
from menus.models import MinorItem


def yuan(fen: int) -> str:
    """Fen as yuan with two decimals, exact: 123456 → "1,234.56"."""
    return f"{fen // 100:,}.{fen % 100:02d}"


def package_wording(item: MinorItem, draft: Plan) -> tuple[str, str]:
    """The one question about the management package: mode, services by name, charge of an average household."""
    package = draft.package
    option = item.options.filter(code=package.get("mode", "")).first()
    services = list(
        MinorItem.objects.filter(edition_id=item.edition_id, code__in=package.get("services", [])).order_by("code")
    )
    charge = yuan(package.get("monthly_fen", 0))
    zh = "、".join(service.name_zh for service in services)
    en = "; ".join(service.name_en for service in services)
    return (
        f"{item.name_zh}：由{option.name_zh if option else '—'}管理，服务内容：{zh}；平均每户每月约{charge}元",
        f"{item.name_en}: managed by {option.name_en if option else '—'}; services: {en}; "
        f"about ¥{charge} a month for an average household",
    )
