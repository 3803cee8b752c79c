"""Who pays how much of a line."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from consultations.domain.funding import Source
from consultations.forms.desk.fields import YuanField
from consultations.funds import RULES, SOURCES


class FundingForm(forms.Form):
    """An amount for each source that may pay; an empty one pays nothing."""

    def __init__(self, data: Any, *, allowed: Sequence[Source], said: Mapping[Source, int]) -> None:
        super().__init__(data, initial={source.value: fen for source, fen in said.items()})
        for source in allowed:
            self.fields[source.value] = YuanField(label=SOURCES[source], help_text=RULES[source], required=False)

    def amounts(self) -> dict[Source, int]:
        """What the service asks for."""
        return {Source(name): fen for name, fen in self.cleaned_data.items() if fen}
