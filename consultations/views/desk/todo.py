"""The to-do list in words: for each thing missing one sentence, and one button or who has to do it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from communities.access import permissions_in
from communities.domain.roles import Permission
from communities.models import RollCorrection
from communities.sentences import OBSTACLES
from consultations.domain.stages import ONWARD, Missing, Stage, next_by_hand
from consultations.loaders.desk import home
from consultations.loaders.desk.menu import due
from consultations.loaders.drawing import failure
from consultations.loaders.policy import going_on, willing
from consultations.loaders.remarks import how_many_wait
from consultations.loaders.settings import settings_on
from consultations.loaders.sheets import reconciliation, waits_for_paper
from consultations.models import Consultation, Objection
from consultations.sentences import MISSING, OFFICES
from consultations.views.desk.sheets import told
from renewal_portal.shown.places import place_name
from renewal_portal.shown.shares import need_in_words
from renewal_portal.shown.times import day, moment
from renewal_portal.shown.words import listed

M, P = Missing, Permission
Words = Any


@dataclass(frozen=True, slots=True)
class Way:
    """Where something missing is done, and by whom. ``last``: only once everything above it is done."""

    name: str
    button: Words
    permission: Permission
    last: bool = False
    kind: str = ""


WAYS: Mapping[Missing, Way] = {
    M.ROLL: Way("desk_roll", _("Fix the roll"), P.KEEP_ROLL),
    M.CORRECTIONS_ANSWERED: Way("desk_corrections", _("See the corrections"), P.KEEP_ROLL),
    M.FINDINGS_CHECKED: Way("desk_findings", _("Check the findings"), P.CHECK_FINDING),
    M.MENU_LINES: Way("desk_menu", _("Fill the menu"), P.OFFER_MENU),
    M.RULINGS: Way("desk_menu", _("Give the rulings"), P.OFFER_MENU),
    M.BUDGET: Way("desk_announce", _("Announce the budget"), P.OFFER_MENU),
    M.METHOD: Way("desk_announce", _("Announce the method"), P.OFFER_MENU),
    M.MENU_OFFERED: Way("desk_offer", _("Offer the menu"), P.OFFER_MENU, last=True),
    M.SELECTION_OPEN: Way("desk_open", _("Open the selection"), P.RUN_ROUND, last=True),
    M.SELECTION_COUNTED: Way("desk_rounds", _("See the vote"), P.SEE_DESK),
    M.RESPONSE_RATE: Way("desk_rounds", _("See the votes"), P.SEE_DESK, last=True),
    M.WILLING: Way("desk_rounds", _("See the votes"), P.SEE_DESK, last=True),
    M.REMARKS_READ: Way("desk_remarks", _("Read the words"), P.READ_REMARKS),
    M.MEETINGS: Way("desk_meetings", _("Record a meeting"), P.RECORD_MEETING),
    M.DRAFT_PLAN: Way("desk_plans", _("Draw the draft plan"), P.DRAW_PLAN),
    M.DRAFT_ADOPTED: Way("desk_meetings", _("Record the meeting"), P.RECORD_MEETING, last=True),
    M.DECISION_CALLED: Way("desk_call", _("Call the owners"), P.RUN_ROUND, last=True),
    M.DECISION_COUNTED: Way("desk_rounds", _("See the vote"), P.SEE_DESK),
    M.RESULT_POSTED: Way("desk_post", _("Post the result"), P.POST_NOTICE, kind="result"),
    M.FINAL_PLAN: Way("desk_plans", _("Draw the final plan"), P.DRAW_PLAN),
    M.MANAGEMENT: Way("desk_move", _("Ask the owners again"), P.RUN_ROUND),
    M.GO_ON: Way("desk_meetings", _("Record the meeting"), P.RECORD_MEETING),
    M.PLAN_POSTED: Way("desk_post", _("Post the plan"), P.POST_NOTICE, last=True, kind="plan"),
    M.NOTICE_OVER: Way("desk_notices", _("See the notice"), P.SEE_DESK),
    M.OBJECTIONS_ANSWERED: Way("desk_objections", _("Answer them"), P.ANSWER_OBJECTION),
    M.NO_UPHELD_OBJECTION: Way("desk_move", _("Go back to consultation"), P.RUN_ROUND),
    M.WORKS_BEGUN: Way("desk_works", _("Report the beginning"), P.REPORT_WORKS),
    M.WORKS_ACCEPTED: Way("desk_works", _("Report the acceptance"), P.REPORT_WORKS),
    M.EVALUATION: Way("desk_works", _("Report the evaluation"), P.REPORT_WORKS),
    M.HANDOVER: Way("desk_works", _("Report the handover"), P.REPORT_WORKS),
}


def items(user: Any, consultation: Consultation, at: datetime) -> list[dict[str, Any]]:
    """The list as the component `todo` draws it; the first thing one can do oneself stands out."""
    held = permissions_in(user, consultation.community)
    found: list[dict[str, Any]] = []
    for missing, done in home.gate(consultation, at):
        open_before = any(not item["done"] for item in found)
        item: dict[str, Any] = {"text": MISSING[missing], "done": done}
        if not done:
            item |= _how(missing, consultation, at, held, open_before=open_before)
        found.append(item)
    ways = [item for item in found if "href" in item]
    first = next((item for item in ways if item["acts"]), next(iter(ways), None))
    if first:
        first["tone"] = "primary"
    return found


def onward(user: Any, consultation: Consultation, at: datetime) -> dict[str, Any] | None:
    """The button that goes on when nothing is missing and nothing else goes on by itself."""
    stage = Stage(consultation.stage)
    target = ONWARD.get(stage)
    held = permissions_in(user, consultation.community)
    if target is None or any(not done for _, done in home.gate(consultation, at)):
        return None
    slug = consultation.community.slug
    if stage is Stage.ON_NOTICE and P.SUBMIT_PLAN in held:
        return {"href": reverse("desk_submit", args=[slug]), "label": translate("Submit the plan to the review")}
    if stage is Stage.CONSULTING and P.RUN_ROUND in held:
        return {"href": reverse("desk_call", args=[slug]), "label": translate("Go on without asking again")}
    if target in next_by_hand(stage) and P.RUN_ROUND in held:
        return {"href": f"{reverse('desk_move', args=[slug])}?to={target}", "label": translate("Go on")}
    return None


def _how(
    missing: Missing, consultation: Consultation, at: datetime, held: frozenset[Permission], *, open_before: bool
) -> dict[str, Any]:
    why = WHY[missing](consultation, at) if missing in WHY else ""
    way = WAYS.get(missing)
    if way is None:
        return {"why": why}
    if way.last and open_before:
        return {"why": translate("Possible once everything above is done.")}
    if way.permission not in held:
        return {"why": f"{why} {translate('The chair of the committee does this.')}".strip()}
    more = {"kind": way.kind} if way.kind else {}
    href = reverse(way.name, kwargs={"slug": consultation.community.slug, **more})
    return {"why": why, "href": href, "button": way.button, "acts": way.permission is not P.SEE_DESK}


def _eligible(consultation: Consultation, at: datetime) -> str:
    reasons = [str(OBSTACLES[each]) for each in home.hindrances(consultation, at)]
    return " ".join([*reasons, translate("Only the sub-district can change what the survey says of the community.")])


def _corrections(consultation: Consultation, at: datetime) -> str:
    number = RollCorrection.objects.of(consultation.community_id).unanswered().count()
    if not number:
        return translate("A correction was right. Once the register says so, fix the roll anew.")
    return ngettext("%(n)s correction waits for an answer.", "%(n)s corrections wait for an answer.", number) % {
        "n": number
    }


def _findings(consultation: Consultation, at: datetime) -> str:
    number = consultation.findings.unchecked().count()
    return ngettext("%(n)s finding waits for a second person.", "%(n)s findings wait for a second person.", number) % {
        "n": number
    }


def _menu_lines(consultation: Consultation, at: datetime) -> str:
    lines = [f"{each.item.code} {each.item.name} ({place_name(each.place)})" for each in due(consultation)]
    if not lines:
        return translate("The menu has no line yet.")
    return translate("Due and not yet on the menu: %(lines)s.") % {"lines": translate("; ").join(lines)}


def _vote(consultation: Consultation, at: datetime) -> str:
    running = home.running_round(consultation)
    if running is None:
        return translate("No vote is running.")
    if running.state == "closed" and waits_for_paper(running):
        return translate("The paper does not add up yet. %(what)s.") % {"what": listed(told(reconciliation(running)))}
    if running.state == "closed":
        return translate("The vote is closed and waits for its count.")
    return translate("The vote is open until %(end)s and then closes by itself.") % {"end": moment(running.closes_at)}


def _response(consultation: Consultation, at: datetime) -> str:
    newest = consultation.rounds.newest("selection")
    if newest is None or newest.state != "counted":
        return ""
    return translate(
        "%(answered)s households answered; the district asks for %(asked)s percent. Ask the households once more."
    ) % {"answered": newest.tally.ballots, "asked": settings_on(consultation, at)["response_rate_percent"]}


def _remarks(consultation: Consultation, at: datetime) -> str:
    number = how_many_wait(consultation)
    return ngettext("%(n)s word waits to be read.", "%(n)s words wait to be read.", number) % {"n": number}


def _meetings(consultation: Consultation, at: datetime) -> str:
    return translate("%(held)s of at least %(asked)s meetings are recorded.") % {
        "held": consultation.meetings.count(),
        "asked": settings_on(consultation, at)["min_meeting_rounds"],
    }


def _management(consultation: Consultation, at: datetime) -> str:
    return translate("No plan goes on without one. If the owners refused it, talk it over and ask them again.")


def _notice_over(consultation: Consultation, at: datetime) -> str:
    notice = consultation.notices.filter(kind="plan").order_by("-posted_at").first()
    if notice is None or notice.ends_at <= at:
        return translate("The plan has to be posted once more.")
    return translate("Anyone may object until %(end)s.") % {"end": moment(notice.ends_at)}


def _objections(consultation: Consultation, at: datetime) -> str:
    number = Objection.objects.filter(notice__consultation=consultation, answered_at__isnull=True).count()
    return ngettext("%(n)s objection waits for an answer.", "%(n)s objections wait for an answer.", number) % {
        "n": number
    }


def _opinions(consultation: Consultation, at: datetime) -> str:
    offices, until = home.waiting_offices(consultation, at)
    names = translate("; ").join(str(OFFICES[office]) for office in offices)
    return translate("The offices do this; not yet heard: %(offices)s. From %(day)s on, silence counts as heard.") % {
        "offices": names,
        "day": day(until),
    }


def _decided(consultation: Consultation, at: datetime) -> str:
    return translate("The district decides. You will read the reason here.")


def _willing(consultation: Consultation, at: datetime) -> str:
    figure = willing(consultation, at)
    if figure is None or figure.asked is None:
        return ""
    words = translate("%(part)s of %(whole)s homes want something; the district asks for %(need)s. Ask once more.")
    return words % {"part": figure.part, "whole": figure.whole, "need": need_in_words(figure.asked.line)}


def _go_on(consultation: Consultation, at: datetime) -> str:
    figure = going_on(consultation, at)
    if figure is None or figure.asked is None:
        return translate("Ask a meeting once more whether it shall go on with the plan that is drawn.")
    words = translate(
        "%(part)s of %(whole)s were for going on; the district asks for %(need)s. Talk it over and ask again, go back "
        "to consultation, or withdraw: the residents do not want it."
    )
    return words % {"part": figure.part, "whole": figure.whole, "need": need_in_words(figure.asked.line)}


def _not_drawn(consultation: Consultation, at: datetime) -> str:
    return translate("The portal could not draw it of itself. Its page says why.") if failure(consultation) else ""


WHY: Mapping[Missing, Callable[[Consultation, datetime], str]] = {
    M.DRAFT_PLAN: _not_drawn,
    M.FINAL_PLAN: _not_drawn,
    M.ELIGIBLE: _eligible,
    M.CORRECTIONS_ANSWERED: _corrections,
    M.FINDINGS_CHECKED: _findings,
    M.MENU_LINES: _menu_lines,
    M.SELECTION_COUNTED: _vote,
    M.RESPONSE_RATE: _response,
    M.WILLING: _willing,
    M.GO_ON: _go_on,
    M.REMARKS_READ: _remarks,
    M.MEETINGS: _meetings,
    M.DECISION_COUNTED: _vote,
    M.MANAGEMENT: _management,
    M.NOTICE_OVER: _notice_over,
    M.OBJECTIONS_ANSWERED: _objections,
    M.OPINIONS: _opinions,
    M.DECIDED: _decided,
}
