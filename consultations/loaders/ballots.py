"""A round's ballot paper, and what concerns one voice."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection
from django.db.models import OuterRef, Subquery

from communities.models import RollEntry, RollShare
from consultations.domain.ballots import OWNER_ELSEWHERE, Answers
from consultations.domain.filling import Filled, as_filled
from consultations.domain.phases import Phase, phase
from consultations.domain.stages import Stage
from consultations.loaders.rounds import VOICE_KIND
from consultations.models import Question, Round


@dataclass(frozen=True, slots=True)
class Paper:
    """The places of the questions in order, the options by question number, choice groups as sets of numbers."""

    places: tuple[str, ...]
    options: Mapping[int, frozenset[str]]
    groups: tuple[frozenset[int], ...]


@dataclass(frozen=True, slots=True)
class Voice:
    """A voice of the round's own roll: the codes of the places where it has an area, and who lives in a household."""

    places: frozenset[str]
    tenure: str | None


@dataclass(frozen=True, slots=True)
class Cast:
    """A version cast before: is it in force (it stands, or is held back in a dispute), is it a home's owner's, was it
    set aside when it came?"""

    channel: str
    in_force: bool
    by_owner: bool
    held_back: bool
    aside: bool
    cast_at: datetime


@dataclass(frozen=True, slots=True)
class Moment:
    """A round at one moment and a voice before it: all that decides whether its ballot is taken.

    ``voice``: None where the roll does not have it; ``before``: its versions in their order, of both sides of a home;
    ``draft``: what this side has filled in and not confirmed.
    """

    round_id: int
    kind: str
    phase: Phase
    opens_at: datetime
    closes_at: datetime
    district: str
    voice: Voice | None
    before: tuple[Cast, ...]
    draft: Filled | None


#: One statement, by hand: it is asked at each ballot, and Django would take longer to write it than to run it.
_MOMENT = """
SELECT round.kind, round.state, consultation.stage, round.opens_at, round.closes_at, district.code,
       entry.kind, entry.tenure,
       ARRAY(SELECT place.code FROM communities_rollshare share
             JOIN communities_place place ON place.id = share.place_id WHERE share.entry_id = entry.id),
       (SELECT json_agg(json_build_array(version.channel, version.id IN (ballot.standing_id, ballot.held_back_id),
                                         version.tenure, ballot.held_back_id, version.set_aside_reason, version.cast_at)
                        ORDER BY version.number)
        FROM consultations_ballot ballot JOIN consultations_ballotversion version ON version.ballot_id = ballot.id
        WHERE ballot.round_id = round.id AND ballot.entry_id = entry.id),
       draft.answers, draft.choices
FROM consultations_round round
JOIN consultations_consultation consultation ON consultation.id = round.consultation_id
JOIN communities_community community ON community.id = consultation.community_id
JOIN communities_subdistrict subdistrict ON subdistrict.id = community.subdistrict_id
JOIN communities_district district ON district.id = subdistrict.district_id
LEFT JOIN communities_rollentry entry ON entry.id = %(entry)s AND entry.roll_id = round.roll_id
LEFT JOIN consultations_ballotdraft draft
       ON draft.round_id = round.id AND draft.entry_id = entry.id AND draft.by_owner = %(by_owner)s
WHERE round.id = %(round)s
"""


def moment(round_id: int, entry_id: int, *, by_owner: bool, at: datetime) -> Moment:
    """A round and one voice in it, read at once; after the lock, where something is to follow from it."""
    with connection.cursor() as cursor:
        cursor.execute(_MOMENT, {"round": round_id, "entry": entry_id, "by_owner": by_owner})
        kind, state, stage, opens_at, closes_at, district, voice_kind, *rest = cursor.fetchone()
    tenure, places, before, answers, choices = rest
    versions = [
        Cast(
            channel, bool(force), side == OWNER_ELSEWHERE, held is not None, bool(why), datetime.fromisoformat(cast_at)
        )
        for channel, force, side, held, why, cast_at in before or ()
    ]
    return Moment(
        round_id=round_id,
        kind=kind,
        phase=phase(kind, state, opens_at=opens_at, closes_at=closes_at, stage=Stage(stage), at=at),
        opens_at=opens_at,
        closes_at=closes_at,
        district=district,
        voice=Voice(frozenset(places), tenure) if voice_kind == VOICE_KIND[kind] else None,
        before=tuple(versions),
        draft=None if answers is None else as_filled(Answers(answers), choices),
    )


def round_and_voice(round_id: int, entry_id: int) -> tuple[Round, Voice | None]:
    """A round and one voice in it, read at once; no voice where the entry is of another roll or of the other kind."""
    entry = RollEntry.objects.filter(pk=entry_id, roll_id=OuterRef("roll_id"))
    shares = RollShare.objects.filter(entry_id=entry_id, entry__roll_id=OuterRef("roll_id"))
    rounds = Round.objects.with_community().annotate(
        voice_kind=Subquery(entry.values("kind")),
        voice_tenure=Subquery(entry.values("tenure")),
        voice_places=ArraySubquery(shares.values("place__code")),
    )
    round = rounds.get(pk=round_id)
    if round.voice_kind != VOICE_KIND[round.kind]:
        return round, None
    return round, Voice(frozenset(round.voice_places), round.voice_tenure)


@lru_cache(maxsize=64)
def paper(round_id: int, kind: str) -> Paper:
    """The frozen ballot paper of a round. Only a selection has choice groups: an owners' vote is on each question.

    Read once a process: a trigger insists that no question of a round ever changes.
    """
    rows = list(
        Question.objects.filter(round=round_id)
        .order_by("number")
        .values_list("number", "place__code", "options", "offered__choice_group")
    )
    groups: dict[str, set[int]] = defaultdict(set)
    for number, _, _, group in rows:
        if group and kind == "selection":
            groups[group].add(number)
    return Paper(
        tuple(place for _, place, _, _ in rows),
        {number: frozenset(options) for number, _, options, _ in rows if options},
        tuple(frozenset(numbers) for _, numbers in sorted(groups.items())),
    )
