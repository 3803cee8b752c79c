"""A community's newest consultation."""

from typing import Any

from consultations.domain.plan.values import Measure, Method
from consultations.domain.stages import Stage
from consultations.models import Consultation
from consultations.serializers.described import Described, one_of
from consultations.serializers.notices import NoticeSerializer
from consultations.serializers.places import CommunitySerializer
from consultations.serializers.plans import PlanSerializer
from consultations.serializers.rounds import RoundSerializer
from menus.domain.catalogue import Track


class ConsultationSerializer(Described[Consultation]):
    """A community's newest consultation with everything that is public of it."""

    community = CommunitySerializer(source="*")
    stage = one_of(Stage)
    track = one_of(Track)
    method = one_of(Method, allow_null=True)
    measure = one_of(Measure, allow_null=True)
    rounds = RoundSerializer(many=True)
    plans = PlanSerializer(many=True)
    notices = NoticeSerializer(many=True)

    class Meta:
        model = Consultation
        says = {
            "community": "The community.",
            "stage": "Where the consultation stands.",
            "track": "Which half of the catalogue it began with.",
            "begun_at": "When it was begun.",
            "budget_fen": "The money there is, in fen; null before it is announced.",
            "method": "How wishes will be fitted to the money; null before it is announced.",
            "measure": "What support is measured in; null before it is announced.",
            "announced_at": "When money, method and measure were announced.",
            "rounds": "Every round in its order, annulled ones too.",
            "plans": "Every plan in its order; the last one of a kind stands.",
            "notices": "Every notice in the order of posting.",
        }
        fields = list(says)
        extra_kwargs = {"budget_fen": {"allow_null": True}}

    def to_representation(self, instance: Consultation) -> dict[str, Any]:
        """Money and method are public once they are announced."""
        plain: dict[str, Any] = super().to_representation(instance)
        if instance.announced_at is None:
            plain |= {"budget_fen": None, "method": None, "measure": None}
        return plain
