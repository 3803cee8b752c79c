"""Fetching is the permission check: others' rows are not found."""

from typing import Any

from django.db.models import QuerySet, Subquery
from django.http import Http404
from django.shortcuts import get_object_or_404

from communities.access import communities_for, community_for, community_of, is_represented
from communities.domain.roles import Permission
from communities.loaders import homes_elsewhere
from communities.models import Credential, RollEntry, Unit
from consultations.models import (
    AgendaPoint,
    Attendance,
    BallotDispute,
    Consultation,
    DoorWalker,
    Finding,
    Notice,
    Objection,
    OfferedItem,
    PaperSheet,
    Plan,
    Proposal,
    Question,
    Remark,
    Review,
    Round,
    Sitting,
)
from menus.models import MinorItem


def newest_consultation(slug: str) -> Consultation:
    """A community's newest consultation, public. Raises Http404."""
    found = Consultation.objects.with_community().filter(community__slug=slug).order_by("-begun_at", "-pk").first()
    if found is None:
        raise Http404
    return found


def round_of(slug: str, number: int) -> Round:
    """A round of a community's newest consultation, public, in one query. Raises Http404."""
    return get_object_or_404(Round.objects.with_community(), consultation=_newest(slug), number=number)


def _newest(slug: str) -> Subquery:
    newest = Consultation.objects.filter(community__slug=slug).order_by("-begun_at", "-pk")
    return Subquery(newest.values("pk")[:1])


def wish_of(slug: str, number: int, question: int) -> Question:
    """A question of a selection that was not annulled, public, with its round. Raises Http404."""
    found = round_of(slug, number)
    if found.kind != "selection" or found.state == "annulled":
        raise Http404
    wish: Question = get_object_or_404(Question.objects.in_order(), round=found, number=question)
    wish.round = found
    return wish


def plan_of(slug: str, number: int) -> Plan:
    """A plan, public from the moment it is drawn. Raises Http404."""
    return get_object_or_404(Plan, consultation=newest_consultation(slug), number=number)


def notice_of(slug: str, pk: int) -> Notice:
    """A posted notice, public. Raises Http404."""
    notices = Notice.objects.select_related("round", "plan", "consultation__community__subdistrict__district")
    return get_object_or_404(notices, consultation__community__slug=slug, pk=pk)


def entry_for(credential: Credential, round: Round) -> RollEntry:
    """The voice this letter has in this round. Raises Http404 where it has none: another community, whose roll does not
    have it, or the other kind."""
    if round.kind == "selection" and credential.unit_id is None:
        raise Http404
    if round.kind == "decision" and credential.owner_id is None:
        raise Http404
    voice = RollEntry.objects.filter(roll_id=round.roll_id).of_voice(
        owner_id=credential.owner_id, unit_id=credential.unit_id
    )
    return get_object_or_404(voice)


def voice_in(credential: Credential, slug: str, number: int) -> tuple[int, int] | None:
    """The keys of the round and of the voice this letter has in it, for who needs no more; None where it has none.

    What kind of voice the round asks, casting knows.
    """
    entries = RollEntry.objects.of_voice(owner_id=credential.owner_id, unit_id=credential.unit_id)
    found = entries.filter(roll__rounds__consultation=_newest(slug), roll__rounds__number=number)
    keys: tuple[int, int] | None = found.values_list("roll__rounds", "pk").first()
    return keys


def home_for(credential: Credential, round: Round, unit_id: int) -> RollEntry:
    """The household a letter's owner may answer for in a selection: a home that was theirs when the roll was fixed, and
    that they do not live in. Raises Http404."""
    same_community = community_of(credential).pk == round.consultation.community_id
    if not same_community or round.kind != "selection" or is_represented(credential):
        raise Http404
    return get_object_or_404(homes_elsewhere(credential, round.roll), unit=unit_id)


def dispute_for(credential: Credential, entry: RollEntry, pk: int) -> BallotDispute:
    """A dispute this person raised about the ballot of this voice. Raises Http404."""
    return get_object_or_404(BallotDispute, ballot__entry=entry, person=credential.person_id, pk=pk)


def desk_dispute(user: Any, permission: Permission, slug: str, pk: int) -> BallotDispute:
    """A co-owner's dispute at the desk. Raises Http404."""
    disputes = BallotDispute.objects.select_related("person", "ballot__round__consultation__community")
    return get_object_or_404(disputes, ballot__round__consultation=desk(user, permission, slug), pk=pk)


def desk_sheet(user: Any, permission: Permission, slug: str, pk: int) -> PaperSheet:
    """A sheet of paper at the desk. Raises Http404."""
    sheets = PaperSheet.objects
    round = "round__consultation__community__subdistrict__district"
    return get_object_or_404(
        sheets.select_related("entry", "version", "round__roll", round),
        round__consultation=desk(user, permission, slug),
        pk=pk,
    )


def desk_remark(user: Any, permission: Permission, slug: str, pk: int) -> Remark:
    """A word to the committee at the desk, with its question. Raises Http404."""
    remarks = Remark.objects.select_related("question__place", "question__offered__item__major")
    return get_object_or_404(remarks, question__round__consultation=desk(user, permission, slug), pk=pk)


