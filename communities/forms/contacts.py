"""Where somebody wants to be reminded."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from communities.domain.contacts import ContactKind, plain_number, takes_messages

_CONSENT = _("I agree that the portal keeps this to remind me of votes, as it says above.")
_WITHOUT_CONSENT = _("Tick this if you agree; without it nothing is kept.")


class ContactForm(forms.Form):
    """One address, and the consent without which it is not kept. Both forms stand on one page: ids differ by kind."""

    value: forms.Field

    def __init__(self, data: Any = None, *, kind: ContactKind) -> None:
        super().__init__(data, auto_id=f"id_{kind}_%s")
        self.kind = kind
        self.fields["value"] = _email() if kind is ContactKind.EMAIL else _phone()
        self.fields["consent"] = forms.BooleanField(label=_CONSENT, error_messages={"required": _WITHOUT_CONSENT})

    def clean_value(self) -> str:
        typed = str(self.cleaned_data["value"])
        if self.kind is ContactKind.EMAIL:
            return typed
        number = plain_number(typed)
        if not takes_messages(number):
            raise forms.ValidationError(
                _("This number takes no messages. Type a mobile number: 11 digits, or with + and the country before.")
            )
        return number


def _email() -> forms.Field:
    return forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": _("Type your e-mail address."),
            "invalid": _("This is no e-mail address. It looks like name@example.cn."),
        },
    )


def _phone() -> forms.Field:
    return forms.CharField(
        label=_("Mobile number"),
        max_length=30,
        widget=forms.TextInput(attrs={"type": "tel", "inputmode": "tel", "autocomplete": "tel"}),
        error_messages={"required": _("Type your mobile number.")},
    )
