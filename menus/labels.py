"""What the words of the menu are called where people read them."""

from django.utils.translation import gettext_lazy as _

from menus.domain.catalogue import (
    DecisionClass,
    EditionStatus,
    Nature,
    Payer,
    Period,
    PolicyClass,
    Provenance,
    RelationKind,
    Scope,
    Track,
    Unit,
)

TRACKS = [
    (Track.COMPREHENSIVE.value, _("Comprehensive renovation")),
    (Track.MANAGEMENT.value, _("Management upgrading")),
]
NATURES = [
    (Nature.BASIC.value, _("Basic item")),
    (Nature.ADDITIONAL.value, _("Additional item")),
    (Nature.COORDINATED.value, _("Coordinated item")),
    (Nature.SERVICE.value, _("Management service")),
]
POLICY_CLASSES = [
    (PolicyClass.BASE.value, _("Basic class (2021)")),
    (PolicyClass.IMPROVE.value, _("Improvement class (2021)")),
    (PolicyClass.ENHANCE.value, _("Enhancement class (2021)")),
]
UNITS = [
    (Unit.METRE.value, _("metre")),
    (Unit.SQUARE_METRE.value, _("square metre")),
    (Unit.EACH.value, _("piece")),
    (Unit.HOUSEHOLD.value, _("household")),
    (Unit.BUILDING.value, _("building")),
]
PERIODS = [(Period.ONCE.value, _("once")), (Period.MONTH.value, _("every month"))]
SCOPES = [
    (Scope.COMMUNITY.value, _("whole community")),
    (Scope.BUILDING.value, _("building")),
    (Scope.STAIRWELL.value, _("stairwell")),
    (Scope.ADJACENT.value, _("next to the community")),
]
DECISION_CLASSES = [
    (DecisionClass.ORDINARY.value, _("Ordinary owners' decision")),
    (DecisionClass.SPECIAL.value, _("Special owners' decision")),
    (
        DecisionClass.SPECIAL_IF_COMMON_USE_CHANGES.value,
        _("Ordinary owners' decision, special where the use of common parts changes"),
    ),
    (
        DecisionClass.INDIVIDUAL_CONSENT_PLUS_ORDINARY.value,
        _("Consent of each household for its own part, and an ordinary owners' decision"),
    ),
    (DecisionClass.CONTRACT_CONTENT.value, _("Decided together with the management package")),
    (DecisionClass.NONE_PUBLIC.value, _("No owners' vote: a wish, the authority decides")),
    (DecisionClass.NONE_ENFORCEMENT.value, _("No vote: law enforcement")),
]
PAYERS = [
    (Payer.GOVERNMENT.value, _("government")),
    (Payer.UTILITY.value, _("utility company")),
    (Payer.MAINTENANCE_FUND.value, _("maintenance fund")),
    (Payer.RESIDENTS.value, _("residents")),
    (Payer.SUBSIDY.value, _("subsidy")),
    (Payer.SOCIAL_CAPITAL.value, _("private investor")),
]
STATUSES = [
    (EditionStatus.RECONSTRUCTION.value, _("Working reconstruction")),
    (EditionStatus.OFFICIAL.value, _("Official list")),
]
PROVENANCES = [
    (Provenance.SEED.value, _("Named in a founding document")),
    (Provenance.OFFICIAL_SOURCE.value, _("Subject named by a housing authority")),
    (Provenance.RECONSTRUCTION.value, _("Own reconstruction")),
]
RELATION_KINDS = [
    (RelationKind.NEEDS.value, _("needs")),
    (RelationKind.EXCLUDES.value, _("excludes")),
    (RelationKind.COMES_BEFORE.value, _("comes before")),
    (RelationKind.BRINGS_WITH.value, _("brings with it")),
]
