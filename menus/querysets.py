"""What can be asked of the catalogue, in domain words. Imports no model."""

from datetime import date
from typing import Any, Self

from django.db.models import Prefetch, QuerySet


class EditionQuerySet(QuerySet[Any]):
    def in_force(self, day: date) -> Self:
        """Editions that apply on a day, the one that counts first: newest, official, last loaded."""
        return self.filter(effective_from__lte=day).order_by("-effective_from", "status", "-loaded_at", "-pk")

    def version(self, version: str) -> Any:
        """The edition of that version. Raises DoesNotExist."""
        return self.get(version=version)


class MajorItemQuerySet(QuerySet[Any]):
    def in_order(self) -> Self:
        return self.order_by("track", "position")

    def with_items(self) -> Self:
        """Majors with their minors, and these with options and sources, each in order: four queries for all."""
        items = self.model._meta.get_field("items").related_model
        return self.in_order().prefetch_related(
            Prefetch("items", queryset=items._default_manager.in_order().with_details())
        )


class MinorItemQuerySet(QuerySet[Any]):
    def in_order(self) -> Self:
        return self.order_by("track", "major__position", "position")

    def of(self, edition_id: int) -> Self:
        return self.filter(edition_id=edition_id)

    def on(self, track: str) -> Self:
        return self.filter(track=track)

    def with_details(self) -> Self:
        return self.prefetch_related("options", "attested_by")


class ItemRelationQuerySet(QuerySet[Any]):
    def of(self, edition_id: int) -> Self:
        return self.filter(edition_id=edition_id)

    def with_codes(self) -> Self:
        """With both items, so that reading their codes asks nothing more."""
        return self.select_related("item", "other").order_by("kind", "item__code", "other__code")


class ItemOptionQuerySet(QuerySet[Any]):
    def of(self, edition_id: int) -> Self:
        return self.filter(item__edition_id=edition_id)

    def in_order(self) -> Self:
        return self.order_by("item__code", "position")
