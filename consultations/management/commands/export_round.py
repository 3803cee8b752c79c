"""Write the sealed or the public file of a round."""

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
        parser.add_argument("--by", default="system:command", help="who exports, as in events")
        parser.add_argument("--output", type=Path, help="the file; standard output without it")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            plain = self._export(options)
        except Round.DoesNotExist:
            raise CommandError(_("There is no round %(round)s.") % {"round": options["round"]}) from None
        except exporting.ExportRefused as refused:
            raise CommandError(SENTENCES[refused.code]) from None
        text = json.dumps(plain, ensure_ascii=False, indent=1)
        if options["output"]:
            options["output"].write_text(text + "\n", encoding="utf-8")
        else:
            self.stdout.write(text)

    def _export(self, options: dict[str, Any]) -> dict[str, Any]:
        if options["public"]:
            return exporting.export_public(round_id=options["round"])
        return exporting.export_sealed(round_id=options["round"], by=options["by"], at=now())


SENTENCES = {
    "still_open": "The round is still open: it has no sealed file before it is closed.",
    "not_counted": "The round is not counted yet: its public file appears with the result.",
}
