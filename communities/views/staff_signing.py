"""A member of staff signs in: user name, password and the code of the moment, on one page."""

from base64 import b32encode
from datetime import datetime, timedelta
from typing import Any

from django.contrib import messages
from django.contrib.auth import login, update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST
from django_otp import login as passed
from django_otp.plugins.otp_totp.models import TOTPDevice

from communities.forms.staff_signing import FirstCodeForm, PasswordForm, StaffForm
from communities.models import User
from communities.sentences import of_refused
from communities.services.staff_signing import StaffSignInRefused, change_password, confirm, recognize
from communities.views.caller import address_of, asked_for
from communities.views.doors import staff
from renewal_portal.ledger.clock import now
from renewal_portal.shown.codes import grouped, qr

SETTING_UP = "second_factor"
MINUTES = 10
BACKEND = "django.contrib.auth.backends.ModelBackend"


def way_in(user: User) -> str:
    """Where the work of a member of staff begins."""
    return reverse("admin:index" if user.is_staff else "desk")


@sensitive_post_parameters("password", "code")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """The one door for the committee's desk and for the admin."""
    form, at = StaffForm(request.POST or None), now()
    if request.method == "POST" and form.is_valid():
        try:
            device = recognize(**form.cleaned_data, address=address_of(request), at=at)
        except StaffSignInRefused as refused:
            form.add_error(None, of_refused(refused))
        else:
            return _signed_in(request, device, asked_for(request)) if device.confirmed else _begin(request, device, at)
    return render(request, "staff/sign_in.html", {"form": form, "next": asked_for(request)})


@sensitive_post_parameters("code")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def set_up(request: HttpRequest) -> HttpResponse:
    """The secret of a fresh second factor, and its first code. Until that is right nobody is signed in."""
    begun, at = request.session.get(SETTING_UP, {}), now()
    device = _being_set_up(begun, at)
    if device is None:
        return _over(request)
    form = FirstCodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            device = confirm(device_id=device.pk, **form.cleaned_data, address=address_of(request), at=at)
        except StaffSignInRefused as refused:
            form.add_error("code", of_refused(refused))
        else:
            return _signed_in(request, device, begun["next"])
    return render(request, "staff/set_up.html", _secret(device) | {"form": form, "minutes": MINUTES})


@sensitive_post_parameters()
@staff
@require_http_methods(["GET", "HEAD", "POST"])
def password(request: HttpRequest) -> HttpResponse:
    """Choose another password; this session goes on, others of the account end."""
    user: Any = request.user
    form = PasswordForm(request.POST or None, user=user)
    if request.method == "POST" and form.is_valid():
        try:
            user = change_password(user_id=user.pk, **form.values(), address=address_of(request), at=now())
        except StaffSignInRefused as refused:
            form.add_error("password", of_refused(refused))
        else:
            update_session_auth_hash(request, user)
            messages.success(request, _("Your password is changed."))
            return redirect(way_in(user))
    return render(request, "staff/password.html", {"form": form, "back": way_in(user)})


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Leave nothing of the session on this device."""
    request.session.flush()
    messages.success(request, _("You are signed out."))
    return redirect("home")


def _signed_in(request: HttpRequest, device: TOTPDevice, way_on: str) -> HttpResponse:
    """A new session, and nothing in it of whoever was signed in before."""
    request.session.flush()
    login(request, device.user, backend=BACKEND)
    passed(request, device)
    return redirect(way_on or way_in(device.user))


def _begin(request: HttpRequest, device: TOTPDevice, at: datetime) -> HttpResponse:
    """The password was right: remember for some minutes which second factor is being set up, and sign nobody in."""
    until = at + timedelta(minutes=MINUTES)
    way_on = asked_for(request)
    request.session.flush()
    request.session[SETTING_UP] = {"device": device.pk, "until": until.isoformat(), "next": way_on}
    return redirect("staff_set_up")


def _being_set_up(begun: dict[str, Any], at: datetime) -> TOTPDevice | None:
    if not begun or at >= datetime.fromisoformat(begun["until"]):
        return None
    found: TOTPDevice | None = (
        TOTPDevice.objects.filter(pk=begun["device"], confirmed=False).select_related("user").first()
    )
    return found


def _over(request: HttpRequest) -> HttpResponse:
    if request.session.pop(SETTING_UP, None) is not None:
        messages.error(request, of_refused(StaffSignInRefused("set_up_over")))
    return redirect("staff_sign_in")


def _secret(device: TOTPDevice) -> dict[str, Any]:
    return {
        "account": device.user.get_username(),
        "qr": qr(device.config_url),
        "secret": grouped(b32encode(device.bin_key).decode()),
    }
