"""Counting a closed round, in one transaction."""

from collections import Counter
from datetime import datetime

from django.db import transaction

from consultations.domain.rules import RuleBook, to_plain
from consultations.domain.sealed import SealedRound, read
from consultations.domain.tally import Line, count
from consultations.domain.tally import Tally as Counted
from consultations.loaders.columns import RoundColumns, round_columns
from consultations.loaders.rounds import round_rows, sealed_plain
from consultations.loaders.sheets import waits_for_paper
from consultations.models import Question, Round, Tally, TallyLine
from consultations.services.locks import round_lock
from consultations.services.moving import advance, district_of, locked, refuse_resting
from renewal_portal.ledger.domain.refusals import Refused
from renewal_portal.ledger.services import events, sealing


class CountRefused(Refused):
    """A round that cannot be counted now."""


@transaction.atomic
def count_round(*, round_id: int, by: str, at: datetime) -> Tally:
    """Count a closed round, store the tally, move the consultation on. Counting again returns the stored tally.

    Raises CountRefused "not_closed" while it is open, "annulled" or "paper_open" (its paper does not add up, no reason
    is signed); StageRefused "not_now" while suspended.
    """
    consultation = locked(Round.objects.values_list("consultation_id", flat=True).get(pk=round_id))
    round_lock(round_id)
    round = Round.objects.with_community().get(pk=round_id)
    if round.state == "counted":
        stored: Tally = round.tally
        return stored
    if round.state != "closed":
        raise CountRefused("annulled" if round.state == "annulled" else "not_closed")
    refuse_resting(consultation)
    if waits_for_paper(round):
        raise CountRefused("paper_open")
    sealed = read(sealed_plain(round_rows(round)))
    tally = _store(round, round_columns(round), sealed, by=by, at=at)
    round.state, round.counted_by, round.counted_at = "counted", by, at
    round.save(update_fields=["state", "counted_by", "counted_at"])
    _log(round, tally, by=by, at=at)
    advance(consultation, by=by, at=at)
    sealing.seal(at=at, district=district_of(consultation))
    return tally


def _store(round: Round, columns: RoundColumns, sealed: SealedRound, *, by: str, at: datetime) -> Tally:
    result = count(columns.asked, columns.roll, columns.votes, columns.book)
    tally = Tally.objects.create(
        round=round, **tally_columns(columns.book, sealed, result), counted_by=by, counted_at=at
    )
    ids = Question.objects.filter(round=round).order_by("number").values_list("pk", flat=True)
    TallyLine.objects.bulk_create(
        TallyLine(tally=tally, question_id=pk, **line_columns(line)) for pk, line in zip(ids, result.lines, strict=True)
    )
    return tally


def tally_columns(book: RuleBook, sealed: SealedRound, result: Counted) -> dict[str, object]:
    """A count as its row holds it; ``manage.py recount`` compares the same columns."""
    return {
        "rule_book": to_plain(book),
        "ballots": result.ballots,
        "labels": {name: dict(values) for name, values in result.labels.items()},
        "set_aside": dict(Counter(sealed.set_aside_reasons())),
        "merkle_root": sealed.merkle_root(),
        "replaced_root": sealed.replaced_root(),
        "inputs_sha256": sealed.inputs_digest(),
    }


def line_columns(line: Line) -> dict[str, object]:
    """A counted line as its row holds it; ``manage.py recount`` compares the same columns."""
    counts = {
        "entitled": line.entitled,
        "taking_part": line.taking_part,
        "agree": line.agree,
        "against": line.against,
        "abstain": line.abstain,
        "blank": line.blank,
        "set_aside": line.set_aside,
        "quorum_short": line.margin.quorum,
        "consent_short": line.margin.consent,
    }
    return {
        "rule": line.rule.value,
        "verdict": line.verdict.value,
        **{f"{name}_heads": each.heads for name, each in counts.items()},
        **{f"{name}_area_cm2": each.area_cm2 for name, each in counts.items()},
        "split": {name: {value: list(n) for value, n in values.items()} for name, values in line.split.items()},
    }


def _log(round: Round, tally: Tally, *, by: str, at: datetime) -> None:
    events.record(
        what="round.counted",
        about=f"round:{round.pk}",
        by=by,
        at=at,
        district=district_of(round.consultation),
        detail={
            "ballots": tally.ballots,
            "merkle_root": tally.merkle_root,
            "inputs_sha256": tally.inputs_sha256,
        },
    )
