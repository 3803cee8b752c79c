"""Write the file of a plan, from which anybody can draw it again."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from consultations.models import Plan
from consultations.services import exporting
from renewal_portal.ledger.clock import now


class Command(BaseCommand):
    help = "Write a plan's file: what it was drawn from and what came out. Recount it with consultations.recount."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("plan", type=int, help="the plan's id")
        parser.add_argument("--sealed", action="store_true", help="with what shows how homes answered; is logged")
        parser.add_argument("--by", default="system:command", help="who exports, as in events")
        parser.add_argument("--output", type=Path, help="the file; standard output without it")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            plain = self._export(options)
        except Plan.DoesNotExist:
            raise CommandError(_("There is no plan %(plan)s.") % {"plan": options["plan"]}) from None
        text = json.dumps(plain, ensure_ascii=False, indent=1)
        if options["output"]:
            options["output"].write_text(text + "\n", encoding="utf-8")
        else:
            self.stdout.write(text)

    def _export(self, options: dict[str, Any]) -> dict[str, Any]:
        if options["sealed"]:
            return exporting.export_plan_sealed(plan_id=options["plan"], by=options["by"], at=now())
        return exporting.export_plan(plan_id=options["plan"])
