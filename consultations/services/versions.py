"""Writing a version of a ballot, in one statement: it is written at each vote."""

from django.db import connection

from consultations.domain.ballots import OWNER_ELSEWHERE
from consultations.models import BallotVersion

#: The ballot, made where it is the first and pointed to the version where that stands; the version; the draft gone.
_WRITE = """
WITH new AS (
  SELECT nextval(pg_get_serial_sequence('consultations_ballotversion', 'id')) AS id
), ballot AS (
  INSERT INTO consultations_ballot AS known (round_id, entry_id, standing_id)
  SELECT %(round)s, %(entry)s, CASE WHEN %(set_aside_reason)s = '' THEN new.id END FROM new
  ON CONFLICT (round_id, entry_id) DO UPDATE SET standing_id = coalesce(excluded.standing_id, known.standing_id)
  RETURNING id
), draft AS (
  DELETE FROM consultations_ballotdraft
  WHERE round_id = %(round)s AND entry_id = %(entry)s AND by_owner = %(by_owner)s AND NOT %(keeps_draft)s
)
INSERT INTO consultations_ballotversion
  (id, ballot_id, number, answers, choices, channel, strength, tenure, serial, nonce, set_aside_reason, helper, cast_by,
   cast_at)
SELECT new.id, ballot.id, %(number)s, %(answers)s, %(choices)s, %(channel)s, %(strength)s, %(tenure)s, %(serial)s,
       %(nonce)s, %(set_aside_reason)s, %(helper)s, %(cast_by)s, %(cast_at)s
FROM new, ballot
RETURNING id, ballot_id
"""
_COLUMNS = (
    "number",
    "answers",
    "choices",
    "channel",
    "strength",
    "tenure",
    "serial",
    "nonce",
    "set_aside_reason",
    "helper",
    "cast_by",
    "cast_at",
)


def write_version(*, round_id: int, entry_id: int, version: BallotVersion, keeps_draft: bool = False) -> BallotVersion:
    """Store a new version of a voice's ballot, let it stand unless it is set aside, and forget the draft it came from
    (``keeps_draft``: not where the sheet is no valid ballot and its voter may still vote).

    Call under ``voice_lock``. The database checks what it promises: one number once, the alphabet, one answer a
    question, a voice on the round's roll.
    """
    given = {name: getattr(version, name) for name in _COLUMNS} | {
        "answers": str(version.answers),
        "round": round_id,
        "entry": entry_id,
        "keeps_draft": keeps_draft,
        "by_owner": version.tenure == OWNER_ELSEWHERE,
    }
    with connection.cursor() as cursor:
        cursor.execute(_WRITE, given)
        version.pk, version.ballot_id = cursor.fetchone()
    version._state.adding = False
    return version
