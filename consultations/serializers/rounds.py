"""Rounds with their questions and their turnout; never what anybody said, and no totals before the count."""

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.reverse import reverse

from consultations.domain.rules import Rule
from consultations.loaders.public.turnout import Turnout
from consultations.loaders.rounds import VOICE_KIND
from consultations.models import Question, Round
from consultations.models.voting import QUESTION_KINDS, ROUND_STATES
from consultations.serializers.described import Described, one_of


class QuestionSerializer(Described[Question]):
    """A question of a round, frozen when the round was opened."""

    kind = one_of(QUESTION_KINDS)
    place = serializers.CharField(source="place.code")
    rule = one_of(Rule)

    class Meta:
        model = Question
        says = {
            "number": "Its number on the ballot, from 1.",
            "kind": "What is asked about: a line of the menu, the management package, money, something else.",
            "code": "The item's code in the catalogue; with the place it names the matter through all rounds.",
            "place": "Whose voices are asked: the community's, a building's, a stairwell's.",
            "wording_zh": "The question in Chinese. This text is binding.",
            "wording_en": "The question in English.",
            "quantity_milli": "Quantity in thousandths of the item's unit.",
            "cost_fen": "What it costs in fen: in all, or a month for a service.",
            "monthly_fen": "What the management package costs an average household a month, in fen; else 0.",
            "rule": "How it is counted; a wish has no rule.",
        }
        fields = list(says)


class RoundSerializer(Described[Round]):
    """A round: when it runs, how many took part, and where its public file is once it is counted.

    The context's ``turnouts`` holds the turnout of each round by its id.
    """

    kind = one_of(VOICE_KIND)
    state = one_of(ROUND_STATES)
    voices = serializers.SerializerMethodField()
    ballots = serializers.SerializerMethodField()
    binding = serializers.SerializerMethodField()
    public_file = serializers.SerializerMethodField()

    class Meta:
        model = Round
        says = {
            "number": "Its number in the consultation, from 1.",
            "kind": "A selection ranks the wishes of households; a decision of the owners counts under the law.",
            "state": "It takes ballots while it is open, from opens_at until closes_at.",
            "opens_at": "From when it takes ballots.",
            "closes_at": "Until when; this moment is excluded.",
            "counted_at": "When it was counted.",
            "annulled_reason": "Why it was annulled; empty unless it was.",
            "voices": "How many voices the roll has: households for a selection, owners for a decision.",
            "ballots": "How many of them have a ballot that stands. Turnout is all that is public before the count.",
            "binding": "Whether the district has countersigned how identities were checked.",
            "public_file": "Address of the result, with heads, verdicts and percentages; null before the count.",
        }
        fields = list(says)

    def get_voices(self, round: Round) -> int:
        return self._turnout(round).entitled_heads

    def get_ballots(self, round: Round) -> int:
        return self._turnout(round).heads

    def get_binding(self, round: Round) -> bool:
        return round.countersigned_at is not None

    @extend_schema_field(serializers.URLField(allow_null=True))
    def get_public_file(self, round: Round) -> str | None:
        if round.state != "counted":
            return None
        slug = round.consultation.community.slug
        return str(reverse("round_public", args=[slug, round.number], request=self.context.get("request")))

    def _turnout(self, round: Round) -> Turnout:
        turnout: Turnout = self.context["turnouts"][round.pk]
        return turnout


class RoundDetailSerializer(RoundSerializer):
    """A round with its questions."""

    questions = QuestionSerializer(many=True)

    class Meta(RoundSerializer.Meta):
        says = RoundSerializer.Meta.says | {"questions": "Every question in the order of the ballot."}
        fields = list(says)
