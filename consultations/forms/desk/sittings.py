"""A meeting to be called, its agenda and guests, who comes, and what is put to the hands."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from consultations.domain.plan.values import PlanKind
from consultations.domain.sittings import Hands, Kind
from consultations.forms.desk.fields import CountField, DayField, HourField, moment, paragraph
from consultations.models import Consultation, Objection
from consultations.services.sittings import About
from consultations.sitting_sentences import FIELDS
from consultations.titles import MEETINGS, of_plan
from renewal_portal.shown.places import place_name
from renewal_portal.shown.words import in_language


class SittingForm(forms.Form):
    """What kind of meeting, when and where."""

    kind = forms.ChoiceField(label=_("Kind of meeting"), choices=list(MEETINGS.items()))
    day = DayField(label=_("Day"))
    hour = HourField(label=_("Time"))
    venue = forms.CharField(label=_("Where"), max_length=120)
    entitled = CountField(
        label=_("How many are called"),
        help_text=_("For representatives and joint reviews. Elsewhere the roll says it."),
        required=False,
    )
    at_fault = {
        "in_the_past": "day",
        "venue_missing": "venue",
        "nobody_entitled": "entitled",
    }

    def values(self) -> dict[str, Any]:
        """What the service asks for."""
        said = self.cleaned_data
        return {
            "kind": Kind(said["kind"]),
            "starts_at": moment(said["day"], said["hour"]),
            "venue": said["venue"],
            "entitled": said["entitled"],
        }


class PointForm(forms.Form):
    """One point of the agenda: something of the community's own, or any other text."""

    about = forms.ChoiceField(label=_("What it is about"), required=False)
    text = forms.CharField(label=_("In words"), max_length=500, required=False)

    def __init__(self, *args: Any, consultation: Consultation, **options: Any) -> None:
        super().__init__(*args, **options)
        self.known = dict(_abouts(consultation))
        field = self.fields["about"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = [("", _("Something else")), *((key, text) for key, (text, _about) in self.known.items())]

    def values(self) -> dict[str, Any]:
        """What the service asks for: the words of what was chosen, unless others are given."""
        text, about = self.known.get(self.cleaned_data["about"], ("", About()))
        return {"text": self.cleaned_data["text"] or text, "about": about}


def _abouts(consultation: Consultation) -> list[tuple[str, tuple[str, About]]]:
    """Plans, items of the newest menu and open objections, each with the words it enters the agenda with."""
    draft = consultation.plans.newest(PlanKind.DRAFT)
    menu = consultation.menus.newest_offered()
    lines = menu.lines.in_order() if menu else ()
    open_ones = Objection.objects.filter(notice__consultation=consultation, answered_at__isnull=True).order_by("pk")
    return [
        *([(f"plan-{draft.pk}", (of_plan(draft), About(plan_id=draft.pk)))] if draft else []),
        *(
            (f"objection-{each.pk}", (_("Objection: %s") % each.text[:80], About(objection_id=each.pk)))
            for each in open_ones
        ),
        *(
            (
                f"item-{line.pk}",
                (f"{in_language(line, 'wording')} · {place_name(line.place)}", About(offered_id=line.pk)),
            )
            for line in lines
        ),
    ]


class GuestForm(forms.Form):
    """Somebody who advises and raises no hand."""

    name = forms.CharField(label=_("Name"), max_length=60)
    field = forms.ChoiceField(label=_("As what"), choices=list(FIELDS.items()))
    office = forms.CharField(label=_("From which office"), max_length=120, required=False)


class CancelForm(forms.Form):
    """Why a meeting is not held."""

    reason = paragraph(_("Reason"), hint=_("Everybody can read it."), most=500)


class NameForm(forms.Form):
    """Somebody who comes by name."""

    name = forms.CharField(label=_("Who came"), max_length=60)


class ProposalForm(forms.Form):
    """What is put to the hands."""

    text = paragraph(_("What is put to the vote"), most=2000)
    adopts_draft = forms.BooleanField(label=_("It adopts the newest draft plan"), required=False)


class HandsForm(forms.Form):
    """The hands as they were counted."""

    in_favour = CountField(label=_("For"))
    against = CountField(label=_("Against"))
    abstaining = CountField(label=_("Abstaining"))

    def hands(self) -> Hands:
        said = self.cleaned_data
        return Hands(said["in_favour"], said["against"], said["abstaining"])


class AdviceForm(forms.Form):
    """What a guest says to a point."""

    guest = forms.ChoiceField(label=_("Guest"))
    text = paragraph(_("Advice"))

    def __init__(self, *args: Any, guests: Any = (), **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["guest"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = [(str(each.pk), each.name) for each in guests]


class MinutesForm(forms.Form):
    """What was talked about, in the committee's words."""

    text = paragraph(_("Minutes"), most=20_000)
