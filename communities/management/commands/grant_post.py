"""Give somebody a further post, or take one back."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from communities.domain.roles import Role
from communities.management import posts
from communities.models import User
from communities.sentences import of_refused
from communities.services import staff
from renewal_portal.ledger.clock import now


class Command(BaseCommand):
    help = "Give an account a post in a community, sub-district or district; --end takes it back."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username")
        parser.add_argument("--end", action="store_true", help="take the post back")
        posts.ask_for_post(parser)

    def handle(self, *, username: str, role: str, end: bool, **options: Any) -> None:
        user, where = posts.account(username), posts.where(options)
        if not end:
            self._give(user, Role(role), where)
            self.stdout.write(_("“%(username)s” holds the post.") % {"username": username})
            return
        standing = user.grants.standing().filter(role=role, **{type(where).__name__.lower(): where}).first()
        if standing is None:
            raise CommandError(_("“%(username)s” does not hold this post.") % {"username": username})
        staff.end_grant(grant_id=standing.pk, by=posts.BY, at=now())
        self.stdout.write(_("“%(username)s” no longer holds the post.") % {"username": username})

    def _give(self, user: User, role: Role, where: Any) -> None:
        try:
            staff.grant(user_id=user.pk, role=role, where=where, by=posts.BY, at=now())
        except staff.GrantRefused as refused:
            raise CommandError(of_refused(refused)) from None
