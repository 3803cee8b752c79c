"""Files of a counted round or a plan: the sealed ones for counting roles and courts, the public ones for everybody."""

from datetime import datetime
from typing import Any

from django.db import transaction

from consultations.domain.plan import draw
from consultations.domain.plan.election import writing as archive
from consultations.domain.plan.file import to_file
from consultations.domain.plan.plain import inputs_from_plain, plan_to_plain
from consultations.domain.published import tally_to_public
from consultations.domain.rules import from_plain
from consultations.domain.sealed import read
from consultations.loaders import elections
from consultations.loaders.planning import plan_key
from consultations.loaders.rounds import round_key, round_rows, sealed_plain
from consultations.models import Plan, Round
from consultations.services.moving import district_of
from renewal_portal.ledger.domain.refusals import Refused
from renewal_portal.ledger.services import events


class ExportRefused(Refused):
    """A round or plan that has no file of this kind."""


@transaction.atomic
def export_sealed(*, round_id: int, by: str, at: datetime) -> dict[str, Any]:
    """The sealed file of a closed or counted round; each export is logged. Raises ExportRefused "still_open"."""
    round = Round.objects.with_community().get(pk=round_id)
    if round.state == "open":
        raise ExportRefused("still_open")
    events.record(
        what="round.exported_sealed",
        about=f"round:{round.pk}",
        by=by,
        at=at,
        district=district_of(round.consultation),
    )
    return sealed_plain(round_rows(round))


def export_public(*, round_id: int) -> dict[str, Any]:
    """The public file of a counted round. Raises ExportRefused "not_counted"."""
    round = Round.objects.with_community().get(pk=round_id)
    if round.state != "counted":
        raise ExportRefused("not_counted")
    rows = round_rows(round)
    sealed = read(sealed_plain(rows))
    return tally_to_public(
        round_key(round),
        rows.codes,
        sealed.tally(),
        from_plain(round.rule_book),
        merkle_root=sealed.merkle_root(),
        inputs_digest=sealed.inputs_digest(),
    )


@transaction.atomic
def export_election(*, round_id: int, by: str, at: datetime) -> bytes:
    """A counted selection as a file of the Pabulib archive; each export is logged, since what a stairwell's homes want
    together can name them. Raises ExportRefused "not_counted", "no_selection", "nothing_to_choose"."""
    round = Round.objects.with_community().get(pk=round_id)
    if round.kind != "selection":
        raise ExportRefused("no_selection")
    if round.state != "counted":
        raise ExportRefused("not_counted")
    election = elections.of_selection(round)
    if not election.projects:
        raise ExportRefused("nothing_to_choose")
    events.record(
        what="round.exported_election",
        about=f"round:{round.pk}",
        by=by,
        at=at,
        district=district_of(round.consultation),
    )
    return archive.write(election, elections.about(round))


@transaction.atomic
def export_plan_sealed(*, plan_id: int, by: str, at: datetime) -> dict[str, Any]:
    """All a plan was drawn from and what came out; each export is logged."""
    plan = Plan.objects.select_related("consultation__community__subdistrict__district").get(pk=plan_id)
    events.record(
        what="plan.exported_sealed",
        about=f"plan:{plan.pk}",
        by=by,
        at=at,
        district=district_of(plan.consultation),
    )
    return _file(plan, sealed=True)


def export_plan(*, plan_id: int) -> dict[str, Any]:
    """The public file of a plan, without what would show how single homes answered."""
    return _file(Plan.objects.select_related("consultation__community").get(pk=plan_id), sealed=False)


def _file(plan: Plan, *, sealed: bool) -> dict[str, Any]:
    drawn = draw(inputs_from_plain(plan.inputs))
    return to_file(plan_key(plan), plan.inputs, plan_to_plain(drawn), plan.digest, sealed=sealed)
