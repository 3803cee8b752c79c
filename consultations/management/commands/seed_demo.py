from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from consultations.demo import seeding
from renewal_portal.ledger.clock import now


class Command(BaseCommand):
    help = "The demo's communities, people and accounts. May be run again: what is there stays as it is."

    def handle(self, *_: Any, **__: Any) -> None:
        if not settings.DEMO:
            raise CommandError("This fills the database with invented people: it needs PORTAL_DEMO=1.")
        made = list(seeding.seed(at=now()))
        self.stdout.write(f"{len(made)} communities were made." if made else "The communities are there already.")
