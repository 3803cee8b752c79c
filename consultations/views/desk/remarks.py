"""What households wrote about the items of the selection: read here before others see it. Never by whom."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from communities.domain.roles import Permission
from communities.views.doors import staff
from consultations import access, titles
from consultations.acting import accepted, carried_out
from consultations.domain.remarks import Reason, State
from consultations.forms.remarks import HidingForm, ReplyForm
from consultations.loaders import remarks as loader
from consultations.models import Question, Remark, Reply
from consultations.services import remarking as services
from consultations.views.desk.shell import ask, by, fill_in, page, sent, to
from renewal_portal.ledger.clock import now
from renewal_portal.shown.places import place_name

READ = Permission.READ_REMARKS
PER_PAGE = 40
STATES = {
    State.WAITING: _("Waiting to be read"),
    State.SHOWN: _("Shown to everybody"),
    State.HIDDEN: _("Not shown"),
}


@staff
@require_GET
def remarks(request: HttpRequest, slug: str) -> HttpResponse:
    """The words about the newest selection, question by question; those that wait unless others are asked for."""
    consultation = access.desk(request.user, READ, slug)
    asked = request.GET.get("state", "")
    state = State(asked) if asked in set(State) else State.WAITING
    many = loader.by_state(consultation)
    shown = Paginator(loader.in_state(consultation, state), PER_PAGE).get_page(request.GET.get("page"))
    return page(
        request,
        "remarks",
        consultation,
        "desk_rounds",
        title=_("Words to the committee"),
        state=state,
        states=[(each, label, many.get(each, 0)) for each, label in STATES.items()],
        page=shown,
        questions=_by_question(list(shown.object_list)),
    )


@staff
@require_POST
def show(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Let everybody read a word, exactly as it was read here."""
    remark = access.desk_remark(request.user, READ, slug, pk)
    seen = request.POST.get("seen", "")
    if carried_out(request, services.show, remark_id=remark.pk, seen=seen, by=by(request), at=now()):
        messages.success(request, translate("Everybody can read it now."))
    return to("desk_remarks", access.desk(request.user, READ, slug))


@staff
@require_http_methods(["GET", "POST"])
def hide(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Show a word to nobody, and say why."""
    consultation = access.desk(request.user, READ, slug)
    remark = access.desk_remark(request.user, READ, slug, pk)
    form = HidingForm(sent(request), initial={"seen": remark.mark})
    if form.is_bound and form.is_valid():
        if carried_out(request, services.hide, remark_id=remark.pk, **form.cleaned_data, by=by(request), at=now()):
            messages.success(request, translate("It is not shown. Whoever wrote it reads the reason."))
        return to("desk_remarks", consultation)
    return ask(
        request,
        consultation,
        "desk_rounds",
        title=translate("Show this word to nobody?"),
        text=translate("Others learn only that there is a word, and why it is not shown."),
        rows=[
            (translate("About"), titles.of_question(remark.question)),
            (translate("What was written"), remark.text),
        ],
        form=form,
        label=translate("Do not show it"),
        back=reverse("desk_remarks", args=[slug]),
    )


@staff
@require_http_methods(["GET", "POST"])
def reply(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Answer the words about one item, for everybody to read."""
    consultation, wish = access.desk(request.user, READ, slug), access.desk_wish(request.user, READ, slug, pk)
    form = ReplyForm(sent(request))
    if form.is_bound and form.is_valid():
        values = {"question_id": wish.pk, **form.cleaned_data, "by": by(request), "at": now()}
        if accepted(form, services.reply, **values):
            messages.success(request, translate("Everybody can read the answer now."))
            return to("desk_remarks", consultation)
    return fill_in(
        request,
        consultation,
        "desk_rounds",
        title=translate("Answer in public"),
        rows=[(translate("About"), titles.of_question(wish)), (translate("Where"), place_name(wish.place))],
        form=form,
        submit=translate("Post the answer"),
        back=reverse("desk_remarks", args=[slug]),
    )


def _by_question(found: Sequence[Remark]) -> list[dict[str, Any]]:
    """Words in the order of their questions, each question once, with what was answered."""
    groups = [(question, list(group)) for question, group in groupby(found, key=lambda remark: remark.question)]
    replies = loader.replies([question for question, _words in groups])
    return [_about(question, group, replies.get(question.pk, ())) for question, group in groups]


def _about(question: Question, found: Sequence[Remark], replies: Sequence[Reply]) -> dict[str, Any]:
    return {
        "replies": replies,
        "question": question,
        "title": f"{question.number}. {titles.of_question(question)}",
        "place": place_name(question.place),
        "remarks": [(remark, titles.HIDING[Reason(remark.reason)] if remark.reason else "") for remark in found],
    }
