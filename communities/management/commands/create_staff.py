"""Make an account for a member of staff."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from communities.domain.roles import Role
from communities.management import posts
from communities.models import User
from communities.services import staff
from renewal_portal.ledger.clock import now


class Command(BaseCommand):
    help = "Make an account for a member of a committee or an office, with a first post. Others: grant_post."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username")
        parser.add_argument("--name", required=True, help="the person's name, as colleagues read it")
        posts.ask_for_post(parser)
        posts.ask_for_password(parser)

    def handle(self, *, username: str, name: str, role: str, **options: Any) -> None:
        if User.objects.filter(username=username).exists():
            raise CommandError(_("There is an account “%(username)s” already.") % {"username": username})
        where = posts.where(options)
        made = posts.password(options, User(username=username, full_name=name))
        staff.appoint(
            username=username, password=made, full_name=name, role=Role(role), where=where, by=posts.BY, at=now()
        )
        self.stdout.write(_("The account “%(username)s” is made.") % {"username": username})
        self.stdout.write(posts.shown_once(options, made))
        self.stdout.write(_("The first sign-in, at /staff/sign-in/, sets up the codes of an authenticator app."))
