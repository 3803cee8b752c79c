from renewal_portal.ledger.models.demo import DemoClock
from renewal_portal.ledger.models.events import Event, Seal, Unsealed
from renewal_portal.ledger.models.jobs import Job, JobGroup, JobState
from renewal_portal.ledger.models.settings import DistrictSetting

__all__ = ["DemoClock", "DistrictSetting", "Event", "Job", "JobGroup", "JobState", "Seal", "Unsealed"]
