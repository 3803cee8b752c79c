"""Plans with every line's reason."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from consultations.domain.plan.values import Measure, Method, Outcome, PlanKind, Standing, Why
from consultations.domain.tally import Verdict
from consultations.models import Plan, PlanLine
from consultations.serializers.described import Described, one_of


class PlanLineSerializer(Described[PlanLine]):
    """A line of a plan with what became of it and why."""

    code = serializers.CharField(source="offered.code")
    place = serializers.CharField(source="offered.place.code")
    standing = one_of(Standing)
    outcome = one_of(Outcome)
    why = one_of(Why)
    others = serializers.ListField(child=serializers.ListField(child=serializers.CharField()))
    verdict = one_of(Verdict, allow_null=True)

    class Meta:
        model = PlanLine
        says = {
            "position": "Its turn in the published order of the menu.",
            "code": "The item's code in the catalogue.",
            "place": 'Where it would be done: "community", a building, a stairwell.',
            "standing": "Who says yes to it: its owners, the owners to the whole package, or nobody (works, wish).",
            "outcome": "In the plan, in reserve (draft only), out, or passed on as a wish.",
            "why": "The reason of the outcome.",
            "others": "The lines the reason speaks of, each as [code, place].",
            "short_fen": "The money that was lacking when its turn came, in fen; 0 where the reason is another.",
            "cost_fen": "What it costs in fen: in all, or a month for a service.",
            "wanted_heads": "How many households of the place wanted it in the selection.",
            "entitled_heads": "How many households the place has.",
            "verdict": "What the owners decided; null where they were not asked.",
        }
        fields = list(says)


class PackageSerializer(serializers.Serializer[dict[str, object]]):
    """The management package of a plan."""

    mode = serializers.CharField(help_text="The mode of management most households chose.")
    services = serializers.ListField(child=serializers.CharField(), help_text="Codes of the services it holds.")
    if_built = serializers.ListField(
        child=serializers.CharField(), help_text="Codes of the services it holds once what they serve is built."
    )
    monthly_fen = serializers.IntegerField(help_text="What an average household pays a month, in fen.")


class PlanSerializer(Described[Plan]):
    """A plan without its lines."""

    kind = one_of(PlanKind)
    method = one_of(Method)
    measure = one_of(Measure)
    package = serializers.SerializerMethodField()

    class Meta:
        model = Plan
        says = {
            "number": "Its number in the consultation, from 1.",
            "kind": "A draft gives the decision its questions; a final plan holds what passed, fitted to the money.",
            "method": "How wishes were fitted to the money.",
            "measure": "What support was measured in.",
            "budget_fen": "The money there is, in fen.",
            "total_fen": "What everything in the plan costs, in fen.",
            "package": "The management package; null without one.",
            "digest": "SHA-256 of the inputs and the result: the same inputs give the same plan everywhere.",
            "drawn_at": "When it was drawn up.",
        }
        fields = list(says)

    @extend_schema_field(PackageSerializer(allow_null=True))
    def get_package(self, plan: Plan) -> dict[str, Any] | None:
        return PackageSerializer(plan.package).data if plan.package else None


class PlanDetailSerializer(PlanSerializer):
    """A plan with every line of the menu."""

    lines = PlanLineSerializer(many=True)

    class Meta(PlanSerializer.Meta):
        says = PlanSerializer.Meta.says | {"lines": "Every line of the menu in its published order."}
        fields = list(says)
