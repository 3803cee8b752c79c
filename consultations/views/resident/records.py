"""The owners' right to look (buildings interpretation 2020, art. 13; handbook 2.3)."""

from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from communities.access import community_of
from communities.models import Credential
from communities.views.doors import voice
from consultations import titles
from consultations.access import newest_consultation
from consultations.loaders.records import records


@voice
@require_safe
def my_records(request: HttpRequest) -> HttpResponse:
    """Decisions, minutes, plans and notices in one place, and where the papers are that the portal does not keep."""
    credential: Credential = request.credential  # type: ignore[attr-defined]
    if credential.owner_id is None:
        raise Http404
    consultation = newest_consultation(community_of(credential).slug)
    found = records(consultation)
    votes = [(titles.of_round(vote), _("counted"), vote.counted_at, "round", vote.number) for vote in found.votes]
    plans = [(titles.of_plan(plan), _("drawn up"), plan.drawn_at, "plan", plan.number) for plan in found.plans]
    posted = [(titles.of_notice(each), _("posted"), each.posted_at, "notice", each.pk) for each in found.notices]
    papers: list[tuple[Any, ...]] = [*votes, *plans, *posted]
    context = {
        "community": consultation.community,
        "meetings": [(meeting, titles.MEETINGS[meeting.kind]) for meeting in found.meetings],
        "papers": [_paper(consultation.community.slug, *each) for each in sorted(papers, key=_latest)],
    }
    return render(request, "resident/records.html", context)


def _latest(paper: tuple[Any, ...]) -> float:
    return -paper[2].timestamp()


def _paper(slug: str, title: str, what: str, at: datetime, name: str, number: int) -> dict[str, Any]:
    return {"title": title, "what": what, "at": at, "url": reverse(name, args=[slug, number])}
