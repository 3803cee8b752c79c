"""Casting a ballot: complete when the request returns, no worker needed."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from communities.models import RollEntry
from consultations.domain.ballots import Answer, Choices, asked, check_choices, check_groups, encode, encode_choices
from consultations.domain.merkle import leaf
from consultations.domain.stages import Act, Stage, is_open
from consultations.loaders import ballots as ballot_loader
from consultations.loaders.rounds import VOICE_KIND
from consultations.models import Ballot, BallotDraft, BallotVersion, Round
from consultations.services.locks import round_lock
from consultations.services.moving import district_of
from renewal_portal.ledger.domain.refusals import Refused
from renewal_portal.ledger.services import events

#: Crockford's alphabet: a receipt code is read aloud and copied by hand. Twelve characters, 60 bits.
SERIAL_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

_ACT = {"selection": Act.SELECT, "decision": Act.DECIDE}


class BallotRefused(Refused):
    """The ballot is not accepted, and nothing of it is kept."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a voter filled in: answers by question number, priorities and options."""

    answers: Mapping[int, Answer]
    choices: Choices


@transaction.atomic
def save_draft(*, round_id: int, entry_id: int, said: Said, by: str, at: datetime) -> BallotDraft:
    """Keep what is filled in so far. It counts for nothing until cast. Raises BallotRefused, BallotFault."""
    round_lock(round_id, shared=True)
    round = _open_round(round_id, at)
    entry = _entry(round, entry_id)
    text, choices = _encoded(round, entry, said)
    draft, _ = BallotDraft.objects.update_or_create(
        round=round, entry=entry, defaults={"answers": text, "choices": choices, "saved_at": at}
    )
    return draft


@transaction.atomic
def cast(
    *,
    round_id: int,
    entry_id: int,
    said: Said,
    strength: str,
    by: str,
    at: datetime,
    channel: str = "online",
    helper: str = "",
) -> BallotVersion:
    """Cast a voice's ballot. Online it replaces an earlier online one until the round closes.

    Paper and online: the first valid one stands, any other second ballot is recorded and set aside. Raises
    BallotRefused "not_open" (before, after, closed meanwhile, or the consultation rests), "not_on_roll" or
    "empty_ballot"; BallotFault for answers that do not fit the questions.
    """
    round_lock(round_id, shared=True)
    round = _open_round(round_id, at)
    entry = _entry(round, entry_id)
    if not said.answers:
        raise BallotRefused("empty_ballot")
    text, choices = _encoded(round, entry, said)
    Ballot.objects.bulk_create([Ballot(round=round, entry=entry)], ignore_conflicts=True)
    ballot = Ballot.objects.select_for_update(of=("self",)).select_related("standing").get(round=round, entry=entry)
    replaces = _replaces(ballot, channel)
    version = BallotVersion.objects.create(
        ballot=ballot,
        number=ballot.versions.count() + 1,
        answers=text,
        choices=choices,
        channel=channel,
        strength=strength,
        tenure=entry.tenure,
        serial="".join(secrets.choice(SERIAL_ALPHABET) for _ in range(12)),
        nonce=secrets.token_bytes(32),
        set_aside_reason="" if replaces else "second_ballot",
        helper=helper,
        cast_by=by,
        cast_at=at,
    )
    if replaces:
        Ballot.objects.filter(pk=ballot.pk).update(standing=version)
    BallotDraft.objects.filter(round=round, entry=entry).delete()
    _log(round, version, by=by, at=at)
    return version


def leaf_of(version: BallotVersion, *, round_key: str) -> str:
    """The Merkle leaf of a stored ballot, as the count computes it."""
    return leaf(
        round_key=round_key,
        serial=version.serial,
        nonce=bytes(version.nonce),
        answers=str(version.answers),
        choices=version.choices,
    )


def _replaces(ballot: Ballot, channel: str) -> bool:
    """Does the new ballot stand: the first, or an online one after an online one?"""
    return ballot.standing is None or (ballot.standing.channel == "online" and channel == "online")


def _open_round(round_id: int, at: datetime) -> Round:
    """The round, read after the lock. Raises BallotRefused "not_open" unless it takes ballots at this moment."""
    round: Round = Round.objects.with_community().get(pk=round_id)
    resting = not is_open(_ACT[round.kind], Stage(round.consultation.stage))
    if round.state != "open" or not round.opens_at <= at < round.closes_at or resting:
        raise BallotRefused("not_open", opens_at=round.opens_at, closes_at=round.closes_at)
    return round


def _entry(round: Round, entry_id: int) -> RollEntry:
    """The voice, if it is on the round's own roll and of the kind the round asks."""
    entry = RollEntry.objects.filter(pk=entry_id, roll_id=round.roll_id, kind=VOICE_KIND[round.kind]).first()
    if entry is None:
        raise BallotRefused("not_on_roll")
    return entry


def _encoded(round: Round, entry: RollEntry, said: Said) -> tuple[str, str]:
    paper = ballot_loader.paper(round)
    text = encode(said.answers, asked(paper.places, ballot_loader.places_of(entry)))
    check_choices(said.choices, text, paper.options)
    check_groups(text, paper.groups)
    return text, encode_choices(said.choices)


def _log(round: Round, version: BallotVersion, *, by: str, at: datetime) -> None:
    """That a ballot was cast, by its serial; never what it says."""
    events.record(
        what="ballot.cast",
        about=f"round:{round.pk}",
        by=by,
        at=at,
        district=district_of(round.consultation),
        detail={"serial": version.serial, "channel": version.channel, "stands": not version.set_aside_reason},
    )
