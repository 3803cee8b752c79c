"""What commands about staff have in common: which role, where, and a password."""

import getpass
import secrets
import sys
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import CommandError, CommandParser
from django.utils.translation import gettext as _

from communities.domain.roles import Role
from communities.models import Community, District, Subdistrict, User

BY = "system:command"
#: Option → table and the field that names a row.
PLACES: dict[str, tuple[Any, str]] = {
    "community": (Community, "slug"),
    "subdistrict": (Subdistrict, "code"),
    "district": (District, "code"),
}


def ask_for_post(parser: CommandParser) -> None:
    """The options that name a post."""
    parser.add_argument("--role", required=True, choices=[role.value for role in Role])
    where = parser.add_mutually_exclusive_group(required=True)
    where.add_argument("--community", metavar="SLUG", help="the last part of the community's address /c/SLUG/")
    where.add_argument("--subdistrict", metavar="CODE", help="nine digits: the post reaches all its communities")
    where.add_argument("--district", metavar="CODE", help="six digits: the post reaches all its communities")


def ask_for_password(parser: CommandParser) -> None:
    parser.add_argument(
        "--ask-password", action="store_true", help="type the password instead of having one made and shown once"
    )


def where(options: dict[str, Any]) -> Any:
    """The community or office the options name."""
    option = next(name for name in PLACES if options[name])
    table, field = PLACES[option]
    found = table.objects.filter(**{field: options[option]}).first()
    if found is None:
        raise CommandError(_("There is no %(kind)s “%(name)s”.") % {"kind": option, "name": options[option]})
    return found


def account(username: str) -> User:
    found = User.objects.filter(username=username).first()
    if found is None:
        raise CommandError(_("There is no account “%(username)s”.") % {"username": username})
    return found


def password(options: dict[str, Any], user: User) -> str:
    """Typed (or given on standard input), else made by chance. It may not be one that is guessed easily."""
    if not options["ask_password"]:
        return secrets.token_urlsafe(12)
    typed = getpass.getpass(_("Password: ")) if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
    try:
        validate_password(typed, user)
    except ValidationError as weak:
        raise CommandError(" ".join(weak.messages)) from None
    return typed


def shown_once(options: dict[str, Any], made: str) -> str:
    """The line that hands a made password over; nothing where it was typed."""
    return "" if options["ask_password"] else _("Password, shown only now: %(password)s") % {"password": made}
