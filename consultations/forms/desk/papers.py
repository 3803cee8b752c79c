"""Notices, objections, reports of the works, moves by hand."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _

from communities.forms.photos import PhotoField
from consultations.domain.stages import Stage
from consultations.forms.desk.fields import SHANGHAI, CountField, DayField, HourField, moment, paragraph
from consultations.forms.objections import LONGEST
from consultations.models import Meeting
from renewal_portal.shown.stages import WORDS
from renewal_portal.shown.times import day


class PostForm(forms.Form):
    """Where a notice hangs on paper."""

    posted_where = forms.CharField(
        label=_("Where it also hangs on paper"),
        max_length=200,
        help_text=_("Like: notice board at the gate, doors of buildings 3 and 6."),
    )
    at_fault = {"where_missing": "posted_where"}

    def values(self) -> dict[str, Any]:
        """What the service asks for."""
        return {"posted_where": self.cleaned_data["posted_where"]}


class PuttingUpForm(forms.Form):
    """One place where a notice hangs now, with a photo of it there."""

    place = forms.CharField(label=_("Where it hangs"), max_length=120, help_text=_("Like: door of building 3."))
    photo = PhotoField(label=_("Photo of it there"), required=False, camera=True)
    at_fault = {"where_missing": "place", "hangs_there_already": "place"}

    def values(self) -> dict[str, Any]:
        """What the service asks for."""
        return {"place": self.cleaned_data["place"], "picture": self.cleaned_data["photo"]}


class RecordedObjectionForm(forms.Form):
    """An objection that did not come over the portal: how it came, when, and what it says."""

    source = forms.ChoiceField(label=_("How it came"), widget=forms.RadioSelect)
    received_day = DayField(label=_("Day it came in"), required=False)
    received_hour = HourField(label=_("Time it came in"), required=False)
    text = paragraph(
        _("What it says"),
        hint=_("It is posted as you write it. Leave out names and signatures; the paper stays in the file."),
        most=LONGEST,
    )
    at_fault = {"without_text": "text", "without_source": "received_day"}

    def __init__(self, data: Any, *, meetings: list[Meeting], at: datetime) -> None:
        local = at.astimezone(SHANGHAI)
        initial = {"source": "paper", "received_day": local.date(), "received_hour": local.time()}
        super().__init__(data, initial=initial)
        raised = [(f"meeting-{each.pk}", _at(each)) for each in meetings]
        self.fields["source"].choices = [("paper", translate("On paper")), *raised]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("source") == "paper":
            for name in ("received_day", "received_hour"):
                if said.get(name) is None and name not in self.errors:
                    self.add_error(name, _("Say when the paper came in."))
        return said

    def values(self) -> dict[str, Any]:
        """What the service asks for."""
        said = self.cleaned_data
        if said["source"] == "paper":
            return {"text": said["text"], "received_at": moment(said["received_day"], said["received_hour"])}
        return {"text": said["text"], "meeting_id": int(said["source"].removeprefix("meeting-"))}


def _at(meeting: Meeting) -> str:
    return translate("Raised at the meeting of %(day)s") % {"day": day(meeting.held_at)}


class AnswerForm(forms.Form):
    """The answer to an objection."""

    upheld = forms.TypedChoiceField(
        label=_("Is the objection right?"),
        choices=[("no", _("No: everything stays as it is")), ("yes", _("Yes"))],
        widget=forms.RadioSelect,
        coerce=lambda said: said == "yes",
    )
    answer = paragraph(_("Answer"), hint=_("It is posted below the objection, as you write it."))
    at_fault = {"without_text": "answer"}

    def __init__(self, data: Any, *, sends_back: bool) -> None:
        super().__init__(data)
        if sends_back:
            self.fields["upheld"].help_text = translate("If it is, the plan goes back to consultation.")

    def values(self) -> dict[str, Any]:
        """What the service asks for."""
        return {"upheld": self.cleaned_data["upheld"], "answer": self.cleaned_data["answer"]}


class WorksForm(forms.Form):
    """A milestone of the works; two of them ask for a figure."""

    text = paragraph(_("What is reported"))
    open_safety_defects = CountField(
        label=_("Safety defects still open"), help_text=_("Works with any are not accepted.")
    )
    satisfied_percent = CountField(
        label=_("Satisfied residents, in percent"), help_text=_("From the survey: 0 to 100.")
    )
    figures = {"acceptance": "open_safety_defects", "evaluation": "satisfied_percent"}

    def __init__(self, data: Any, *, kind: str) -> None:
        super().__init__(data)
        self.figure = self.figures.get(kind, "")
        for name in set(self.figures.values()) - {self.figure}:
            del self.fields[name]
        self.at_fault = {
            "without_text": "text",
            "figure_missing": self.figure or "text",
            "safety_defects": "open_safety_defects",
            "below_pass_mark": "satisfied_percent",
        }

    def values(self) -> dict[str, Any]:
        """What the service asks for."""
        return {name: self.cleaned_data[name] for name in self.fields}


class MoveForm(forms.Form):
    """Where to, and why."""

    to = forms.TypedChoiceField(
        coerce=Stage, choices=[(stage.value, WORDS[stage][0]) for stage in Stage], widget=forms.HiddenInput
    )
    reason = paragraph(_("Reason"), hint=_("Everybody will be able to read it."), most=2000, required=False)
    at_fault = {"reason_missing": "reason"}

    def __init__(self, data: Any, *, to: str) -> None:
        super().__init__(data, initial={"to": to})

    def values(self) -> dict[str, Any]:
        """What the service asks for."""
        return {"to": self.cleaned_data["to"], "reason": self.cleaned_data["reason"]}
