"""The offered menu, and the plans drawn from the votes."""

from collections.abc import Sequence
from dataclasses import fields
from typing import Any

from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as translate
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from consultations import access, fair_words, reasons, titles
from consultations.domain.funding import by_source
from consultations.domain.plan.values import Measure, Method
from consultations.funds import SOURCES
from consultations.loaders import funding
from consultations.loaders.public import menu as menu_loader
from consultations.loaders.public import plans as loader
from consultations.models import Plan, PlanLine
from consultations.views.public import offers, words
from consultations.wording import package_in_words
from renewal_portal.ledger.clock import now
from renewal_portal.shown.flows import picture
from renewal_portal.shown.shares import Share


@require_safe
@gzip_page
def menu(request: HttpRequest, slug: str) -> HttpResponse:
    """What is offered, where, at what price, and which rule decides. Raises Http404 before the menu is offered."""
    consultation = access.newest_consultation(slug)
    offered = menu_loader.offered(consultation)
    if offered is None:
        raise Http404
    chapters = menu_loader.chapters(offered)
    context = {
        "community": consultation.community,
        "crumbs": words.crumbs(consultation.community, translate("The menu")),
        "consultation": consultation,
        "official_catalogue": consultation.edition.is_official,
        "menu": offered,
        "chapters": [offers.chapter_card(chapter) for chapter in chapters],
        "total_fen": menu_loader.total_fen(chapters),
        "left_out": menu_loader.left_out(offered),
        "method": titles.METHODS[Method(consultation.method)],
        "measure": titles.MEASURES[Measure(consultation.measure)],
    }
    return render(request, "public/menu.html", context)


@require_safe
@gzip_page
def plan(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """A plan: what is in, what is out, what is passed on, each line with its reason."""
    found = access.plan_of(slug, number)
    consultation = access.newest_consultation(slug)
    at = now()
    lines = loader.lines(found)
    names = reasons.names_of(lines)
    newest = loader.newest(found)
    title = titles.of_plan(found)
    context = {
        "community": consultation.community,
        "crumbs": words.crumbs(consultation.community, title),
        "plan": found,
        "title": title,
        "newer": (newest, titles.of_plan(newest)) if newest != found else None,
        "adopted_by": [(each, titles.MEETINGS[each.meeting.kind]) for each in loader.adopted_by(found)],
        "method": titles.METHODS[Method(found.method)],
        "measure": titles.MEASURES[Measure(found.measure)],
        "left_fen": found.budget_fen - found.total_fen,
        "package": package_in_words(found, lines),
        "spent": [(each, Share(each.fen, found.budget_fen)) for each in loader.spent(lines)],
        **who_pays(funding.paid(lines)),
        "notices": [words.notice_card(notice, at) for notice in loader.notices(found)],
        "fairness": fair_words.in_words(found),
        **_parts(lines, names),
        **_order(found, names),
    }
    return render(request, "public/plan.html", context)


def who_pays(found: Sequence[funding.Paid]) -> dict[str, Any]:
    """Where the money comes from and goes to, as a picture and in numbers, and for how much nobody has said so yet."""
    flows = funding.flows(found)
    names = {each.line.offered.item.major.code: each.line.offered.item.major.name for each in found}
    sums = by_source(flows)
    return {
        "payers": [(SOURCES[source], fen) for source, fen in sums.items()],
        "flows": [(SOURCES[flow.source], names[flow.part], flow.fen) for flow in flows],
        "unsettled_fen": sum(each.line.cost_fen for each in found) - sum(sums.values()),
        "picture": picture([(flow.source, flow.part, flow.fen) for flow in flows]),
    }


def _parts(lines: Sequence[PlanLine], names: reasons.Names) -> dict[str, Any]:
    """The lines by what became of them, each with its reason."""
    parts = loader.parts(lines)
    return {
        part.name: [
            {"line": line, "offered": line.offered, "reason": reasons.of_plan_line(line, names)}
            for line in getattr(parts, part.name)
        ]
        for part in fields(parts)
    }


def _order(found: Plan, names: reasons.Names) -> dict[str, Any]:
    """Ties and the order of works by name. The digest covers all they are made of, so they are worked out once."""
    order = cache.get_or_set(f"plan-drawn:{found.digest}", lambda: loader.order(found), timeout=24 * 3600)
    assert order is not None  # noqa: S101 - what is set is never None
    return {
        "ties": [[names[key] for key in group] for group in order.ties],
        "works_order": [names[key] for key in order.works],
        "beside": [
            {
                "method": titles.METHODS[other.method],
                "more": [names[key] for key in other.more],
                "less": [names[key] for key in other.less],
            }
            for other in order.beside
        ],
    }
