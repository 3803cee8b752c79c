"""Staff prove who they are: a password and the code of the moment; whoever has no second factor sets one up first."""

from datetime import datetime

from django.contrib.auth import authenticate
from django.db import transaction
from django_otp.plugins.otp_totp.models import TOTPDevice

from communities.models import User
from communities.services.limits import GuessLimit
from communities.services.secrets import keyed_hash
from communities.services.staff import set_password
from renewal_portal.ledger.domain.refusals import Refused
from renewal_portal.ledger.services import events

DEVICE = "authenticator"


class StaffSignInRefused(Refused):
    """Nobody is signed in: "too_many_guesses", "not_recognized" (never which part was wrong), and while a second factor
    is set up "wrong_code" or "set_up_over". "wrong_password" where one is changed."""


def recognize(*, username: str, password: str, code: str, address: str, at: datetime) -> TOTPDevice:
    """The second factor of whoever this is. Confirmed: it has taken the code. Not confirmed: the account had none, this
    is a fresh one, and `confirm` has to follow before anybody is signed in.

    Raises StaffSignInRefused "too_many_guesses" or "not_recognized".
    """
    limit = _limit(username, address)
    limit.refuse_if_spent(StaffSignInRefused("too_many_guesses"))
    user = authenticate(username=username, password=password)
    device = _device(user.pk, code, at) if user is not None else None
    if device is None:
        limit.spend()
        raise StaffSignInRefused("not_recognized")
    return device


def confirm(*, device_id: int, code: str, address: str, at: datetime) -> TOTPDevice:
    """The first right code of a fresh second factor: from now on the account asks for it.

    Raises StaffSignInRefused "set_up_over" (another one was begun or confirmed), "too_many_guesses" or "wrong_code".
    """
    username = TOTPDevice.objects.filter(pk=device_id).values_list("user__username", flat=True).first()
    limit = _limit(username or "", address)
    limit.refuse_if_spent(StaffSignInRefused("too_many_guesses"))
    device = _confirmed(device_id, code, at)
    if device is None:
        limit.spend()
        raise StaffSignInRefused("wrong_code")
    return device


def change_password(*, user_id: int, password: str, new: str, address: str, at: datetime) -> User:
    """A member of staff chooses another password and shows that the present one is known.

    Raises StaffSignInRefused "too_many_guesses" or "wrong_password".
    """
    user = User.objects.get(pk=user_id)
    limit = _limit(user.username, address)
    limit.refuse_if_spent(StaffSignInRefused("too_many_guesses"))
    if not user.check_password(password):
        limit.spend()
        raise StaffSignInRefused("wrong_password")
    return set_password(user_id=user_id, password=new, by=f"user:{user_id}", at=at)


@transaction.atomic
def renew(*, user_id: int, password: str, by: str, at: datetime) -> User:
    """For somebody who lost the password or the telephone: a new password, and the next sign-in sets up new codes.

    Every session of the account ends.
    """
    user = set_password(user_id=user_id, password=password, by=by, at=at)
    TOTPDevice.objects.filter(user=user).delete()
    events.record(what="user.second_factor_forgotten", about=f"user:{user.pk}", by=by, at=at)
    return user


def _limit(username: str, address: str) -> GuessLimit:
    return GuessLimit(address, voice=keyed_hash("account", username.strip().casefold()))


@transaction.atomic
def _device(user_id: int, code: str, at: datetime) -> TOTPDevice | None:
    """None for a wrong code: what the device notes of it stays stored, which an exception here would undo."""
    user = User.objects.select_for_update().get(pk=user_id)
    device: TOTPDevice | None = TOTPDevice.objects.filter(user=user, confirmed=True).select_for_update().first()
    if device is None:
        return _fresh(user, at)
    if not device.verify_token(code):
        return None
    _log(device, "user.signed_in", at)
    return device


def _fresh(user: User, at: datetime) -> TOTPDevice:
    """One begun before falls away with its secret, which somebody else may have seen."""
    TOTPDevice.objects.filter(user=user).delete()
    device: TOTPDevice = TOTPDevice.objects.create(user=user, name=DEVICE, confirmed=False)
    _log(device, "user.second_factor_begun", at)
    return device


@transaction.atomic
def _confirmed(device_id: int, code: str, at: datetime) -> TOTPDevice | None:
    begun = TOTPDevice.objects.filter(pk=device_id, confirmed=False, user__is_active=True)
    device: TOTPDevice | None = begun.select_related("user").select_for_update(of=("self",)).first()
    if device is None:
        raise StaffSignInRefused("set_up_over")
    if not device.verify_token(code):
        return None
    device.confirmed = True
    device.save(update_fields=["confirmed"])
    _log(device, "user.second_factor_set", at)
    _log(device, "user.signed_in", at)
    return device


def _log(device: TOTPDevice, what: str, at: datetime) -> None:
    events.record(what=what, about=f"user:{device.user_id}", by=f"user:{device.user_id}", at=at)
