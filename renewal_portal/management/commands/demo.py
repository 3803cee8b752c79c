import argparse
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from renewal_portal.demo import runner


class Command(BaseCommand):
    help = "Start the whole portal on this machine, with invented people. manage.py hands over to it before Django."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        runner.arguments(parser)

    def handle(self, *_: Any, **options: Any) -> None:
        named = argparse.Namespace(**options)
        raise SystemExit(runner.carry_out(named))
