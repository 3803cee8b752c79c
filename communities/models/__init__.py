from .access import Credential, Grant, User
from .contacts import Contact
from .corrections import RollCorrection
from .kin import DeclaredKin
from .letters import LetterBatch
from .offices import Community, District, Subdistrict
from .photos import Photo
from .places import Place, Unit
from .register import Owner, OwnerMember, Ownership, Person
from .register_files import RegisterFile
from .roll import RollEntry, RollShare, RollVersion

__all__ = [
    "Community",
    "Contact",
    "Credential",
    "DeclaredKin",
    "District",
    "Grant",
    "LetterBatch",
    "Owner",
    "OwnerMember",
    "Ownership",
    "Person",
    "Photo",
    "Place",
    "RegisterFile",
    "RollCorrection",
    "RollEntry",
    "RollShare",
    "RollVersion",
    "Subdistrict",
    "Unit",
    "User",
]
