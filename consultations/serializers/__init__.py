"""What anyone may know, as JSON: one serializer for each thing the public interface tells.

Money is in whole fen, quantities in whole thousandths of their unit, moments in UTC. No area, no name, no choice of
anybody. The words beside the fields stand in the interface's description, which is for programmers and in English.
"""

from .consultations import ConsultationSerializer
from .menus import OfferedItemSerializer
from .places import CommunitySerializer
from .plans import PlanDetailSerializer
from .rounds import RoundDetailSerializer

__all__ = [
    "CommunitySerializer",
    "ConsultationSerializer",
    "OfferedItemSerializer",
    "PlanDetailSerializer",
    "RoundDetailSerializer",
]
