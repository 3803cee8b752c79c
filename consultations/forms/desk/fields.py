"""Fields that read numbers and dates as people in an office write them: 1,234.50, １２３４．５, ¥900, 2026/11/24."""

import re
import unicodedata
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

SHANGHAI = ZoneInfo("Asia/Shanghai")
#: Days as people write them, after full-width signs have become plain ones.
DAYS = ("%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日", "%d.%m.%Y", "%Y%m%d")
TIMES = ("%H:%M", "%H:%M:%S", "%H.%M", "%H时%M分", "%H点%M分", "%H%M")

_NUMBER = re.compile(r"([0-9]{1,3}(,[0-9]{3})+|[0-9]+)(\.[0-9]+)?")
_SIGNS = re.compile(r"^[¥￥]|(元|yuan|RMB|CNY)$", re.IGNORECASE)


def plain(value: Any) -> str:
    """What was typed, without full-width forms and spaces."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", str(value or "")))


class DecimalField(forms.CharField):
    """A number of at most ``places`` decimals as a whole number of its smallest part. Never a float."""

    places = 3
    most = 10**10
    default_error_messages = {
        "not_a_number": _("This is not a number. Write it like 1,234.5."),
        "too_fine": _("Too many decimals: %(places)s at most."),
        "too_large": _("This number is too large. Check it."),
    }

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}))
        super().__init__(**options)

    def clean(self, value: Any) -> Any:
        typed = super().clean(value)
        return None if not typed else self.parts(_SIGNS.sub("", plain(typed)))

    def parts(self, typed: str) -> int:
        found = _NUMBER.fullmatch(typed)
        if found is None:
            raise ValidationError(self.error_messages["not_a_number"], code="not_a_number")
        whole, decimals = found[1].replace(",", ""), (found[3] or "").removeprefix(".").rstrip("0")
        if len(decimals) > self.places:
            raise ValidationError(self.error_messages["too_fine"], code="too_fine", params={"places": self.places})
        if len(whole) > 20 or (made := int(whole + decimals.ljust(self.places, "0"))) > self.most:
            raise ValidationError(self.error_messages["too_large"], code="too_large")
        return made

    def prepare_value(self, value: Any) -> Any:
        """A stored whole number as people write it; what was typed stays as typed."""
        if not isinstance(value, int):
            return value
        whole, rest = divmod(value, 10**self.places)
        digits = f"{rest:0{self.places}d}".rstrip("0") if self.places else ""
        return f"{whole:,}" + (f".{digits}" if digits else "")


class QuantityField(DecimalField):
    """Thousandths of a unit."""


class YuanField(DecimalField):
    """Money in whole fen."""

    places = 2
    default_error_messages = {"not_a_number": _("This is not an amount of money. Write it like 1,234.50.")}

    def prepare_value(self, value: Any) -> Any:
        shown = super().prepare_value(value)
        return f"{shown}0" if isinstance(value, int) and value % 10 == 0 and value % 100 else shown


class BudgetField(YuanField):
    """A community's money: up to a hundred billion yuan."""

    most = 10**13


class CountField(DecimalField):
    """A whole number of people, hands or defects."""

    places = 0
    most = 1_000_000
    default_error_messages = {
        "not_a_number": _("This is not a whole number. Write it in digits, like 12."),
        "too_fine": _("This is not a whole number. Write it in digits, like 12."),
    }

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}))
        super().__init__(**options)


class DayField(forms.DateField):
    """A day of the calendar."""

    default_error_messages = {"invalid": _("This is no day of the calendar. Write it like 2026-11-24.")}

    def __init__(self, **options: Any) -> None:
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        super().__init__(widget=widget, input_formats=DAYS, **options)

    def to_python(self, value: Any) -> date | None:
        return super().to_python(value if isinstance(value, date) else plain(value))


class HourField(forms.TimeField):
    """A time of the day in Chongqing."""

    default_error_messages = {"invalid": _("This is no time of the day. Write it like 18:00.")}

    def __init__(self, **options: Any) -> None:
        widget = forms.TimeInput(format="%H:%M", attrs={"type": "time"})
        super().__init__(widget=widget, input_formats=TIMES, **options)

    def to_python(self, value: Any) -> time | None:
        return super().to_python(value if isinstance(value, time) else plain(value))


def moment(day: date, hour: time) -> datetime:
    """The aware moment of a day and a time in Chongqing."""
    return datetime.combine(day, hour, tzinfo=SHANGHAI)


def paragraph(label: Any, *, hint: Any = "", required: bool = True, most: int = 4000) -> forms.CharField:
    """A text of several lines."""
    return forms.CharField(label=label, help_text=hint, required=required, max_length=most, widget=forms.Textarea)
