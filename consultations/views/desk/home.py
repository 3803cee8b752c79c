"""The communities I work on, and for each what is missing before its next step."""

from datetime import datetime

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from communities.access import communities_for
from communities.domain.roles import Permission
from communities.views.doors import staff
from consultations import access
from consultations.acting import accepted
from consultations.domain.review import Decision
from consultations.domain.stages import ENDED, NEEDS_REASON, Stage
from consultations.forms.desk.papers import MoveForm
from consultations.loaders.desk import home, rounds
from consultations.loaders.remarks import how_many_wait
from consultations.models import Consultation
from consultations.services import moving
from consultations.titles import DECISIONS
from consultations.views.desk import todo
from consultations.views.desk.shell import ask, by, page, sent, to
from renewal_portal.ledger.clock import now
from renewal_portal.shown.stages import WORDS

PER_PAGE = 20


@staff
@require_GET
def desk(request: HttpRequest) -> HttpResponse:
    """My communities with their stage; for the committee's own also how much is missing."""
    seen, walked = (communities_for(request.user, may) for may in (Permission.SEE_DESK, Permission.WALK_DOORS))
    mine = (seen | walked).order_by("subdistrict__code", "slug")
    own = home.posts_in(request.user)
    shown = Paginator(mine, PER_PAGE).get_page(request.GET.get("page"))
    at = now()
    reads = set(seen.values_list("pk", flat=True).filter(pk__in=[each.pk for each in shown.object_list]))
    rows = [
        _row(row, at, counted=row.community.pk in own, reads=row.community.pk in reads)
        for row in home.rows(shown.object_list)
    ]
    return render(request, "desk/list.html", {"rows": rows, "page": shown})


def _row(row: home.Row, at: datetime, *, counted: bool, reads: bool) -> dict[str, object]:
    """One community of the list; officials look at thousands of them and get the stage alone."""
    way_in = reverse("desk_community" if reads else "desk_doors", args=[row.community.slug])
    found: dict[str, object] = {"community": row.community, "consultation": row.consultation, "href": way_in}
    if row.consultation is None:
        return found
    number = home.missing_count(row.consultation, at) if counted and reads else None
    words = ngettext("%(n)s thing is missing", "%(n)s things are missing", number or 0) % {"n": number}
    return found | {"words": WORDS[Stage(row.consultation.stage)], "missing": number, "missing_words": words}


@staff
@require_GET
def community(request: HttpRequest, slug: str) -> HttpResponse:
    """The to-do list: exactly what the gate of the next step asks for."""
    consultation = access.desk(request.user, Permission.SEE_DESK, slug)
    at = now()
    running = home.running_round(consultation)
    returned = home.last_return(consultation)
    return page(
        request,
        "community",
        consultation,
        "desk_community",
        items=todo.items(request.user, consultation, at),
        onward=todo.onward(request.user, consultation, at),
        stopped_at=home.stopped_at(consultation),
        ended=Stage(consultation.stage) in ENDED,
        round=running,
        turnout=rounds.turnout(running) if running else None,
        unread=how_many_wait(consultation) if running and running.kind == "selection" else 0,
        now=at,
        returned=(DECISIONS[Decision(returned[0])], returned[1]) if returned else None,
    )


@staff
@require_http_methods(["GET", "POST"])
def move(request: HttpRequest, slug: str) -> HttpResponse:
    """Steps by hand: a step left over, back to consultation, out by a side door."""
    consultation = access.desk(request.user, Permission.RUN_ROUND, slug)
    ways = home.ways_by_hand(consultation, now())
    target = request.POST.get("to") or request.GET.get("to")
    if target is None:
        return page(request, "moves", consultation, "desk_move", ways=[_way(consultation, stage) for stage in ways])
    if target not in set(Stage) or (request.method == "GET" and target not in ways):
        raise Http404
    form = MoveForm(sent(request), to=target)
    if form.is_bound and form.is_valid():
        said = form.values()
        if accepted(form, moving.go, consultation_id=consultation.pk, **said, by=by(request), at=now()):
            messages.success(request, translate("The community now stands at “%s”.") % WORDS[said["to"]][0])
            return to("desk_community", consultation)
    return _ask_to_move(request, consultation, form, Stage(target))


def _ask_to_move(request: HttpRequest, consultation: Consultation, form: MoveForm, stage: Stage) -> HttpResponse:
    way = _way(consultation, stage)
    if not way["reason"]:
        del form.fields["reason"]
    return ask(
        request,
        consultation,
        "desk_move",
        title=way["question"],
        text=way["text"],
        form=form,
        label=way["label"],
        tone="danger" if stage in ENDED else "",
    )


def _way(consultation: Consultation, stage: Stage) -> dict[str, object]:
    """One way by hand, in words."""
    here = Stage(consultation.stage)
    name = WORDS[stage][0]
    questions = {
        Stage.WITHDRAWN: (
            _("Withdraw this consultation?"),
            _("The residents do not want it any more. It ends for good; another may begin later."),
            _("Withdraw"),
        ),
        Stage.SUSPENDED: (
            _("Suspend this consultation?"),
            _("Nothing can be voted, posted or decided until it is resumed. A running vote rests too."),
            _("Suspend"),
        ),
        Stage.CONSULTING: (
            _("Go back to consultation?"),
            _("Meetings, a new draft and another decision of the owners follow. What is done so far stays readable."),
            _("Go back"),
        ),
    }
    question, text, label = questions.get(
        stage,
        (
            translate("Go to “%s”?") % name,
            WORDS[stage][1],
            translate("Go to “%s”") % name,
        ),
    )
    if here is Stage.SUSPENDED:
        question, text, label = (
            _("Resume this consultation?"),
            translate("It goes on where it stopped, at “%s”.") % name,
            _("Resume"),
        )
    return {
        "to": stage.value,
        "question": question,
        "text": text,
        "label": label,
        "reason": (here, stage) in NEEDS_REASON,
        "danger": stage in ENDED,
    }
