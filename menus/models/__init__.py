from .catalogue import Edition, MajorItem, MinorItem, Source
from .details import Attestation, ItemOption, ItemRelation

__all__ = ["Attestation", "Edition", "ItemOption", "ItemRelation", "MajorItem", "MinorItem", "Source"]
