"""Which letter somebody shows at the committee."""

from django import forms
from django.utils.translation import gettext_lazy as _

from communities.forms.signing import CodeInput
from communities.services.secrets import fold


class LetterNumberForm(forms.Form):
    """The number at the top of a letter; never its code."""

    number = forms.CharField(
        label=_("Letter number"),
        help_text=_("At the top of the letter. Never ask for the code below it."),
        max_length=60,
        error_messages={"required": _("Type the letter number.")},
        widget=CodeInput(),
    )

    def clean_number(self) -> str:
        return fold(self.cleaned_data["number"])
