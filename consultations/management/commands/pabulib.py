"""Choose the projects of an election by one of the three methods, to compare them with what others compute."""

import json
from argparse import ArgumentParser, ArgumentTypeError
from fractions import Fraction
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from consultations import election_sentences
from consultations.domain.plan.election import pabulib
from consultations.domain.plan.election.choosing import Method, Rules, choose, to_plain
from consultations.domain.plan.election.equal_shares import Completion
from consultations.domain.plan.election.sections import PabulibFault
from consultations.domain.plan.election.values import Election, Ties


class Command(BaseCommand):
    help = "Choose the projects of a Pabulib file by one of the three methods, and print them as JSON."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="an election in the format of pabulib.org")
        parser.add_argument("--method", required=True, choices=[method.value for method in Method])
        parser.add_argument(
            "--completion", default=Completion.NONE, choices=[way.value for way in Completion], help="of equal shares"
        )
        parser.add_argument(
            "--ties",
            default=Ties.FILE_ORDER,
            choices=[order.value for order in Ties],
            help="which of two equals comes first",
        )
        parser.add_argument("--threshold", type=_whole, default=0, help="fewer votes leave a project out")
        parser.add_argument("--stop-at-misfit", action="store_true", help="support: nothing after what does not fit")
        parser.add_argument("--last-from", type=_percent, help="support: the percentage that buys one last project")

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        rules = Rules(
            method=Method(options["method"]),
            completion=Completion(options["completion"]),
            ties=Ties(options["ties"]),
            threshold=options["threshold"],
            stop_at_misfit=options["stop_at_misfit"],
            last_from=options["last_from"],
        )
        _check(rules)
        election = _read(file)
        self.stdout.write(json.dumps(to_plain(election, rules, choose(election, rules)), ensure_ascii=False))


def _read(path: Path) -> Election:
    try:
        return pabulib.read(path.read_bytes())
    except OSError as unreadable:
        why = _("cannot be read (%(why)s).") % {"why": unreadable.strerror}
        raise CommandError(f"{path}: {why}", returncode=2) from None
    except PabulibFault as fault:
        raise CommandError(f"{path}: {election_sentences.of_fault(fault)}", returncode=2) from None


def _check(rules: Rules) -> None:
    """An option that the method does not know is refused: it would have no effect."""
    if rules.completion is not Completion.NONE and rules.method is not Method.EQUAL_SHARES:
        raise CommandError(_("Only equal shares have a completion."), returncode=2)
    if (rules.stop_at_misfit or rules.last_from) and rules.method is not Method.SUPPORT:
        raise CommandError(_("Only support knows --stop-at-misfit and --last-from."), returncode=2)


def _whole(text: str) -> int:
    if not (text.isascii() and text.isdigit()):
        raise ArgumentTypeError(_("a whole number is needed"))
    return int(text)


def _percent(text: str) -> Fraction:
    share = Fraction(_whole(text), 100)
    if not 0 < share <= 1:
        raise ArgumentTypeError(_("a percentage from 1 to 100 is needed"))
    return share
