"""The six digits of a short message."""

import re
import unicodedata

from django import forms
from django.utils.translation import gettext_lazy as _

from communities.services.secrets import PHONE_CODE_DIGITS


class PhoneCodeForm(forms.Form):
    """Forgiving of spaces and full-width digits."""

    code = forms.CharField(
        label=_("Code from the message"),
        help_text=_("Six digits. They work for ten minutes."),
        max_length=30,
        error_messages={"required": _("Type the six digits from the message.")},
        widget=forms.TextInput(attrs={"class": "code-input", "inputmode": "numeric", "autocomplete": "one-time-code"}),
    )

    def clean_code(self) -> str:
        typed = re.sub(r"[\s-]+", "", unicodedata.normalize("NFKC", self.cleaned_data["code"]))
        if not re.fullmatch(rf"[0-9]{{{PHONE_CODE_DIGITS}}}", typed):
            raise forms.ValidationError(_("The code has six digits. Look at the message once more."))
        return typed
