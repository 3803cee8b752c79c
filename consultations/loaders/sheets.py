"""Numbered sheets of paper: what was read on one, and a round's reconciliation."""

from collections.abc import Sequence

from django.db.models import Count

from communities.models import DeclaredKin, RollEntry
from consultations.domain.ballots import Answer, asked
from consultations.domain.sheets import Entered, Fault, Reading, Reconciliation, State, gaps, reconcile
from consultations.loaders import ballots
from consultations.models import PaperCheck, PaperSheet, Round

#: How far the reading of a sheet that came back is, by how many have read it: two that agree are entered at once.
BY_READINGS = (Entered.UNREAD, Entered.ONCE, Entered.DIFFERING)


def readings(sheet: PaperSheet) -> Sequence[Reading]:
    """What was read on a sheet, in order."""
    rows = sheet.readings.order_by("position").values_list("answers", "choices", "fault", "replaces")
    return [
        Reading(str(answers), choices, Fault(fault) if fault else None, replaces)
        for answers, choices, fault, replaces in rows
    ]


def unanswered(round: Round, entry: RollEntry) -> str:
    """The ballot of a voice on which nothing is filled in: blank where asked, a dot where not."""
    paper, places = ballots.paper(round.pk, round.kind), entry.shares.values_list("place__code", flat=True)
    return "".join(Answer.BLANK if each else Answer.NOT_ASKED for each in asked(paper.places, places))


def is_kin(sheet: PaperSheet, worker: str) -> bool:
    """Has this worker declared to be related to the voice of the sheet?"""
    voice = {"owner_id": sheet.entry.owner_id, "unit_id": sheet.entry.unit_id}
    return DeclaredKin.objects.standing().touching(**voice).filter(declared_by=worker).exists()


def reconciliation(round: Round) -> Reconciliation:
    """A round's sheets in figures, in two queries."""
    rows = PaperSheet.objects.filter(round=round).annotate(read=Count("readings")).values_list("state", "read")
    stack = [
        (State(state), BY_READINGS[read] if state == State.RETURNED else None)
        for state, read in rows.order_by("number")
    ]
    check = PaperCheck.objects.filter(round=round).first()
    return reconcile(stack, in_box=check.in_box if check else None)


def waits_for_paper(round: Round) -> bool:
    """Does the count wait until the paper adds up, or somebody has signed a reason?"""
    if not PaperSheet.objects.filter(round=round).exists():
        return False
    signed = PaperCheck.objects.filter(round=round, signed_at__isnull=False).exists()
    return not signed and any(True for _ in gaps(reconciliation(round)))
