"""The offered menu."""

from rest_framework import serializers

from consultations.models import OfferedItem
from consultations.serializers.described import Described, one_of
from menus.domain.catalogue import DecisionClass, Nature, Period, Unit


class OfferedItemSerializer(Described[OfferedItem]):
    """A line of the offered menu at its place."""

    place = serializers.CharField(source="place.code")
    nature = one_of(Nature)
    unit = one_of(Unit)
    period = one_of(Period)
    decision_class = one_of(DecisionClass)

    class Meta:
        model = OfferedItem
        says = {
            "position": "Its turn in the published order, which breaks ties.",
            "code": "The item's code in the catalogue.",
            "place": 'Where it is offered: "community", a building such as "3", a stairwell such as "3-2".',
            "wording_zh": "What is offered, in Chinese. This text is binding.",
            "wording_en": "What is offered, in English.",
            "nature": "Its nature in the catalogue; lines of the management half are a service.",
            "unit": "What the quantity counts.",
            "period": "Whether it is paid once or every month.",
            "quantity_milli": "Quantity in thousandths of the unit.",
            "unit_price_fen": "Price of one unit in fen.",
            "cost_fen": "Quantity times price in fen, rounded once: in all, or a month.",
            "decision_class": "Which rule decides about it.",
            "choice_group": "Of the lines that name the same group at most one can be chosen; empty without a group.",
        }
        fields = list(says)
