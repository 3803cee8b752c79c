import secrets
import time
from typing import Any

from django.core.cache import cache
from django.core.management.base import BaseCommand, CommandError, CommandParser

from renewal_portal.celery import app
from renewal_portal.ledger.models import Unsealed
from renewal_portal.ledger.tasks import seal_events
from renewal_portal.tasks import HEART, LIVES_SECONDS, beat_heart


class Command(BaseCommand):
    help = "Ask whether a worker listens and finishes a job; with --beat, whether beat sent one in the last minutes."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--timeout", type=float, default=20, help="seconds to wait for the worker")
        parser.add_argument("--seal", action="store_true", help="let the worker also seal all events, and wait for it")
        parser.add_argument("--beat", action="store_true", help="look for beat's last sign of life instead")

    def handle(self, *_: Any, timeout: float, seal: bool, beat: bool, **__: Any) -> None:
        if beat:
            if cache.get(f"{HEART}:beat") is None:
                raise CommandError(f"No job of beat was done within the last {LIVES_SECONDS} seconds.")
            self.stdout.write("Beat sends and a worker does.")
            return
        until = time.monotonic() + timeout
        names = self._listening(until)
        self._round_trip(until)
        if seal:
            self._sealing(until)
        self.stdout.write(f"{', '.join(names)} listens and did a job.")

    def _listening(self, until: float) -> list[str]:
        while time.monotonic() < until:
            answers = app.control.ping(timeout=1)
            if answers:
                return sorted(name for answer in answers for name in answer)
        raise CommandError("No worker listens.")

    def _round_trip(self, until: float) -> None:
        mark = secrets.token_hex(8)
        beat_heart.delay(mark=mark)
        while time.monotonic() < until:
            if cache.get(f"{HEART}:{mark}") is not None:
                return
            time.sleep(0.1)
        raise CommandError("A worker listens, but did not do the job it was sent.")

    def _sealing(self, until: float) -> None:
        seal_events.delay()
        while time.monotonic() < until:
            if not Unsealed.objects.exists():
                return
            time.sleep(0.1)
        raise CommandError("The worker did not seal the events: does it reach the database?")
