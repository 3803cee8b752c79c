"""Minutes of a meeting and the motions put to a show of hands."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from consultations.forms.desk.fields import CountField, DayField, HourField, moment, paragraph
from consultations.services.meetings import Motion
from consultations.titles import MEETINGS


class MeetingForm(forms.Form):
    """When and where, how many were entitled and came."""

    kind = forms.ChoiceField(label=_("Kind of meeting"), choices=list(MEETINGS.items()))
    held_day = DayField(label=_("Day"))
    held_hour = HourField(label=_("Time"))
    venue = forms.CharField(label=_("Where"), max_length=120)
    entitled = CountField(label=_("How many could take part"))
    present = CountField(label=_("How many came"))
    minutes = paragraph(_("What was talked about"), required=False)
    at_fault = {
        "not_held_yet": "held_day",
        "venue_missing": "venue",
        "more_present_than_entitled": "present",
    }

    def values(self) -> dict[str, Any]:
        """What the service asks for, without the motions."""
        said = self.cleaned_data
        return {
            "kind": said["kind"],
            "held_at": moment(said["held_day"], said["held_hour"]),
            "venue": said["venue"],
            "entitled": said["entitled"],
            "present": said["present"],
            "minutes": said["minutes"],
        }


class MotionForm(forms.Form):
    """One motion; left empty it is no motion."""

    text = forms.CharField(label=_("What was put to the vote"), max_length=2000, required=False)
    in_favour = CountField(label=_("For"), required=False)
    against = CountField(label=_("Against"), required=False)
    abstaining = CountField(label=_("Abstaining"), required=False)
    adopts_draft = forms.BooleanField(label=_("It adopts the newest draft plan"), required=False)
    goes_on = forms.BooleanField(label=_("It shall go on with the final plan"), required=False)

    def __init__(self, *args: Any, draft: bool = True, final: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        if not draft:
            del self.fields["adopts_draft"]
        if not final:
            del self.fields["goes_on"]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if self.said and not said.get("text"):
            self.add_error("text", _("Write down what was put to the show of hands."))
        if self.said and said.get("in_favour") is None and "in_favour" not in self.errors:
            self.add_error("in_favour", _("Say how many hands were for it."))
        return said

    @property
    def said(self) -> bool:
        """Was anything written here?"""
        return self.has_changed()

    def motion(self) -> Motion:
        """What the service asks for."""
        said = self.cleaned_data
        return Motion(
            text=said["text"],
            in_favour=said["in_favour"],
            against=said["against"] or 0,
            abstaining=said["abstaining"] or 0,
            adopts_draft=said.get("adopts_draft", False),
            goes_on=said.get("goes_on", False),
        )


Motions = forms.formset_factory(MotionForm, extra=3, max_num=20, absolute_max=20)
