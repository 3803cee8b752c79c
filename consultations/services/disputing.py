"""Co-owners: one voice, one named representative; the others may dispute the ballot until the decision closes.

Handbook 2.3 (conflicting ballots of co-owners): a ballot in dispute is held back, and not counted unless settled before
closing.
"""

from datetime import datetime

from django.db import transaction
from django.db.models import F

from communities.models import OwnerMember
from consultations.domain.disputes import Settlement
from consultations.domain.phases import Phase
from consultations.loaders.rounds import phase_of
from consultations.models import Ballot, BallotDispute, Round
from consultations.services.locks import round_lock
from consultations.services.moving import district_of
from renewal_portal.ledger.domain.refusals import Refused
from renewal_portal.ledger.services import events


class DisputeRefused(Refused):
    """A dispute that cannot be raised or settled."""


@transaction.atomic
def raise_dispute(*, round_id: int, entry_id: int, person_id: int, reason: str, by: str, at: datetime) -> BallotDispute:
    """A co-owner does not agree with the ballot that stands for them. It stays in dispute until that is settled, also
    when the representative votes again.

    Raises DisputeRefused "not_open", "nothing_cast", "not_a_co_owner" (the representative changes the ballot instead),
    "without_reason" or "disputed_already".
    """
    round = _open_round(round_id, at)
    ballot = Ballot.objects.standing().select_for_update().filter(round=round, entry=entry_id).first()
    if ballot is None:
        raise DisputeRefused("nothing_cast")
    if not OwnerMember.objects.co_owners().filter(owner=ballot.entry.owner_id, person=person_id).exists():
        raise DisputeRefused("not_a_co_owner")
    if not reason.strip():
        raise DisputeRefused("without_reason")
    if ballot.disputes.unsettled().filter(person=person_id).exists():
        raise DisputeRefused("disputed_already")
    dispute: BallotDispute = ballot.disputes.create(
        person_id=person_id, reason=reason.strip(), raised_by=by, raised_at=at
    )
    _log(round, "dispute.raised", by=by, at=at, dispute=dispute.pk)
    return dispute


@transaction.atomic
def withdraw_dispute(*, dispute_id: int, by: str, at: datetime) -> BallotDispute:
    """The co-owner agrees after all. Raises DisputeRefused "not_open" or "settled_already"."""
    return _settle(dispute_id, Settlement.WITHDRAWN, "", by=by, at=at)


@transaction.atomic
def record_agreement(*, dispute_id: int, agreement: str, by: str, at: datetime) -> BallotDispute:
    """The committee records what the co-owners agreed and signed. Raises DisputeRefused "without_agreement",
    "not_open" or "settled_already"."""
    if not agreement.strip():
        raise DisputeRefused("without_agreement")
    return _settle(dispute_id, Settlement.AGREED, agreement.strip(), by=by, at=at)


def hold_back_disputed(round: Round, *, by: str, at: datetime) -> None:
    """At the close, under its lock: what is still in dispute stands no more."""
    unsettled = BallotDispute.objects.unsettled().filter(ballot__round=round).values("ballot")
    disputed = Ballot.objects.standing().filter(pk__in=unsettled)
    serials = list(disputed.order_by("standing__serial").values_list("standing__serial", flat=True))
    disputed.update(held_back=F("standing"), standing=None)
    for serial in serials:
        _log(round, "ballot.held_back", by=by, at=at, serial=serial)


def _settle(dispute_id: int, settlement: Settlement, agreement: str, *, by: str, at: datetime) -> BallotDispute:
    round = _open_round(BallotDispute.objects.values_list("ballot__round", flat=True).get(pk=dispute_id), at)
    dispute = BallotDispute.objects.select_for_update().get(pk=dispute_id)
    if dispute.settled_at is not None:
        raise DisputeRefused("settled_already")
    dispute.settlement, dispute.agreement = settlement, agreement
    dispute.settled_by, dispute.settled_at = by, at
    dispute.save(update_fields=["settlement", "agreement", "settled_by", "settled_at"])
    _log(round, "dispute.settled", by=by, at=at, dispute=dispute.pk, settlement=settlement.value)
    return dispute


def _open_round(round_id: int, at: datetime) -> Round:
    """The decision, read after the lock it shares with ballots: nothing is disputed or settled during the close."""
    round_lock(round_id, shared=True)
    round: Round = Round.objects.with_community().get(pk=round_id)
    if phase_of(round, at) is not Phase.OPEN:
        raise DisputeRefused("not_open", closes_at=round.closes_at)
    return round


def _log(round: Round, what: str, *, by: str, at: datetime, **detail: str | int) -> None:
    """That it happened, never who the co-owner is or what they wrote."""
    about, district = f"round:{round.pk}", district_of(round.consultation)
    events.record(what=what, about=about, by=by, at=at, district=district, detail=detail)
