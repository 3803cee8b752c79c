"""A serializer whose every field says what it means."""

from collections.abc import Iterable
from typing import Any, TypeVar

from django.db.models import Model
from rest_framework import serializers

Row = TypeVar("Row", bound=Model)


class Described(serializers.ModelSerializer[Row]):
    """Its ``Meta.says`` names the fields in their order, each with its meaning: a field without words cannot be told.

    Nothing is ever written through it.
    """

    def get_fields(self) -> dict[str, Any]:
        fields = super().get_fields()
        for name, meaning in self.Meta.says.items():  # type: ignore[attr-defined]
            fields[name].help_text = meaning
            fields[name].read_only, fields[name].required = True, False
        return fields


def one_of(values: Iterable[str], **more: Any) -> serializers.ChoiceField:
    """A field with one of these values; they stand in the description."""
    return serializers.ChoiceField(choices=[str(value) for value in values], **more)
