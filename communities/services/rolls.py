"""Freezing the roll."""

import hashlib
import json
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from communities import loaders
from communities.domain.electorate import PartWithoutOwner, Voice, household_voices, owner_voices
from communities.models import Community, Place, RollEntry, RollShare, RollVersion
from renewal_portal.ledger.domain.refusals import Refused
from renewal_portal.ledger.services import district_settings, events


class RollRefused(Refused):
    """The register is not fit to be frozen."""


@transaction.atomic
def freeze_roll(*, community_id: int, by: str, at: datetime) -> RollVersion:
    """Copy the register as it stands into a new, immutable roll: owners' voices first, then households'.

    Raises RollRefused "register_empty" or "part_without_owner".
    """
    community = Community.objects.select_for_update(of=("self",)).with_offices().get(pk=community_id)
    parts = loaders.parts(community_id)
    if not parts:
        raise RollRefused("register_empty", community=community.slug)
    district = community.subdistrict.district.code
    parking = bool(district_settings.value_on(district=district, key="parking_counts", day=timezone.localdate(at)))
    try:
        voices = (*owner_voices(parts, parking_counts=parking), *household_voices(parts))
    except PartWithoutOwner as lacking:
        raise RollRefused("part_without_owner", part=lacking.part.id) from lacking
    newest = RollVersion.objects.newest_of(community_id)
    roll = RollVersion.objects.create(
        community=community,
        number=newest.number + 1 if newest else 1,
        parking_counts=parking,
        sha256=_sha256(voices),
        frozen_by=by,
        frozen_at=at,
    )
    _write(roll, voices)
    events.record(
        what="roll.frozen",
        about=f"roll:{roll.pk}",
        by=by,
        at=at,
        district=district,
        detail={"voices": len(voices), "sha256": roll.sha256},
    )
    return roll


def _write(roll: RollVersion, voices: Sequence[Voice]) -> None:
    developer = loaders.developer_id(roll.community_id)
    places = Place.objects.filter(community_id=roll.community_id).by_code()
    entries = RollEntry.objects.bulk_create(
        RollEntry(
            roll=roll,
            number=number,
            kind=voice.kind,
            owner_id=(voice.subject or developer) if voice.kind == "owner" else None,
            unit_id=voice.subject if voice.kind == "household" else None,
            tenure=voice.tenure,
        )
        for number, voice in enumerate(voices, start=1)
    )
    RollShare.objects.bulk_create(
        RollShare(entry=entry, place=places[place], area_cm2=area)
        for entry, voice in zip(entries, voices, strict=True)
        for place, area in voice.areas.items()
    )


def _sha256(voices: Sequence[Voice]) -> str:
    """Over every voice in order: its kind, its subject's number and its areas."""
    plain = [[voice.kind.value, voice.subject, sorted(voice.areas.items())] for voice in voices]
    return hashlib.sha256(json.dumps(plain, separators=(",", ":")).encode()).hexdigest()
