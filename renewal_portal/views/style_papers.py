"""Sample content of the style page: notices, lists, receipts, tables."""

from typing import Any

import segno
from django.utils.safestring import SafeString, mark_safe

from renewal_portal.shown.numbers import area, yuan
from renewal_portal.views.style_samples import at, either


def qr() -> SafeString:
    """A QR code as SVG without a style of its own."""
    code = segno.make("https://portal.example/c/changshiyuan", error="m")
    return mark_safe(code.svg_inline(omitsize=True, border=0, svgclass=None, lineclass=None))  # noqa: S308 - our own


def todo() -> list[dict[str, Any]]:
    return [
        {"text": either("名册已核对并公示", "The roll is checked and posted"), "done": True},
        {
            "text": either("两处摸底问题等待第二人核实", "Two findings wait for a second person"),
            "why": either("核实后，对应的基础项自动列入菜单。", "Once checked, their basic items enter the menu."),
            "href": "#todo",
            "button": either("去核实", "Check them"),
        },
        {
            "text": either("菜单尚未发布", "The menu has not been offered"),
            "action": "#todo",
            "button": either("发布菜单", "Offer the menu"),
            "tone": "",
        },
    ]


def notice() -> dict[str, Any]:
    return {
        "title": either("长石苑小区改造方案公示", "Changshiyuan: the final renovation plan"),
        "kind": either("方案公示", "Plan"),
        "posted_at": at(24, 9),
        "ends_at": at(30, 18),
        "text": either(
            "经业主表决通过并在预算之内的 17 项，附每一项的理由。",
            "The 17 items that the owners passed and the budget carries, each with its reason.",
        ),
        "places": either("小区大门公告栏、3 栋和 6 栋单元口", "notice board at the gate, doors of buildings 3 and 6"),
        "left": either("还剩 6 天", "6 days left"),
    }


def receipt() -> dict[str, Any]:
    return {
        "code": "7K2M 94QX 1RHT",
        "at": at(24, 19, 42),
        "about": either("长石苑小区 · 第一轮意愿征集", "Changshiyuan · first selection"),
        "note": either(
            "凭此编号可在计票后核对您的选票已计入；它不显示您选了什么。",
            "With this number you can check, after the count, that your ballot is in. It does not show what you chose.",
        ),
        "qr_text": either("打开核对页", "Opens the page where it can be checked"),
    }


def roll() -> dict[str, Any]:
    columns = [
        either("房屋", "Flat"),
        either("业主组", "Owner group"),
        (either("面积", "Area"), "number"),
        (either("分摊", "Share"), "number"),
    ]
    rows = [
        [either(f"{b} 栋 {s} 单元 {flat}", f"{b}-{s}-{flat}"), group, area(size), yuan(share)]
        for b, s, flat, group, size, share in [
            (1, 1, 101, "A-017", 852_000, 21435),
            (1, 1, 102, "A-018", 1_043_700, 26259),
            (7, 2, 802, "A-224", 668_050, 1680800),
        ]
    ]
    return {"columns": columns, "rows": rows, "caption": either("名册（节选）", "Roll, some lines")}


def events() -> list[dict[str, Any]]:
    return [
        {"at": at(2, 9), "text": either("菜单发布", "Menu offered"), "who": either("居委会", "Committee")},
        {"at": at(3, 8), "text": either("意愿征集开始", "Selection opened"), "who": either("居委会", "Committee")},
        {
            "at": at(24, 18),
            "text": either("意愿征集结束", "Selection closed"),
            "who": either("系统按时关闭", "closed on time by the portal"),
            "note": either("收到 201 户", "201 households answered"),
            "now": True,
        },
    ]


def facts() -> list[tuple[str, str]]:
    return [
        (either("建成年份", "Built"), "1994"),
        (either("楼栋与户数", "Buildings and households"), either("7 栋，224 户", "7, 224")),
        (either("建筑面积", "Floor area"), area(250_000_000)),
        (either("改造预算", "Budget"), yuan(509_810_000)),
    ]


def samples() -> dict[str, Any]:
    """What the second half of the style page shows."""
    return {
        "qr": qr(),
        "todo": todo(),
        "notice": notice(),
        "receipt": receipt(),
        "roll": roll(),
        "events": events(),
        "facts": facts(),
        "crumbs": [(either("首页", "Home"), "/"), (either("样式页", "Style page"), "")],
        "desk_nav": [
            {"label": either("待办", "To do"), "href": "#todo", "icon": "check", "current": True},
            {"label": either("菜单", "Menu"), "href": "#todo", "icon": "wish"},
        ],
    }
