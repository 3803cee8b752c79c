"""Write the sealed or the public file of a round, or a selection as an election of the Pabulib archive."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from consultations.models import Round
from consultations.services import exporting
from renewal_portal.ledger.clock import now


class Command(BaseCommand):
    help = "Write a round's sealed file (roll shares, ballots, nonces; the export is logged) or its public file."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("round", type=int, help="the round's id")
        kind = parser.add_mutually_exclusive_group(required=True)
        kind.add_argument("--sealed", action="store_true", help="for counting roles, supervisors and courts")
        kind.add_argument("--public", action="store_true", help="for everybody")
        kind.add_argument("--pabulib", action="store_true", help="a selection for public tools; sealed like the first")
        parser.add_argument("--by", default="system:command", help="who exports, as in events")
        parser.add_argument("--output", type=Path, help="the file; standard output without it")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            text = self._export(options)
        except Round.DoesNotExist:
            raise CommandError(_("There is no round %(round)s.") % {"round": options["round"]}) from None
        except exporting.ExportRefused as refused:
            raise CommandError(SENTENCES[refused.code]) from None
        if options["output"]:
            options["output"].write_text(text + "\n", encoding="utf-8")
        else:
            self.stdout.write(text)

    def _export(self, options: dict[str, Any]) -> str:
        told = {"round_id": options["round"], "by": options["by"], "at": now()}
        if options["pabulib"]:
            return exporting.export_election(**told).decode().rstrip("\n")
        plain = (
            exporting.export_sealed(**told) if options["sealed"] else exporting.export_public(round_id=told["round_id"])
        )
        return json.dumps(plain, ensure_ascii=False, indent=1)


SENTENCES = {
    "still_open": "The round is still open: it has no sealed file before it is closed.",
    "not_counted": "The round is not counted yet: this file appears with the result.",
    "no_selection": "The round is a decision: only a selection is an election of projects.",
    "nothing_to_choose": "The selection has no line that costs money once: there is nothing to choose from.",
}
