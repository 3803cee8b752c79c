"""Recompute every stored tally and plan; exit 1 on any difference."""

import sys
from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand

from consultations.models import Plan, Round
from consultations.services.recounting import Difference, plan_differences, tally_differences


class Command(BaseCommand):
    help = "Recompute every stored tally and plan from its frozen inputs. Exits 1 on any difference. Run it nightly."

    def handle(self, *args: Any, **options: Any) -> None:
        rounds = list(Round.objects.filter(state="counted").with_community().select_related("tally").order_by("pk"))
        plans = list(Plan.objects.order_by("pk"))
        differences = list(_all(rounds, plans))
        for difference in differences:
            self.stderr.write(str(difference))
        self.stdout.write(f"{len(rounds)} tallies and {len(plans)} plans recomputed, {len(differences)} differences")
        if differences:
            sys.exit(1)


def _all(rounds: list[Round], plans: list[Plan]) -> Iterator[Difference]:
    for round in rounds:
        yield from tally_differences(round)
    for plan in plans:
        yield from plan_differences(plan)
