"""How the state of a community is said on its pages."""

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _

from communities.models import Community
from consultations import titles
from consultations.domain.phases import Phase
from consultations.domain.stages import Stage
from consultations.loaders.public.overview import Overview
from consultations.loaders.rounds import phase_of
from consultations.models import Notice, Round
from renewal_portal.shown.stages import ON_THE_WAY, WORDS
from renewal_portal.shown.times import moment, remaining
from renewal_portal.shown.words import in_language

Crumbs = list[tuple[str, str]]

STATES = {
    Phase.AHEAD: _("called, not yet open"),
    Phase.OPEN: _("open"),
    Phase.RESTING: _("resting"),
    Phase.OVER: _("closed, not yet counted"),
    Phase.COUNTED: _("counted"),
    Phase.ANNULLED: _("annulled"),
}


def crumbs(community: Community | None = None, here: str = "") -> Crumbs:
    """The way to a page: the first page, the community, and the page itself without an address."""
    found = [(translate("First page"), reverse("home"))]
    if community is not None:
        found.append((in_language(community), reverse("community", args=[community.slug]) if here else ""))
    return [*found, (here, "")] if here else found


def stopped_at(seen: Overview) -> str:
    """Where the community stood before it took a side door."""
    if seen.consultation.suspended_from:
        return str(seen.consultation.suspended_from)
    return seen.moves[0].origin if seen.moves and Stage(seen.consultation.stage) not in ON_THE_WAY else ""


def until(seen: Overview, at: datetime) -> str:
    """What ends the present step, if a day is set for it."""
    if seen.round and seen.phase is Phase.AHEAD:
        return translate("The vote begins %(begin)s.") % {"begin": moment(seen.round.opens_at)}
    if seen.round and seen.phase is Phase.OPEN:
        return _until(seen.round.closes_at, at)
    notice = seen.running_notice(at)
    if notice and seen.consultation.stage == Stage.ON_NOTICE:
        return _until(notice.ends_at, at)
    if seen.review and seen.review.decided_at is None and seen.consultation.stage == Stage.IN_REVIEW:
        return _until(seen.review.silent_until, at)
    return ""


def aside(seen: Overview) -> str:
    """What is said of a community beside the way: the public reason."""
    if Stage(seen.consultation.stage) in ON_THE_WAY or seen.setback is None:
        return ""
    sentence = WORDS[Stage(seen.consultation.stage)][1]
    return translate("%(what)s Reason: %(reason)s") % {"what": sentence, "reason": seen.setback.reason}


def state_of(round: Round, at: datetime) -> str:
    """What a round is doing, in two or three words."""
    return str(STATES[phase_of(round, at)])


def notice_card(notice: Notice, at: datetime) -> dict[str, Any]:
    """A notice as its card shows it."""
    running = notice.posted_at <= at < notice.ends_at
    return {
        "notice": notice,
        "title": titles.of_notice(notice),
        "kind": translate("Plan") if notice.kind == "plan" else translate("Vote"),
        "running": running,
        "left": remaining(notice.ends_at, at),
    }


def events(seen: Overview) -> list[dict[str, Any]]:
    """The way so far, newest first: steps, and what was reported of the works."""
    found = [(move.moved_at, WORDS[Stage(move.target)][0], move.reason) for move in seen.moves]
    found += [(report.reported_at, titles.REPORTS[report.kind], report.text) for report in seen.reports]
    ordered = sorted(found, key=lambda event: event[0], reverse=True)
    return [
        {"at": at, "text": text, "note": note, "now": number == 0} for number, (at, text, note) in enumerate(ordered)
    ]


def _until(end: datetime, at: datetime) -> str:
    return translate("Until %(end)s (%(left)s).") % {"end": moment(end), "left": remaining(end, at)}
