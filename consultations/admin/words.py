"""A review in words: its state, its offices, its plan, and the ways to decide."""

from datetime import datetime
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _

from consultations.domain.plan.values import Measure, Method
from consultations.domain.review import Decision, Office, Opinion
from consultations.loaders.offices import Dossier, still_to_hear
from consultations.models import PlanLine, Review
from consultations.reasons import in_words
from consultations.sentences import OFFICES
from consultations.titles import MEASURES, METHODS, OPINIONS, of_notice, of_plan, of_round
from consultations.wording import package_in_words
from renewal_portal.shown.numbers import yuan
from renewal_portal.shown.places import place_name
from renewal_portal.shown.times import moment
from renewal_portal.shown.words import in_language

#: How a review stands: words, tone and icon of the tag.
STATES: dict[Decision | None, tuple[Any, str, str]] = {
    None: (_("To be decided"), "signal", "clock"),
    Decision.APPROVE: (_("Approved"), "good", "check"),
    Decision.RETURN_TO_CONSULTING: (_("Sent back to the residents"), "plain", "back"),
    Decision.RETURN_TO_PLANNING: (_("Sent back to planning"), "plain", "back"),
    Decision.REJECT: (_("Rejected"), "plain", "cross"),
}
#: The ways to decide: the question, what will happen, the button and its tone.
WAYS: dict[Decision, tuple[Any, Any, Any, str]] = {
    Decision.APPROVE: (
        _("Approve this plan?"),
        _("It enters the district's programme, and the community prepares the works. This cannot be taken back."),
        _("Approve the plan"),
        "",
    ),
    Decision.RETURN_TO_CONSULTING: (
        _("Send this plan back to the residents?"),
        _("Meetings, a new draft and another decision of the owners follow. Everybody can read the reason."),
        _("Send back to the residents"),
        "quiet",
    ),
    Decision.RETURN_TO_PLANNING: (
        _("Send this plan back to be drawn anew?"),
        _("The owners' decision stands. The committee draws the final plan anew and posts it again."),
        _("Send back to planning"),
        "quiet",
    ),
    Decision.REJECT: (
        _("Reject this plan?"),
        _("This consultation ends for good; another may begin later. Everybody can read the reason."),
        _("Reject the plan"),
        "danger",
    ),
}
DONE = {
    Decision.APPROVE: _("The plan is approved."),
    Decision.RETURN_TO_CONSULTING: _("The plan is back with the residents."),
    Decision.RETURN_TO_PLANNING: _("The plan is back with the committee."),
    Decision.REJECT: _("The plan is rejected."),
}
TONES = {Opinion.AGREES: "good", Opinion.AGREES_WITH_CHANGES: "plain", Opinion.OBJECTS: "signal"}


def state(review: Review) -> tuple[Any, str, str]:
    return STATES[Decision(review.decision) if review.decision else None]


def state_tag(review: Review) -> SafeString:
    text, tone, icon = state(review)
    return render_to_string("components/tag.html", {"text": text, "tone": tone, "icon": icon})


def heard(given: int, waited_for: int) -> str:
    """How many offices have spoken, and whether the others are still waited for."""
    said = translate("%(given)s of %(all)s") % {"given": given, "all": len(Office)}
    return f"{said}, {translate('%(n)s waited for') % {'n': waited_for}}" if waited_for else said


def at_stake(review: Review, at: datetime) -> list[tuple[Any, Any]]:
    """What is decided on, in a few lines."""
    waiting = translate("; ").join(str(OFFICES[office]) for office in still_to_hear(review, at))
    return [
        (_("Plan"), of_plan(review.plan)),
        (_("Cost"), yuan(review.plan.total_fen)),
        (_("Budget"), yuan(review.plan.budget_fen)),
        (_("Offices not yet heard"), waiting or translate("none")),
    ]


def about(review: Review, found: Dossier) -> list[tuple[Any, Any]]:
    """The head of the page: where the plan comes from and how far its review is."""
    rows = [
        (_("Plan"), of_plan(review.plan)),
        (_("Handed in"), moment(review.submitted_at)),
        (_("Offices heard"), heard(len(found.opinions), len(found.outstanding))),
        (_("Silence counts as heard from"), moment(review.silent_until)),
    ]
    if review.decided_at:
        rows.append((_("Decided"), moment(review.decided_at)))
    return rows


def of_dossier(review: Review, found: Dossier) -> dict[str, Any]:
    """The plan and all that stands beside it."""
    return {
        "lines": in_words(found.lines),
        "method": METHODS[Method(review.plan.method)],
        "measure": MEASURES[Measure(review.plan.measure)],
        "package": package_in_words(review.plan, found.lines),
        "left_out": [
            (f"{row.item.code} {in_language(row.item)}", place_name(row.place), row.reason) for row in found.left_out
        ],
        "failed": [_failed(line, found) for line in found.failed],
        "objections": [(each, of_notice(each.notice)) for each in found.objections],
        "opinions": [_opinion(office, found) for office in Office],
        "vote": (found.decision, of_round(found.decision)) if found.decision else None,
    }


def _failed(line: PlanLine, found: Dossier) -> tuple[str, str, str]:
    offered = line.offered
    defect = (offered.item_id, offered.place_id) in found.found
    return (
        f"{offered.code} {in_language(offered, 'wording')}",
        place_name(offered.place),
        translate("A defect was found here and checked.") if defect else translate("No defect was found here."),
    )


def _opinion(office: Office, found: Dossier) -> dict[str, Any]:
    """What an office said; an office that said nothing is waited for, or its time is over."""
    given = found.opinions.get(office)
    silent = translate("waited for") if office in found.outstanding else translate("said nothing")
    return {
        "office": OFFICES[office],
        "said": OPINIONS[Opinion(given.opinion)] if given else silent,
        "tone": TONES[Opinion(given.opinion)] if given else "plain",
        "given": given,
    }
