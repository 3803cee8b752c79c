"""A sheet that two people read alike becomes a ballot of the time at which it was handed in."""

import secrets
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from consultations.domain.sheets import Reading
from consultations.loaders import ballots as ballot_loader
from consultations.loaders.ballots import Cast, Moment
from consultations.models import Ballot, BallotVersion
from consultations.services.casting import SERIAL_ALPHABET, BallotRefused
from consultations.services.locks import voice_lock
from consultations.services.versions import write_version
from renewal_portal.ledger.services import events


@transaction.atomic
def cast_paper(
    *, round_id: int, entry_id: int, reading: Reading, handed_in: datetime, by: str, at: datetime
) -> BallotVersion:
    """Store what holds of a sheet. Paper and online: the first valid one stands, and paper marked as the replacement of
    the online ballot, signed by the voter and two witnesses; any other second ballot is recorded and set aside.

    Whether the round still takes it is for the caller to say. Raises BallotRefused "not_on_roll".
    """
    voice_lock(round_id, entry_id)
    moment = ballot_loader.moment(round_id, entry_id, by_owner=False, at=at)
    if moment.voice is None:
        raise BallotRefused("not_on_roll")
    beside = _beside(moment.before, reading, handed_in)
    held_back = not beside and any(each.held_back for each in moment.before)
    if held_back:
        Ballot.objects.filter(round=round_id, entry=entry_id).update(held_back=None)
    version = write_version(
        round_id=round_id,
        entry_id=entry_id,
        keeps_draft=reading.fault is not None,
        version=BallotVersion(
            number=len(moment.before) + 1,
            answers=reading.answers,
            choices=reading.choices,
            channel="paper",
            strength="paper",
            tenure=moment.voice.tenure,
            serial="".join(secrets.choice(SERIAL_ALPHABET) for _ in range(12)),
            nonce=secrets.token_bytes(32),
            set_aside_reason=beside,
            cast_by=by,
            cast_at=handed_in,
        ),
    )
    if held_back:  # a dispute stands also when the representative votes again
        Ballot.objects.filter(pk=version.ballot_id).update(standing=None, held_back=version)
    _log(moment, version, by=by, at=at)
    return version


def _beside(before: Sequence[Cast], reading: Reading, handed_in: datetime) -> str:
    """Why the sheet is only recorded; empty where it stands."""
    if reading.fault is not None:
        return reading.fault.value
    in_force = next((each for each in before if each.in_force), None)
    if in_force is None or in_force.by_owner:
        return ""
    came_first = all(handed_in < each.cast_at for each in before if not (each.aside or each.by_owner))
    return "" if in_force.channel == "online" and (reading.replaces or came_first) else "second_ballot"


def _log(moment: Moment, version: BallotVersion, *, by: str, at: datetime) -> None:
    """That a ballot was cast, by its serial; never what it says."""
    events.record(
        what="ballot.cast",
        about=f"round:{moment.round_id}",
        by=by,
        at=at,
        district=moment.district,
        detail={"serial": version.serial, "channel": version.channel, "stands": not version.set_aside_reason},
    )
