"""Components that compute something before they are drawn; they come with ``{% load portal %}``."""

from typing import Any

from django import template
from django.utils.translation import gettext_lazy as _

from consultations.domain.rules import QUORUM, Threshold
from consultations.domain.tally import Verdict
from menus.domain.catalogue import Nature
from menus.labels import NATURES
from renewal_portal.shown.shares import Share
from renewal_portal.shown.stages import way

register = template.Library()

#: What a choice row asks → value, icon, words. The values are the letters of a ballot (DESIGN section 4).
CHOICES = {
    "wish": (
        ("+", "check", _("Want it")),
        ("-", "cross", _("Don't want it")),
        ("0", "ring", _("No opinion")),
    ),
    "vote": (
        ("+", "check", _("Agree")),
        ("-", "cross", _("Against")),
        ("0", "ring", _("Abstain")),
    ),
}
#: Verdict → tone, icon, word.
VERDICTS = {
    Verdict.PASSED: ("good", "check", _("Passed")),
    Verdict.FAILED: ("plain", "cross", _("Not passed")),
    Verdict.NO_QUORUM: ("signal", "warning", _("Too few took part")),
    Verdict.WISH: ("plain", "ring", _("A wish, passed on")),
}
NATURE_TONES = {Nature.BASIC: "good"}


@register.inclusion_tag("components/stage_bar.html")
def stage_bar(stage: str, stopped_at: str = "", until: str = "", now_text: str = "") -> dict[str, Any]:
    """Where a community stands. ``until``: what ends the stage, as text; ``now_text`` replaces the stock sentence."""
    return {"way": way(stage, stopped_at), "until": until, "now_text": now_text}


@register.inclusion_tag("components/share_bar.html")
def share_bar(
    label: str, part: int, whole: int, need: Threshold | None = None, kind: str = "heads", exact: bool = True
) -> dict[str, Any]:
    """A share as a bar with the line to be reached, and the same in words and numbers."""
    return {"label": label, "share": Share(part, whole, need, kind, exact)}


@register.inclusion_tag("components/turnout.html")
def turnout(
    heads: int, heads_of: int, area: int, area_of: int, quorum: Threshold = QUORUM, exact: bool = False
) -> dict[str, Any]:
    """Owners and area taking part, both before the line. ``exact``: may these readers see areas (DESIGN section 4)?"""
    by_heads = Share(heads, heads_of, quorum)
    by_area = Share(area, area_of, quorum, "area", exact)
    return {"heads": by_heads, "area": by_area, "met": bool(by_heads.met and by_area.met)}


@register.inclusion_tag("components/result_row.html")
def result_row(
    title: str, line: Any, *, reason: str, need: Threshold | None = None, exact: bool = False, **more: Any
) -> dict[str, Any]:
    """The count of one question. ``line``: a TallyLine; ``need``: the consent asked for, None for a wish.

    ``more``: ``place``, ``href``, ``text`` (the whole question), ``quorum`` (a Threshold, the law's unless given).
    """
    part_heads, part_area = line.taking_part_heads, line.taking_part_area_cm2
    quorum = more.pop("quorum", QUORUM) if need else None
    return more | {
        "title": title,
        "line": line,
        "reason": reason,
        "agree_heads": Share(line.agree_heads, part_heads, need),
        "agree_area": Share(line.agree_area_cm2, part_area, need, "area", exact),
        "part_heads": Share(part_heads, line.entitled_heads, quorum),
        "part_area": Share(part_area, line.entitled_area_cm2, quorum, "area", exact),
        "against": Share(line.against_heads, part_heads),
        "abstain": Share(line.abstain_heads, part_heads),
    }


@register.inclusion_tag("components/choice.html")
def choice(name: str, legend: str, kind: str = "wish", value: str = "", **more: Any) -> dict[str, Any]:
    """Three large segments, none chosen unless ``value`` is.

    ``more``: ``options`` [(value, icon, words), …] instead of ``kind``; ``hint``, ``error``, ``required``, ``quiet``
    (the legend is only read aloud, where a heading above says the same).
    """
    options = [
        {"id": f"{name}-{number}", "value": option, "icon": picture, "words": words, "chosen": option == value}
        for number, (option, picture, words) in enumerate(more.pop("options", None) or CHOICES[kind], start=1)
    ]
    return more | {"name": name, "legend": legend, "options": options}


@register.inclusion_tag("components/sum_bar.html")
def sum_bar(total_fen: int, budget_fen: int, share_fen: int | None = None, **more: Any) -> dict[str, Any]:
    """What the choices cost: ``share_fen`` for this household, ``total_fen`` of ``budget_fen`` for the community.

    ``more``: ``note``, ``compact`` (for a sum that stays in sight while one chooses), ``id``.
    """
    return more | {
        "share_fen": share_fen,
        "total_fen": total_fen,
        "budget_fen": budget_fen,
        "over_fen": max(0, total_fen - budget_fen),
        "share": Share(total_fen, max(total_fen, budget_fen)),
        "budget_at": Share(budget_fen, max(total_fen, budget_fen)),
    }


@register.inclusion_tag("components/tag.html")
def nature_tag(nature: str) -> dict[str, Any]:
    """Basic, additional, coordinated or service, as a small label."""
    return {"text": dict(NATURES)[nature], "tone": NATURE_TONES.get(Nature(nature), "plain")}


@register.inclusion_tag("components/tag.html")
def verdict_tag(verdict: str) -> dict[str, Any]:
    """Passed, not passed, too few took part, or a wish."""
    tone, picture, text = VERDICTS[Verdict(verdict)]
    return {"text": text, "tone": tone, "icon": picture}


@register.inclusion_tag("components/table.html")
def table(columns: list[Any], rows: list[Any], caption: str, **more: Any) -> dict[str, Any]:
    """A table that becomes cards on a phone. A column is a text, or (text, "number") for figures.

    ``more``: ``quiet`` (caption only read aloud), ``empty`` (said instead of an empty table).
    """
    heads = [column if isinstance(column, tuple) else (column, "") for column in columns]
    return more | {"columns": heads, "rows": rows, "caption": caption}
