"""A plan as a booklet to be read at home: words for the layout templates/papers/booklet.typ, which has none.

The numbers and reasons are those of the plan's page, from the same loader; the same plan gives the same bytes.
"""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as translate

from consultations import reasons, titles
from consultations.domain.funding import by_source
from consultations.domain.plan.values import Measure, Method, PlanKind
from consultations.funds import RULES, SOURCES
from consultations.loaders import funding
from consultations.loaders.public import plans as loader
from consultations.models import Consultation, Notice, Plan, PlanLine
from consultations.wording import package_in_words
from menus.labels import PAYERS
from renewal_portal.shown.codes import grouped, qr
from renewal_portal.shown.numbers import large_yuan, yuan
from renewal_portal.shown.places import place_name
from renewal_portal.shown.times import day, moment
from renewal_portal.shown.words import in_language, listed

LAYOUT = "booklet"
LANGUAGES = {"zh": "zh-hans", "en": "en"}


def booklet(plan: Plan, consultation: Consultation, language: str) -> dict[str, Any]:
    """The data of the booklet in one language ("zh" or "en")."""
    with translation.override(LANGUAGES[language]):
        lines = loader.lines(plan)
        community = consultation.community
        return {
            "lang": language,
            "title": titles.of_plan(plan),
            "community": in_language(community),
            "where": in_language(community, "address"),
            "lead": _lead(plan),
            "drawn": translate("Drawn on %(day)s") % {"day": day(plan.drawn_at)},
            "figures": [
                (translate("Budget"), large_yuan(plan.budget_fen)),
                (translate("The plan costs"), large_yuan(plan.total_fen)),
                (translate("Left over"), large_yuan(plan.budget_fen - plan.total_fen)),
            ],
            "money": _money(plan, lines),
            "payers": _payers(lines),
            "parts": _parts(plan, lines),
            "package": _package(plan, lines),
            "how": _how(plan, lines),
            "object": _objecting(plan, consultation),
            "check": _check(plan, consultation),
        }


def _lead(plan: Plan) -> str:
    if plan.kind == PlanKind.DRAFT:
        return translate(
            "What the households' wishes come to within the budget. It is a draft: the neighbours talk it over, then "
            "the owners vote on every line."
        )
    return translate("What the owners agreed to, fitted to the budget. Every line says why it is in or not.")


