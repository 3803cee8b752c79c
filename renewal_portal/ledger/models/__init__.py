from renewal_portal.ledger.models.events import Event, Seal, Unsealed
from renewal_portal.ledger.models.jobs import Job, JobState
from renewal_portal.ledger.models.settings import DistrictSetting

__all__ = ["DistrictSetting", "Event", "Job", "JobState", "Seal", "Unsealed"]
