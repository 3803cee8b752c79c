"""The values a district sets for itself, each from a day on and with its source."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from communities.access import district_for, districts_for
from communities.domain.roles import Permission
from communities.models import District
from consultations.acting import accepted, by
from consultations.forms.desk.fields import CountField, DayField, paragraph
from renewal_portal.ledger.clock import now
from renewal_portal.ledger.domain.settings import KNOWN, SETTINGS, Setting
from renewal_portal.ledger.models import DistrictSetting
from renewal_portal.ledger.sentences import LABELS
from renewal_portal.ledger.services.district_settings import set_value, values_on
from renewal_portal.offices.look_up import LookUp
from renewal_portal.shown.times import day
from renewal_portal.shown.words import in_language


class ValueForm(forms.Form):
    """A district's own value from a day on; a switch is yes or no."""

    value = CountField(label=_("New value"))
    valid_from = DayField(label=_("Valid from"), help_text=_("Today or later. Days that have passed keep their value."))
    source = paragraph(
        _("Source"), hint=_("The document the value comes from, with its paragraph. Everybody can read it."), most=500
    )

    def __init__(self, data: Any, *, setting: Setting, today: date) -> None:
        super().__init__(data, initial={"valid_from": today})
        self.at_fault = {
            "setting_in_the_past": "valid_from",
            "setting_in_force": "valid_from",
            "setting_out_of_order": "value",
            "setting_without_source": "source",
            setting.refusal: "value",
        }
        if setting.is_switch:
            self.fields["value"] = forms.TypedChoiceField(
                label=_("New value"),
                choices=[("yes", _("yes")), ("no", _("no"))],
                widget=forms.RadioSelect,
                coerce=lambda said: said == "yes",
            )
        else:
            self.fields["value"].help_text = bounds(setting)

    def values(self) -> dict[str, Any]:
        """What the service asks for."""
        return {name: self.cleaned_data[name] for name in self.fields}


@admin.register(DistrictSetting)
class Values(LookUp):
    """Set by those who hold the whole district; read by nobody else here."""

    name = _("District's own values")
    lead = _("Periods and thresholds the district may set. What the law itself counts is no setting.")
    icon = "tools"
    order = 5
    permission = Permission.SET_DISTRICT
    columns = (_("Value"), _("Now"), (_("Usual"), "number"), _("Bounds"))

    def scoped(self, request: HttpRequest) -> "QuerySet[DistrictSetting]":
        codes = districts_for(request.user, self.permission).values("code")
        return DistrictSetting.objects.filter(district__in=codes).order_by("valid_from")

    def get_urls(self) -> list[URLPattern]:
        set_ = require_http_methods(["GET", "HEAD", "POST"])(self.set_)
        return [
            super().get_urls()[0],
            path("<str:code>/<slug:key>/", self.door(set_), name="ledger_districtsetting_set"),
        ]

    def list_view(self, request: HttpRequest) -> HttpResponse:
        """Every value in force today, in every district whoever asks may set."""
        today = timezone.localdate(now())
        changes = list(self.scoped(request))
        tables = [
            (in_language(district), _rows(district, changes, today))
            for district in districts_for(request.user, self.permission)
        ]
        return self.shown(request, "values", title=self.name, lead=self.lead, tables=tables)

    def set_(self, request: HttpRequest, code: str, key: str) -> HttpResponse:
        """One value: what it was and will be, and the form for the next."""
        district = district_for(request.user, self.permission, code)
        if key not in KNOWN:
            raise Http404
        at, setting = now(), KNOWN[key]
        form = ValueForm(
            request.POST if request.method == "POST" else None, setting=setting, today=timezone.localdate(at)
        )
        if form.is_bound and form.is_valid():
            values = {"district": code, "key": key, **form.values(), "by": by(request), "at": at}
            if accepted(form, set_value, **values):
                messages.success(request, translate("The value is set."))
                return redirect(self.address)
        changes = self.scoped(request).filter(district=code, key=key)
        title = LABELS[key]
        return self.shown(
            request,
            "value",
            crumbs=self.crumbs((title, "")),
            title=title,
            over=in_language(district),
            history=_history(setting, changes),
            form=form,
            back=self.address,
        )


def said(setting: Setting, value: int) -> str:
    """A value as people read it."""
    if setting.is_switch:
        return translate("yes") if value else translate("no")
    return str(value)


def bounds(setting: Setting) -> str:
    """Between what a district may choose, and whether the law itself draws the line."""
    if setting.is_switch:
        return translate("yes or no")
    span = {"lowest": setting.lowest, "highest": setting.highest}
    return (
        translate("%(lowest)s to %(highest)s, by law") if setting.law else translate("%(lowest)s to %(highest)s")
    ) % span


def _rows(district: District, changes: Sequence[DistrictSetting], today: date) -> list[list[Any]]:
    in_force = values_on(district=district.code, day=today)
    own = [change for change in changes if change.district == district.code]
    return [
        [
            format_html('<a href="{}">{}</a>', _address(district, setting), LABELS[setting.key]),
            "; ".join([said(setting, in_force[setting.key]), *_later(setting, own, today)]),
            said(setting, setting.default),
            bounds(setting),
        ]
        for setting in SETTINGS
    ]


def _later(setting: Setting, changes: Sequence[DistrictSetting], today: date) -> list[str]:
    """What the value will be, and from when."""
    ahead = [change for change in changes if change.key == setting.key and change.valid_from > today]
    pattern = translate("%(value)s from %(day)s")
    return [pattern % {"value": said(setting, each.value), "day": day(each.valid_from)} for each in ahead]


def _history(setting: Setting, changes: "QuerySet[DistrictSetting]") -> list[list[Any]]:
    beginning = [translate("the usual value"), said(setting, setting.default), "–"]
    return [beginning, *([day(c.valid_from), said(setting, c.value), c.source] for c in changes)]


def _address(district: District, setting: Setting) -> str:
    return reverse("admin:ledger_districtsetting_set", args=[district.code, setting.key])