def _money(plan: Plan, lines: Sequence[PlanLine]) -> dict[str, Any]:
    return {
        "heading": translate("Where the money goes"),
        "bars": [(each.major.name, yuan(each.fen), each.fen * 1000 // plan.budget_fen) for each in loader.spent(lines)],
        "note": translate("Each bar is drawn against the whole budget. What is paid every month is not in it."),
    }


def _payers(lines: Sequence[PlanLine]) -> dict[str, Any]:
    """What each source pays in all; nothing where nobody has said so yet."""
    sums = by_source(funding.flows(funding.paid(lines)))
    rows = [(str(SOURCES[source]), yuan(fen), str(RULES[source])) for source, fen in sums.items()]
    return {"heading": translate("Who pays"), "rows": rows} if rows else {}


def _parts(plan: Plan, lines: Sequence[PlanLine]) -> list[dict[str, Any]]:
    """The lines by what became of them; a part without lines is left out."""
    found, names = loader.parts(lines), reasons.names_of(lines)
    is_draft = plan.kind == PlanKind.DRAFT
    decided = (
        translate("Planned, to be decided by the owners") if is_draft else translate("Done, because the owners agree")
    )
    shown = [
        (decided, "", found.decided),
        (
            translate("Done without a vote"),
            translate("Law or duty asks for these works; nobody has to decide about them."),
            found.works,
        ),
        (
            translate("In reserve"),
            translate(
                "Wanted, but the money does not reach. The owners are asked all the same: if other lines fail, these "
                "come in."
            ),
            found.waiting,
        ),
        (translate("Not in the plan"), "", found.out),
        (
            translate("Wishes that are passed on"),
            translate("An office decides about these. It is told how many want them."),
            found.wishes,
        ),
    ]
    return [
        {"heading": heading, "text": text, "lines": [_line(line, names) for line in members]}
        for heading, text, members in shown
        if members
    ]


def _line(line: PlanLine, names: reasons.Names) -> dict[str, Any]:
    offered = line.offered
    wanted = {"part": line.wanted_heads, "whole": line.entitled_heads}
    payers = dict(PAYERS)
    facts = [place_name(offered.place)]
    if line.entitled_heads:
        facts.append(translate("%(part)s of %(whole)s households want it") % wanted)
    if line.cost_fen and offered.item.usual_payers:
        paid = listed(str(payers[payer]) for payer in offered.item.usual_payers)
        facts.append(translate("usually paid by: %(payers)s") % {"payers": paid})
    return {
        "name": in_language(offered, "wording"),
        "cost": _cost(line),
        "facts": facts,
        "reason": reasons.of_plan_line(line, names),
    }


def _cost(line: PlanLine) -> str:
    if line.cost_fen:
        return yuan(line.cost_fen)
    if line.offered.period == "month" and line.offered.cost_fen:
        return translate("%(charge)s a month") % {"charge": yuan(line.offered.cost_fen)}
    return ""


def _package(plan: Plan, lines: Sequence[PlanLine]) -> dict[str, str]:
    text = package_in_words(plan, lines)
    return {"heading": translate("The management package"), "text": text} if text else {}


def _how(plan: Plan, lines: Sequence[PlanLine]) -> dict[str, Any]:
    """How the plan was drawn, in which order its works are done, and which lines only the menu's order set apart."""
    order, names = loader.order(plan), reasons.names_of(lines)
    return {
        "heading": translate("How this plan was drawn"),
        "text": [
            translate(
                "A program drew it by the method that was announced before the vote. Nobody can move a line by hand; "
                "the same inputs give the same plan on every machine."
            ),
            str(titles.METHODS[Method(plan.method)]),
            str(titles.MEASURES[Measure(plan.measure)]),
            translate(
                "The owners decide by law: two thirds of them and of the area take part, and more than half of these, "
                "by heads and by area, agree; for some works three quarters. Each home's answer is known to nobody."
            ),
        ],
        "ties-heading": translate("Lines with equal support"),
        "ties-text": translate("Between these only the order of the menu decided whose turn came first."),
        "ties": [listed(names[key] for key in group) for group in order.ties],
        "works-heading": translate("In which order the works are done"),
        "works": [names[key] for key in order.works] if len(order.works) > 1 else [],
    }


def _objecting(plan: Plan, consultation: Consultation) -> dict[str, Any]:
    """Until when and where one objects to a plan that hangs; what comes first for one that does not."""
    notice: Notice | None = next(iter(loader.notices(plan)), None)
    text = [
        translate(
            "Anybody may object in writing, here or on paper at the committee. Every objection is answered, and both "
            "stand here for everybody to read."
        )
    ]
    if notice is None:
        text.append(translate("You can object once this plan is posted as a notice; the notice says until when."))
    else:
        address = _typed("object", consultation.community.slug, notice.pk)
        text.append(
            translate("Objections until %(end)s, at %(address)s") % {"end": moment(notice.ends_at), "address": address}
        )
    phone = consultation.community.committee_phone
    if phone:
        text.append(translate("The committee's telephone: %(phone)s") % {"phone": phone})
    return {"heading": translate("How to object"), "text": text}


def _check(plan: Plan, consultation: Consultation) -> dict[str, Any]:
    slug = consultation.community.slug
    return {
        "heading": translate("Count it again yourself"),
        "text": translate(
            "Scan the square code for the file this plan comes from. Whoever draws it again must come to the same long "
            "number below; if not, tell the committee and the district."
        ),
        "qr": str(qr(settings.BASE_URL + reverse("plan_file", args=[slug, plan.number]))),
        "alt": translate("QR code: opens the file of this plan"),
        "page": translate("This plan on the portal"),
        "address": _typed("plan", slug, plan.number),
        "label": translate("SHA-256 of inputs and plan"),
        "digest": grouped(plan.digest),
    }


def _typed(name: str, *args: object) -> str:
    """An address as somebody types it."""
    return (settings.BASE_URL + reverse(name, args=args)).removeprefix("https://").removeprefix("http://")
