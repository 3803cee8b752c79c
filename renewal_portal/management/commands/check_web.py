from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from renewal_portal.demo import addresses


class Command(BaseCommand):
    help = "Ask the web server of this machine whether it answers and reaches the database."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *_: Any, port: int, **__: Any) -> None:
        host = settings.ALLOWED_HOSTS[0].lstrip(".").replace("*", "localhost")
        answer = addresses.status(f"http://{addresses.HOST}:{port}/healthz", host=host)
        if answer != 200:
            raise CommandError("Nobody answers." if answer is None else f"It answers {answer} instead of 200.")
        self.stdout.write("It answers.")
