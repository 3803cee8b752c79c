"""The demonstration's own pages: who one can be, and the clock. Outside the demo they are not found."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from functools import wraps

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from consultations.demo import files
from consultations.demo.coming import Coming, coming
from consultations.demo.logins import Login, Standing, logins, standings
from consultations.domain.stages import Stage
from renewal_portal.demo.sentences import COMING, JOBS, KINDS, POSTS, ROLES
from renewal_portal.ledger import clock
from renewal_portal.ledger.services.demo_clock import move_forward
from renewal_portal.shown.stages import WORDS
from renewal_portal.shown.times import moment
from renewal_portal.shown.words import in_language

STEPS = {"hour": timedelta(hours=1), "day": timedelta(days=1), "week": timedelta(weeks=1)}
JUST_AFTER = timedelta(minutes=1)
View = Callable[[HttpRequest], HttpResponse]


def in_the_demo(view: View) -> View:
    """Nothing of this exists where real people are asked."""

    @wraps(view)
    @never_cache
    def door(request: HttpRequest) -> HttpResponse:
        if not settings.DEMO:
            raise Http404
        return view(request)

    return door


@in_the_demo
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Who can sign in as whom, and what there is to do."""
    rows = [_standing(each) for each in standings()]
    people = logins()
    context = {
        "large": [row for row in rows if row["is_large"]],
        "small": [row for row in rows if not row["is_large"]],
        "committee": [_person(each) for each in people if not each.account.is_official],
        "officials": [_person(each) for each in people if each.account.is_official],
        "now": clock.now(),
    }
    return render(request, "demo/overview.html", context)


@in_the_demo
@require_http_methods(["GET", "HEAD", "POST"])
def demo_clock(request: HttpRequest) -> HttpResponse:
    """The portal's time, and buttons that move it forward."""
    now = clock.now()
    ahead = coming(now)
    if request.method == "POST":
        span = _span(request.POST, ahead, now)
        if span is not None:
            move_forward(by=span)
            messages.success(request, _("It is now %(moment)s.") % {"moment": moment(clock.now())})
        return redirect("demo_clock")
    events = [_shown(each, is_first=each is ahead[0]) for each in ahead]
    return render(request, "demo/clock.html", {"now": now, "events": events})


def _span(asked: Mapping[str, str], ahead: list[Coming], now: datetime) -> timedelta | None:
    """How far a button moves the clock; nothing for a button that is not there."""
    for each in ahead:
        if asked.get("to") == each.at.isoformat():
            return each.at - now + JUST_AFTER
    return STEPS.get(asked.get("step", ""))


def _standing(standing: Standing) -> dict[str, object]:
    stage, community = Stage(standing.consultation.stage), standing.consultation.community
    return {
        "community": community,
        "stage": WORDS[stage][0],
        "job": JOBS[stage],
        "letters": [{"letter": letter, "kind": KINDS[letter.kind]} for letter in standing.letters],
        "is_large": community.slug == files.LARGE,
    }


def _person(login: Login) -> dict[str, object]:
    return {"login": login, "role": ROLES[login.account.role], "post": POSTS[login.account.username]}


def _shown(each: Coming, *, is_first: bool) -> dict[str, object]:
    return {
        "at": each.at,
        "text": COMING[each.what],
        "who": in_language(each.community),
        "fields": {"to": each.at.isoformat()},
        "tone": "" if is_first else "quiet",
    }
