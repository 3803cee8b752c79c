"""Who is signed in, for the head of every page."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from communities.access import SESSION_KEY, credential_of, helper_of, second_factor_passed
from communities.models import Credential
from communities.views.staff_signing import way_in


def signed_in(request: HttpRequest) -> dict[str, object]:
    """``signed_in`` {kind, name, href, sign_out, helper}: a letter's door and who helps, or a member of staff; nothing
    for anybody else."""
    if not hasattr(request, "session"):
        return {}
    if SESSION_KEY in request.session and (credential := credential_of(request)) is not None:
        return {"signed_in": _voice(credential) | {"helper": helper_of(request)}}
    user = getattr(request, "user", None)
    if user is not None and user.is_authenticated and second_factor_passed(user):
        return {"signed_in": _staff(user)}
    return {}


def _voice(credential: Credential) -> dict[str, str]:
    """A household by its door, an owner by the letter's number: names stand on no page."""
    name = (
        _("household %(door)s") % {"door": credential.unit.door}
        if credential.unit
        else _("owner, letter %(number)s") % {"number": credential.letter_number}
    )
    return {"kind": "voice", "name": name, "href": reverse("my"), "sign_out": reverse("sign_out")}


def _staff(user) -> dict[str, str]:  # type: ignore[no-untyped-def]
    return {
        "kind": "staff",
        "name": user.full_name or user.username,
        "href": way_in(user),
        "sign_out": reverse("staff_sign_out"),
    }
