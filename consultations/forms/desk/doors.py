"""What was found at a door, and who goes where."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from consultations.domain.doors import MARKS, State
from consultations.titles import DOOR_STATES


class MarkForm(forms.Form):
    """One mark out of the list; the address or a button says it, nobody types it."""

    mark = forms.TypedChoiceField(coerce=State, choices=[(mark.value, DOOR_STATES[mark]) for mark in MARKS])


class WalkerForm(forms.Form):
    """A volunteer and the stairwells they go to."""

    walker = forms.TypedChoiceField(
        label=_("Who goes there"),
        coerce=int,
        empty_value=None,
        required=False,
        error_messages={"invalid_choice": _("This account does not go from door to door here. Choose another.")},
    )
    places = forms.MultipleChoiceField(
        label=_("Stairwells"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick at least one stairwell.")},
    )

    def __init__(self, *args: Any, walkers: Iterable[tuple[int, str]], places: Sequence[tuple[str, str]]) -> None:
        super().__init__(*args)
        fields: Any = self.fields
        fields["walker"].choices = [("", _("Nobody")), *walkers]
        fields["places"].choices = places
