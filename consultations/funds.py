"""What sources of money are called, and why one may not pay for a line, in words."""

from django.utils.translation import gettext_lazy as _

from consultations.domain.funding import Source, WhyNot

SOURCES = {
    Source.CENTRAL: _("Central budget investment"),
    Source.DISTRICT: _("District and sub-district subsidy"),
    Source.UTILITY: _("Utility companies"),
    Source.MAINTENANCE_FUND: _("Maintenance fund of the owners"),
    Source.RESIDENTS: _("Contributions of residents"),
    Source.SOCIAL_CAPITAL: _("Private investors"),
}
RULES = {
    Source.CENTRAL: _("Pays for infrastructure and public service facilities, not for the body of buildings."),
    Source.DISTRICT: _("Pays for any line."),
    Source.UTILITY: _("Water, power, gas and telecom companies must look after their own pipes and lines."),
    Source.MAINTENANCE_FUND: _("Only after the owners have voted for the line."),
    Source.RESIDENTS: _("Only with the signed agreement of everybody who pays. Their provident fund may be used."),
    Source.SOCIAL_CAPITAL: _("Pays where it may earn, such as parking or charging."),
}
WHY_NOT = {
    WhyNot.BODY_OF_BUILDINGS: _("it does not pay for the body of buildings"),
    WhyNot.NOT_THEIR_PIPES: _("these are not the pipes or lines of a utility company"),
    WhyNot.NOT_THE_OWNERS: _("the owners do not decide about this line, so their money may not pay for it"),
    WhyNot.NOT_VOTED: _("the owners have not voted for this line"),
}
