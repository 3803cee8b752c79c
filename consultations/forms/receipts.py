"""Looking up a receipt."""

from django import forms
from django.utils.translation import gettext_lazy as _

from communities.forms.signing import CodeInput
from communities.services.secrets import fold

LENGTH = 12


class ReceiptForm(forms.Form):
    """The code as it stands on the receipt; spaces, small letters and O for 0 do not matter."""

    code = forms.CharField(
        label=_("Code on your receipt"),
        help_text=_("Twelve letters and figures."),
        max_length=40,
        widget=CodeInput(),
        error_messages={"required": _("Type the code that stands on your receipt.")},
    )

    def clean_code(self) -> str:
        code = fold(self.cleaned_data["code"])
        if len(code) != LENGTH:
            raise forms.ValidationError(_("A code has twelve letters and figures. Compare it with your receipt."))
        return code
