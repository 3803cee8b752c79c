"""What is looked for on the register."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from consultations.loaders.desk.register import Kind
from renewal_portal.shown.places import code_name

KINDS = {
    Kind.CO_OWNED: _("owned by several persons together"),
    Kind.SEVERAL: _("the owner has other doors too"),
    Kind.DEVELOPER: _("still the developer's"),
}


class SearchForm(forms.Form):
    """Every field may stay empty; what is filled in must all fit."""

    words = forms.CharField(
        label=_("Door or name"),
        help_text=_("A part is enough, like 3-2 or a family name."),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    building = forms.ChoiceField(label=_("Building"), required=False)
    kind = forms.TypedChoiceField(
        label=_("Owner"),
        required=False,
        coerce=Kind,
        empty_value=None,
        choices=[("", _("Any")), *((kind.value, words) for kind, words in KINDS.items())],
    )

    def __init__(self, *args: Any, buildings: Iterable[str]) -> None:
        super().__init__(*args)
        fields: Any = self.fields
        fields["building"].choices = [("", _("All buildings")), *((code, code_name(code)) for code in buildings)]
