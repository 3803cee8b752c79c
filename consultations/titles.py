"""What rounds, plans and notices are called where people meet them."""

from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _

from communities.models import RollEntry
from consultations.domain.ballots import BESIDE_HOME, OWNER_ELSEWHERE
from consultations.domain.disputes import DISPUTED
from consultations.domain.doors import State as DoorState
from consultations.domain.plan.values import Measure as M
from consultations.domain.plan.values import Method, PlanKind
from consultations.domain.remarks import Reason
from consultations.domain.review import Decision, Opinion
from consultations.domain.sheets import Fault
from consultations.models import Attendance, Notice, Plan, Question, Round, Sitting
from consultations.reasons import KINDS
from renewal_portal.shown.times import day
from renewal_portal.shown.words import in_language, listed

ROUNDS = {"selection": _("Selection by the households"), "decision": _("Decision of the owners")}
MEETINGS = {
    "residents": _("Residents' meeting"),
    "representatives": _("Meeting of representatives"),
    "owners_assembly": _("Owners' assembly"),
    "joint_review": _("Joint review on site"),
}
REPORTS = {
    "beginning": _("The works have begun"),
    "acceptance": _("The works are accepted"),
    "evaluation": _("The residents have evaluated the works"),
    "handover": _("Everything is handed over"),
}
BATCHES = {
    "reserve": _("on the waiting list"),
    "planned": _("in the district's programme"),
    "implementing": _("being carried out"),
}
CHANNELS = {
    "online": _("online"),
    "paper": _("on paper"),
    "proxy": _("by proxy"),
    "official": _("in an official voting system"),
}
DOOR_STATES = {
    DoorState.NOT_REACHED: _("not reached"),
    DoorState.LETTER: _("letter delivered"),
    DoorState.ONLINE: _("answered online"),
    DoorState.PAPER_OUT: _("paper handed out"),
    DoorState.PAPER_BACK: _("paper back"),
    DoorState.REFUSED: _("refused"),
    DoorState.MOVED: _("moved away"),
}
STRENGTHS = {
    "letter": _("letter"),
    "letter_phone": _("letter and telephone"),
    "visit": _("visit"),
    "paper": _("signed paper"),
    "official": _("official voting system"),
}
OPINIONS = {
    Opinion.AGREES: _("agrees"),
    Opinion.AGREES_WITH_CHANGES: _("agrees, with changes"),
    Opinion.OBJECTS: _("objects"),
}
DECISIONS = {
    Decision.APPROVE: _("The plan is approved."),
    Decision.RETURN_TO_CONSULTING: _(
        "The officials sent the plan back to the residents. Change it and ask the owners again."
    ),
    Decision.RETURN_TO_PLANNING: _("The officials sent the plan back. Draw the final plan anew and post it again."),
    Decision.REJECT: _("The officials rejected the plan. This consultation has ended."),
}
TENURES = {
    "owner_occupied": _("lived in by the owner"),
    "let": _("let"),
    "vacant": _("empty"),
    OWNER_ELSEWHERE: _("let or empty, answered by the owner"),
}
SET_ASIDE = {
    "second_ballot": _("a second ballot of a voice that had voted already"),
    BESIDE_HOME: _("an answer of a home's owner, beside the answer of whoever lives there"),
    DISPUTED: _("a ballot that a co-owner disputed, not settled before closing"),
    Fault.UNSIGNED.value: _("a paper ballot without the voter's signature"),
    Fault.UNREADABLE.value: _("a paper ballot that cannot be read"),
    Fault.BLANK.value: _("a paper ballot on which nothing is marked"),
    Fault.NOT_THE_VOTER.value: _("a paper ballot signed by somebody who may not sign for the voter"),
}
HIDING = {
    Reason.PERSON: _("It names somebody, or says who is meant"),
    Reason.INSULT: _("It insults somebody"),
    Reason.OFF_TOPIC: _("It is not about this item"),
    Reason.ADVERT: _("It advertises something"),
    Reason.UNREADABLE: _("It cannot be understood"),
}
USES = {"dwelling": _("home"), "shop": _("shop"), "parking": _("parking space")}
SOURCES = {
    "register": _("the land register"),
    "survey": _("a survey"),
    "contract": _("the purchase contract"),
}
METHODS = {
    Method.SUPPORT: _(
        "By support: first the basic items with a confirmed defect, then what most want. "
        "An item that no longer fits the money is passed over."
    ),
    Method.WELFARE: _(
        "By most support: first the basic items with a confirmed defect, then the items that together have most "
        "support within the money. Two small ones may come before one large one."
    ),
}
MEASURES = {
    M.SHARE: _("Support is the share of the households of a place who want an item there."),
    M.VOICES: _("Support is the number of households who want an item."),
    M.AREA: _("Support is the floor area of the households who want an item."),
}


def of_round(round: Round) -> str:
    """ "Decision of the owners, vote 2": rounds are numbered through a consultation."""
    return translate("%(kind)s, vote %(number)s") % {"kind": ROUNDS[round.kind], "number": round.number}


def of_question(question: Question) -> str:
    """A question's wording; the package's says much more than fits a heading, so it is called by its line."""
    return in_language(question.offered if question.kind == "package" else question, "wording")


def of_plan(plan: Plan) -> str:
    """ "Final plan, version 3": plans are numbered through a consultation."""
    return translate("%(kind)s, version %(number)s") % {"kind": KINDS[PlanKind(plan.kind)], "number": plan.number}


def of_notice(notice: Notice) -> str:
    """What hangs; its round or plan must have been read with it."""
    if notice.plan is not None:
        return of_plan(notice.plan)
    pattern = translate("Result: %(vote)s") if notice.kind == "result" else translate("Called: %(vote)s")
    return pattern % {"vote": of_round(notice.round)} if notice.round else pattern


def of_annulment(round: Round) -> str:
    """By what a vote was annulled; empty unless it was."""
    if round.annulled_by_resolution is not None:
        resolution = round.annulled_by_resolution
        told = {"day": day(resolution.meeting.held_at), "number": resolution.number}
        return translate("Annulled by resolution %(number)s of the meeting of %(day)s.") % told
    if round.ruling_on is None:
        return ""
    told = {"court": round.ruling_court, "number": round.ruling_number, "day": day(round.ruling_on)}
    return translate("Annulled by the ruling %(number)s of %(court)s of %(day)s.") % told


def of_sitting(sitting: Sitting) -> str:
    """ "Owners' assembly 2": meetings that are run here are numbered through a consultation."""
    return f"{MEETINGS[sitting.kind]} {sitting.number}"


def of_entry(entry: RollEntry) -> str:
    """Whose voice it is, by its doors, never by a name; its number on the roll where it holds none any more."""
    if entry.unit is not None:
        return translate("door %(door)s") % {"door": entry.unit.door}
    doors = listed(each.unit.door for each in entry.owner.ownerships.all()) if entry.owner else ""
    return (
        translate("owner of %(doors)s") % {"doors": doors}
        if doors
        else translate("owner no. %(number)s") % {"number": entry.number}
    )


def of_stay(stay: Attendance) -> str:
    """Who was there: a voice by its doors, or the name somebody came by."""
    return of_entry(stay.entry) if stay.entry is not None else stay.name
