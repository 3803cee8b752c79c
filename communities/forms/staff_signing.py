"""What a member of staff types to sign in, and to set up the second factor."""

import unicodedata
from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from communities.models import User

MOST = 200  # characters of a password
SIX_DIGITS = RegexValidator(r"^[0-9]{6}$", _("The code has six digits. Look at the app once more."), code="six_digits")


class CodeField(forms.CharField):
    """The six digits an authenticator app shows, as people copy them: with spaces, or full-width."""

    def __init__(self, **options: Any) -> None:
        widget = forms.TextInput(attrs={"class": "code-input", "inputmode": "numeric", "autocomplete": "one-time-code"})
        super().__init__(widget=widget, max_length=20, validators=[SIX_DIGITS], **options)

    def to_python(self, value: Any) -> str:
        typed = super().to_python(value) or ""
        return "".join(unicodedata.normalize("NFKC", typed).split())


class StaffForm(forms.Form):
    """User name, password and code on one page."""

    username = forms.CharField(
        label=_("User name"),
        max_length=150,
        error_messages={"required": _("Type your user name.")},
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
    )
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        max_length=MOST,
        error_messages={"required": _("Type your password.")},
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    code = CodeField(
        label=_("Code"),
        help_text=_("Six digits from the app on your telephone. Leave it empty the very first time."),
        required=False,
    )


class FirstCodeForm(forms.Form):
    """The code that shows that the app holds the secret."""

    code = CodeField(
        label=_("Code"),
        help_text=_("The six digits the app shows for this account now."),
        error_messages={"required": _("Type the six digits the app shows.")},
    )


class PasswordForm(forms.Form):
    """The present password, and twice the one that follows."""

    password = forms.CharField(
        label=_("Present password"),
        strip=False,
        max_length=MOST,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    new = forms.CharField(
        label=_("New password"),
        help_text=_("At least twelve characters. A few words in a row are easy to remember and hard to guess."),
        strip=False,
        max_length=MOST,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("New password once more"),
        strip=False,
        max_length=MOST,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, user: User, **options: Any) -> None:
        super().__init__(*args, **options)
        self.user = user

    def clean_new(self) -> str:
        new: str = self.cleaned_data["new"]
        validate_password(new, self.user)
        return new

    def clean_again(self) -> str:
        again: str = self.cleaned_data["again"]
        if again != self.cleaned_data.get("new", again):
            raise forms.ValidationError(_("The two are not the same. Type the new password twice."))
        return again

    def values(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in ("password", "new")}
