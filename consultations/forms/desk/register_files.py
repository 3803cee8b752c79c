"""A register file, and which of its columns is which."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from communities.domain.roll.columns import Column
from communities.register_sentences import COLUMNS
from communities.sheets import MOST_BYTES

HEADING_SHOWN = 30


class RegisterFileForm(forms.Form):
    """The file itself; what it holds is for the service to say."""

    file = forms.FileField(
        label=_("The file"),
        help_text=_("Excel (.xlsx) or CSV, up to 16 megabytes. It is kept encrypted and deleted within a day."),
        allow_empty_file=True,
        max_length=None,
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.txt"}),
        error_messages={"required": _("Choose a file."), "missing": _("Choose a file.")},
    )

    def values(self) -> dict[str, Any]:
        """What the service asks for; of a file that is too large no more than shows that it is."""
        file = self.cleaned_data["file"]
        return {"name": file.name, "content": file.read(MOST_BYTES + 1)}


class ColumnsForm(forms.Form):
    """For each kind of column, where it stands in this file."""

    def __init__(self, data: Any, *, headings: Sequence[str], layout: Mapping[Column, int]) -> None:
        super().__init__(data)
        choices = [("", _("not in this file")), *((str(at), _shown(at, text)) for at, text in enumerate(headings))]
        for column, label in COLUMNS.items():
            self.fields[column.value] = forms.TypedChoiceField(
                label=label, choices=choices, coerce=int, empty_value=None, required=False, initial=layout.get(column)
            )

    def values(self) -> dict[str, Any]:
        """What the service asks for."""
        said = {Column(name): at for name, at in self.cleaned_data.items() if at is not None}
        return {"layout": said}


def _shown(at: int, text: str) -> str:
    """A column by its letter, as the spreadsheet names it, and its heading."""
    letters, rest = "", at + 1
    while rest:
        rest, digit = divmod(rest - 1, 26)
        letters = chr(ord("A") + digit) + letters
    return f"{letters}: {text[:HEADING_SHOWN]}" if text else letters
