"""What belongs to no community: the district's own values, and the events of its ledger."""

from renewal_portal.admin import events, values

__all__ = ["events", "values"]
