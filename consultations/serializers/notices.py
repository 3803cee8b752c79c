"""Notices with objections and answers, without who filed them."""

from rest_framework import serializers

from consultations.models import Notice, Objection
from consultations.models.review import NOTICE_KINDS
from consultations.serializers.described import Described, one_of


class ObjectionSerializer(Described[Objection]):
    """An objection and its answer."""

    class Meta:
        model = Objection
        says = {
            "text": "What is objected to.",
            "filed_at": "When it came.",
            "answer": "What the committee answered; empty before it did.",
            "upheld": "Whether it was upheld; null before it is answered.",
            "answered_at": "When it was answered.",
        }
        fields = list(says)


class NoticeSerializer(Described[Notice]):
    """A posted notice with its objections."""

    kind = one_of(NOTICE_KINDS)
    round = serializers.IntegerField(source="round.number", allow_null=True)
    plan = serializers.IntegerField(source="plan.number", allow_null=True)
    objections = ObjectionSerializer(many=True)

    class Meta:
        model = Notice
        says = {
            "id": "Its number in addresses.",
            "kind": "What hangs: a called vote, a result, a plan.",
            "round": "Number of the round it is about; null for a plan.",
            "plan": "Number of the plan it is about; null for a round.",
            "posted_where": "Where it hangs.",
            "posted_at": "When it was posted.",
            "ends_at": "Until when objections are taken; this moment is excluded.",
            "objections": "Every objection in the order in which they came.",
        }
        fields = list(says)
