from .consulting import Consultation, StageMove
from .disputes import BallotDispute
from .doors import DoorMark, DoorWalker
from .funding import Funding
from .meetings import Meeting, Resolution
from .offering import Finding, LeftOut, MenuVersion, OfferedItem
from .planning import Plan, PlanLine
from .remarks import Remark, Reply
from .reminding import Reminder
from .review import Notice, Objection, OfficeOpinion, Posting, Review
from .sheets import PaperCheck, PaperSheet, SheetReading
from .sittings import Advice, AgendaPoint, Attendance, Guest, Proposal, Sitting
from .tallies import Tally, TallyLine
from .voting import Ballot, BallotDraft, BallotVersion, Question, Round
from .works import WorksReport

__all__ = [
    "Advice",
    "AgendaPoint",
    "Attendance",
    "Ballot",
    "BallotDispute",
    "BallotDraft",
    "BallotVersion",
    "Consultation",
    "DoorMark",
    "DoorWalker",
    "Finding",
    "Funding",
    "Guest",
    "LeftOut",
    "Meeting",
    "MenuVersion",
    "Notice",
    "Objection",
    "OfferedItem",
    "OfficeOpinion",
    "PaperCheck",
    "PaperSheet",
    "Plan",
    "PlanLine",
    "Posting",
    "Proposal",
    "Question",
    "Remark",
    "Reminder",
    "Reply",
    "Resolution",
    "Review",
    "Round",
    "SheetReading",
    "Sitting",
    "StageMove",
    "Tally",
    "TallyLine",
    "WorksReport",
]
