"""When votes open and close."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils.text import Truncator
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _

from consultations.domain.annulment import Ruling
from consultations.forms.desk.fields import SHANGHAI, DayField, HourField, moment, paragraph
from consultations.loaders.desk.rounds import Period
from consultations.models import Resolution
from renewal_portal.shown.times import day

#: What is proposed: the vote ends in the evening, when people are at home.
EVENING, MORNING = "18:00", "09:00"


class ClosingForm(forms.Form):
    """When a selection ends; it begins at once."""

    closes_day = DayField(label=_("Last day"))
    closes_hour = HourField(label=_("It ends at"), initial=EVENING)
    at_fault = {"window_too_short": "closes_day", "window_too_long": "closes_day"}

    def __init__(self, data: Any, *, period: Period, at: datetime, begins: datetime | None = None) -> None:
        begins = begins or at
        initial = {"closes_day": _day(begins + timedelta(days=max(10, period.least_days)))}
        super().__init__(data, initial=initial)
        self.fields["closes_day"].help_text = translate(
            "A vote stays open for at least %(least)s and at most %(most)s days."
        ) % {"least": period.least_days, "most": period.most_days}

    @property
    def closes_at(self) -> datetime:
        return moment(self.cleaned_data["closes_day"], self.cleaned_data["closes_hour"])

    def values(self) -> dict[str, Any]:
        """What the service asks for."""
        return {"closes_at": self.closes_at}


class CallingForm(ClosingForm):
    """When the owners' decision begins and ends."""

    opens_day = DayField(label=_("First day"))
    opens_hour = HourField(label=_("It begins at"), initial=MORNING)
    field_order = ("opens_day", "opens_hour", "closes_day", "closes_hour")
    at_fault = {**ClosingForm.at_fault, "notice_too_short": "opens_day"}

    def __init__(self, data: Any, *, period: Period, at: datetime) -> None:
        first = at + timedelta(days=period.notice_days + 1)
        super().__init__(data, period=period, at=at, begins=first)
        self.initial["opens_day"] = _day(first)
        self.fields["opens_day"].help_text = translate(
            "The owners must be told at least %(days)s days before; the notice begins now."
        ) % {"days": period.notice_days}

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if len(said) == len(self.fields) and self.closes_at <= self.opens_at:
            self.add_error("closes_day", _("The vote would end before it begins. Choose a later end."))
        return said

    @property
    def opens_at(self) -> datetime:
        return moment(self.cleaned_data["opens_day"], self.cleaned_data["opens_hour"])

    def values(self) -> dict[str, Any]:
        """What the service asks for."""
        return {"opens_at": self.opens_at, "closes_at": self.closes_at}


class ReasonForm(forms.Form):
    """Why; everybody will be able to read it."""

    reason = paragraph(_("Reason"), hint=_("Everybody will be able to read it."), most=2000)
    at_fault = {"annulled_without_reason": "reason", "reason_missing": "reason"}

    def values(self) -> dict[str, Any]:
        """What the service asks for."""
        return {"reason": self.cleaned_data["reason"]}


class AnnulForm(ReasonForm):
    """By what a vote is annulled, and why."""

    ground = forms.ChoiceField(label=_("Annulled by"), widget=forms.RadioSelect)
    court = forms.CharField(label=_("Court or authority"), max_length=120, required=False)
    number = forms.CharField(label=_("Number of the ruling"), max_length=80, required=False)
    decided_on = DayField(label=_("Day of the ruling"), required=False)
    field_order = ("ground", "court", "number", "decided_on", "reason")
    at_fault = {**ReasonForm.at_fault, "annulled_without_ground": "ground", "ruling_incomplete": "decided_on"}

    def __init__(self, data: Any, *, resolutions: list[Resolution]) -> None:
        super().__init__(data)
        carried = [(str(each.pk), _resolved(each)) for each in resolutions]
        self.fields["ground"].choices = [*carried, ("ruling", translate("A ruling of a court or an authority"))]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("ground") == "ruling":
            for name in ("court", "number", "decided_on"):
                if not said.get(name) and name not in self.errors:
                    self.add_error(name, _("A ruling needs this, so that everybody can look it up."))
        return said

    def values(self) -> dict[str, Any]:
        """What the service asks for."""
        said = self.cleaned_data
        if said["ground"] == "ruling":
            return super().values() | {"ruling": Ruling(said["court"], said["number"], said["decided_on"])}
        return super().values() | {"resolution_id": int(said["ground"])}


def _resolved(resolution: Resolution) -> str:
    text = Truncator(resolution.text).chars(60)
    told = {"day": day(resolution.meeting.held_at), "number": resolution.number, "text": text}
    return translate("Meeting of %(day)s, resolution %(number)s: %(text)s") % told


def _day(value: datetime) -> str:
    return value.astimezone(SHANGHAI).date().isoformat()
