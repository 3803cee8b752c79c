"""Communities."""

from rest_framework import serializers

from consultations.domain.stages import Stage
from consultations.models import Consultation
from consultations.serializers.described import Described, one_of


class CommunitySerializer(Described[Consultation]):
    """A community and where its newest consultation stands."""

    slug = serializers.CharField(source="community.slug")
    name_zh = serializers.CharField(source="community.name_zh")
    name_en = serializers.CharField(source="community.name_en")
    district = serializers.CharField(source="community.subdistrict.district.code")
    subdistrict = serializers.CharField(source="community.subdistrict.code")
    built_year = serializers.IntegerField(source="community.built_year")
    is_invented = serializers.BooleanField(source="community.is_invented")
    stage = one_of(Stage)

    class Meta:
        model = Consultation
        says = {
            "slug": "How addresses name the community.",
            "name_zh": "Its name in Chinese.",
            "name_en": "Its name in Latin letters; empty where it has none.",
            "district": "Code of its district.",
            "subdistrict": "Code of its sub-district.",
            "built_year": "The year it was built.",
            "is_invented": "Whether it exists in a demonstration only, with everybody in it.",
            "stage": "Where its newest consultation stands.",
        }
        fields = list(says)
