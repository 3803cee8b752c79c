"""The money, and the lines of the menu."""

from typing import Any

from django import forms
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _

from communities.models import Place
from consultations.domain.plan.values import Measure, Method
from consultations.forms.desk.fields import BudgetField, QuantityField, YuanField, paragraph
from consultations.loaders.desk.menu import Due
from consultations.models import Consultation, LeftOut, OfferedItem
from consultations.titles import MEASURES, METHODS
from menus.models import MinorItem
from renewal_portal.shown.numbers import yuan
from renewal_portal.shown.places import place_name


class AnnounceForm(forms.Form):
    """The money there is, and how a plan will be drawn from the wishes."""

    budget = BudgetField(label=_("Budget in yuan"), help_text=_("Everything paid from it together. Like 5,098,100.00."))
    method = forms.ChoiceField(
        label=_("How the plan will be drawn"),
        choices=list(METHODS.items()),
        widget=forms.RadioSelect,
        help_text=_("It is announced before the households choose and cannot be changed afterwards."),
    )
    measure = forms.ChoiceField(
        label=_("What support is measured in"), choices=list(MEASURES.items()), widget=forms.RadioSelect
    )
    at_fault = {"budget_not_positive": "budget", "method_announced": "method"}

    def __init__(self, data: Any, *, consultation: Consultation) -> None:
        initial = {"method": consultation.method, "measure": consultation.measure}
        super().__init__(data, initial={**initial, "budget": consultation.budget_fen or None})

    def values(self) -> dict[str, Any]:
        """What the service asks for."""
        said = self.cleaned_data
        return {
            "budget_fen": said["budget"],
            "method": Method(said["method"]),
            "measure": Measure(said["measure"]),
        }


class LineForm(forms.Form):
    """One item at one place: how much of it, at what price, in which words."""

    place = forms.ChoiceField(label=_("Where"))
    quantity = QuantityField(label=_("Quantity"))
    unit_price = YuanField(label=_("Unit price in yuan"))
    wording_zh = forms.CharField(label=_("Wording in Chinese"), max_length=200)
    wording_en = forms.CharField(label=_("Wording in English"), max_length=300)
    choice_group = forms.CharField(
        label=_("Choice group"),
        max_length=40,
        required=False,
        help_text=_("Lines with the same word here exclude each other: a household can want only one of them."),
    )
    at_fault = {
        "unknown_place": "place",
        "wrong_place": "place",
        "quantity_not_positive": "quantity",
        "price_outside_range": "unit_price",
    }

    def __init__(
        self, data: Any, *, item: MinorItem, places: list[Place], line: OfferedItem | None = None, place: str = ""
    ) -> None:
        super().__init__(data, initial=_as_it_stands(item, line, place))
        self.item = item
        self.fields["place"].choices = [(p.code, place_name(p)) for p in places]  # type: ignore[attr-defined]
        if line is not None:
            del self.fields["place"]
        self.line = line
        self.fields["quantity"].help_text = translate("In the unit: %(unit)s") % {"unit": item.get_unit_display()}
        self.fields["unit_price"].help_text = price_range(item)

    def values(self) -> dict[str, Any]:
        """What the service asks for."""
        said = self.cleaned_data
        return {
            "code": self.item.code,
            "place_code": self.line.place.code if self.line else said["place"],
            "quantity_milli": said["quantity"],
            "unit_price_fen": said["unit_price"],
            "wording_zh": said["wording_zh"],
            "wording_en": said["wording_en"],
            "choice_group": said["choice_group"],
        }


class RulingForm(forms.Form):
    """Does a line change the use of a common part?"""

    changes = forms.TypedChoiceField(
        label=_("Does it change the use of a common part, or use it for profit?"),
        choices=[
            ("yes", _("Yes: three quarters of the owners taking part must agree")),
            ("no", _("No: more than half of the owners taking part must agree")),
        ],
        widget=forms.RadioSelect,
        coerce=lambda said: said == "yes",
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        widget=forms.Textarea,
        help_text=_("It will stand beside the question."),
    )
    at_fault = {"ruling_without_reason": "reason"}

    def __init__(self, data: Any, *, line: OfferedItem) -> None:
        known = {True: "yes", False: "no"}
        initial = {"reason": line.ruling_reason}
        if line.changes_common_use is not None:
            initial["changes"] = known[line.changes_common_use]
        super().__init__(data, initial=initial)

    def values(self) -> dict[str, Any]:
        """What the service asks for."""
        return {"changes": self.cleaned_data["changes"], "reason": self.cleaned_data["reason"]}


class LeftOutForm(forms.Form):
    """A basic item that is due is left off the menu, with a reason."""

    due = forms.ChoiceField(label=_("What is left out"))
    reason = paragraph(_("Reason"), hint=_("The officials will read it, and so can everybody else."), most=2000)
    at_fault = {"left_out_without_reason": "reason"}

    def __init__(self, data: Any, *, due: list[Due], left: list[LeftOut], chosen: str = "") -> None:
        super().__init__(data, initial={"due": chosen})
        known = [Due(row.item, row.place) for row in left]
        self.fields["due"].choices = [  # type: ignore[attr-defined]
            (each.key, f"{each.item.code} {each.item.name} – {place_name(each.place)}") for each in (*due, *known)
        ]

    def values(self) -> dict[str, Any]:
        """What the service asks for."""
        code, _bar, place = self.cleaned_data["due"].partition("|")
        return {"code": code, "place_code": place, "reason": self.cleaned_data["reason"]}


def price_range(item: MinorItem) -> str:
    """The unit prices the catalogue allows, in words."""
    if item.price_low_fen is None or item.price_high_fen is None:
        return translate("The catalogue names no price for this item.")
    low, high = yuan(item.price_low_fen), yuan(item.price_high_fen)
    return translate("The catalogue allows %(low)s to %(high)s.") % {"low": low, "high": high}


def _as_it_stands(item: MinorItem, line: OfferedItem | None, place: str) -> dict[str, Any]:
    if line is None:
        return {"place": place, "wording_zh": item.name_zh, "wording_en": item.name_en}
    return {
        "quantity": line.quantity_milli,
        "unit_price": line.unit_price_fen,
        "wording_zh": line.wording_zh,
        "wording_en": line.wording_en,
        "choice_group": line.choice_group,
    }
