"""A new password and new codes for somebody who lost either."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from communities.management import posts
from communities.services.staff_signing import renew
from renewal_portal.ledger.clock import now


class Command(BaseCommand):
    help = "Give an account a new password and let its next sign-in set up new codes; sessions it has end."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username")
        posts.ask_for_password(parser)

    def handle(self, *, username: str, **options: Any) -> None:
        user = posts.account(username)
        made = posts.password(options, user)
        renew(user_id=user.pk, password=made, by=posts.BY, at=now())
        self.stdout.write(_("“%(username)s” signs in anew.") % {"username": username})
        self.stdout.write(posts.shown_once(options, made))
