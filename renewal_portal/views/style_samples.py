"""Sample content of the style page: questions, shares, items. Invented, like everything of the demo."""

from datetime import datetime
from types import SimpleNamespace
from typing import Any

from consultations.domain.rules import ORDINARY, QUORUM, SPECIAL
from menus import files
from renewal_portal.shown import pictures, words
from renewal_portal.shown.formats import in_chinese
from renewal_portal.shown.numbers import quantity
from renewal_portal.shown.times import SHANGHAI

COLOURS = ["paper", "sheet", "wash", "ink", "ink-soft", "line", "line-strong"]
COLOURS += ["accent", "accent-wash", "signal", "signal-wash"]


def pictures_of_items() -> list[tuple[str, str]]:
    """Code and name of each item of the reviewed catalogue."""
    majors = files.read(files.REVIEWED)["majors"]
    return [(item["code"], words.in_language(item)) for major in majors for item in major["items"]]


def either(zh: str, en: str) -> str:
    """The sample text of the page's language; samples carry both and are not translated."""
    return zh if in_chinese() else en


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment in November 2026."""
    return datetime(2026, 11, day, hour, minute, tzinfo=SHANGHAI)


def community() -> SimpleNamespace:
    return SimpleNamespace(name_zh="长石苑小区", name_en="Changshiyuan", committee_phone="023-6800 0142")


def signed_in() -> dict[str, str]:
    return {
        "kind": "voice",
        "name": either("3 栋 2 单元 301", "Building 3, stairwell 2, 301"),
        "href": "/",
        "sign_out": "/",
    }


def fields() -> list[tuple[str, str, str]]:
    """Name, label and help of the sample form's fields."""
    return [
        ("text", either("您的称呼", "What may we call you"), ""),
        ("letter", either("信件编码", "Code on your letter"), either("信上共 10 位", "Ten characters, on the letter")),
        ("reason", either("补充说明", "Anything to add"), either("将原样公布", "It will be posted as you write it")),
        ("way", either("如何收到回复", "How shall we answer"), ""),
        ("agreed", either("以上内容属实", "What I say is true"), ""),
    ]


def ways() -> list[tuple[str, str]]:
    return [("post", either("信件", "By letter")), ("phone", either("电话", "By telephone"))]


def roads() -> dict[str, Any]:
    return {
        "name": either("小区道路及院坝整修", "Community roads and courtyard resurfacing"),
        "finding": either("3 号楼前院坝塌陷约 6 平方米", "About 6 m² of the courtyard before building 3 has sunk"),
        "hints": [
            either("管线入地应先于道路整修，以免二次开挖。", "Cables go underground first: no new road is dug up.")
        ],
        "choice": {"name": "wish-road", "value": "+"},
    }


def lift() -> dict[str, Any]:
    return {
        "name": either("加装电梯", "Retrofitted lift"),
        "place": either("5 栋 2 单元", "Building 5, stairwell 2"),
        "note": either("财政补贴与本单元业主分担", "Subsidy and the owners of this stairwell"),
        "hints": [either("选择加装电梯后须同时安排电梯运行维保。", "Choosing a lift brings its upkeep with it.")],
        "choice": {"name": "wish-lift"},
    }


def line(verdict: str, rule: str, agree: int, against: int, abstain: int) -> SimpleNamespace:
    """A count among 224 owners, every flat of 100 m²."""
    part = agree + against + abstain
    return SimpleNamespace(
        verdict=verdict,
        rule=rule,
        entitled_heads=224,
        entitled_area_cm2=224_000_000,
        taking_part_heads=part,
        taking_part_area_cm2=part * 1_000_000,
        agree_heads=agree,
        agree_area_cm2=agree * 1_000_000,
        against_heads=against,
        against_area_cm2=against * 1_000_000,
        abstain_heads=abstain,
        abstain_area_cm2=abstain * 1_000_000,
    )


def results() -> list[dict[str, Any]]:
    return [
        {
            "title": either("小区道路及院坝整修 4,000 平方米", "Roads and courtyard, 4,000 m²"),
            "line": line("passed", "ordinary", 142, 21, 9),
            "need": ORDINARY,
            "place": either("全小区", "Whole community"),
            "reason": either(
                "参与表决的业主中，面积和人数均过半数同意。",
                "More than half of the owners and of the area taking part agree.",
            ),
        },
        {
            "title": either("加装电梯", "Retrofitted lift"),
            "line": line("failed", "special", 118, 46, 8),
            "need": SPECIAL,
            "place": either("5 栋 2 单元", "Building 5, stairwell 2"),
            "reason": either(
                "须四分之三同意；再有 11 位业主同意即可通过。",
                "Three quarters must agree: 11 more owners would have carried it.",
            ),
        },
        {
            "title": either("社区养老服务设施", "Community elderly care"),
            "line": line("wish", "none", 160, 4, 12),
            "need": None,
            "place": "",
            "reason": either("由街道办事处决定，意愿已转达。", "The sub-district decides; the wish is passed on."),
        },
    ]


def samples() -> dict[str, Any]:
    """What the first half of the style page shows."""
    return {
        "roads": roads(),
        "lift": lift(),
        "results": results(),
        "quorum": QUORUM,
        "special": SPECIAL,
        "until": either("12 月 3 日 18:00 截止。", "Until 3 December, 18:00."),
        "lead": either(
            "请看每一项做什么、花多少、您家分摊多少，然后选择。",
            "Read what each item does, what it costs and what your share would be. Then choose.",
        ),
        "four_thousand": quantity(4_000_000, "m2"),
        "wrong": either("请为这一项选择一个答案。", "Please choose an answer for this item."),
        "send": either("提交", "Send"),
        "withdraw": either("撤回本次协商", "Withdraw"),
        "sure": either("确定提交选票吗？", "Send this ballot?"),
        "counting": either("正在计票", "Counting the votes"),
        "nothing": either("暂无公示。意愿征集结束后将在此公布结果。", "No notices yet. Results are posted here."),
        "icons": pictures.symbols(pictures.ICONS),
        "items": pictures_of_items(),
        "colours": COLOURS,
    }
