"""Casting a ballot: complete when the request returns, no worker needed."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from communities.domain.electorate import ELSEWHERE
from consultations.domain.ballots import (
    BESIDE_HOME,
    OWNER_ELSEWHERE,
    Answer,
    Choices,
    asked,
    check_choices,
    check_groups,
    encode,
    encode_choices,
)
from consultations.domain.merkle import leaf
from consultations.domain.phases import Phase
from consultations.loaders import ballots as ballot_loader
from consultations.loaders.ballots import Cast, Voice
from consultations.loaders.rounds import phase_of
from consultations.loaders.settings import needs_second_factor
from consultations.models import Ballot, BallotDraft, BallotVersion, Round
from consultations.services.locks import round_lock
from consultations.services.moving import district_of
from renewal_portal.ledger.domain.refusals import Refused
from renewal_portal.ledger.services import events

#: Crockford's alphabet: a receipt code is read aloud and copied by hand. Twelve characters, 60 bits.
SERIAL_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


class BallotRefused(Refused):
    """The ballot is not accepted, and nothing of it is kept."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a voter filled in: answers by question number, priorities and options."""

    answers: Mapping[int, Answer]
    choices: Choices


@transaction.atomic
def save_draft(
    *, round_id: int, entry_id: int, said: Said, by: str, at: datetime, by_owner: bool = False
) -> BallotDraft:
    """Keep what is filled in so far. It counts for nothing until cast. Raises BallotRefused, BallotFault."""
    round_lock(round_id, shared=True)
    round, voice = _open_round(round_id, entry_id, at, by_owner=by_owner)
    text, choices = _encoded(round, voice, said)
    draft, _ = BallotDraft.objects.update_or_create(
        round=round,
        entry_id=entry_id,
        by_owner=by_owner,
        defaults={"answers": text, "choices": choices, "saved_at": at},
    )
    return draft


def forget_draft(*, round_id: int, entry_id: int, by_owner: bool = False) -> None:
    """Take back what was filled in and not confirmed. A ballot that stands stays as it is."""
    BallotDraft.objects.filter(round=round_id, entry_id=entry_id, by_owner=by_owner).delete()


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
    by_owner: bool = False,
) -> BallotVersion:
    """Cast a voice's ballot. Online it replaces an earlier online one until the round closes.

    Paper and online: the first valid one stands, any other second ballot is recorded and set aside. ``by_owner``: a
    home's owner, who lives elsewhere, answers a selection for it; that stands only where nobody living there answers.
    Raises BallotRefused "not_open" (before, after, closed meanwhile, or the consultation rests), "not_on_roll",
    "lives_there", "second_factor_needed" or "empty_ballot"; BallotFault for answers that do not fit the questions.
    """
    round_lock(round_id, shared=True)
    round, voice = _open_round(round_id, entry_id, at, by_owner=by_owner)
    if channel == "online" and needs_second_factor(round, strength=strength, at=at):
        raise BallotRefused("second_factor_needed")
    if not said.answers:
        raise BallotRefused("empty_ballot")
    text, choices = _encoded(round, voice, said)
    ballot = _locked_ballot(round, entry_id)
    before = ballot_loader.cast_before(ballot)
    beside = _beside(before, channel, by_owner=by_owner)
    version = BallotVersion.objects.create(
        ballot=ballot,
        number=len(before) + 1,
        answers=text,
        choices=choices,
        channel=channel,
        strength=strength,
        tenure=OWNER_ELSEWHERE if by_owner else voice.tenure,
        serial="".join(secrets.choice(SERIAL_ALPHABET) for _ in range(12)),
        nonce=secrets.token_bytes(32),
        set_aside_reason=beside,
        helper=helper,
        cast_by=by,
        cast_at=at,
    )
    if not beside:
        Ballot.objects.filter(pk=ballot.pk).update(standing=version)
    forget_draft(round_id=round_id, entry_id=entry_id, by_owner=by_owner)
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


def _beside(before: Sequence[Cast], channel: str, *, by_owner: bool) -> str:
    """Why the new ballot is only recorded beside the one in force; empty where it takes its place, or is the first.

    Whoever lives in a home comes before its owner; on the same side an online ballot gives way to an online one.
    """
    in_force = next((each for each in before if each.in_force), None)
    if in_force is None or (in_force.by_owner and not by_owner):
        return ""
    if by_owner and not in_force.by_owner:
        return BESIDE_HOME
    return "" if in_force.channel == channel == "online" else "second_ballot"


def _open_round(round_id: int, entry_id: int, at: datetime, *, by_owner: bool) -> tuple[Round, Voice]:
    """The round, read after the lock, and the voice on its roll.

    Raises BallotRefused "not_open" unless it takes ballots at this moment, "not_on_roll", "lives_there".
    """
    round, voice = ballot_loader.round_and_voice(round_id, entry_id)
    if phase_of(round, at) is not Phase.OPEN:
        raise BallotRefused("not_open", opens_at=round.opens_at, closes_at=round.closes_at)
    if voice is None:
        raise BallotRefused("not_on_roll")
    if by_owner and voice.tenure not in ELSEWHERE:
        raise BallotRefused("lives_there")
    return round, voice


def _locked_ballot(round: Round, entry_id: int) -> Ballot:
    """The voice's ballot, made if it is the first, locked either way: one statement does it all."""
    made = Ballot.objects.bulk_create(
        [Ballot(round=round, entry_id=entry_id)],
        update_conflicts=True,
        unique_fields=["round", "entry"],
        update_fields=["entry"],
    )
    return made[0]


def _encoded(round: Round, voice: Voice, said: Said) -> tuple[str, str]:
    paper = ballot_loader.paper(round)
    text = encode(said.answers, asked(paper.places, voice.places))
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