def desk_wish(user: Any, permission: Permission, slug: str, pk: int) -> Question:
    """A question of a selection that was not annulled, at the desk. Raises Http404."""
    wishes = Question.objects.select_related("place", "offered__item__major").exclude(round__state="annulled")
    return get_object_or_404(wishes, round__consultation=desk(user, permission, slug), round__kind="selection", pk=pk)


def desk(user: Any, permission: Permission, slug: str) -> Consultation:
    """The consultation a member of staff may work on with this permission. Raises Http404."""
    community = community_for(user, permission, slug)
    return newest_consultation(community.slug)


def desk_door(user: Any, slug: str, pk: int) -> Unit:
    """A door somebody may record at: any for who assigns them, else one they go to. Raises Http404."""
    units = Unit.objects.ever_of(community_for(user, Permission.WALK_DOORS, slug).pk)
    if not communities_for(user, Permission.ASSIGN_DOORS).filter(slug=slug).exists():
        units = units.filter(pk__in=DoorWalker.objects.standing().filter(user=user).values("unit"))
    return get_object_or_404(units, pk=pk)


def desk_round(user: Any, permission: Permission, slug: str, number: int) -> Round:
    """A round at the desk. Raises Http404."""
    return get_object_or_404(Round.objects.with_community(), consultation=desk(user, permission, slug), number=number)


def desk_finding(user: Any, permission: Permission, slug: str, pk: int) -> Finding:
    """A finding at the desk. Raises Http404."""
    return get_object_or_404(Finding, consultation=desk(user, permission, slug), pk=pk)


def item_of(consultation: Consultation, code: str | None) -> MinorItem | None:
    """The item of the consultation's edition that is asked for, if any. Raises Http404 for one it does not have."""
    return get_object_or_404(MinorItem.objects.of(consultation.edition_id), code=code) if code else None


def desk_line(user: Any, permission: Permission, slug: str, pk: int) -> OfferedItem:
    """A line of a menu at the desk. Raises Http404."""
    return get_object_or_404(OfferedItem, menu__consultation=desk(user, permission, slug), pk=pk)


def desk_notice(user: Any, permission: Permission, slug: str, pk: int) -> Notice:
    """A notice at the desk. Raises Http404."""
    notices = Notice.objects.select_related("round", "plan", "consultation__community")
    return get_object_or_404(notices, consultation=desk(user, permission, slug), pk=pk)


def desk_objection(user: Any, permission: Permission, slug: str, pk: int) -> Objection:
    """An objection at the desk. Raises Http404."""
    return get_object_or_404(Objection, notice__consultation=desk(user, permission, slug), pk=pk)


def desk_sitting(user: Any, permission: Permission, slug: str, pk: int) -> Sitting:
    """A meeting at the desk. Raises Http404."""
    return get_object_or_404(_sittings(), consultation=desk(user, permission, slug), pk=pk)


def sitting_of(slug: str, pk: int) -> Sitting:
    """A meeting, public once its notice was posted. Raises Http404."""
    return get_object_or_404(_sittings(), consultation__community__slug=slug, pk=pk, called_at__isnull=False)


def sitting_at_door(credential: Credential, slug: str, pk: int, door: str) -> Sitting:
    """The meeting whose door this code hangs at, for a letter of its community. Raises Http404."""
    found = sitting_of(slug, pk)
    if found.door_code != door or found.consultation.community_id != community_of(credential).pk:
        raise Http404
    return found


def _sittings() -> QuerySet[Sitting]:
    return Sitting.objects.select_related("consultation__community__subdistrict__district", "roll", "meeting")


def agenda_point(sitting: Sitting, pk: int) -> AgendaPoint:
    """A point of this meeting's agenda. Raises Http404."""
    return get_object_or_404(AgendaPoint, sitting=sitting, pk=pk)


def stay(sitting: Sitting, pk: int) -> Attendance:
    """A stay in this meeting's room. Raises Http404."""
    return get_object_or_404(Attendance, sitting=sitting, pk=pk)


def proposal(sitting: Sitting, pk: int) -> Proposal:
    """What was put to the hands in this meeting. Raises Http404."""
    return get_object_or_404(Proposal.objects.select_related("point"), sitting=sitting, pk=pk)


def review_for(user: Any, permission: Permission, pk: int) -> Review:
    """A review an official may work on. Raises Http404 outside the official's district or sub-district."""
    reviews = Review.objects.select_related("consultation__community__subdistrict__district", "plan")
    return get_object_or_404(
        reviews.defer("plan__inputs").filter(consultation__community__in=communities_for(user, permission)), pk=pk
    )


def decision_for(user: Any, permission: Permission, pk: int) -> Round:
    """A counted decision an official may look at or countersign. Raises Http404 outside the official's offices."""
    rounds = Round.objects.with_community().filter(kind="decision", state="counted")
    return get_object_or_404(rounds.filter(consultation__community__in=communities_for(user, permission)), pk=pk)
