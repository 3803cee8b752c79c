"""Each promise of the tables is broken once; the database must refuse by its name."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.db import connection

from communities.domain.contacts import ContactKind
from communities.domain.electorate import VoiceKind
from communities.domain.roles import Role
from communities.models import (
    Community,
    Credential,
    District,
    Grant,
    LetterBatch,
    Owner,
    OwnerMember,
    Photo,
    RegisterFile,
    RollCorrection,
    RollShare,
    Subdistrict,
    User,
)
from communities.services import contacts, kin, letters
from communities.services.credentials import issue_for_household, issue_for_owner
from communities.services.register import PersonRow, UnitRow, enter_register
from communities.services.rolls import freeze_roll
from communities.services.staff import grant
from renewal_portal.ledger.models import Job
from renewal_portal.ledger.services import jobs
from tests.promises import again, promised, refused_by, written_once
from tests.world import CHAIR, M2, START, community, register

SHA = "0" * 64
FROZEN = {"rollversion", "rollentry", "rollshare"}


@pytest.fixture
def here(db) -> SimpleNamespace:
    """A row of every table, made by the services."""
    h = SimpleNamespace(community=community())
    couple = (PersonRow("测试人甲", "TEST-A", phone="1"), PersonRow("测试人乙", "TEST-B"))
    rows = [*register()[1:], _flat(register()[0], couple)]
    enter_register(community_id=h.community.pk, rows=rows, since=START.date(), by=CHAIR, at=START)
    h.roll = freeze_roll(community_id=h.community.pk, by=CHAIR, at=START)
    h.owner_entry = h.roll.entries.filter(kind="owner").first()
    h.household = h.roll.entries.filter(kind="household").first()
    h.share = RollShare.objects.filter(entry=h.household).first()
    h.place = h.community.places.get(code="1-1")
    h.unit, h.shop = h.household.unit, h.community.places.get(code="1").units.get()
    h.ownership = h.unit.ownerships.get()
    h.owner = h.ownership.owner
    h.pair = Owner.objects.get(members__person__name="测试人甲")
    h.first, h.second = OwnerMember.objects.filter(owner=h.pair).order_by("-is_representative")
    h.person, h.developer = h.first.person, Owner.objects.get(kind="developer")
    h.letter = Credential.objects.get(pk=issue_for_household(unit_id=h.unit.pk, by=CHAIR, at=START).credential_id)
    h.owners_letter = Credential.objects.get(pk=issue_for_owner(owner_id=h.pair.pk, by=CHAIR, at=START).credential_id)
    h.photo = Photo(community=h.community, kind="finding", file=f"{'0' * 32}.photo", brought_by=CHAIR, brought_at=START)
    h.kin = kin.declare(unit_id=h.unit.pk, by=CHAIR, at=START)
    h.contact = contacts.give(credential_id=h.letter.pk, kind=ContactKind.EMAIL, value="a@example.cn", at=START)
    h.user = User.objects.create_user("clerk")
    h.grant = grant(user_id=h.user.pk, role=Role.CHAIR, where=h.community, by="user:9", at=START)
    h.subdistrict = h.community.subdistrict
    h.batch = _letters(h)
    h.file = RegisterFile.objects.create(community=h.community, **FILE)
    h.correction = RollCorrection.objects.create(unit=h.unit, text="面积有误", filed_by="credential:1", filed_at=START)
    return h


FILE = {
    "name": "名册.xlsx",
    "file": f"{'0' * 32}.roll",
    "rows": 9,
    "headings_at": 1,
    "brought_by": CHAIR,
    "brought_at": START,
    "expires_at": START + timedelta(1),
}


def _letters(h: SimpleNamespace) -> LetterBatch:
    """Letters that have been made and fetched. The rows are those of the services; no worker and no file is needed."""
    window = {"opens_at": START, "closes_at": START + timedelta(days=9)}
    wanted = letters.Wanted(roll_id=h.roll.pk, kind=VoiceKind.HOUSEHOLD, **window)
    batch = letters.order(wanted=wanted, by=CHAIR, at=START)
    LetterBatch.objects.filter(pk=batch.pk).update(
        pages=7, file=f"{'0' * 32}.pdf", made_at=START, expires_at=START + timedelta(1)
    )
    LetterBatch.objects.filter(pk=batch.pk).update(fetched_by=CHAIR, fetched_at=START, deleted_at=START)
    return LetterBatch.objects.get(pk=batch.pk)


def _flat(row: UnitRow, persons: tuple[PersonRow, ...]) -> UnitRow:
    return UnitRow(row.place, row.door, row.floor, row.use, row.area_cm2, persons=persons)


BROKEN = {
    "district_code_six_digits": lambda h: District.objects.create(code="50010", name_zh="区", name_en="D"),
    "subdistrict_code_nine_digits": lambda h: again(h.subdistrict, code="50010700"),
    "community_area_cm2_at_least_1": lambda h: again(h.community, slug="b", area_cm2=0),
    "community_built_year_plausible": lambda h: again(h.community, slug="b", built_year=1899),
    "place_kind_known_and_code_fits": lambda h: again(h.place, kind="x"),
    "one_place_per_code": lambda h: again(h.place),
    "unit_use_known": lambda h: again(h.shop, use="x"),
    "unit_title_known": lambda h: again(h.unit, title="x"),
    "unit_area_source_known": lambda h: again(h.unit, area_source="x"),
    "unit_area_cm2_at_least_1": lambda h: again(h.unit, area_cm2=0),
    "unit_door_not_blank": lambda h: again(h.unit, door=""),
    "one_unit_per_door": lambda h: again(h.unit),
    "unit_tenure_of_dwellings": lambda h: again(h.unit, tenure=None),
    "person_name_not_blank": lambda h: again(h.person, name=""),
    "person_identity_hash_hex": lambda h: again(h.person, identity_hash="x"),
    "one_person_per_identity": lambda h: again(h.person),
    "kin_ended_by_together": lambda h: again(h.kin, declared_by="user:9", ended_by="user:8"),
    "kin_ended_by_somebody_else": lambda h: again(h.kin, ended_by=h.kin.declared_by, ended_at=START),
    "kin_declared_once": lambda h: again(h.kin),
    "owner_kind_known": lambda h: again(h.owner, kind="x"),
    "one_owner_per_set": lambda h: again(h.owner),
    "one_developer_per_community": lambda h: again(h.developer, set_hash=SHA),
    "owner_set_hash_hex": lambda h: again(h.owner, set_hash="x"),
    "person_once_per_owner": lambda h: again(h.second),
    "one_representative_per_owner": lambda h: OwnerMember.objects.filter(pk=h.second.pk).update(is_representative=True),
    "one_present_owner_per_unit": lambda h: again(h.ownership),
    "ownership_ends_after_it_begins": lambda h: again(h.ownership, until=h.ownership.since),
    "roll_number_at_least_1": lambda h: again(h.roll, number=0),
    "one_roll_per_number": lambda h: again(h.roll),
    "roll_sha256_hex": lambda h: again(h.roll, sha256="x"),
    "roll_entry_kind_known": lambda h: again(h.household, kind="x"),
    "one_voice_per_number": lambda h: again(h.owner_entry, owner=None, unit=h.shop, kind="household", tenure="let"),
    "one_voice_per_owner": lambda h: again(h.owner_entry, number=99),
    "one_voice_per_household": lambda h: again(h.household, number=99),
    "roll_entry_subject_fits_kind": lambda h: again(h.household, number=99, owner=h.owner),
    "roll_share_area_cm2_at_least_1": lambda h: again(h.share, area_cm2=0),
    "one_share_per_voice_and_place": lambda h: again(h.share),
    "grant_role_known": lambda h: again(h.grant, role="x"),
    "grant_ended_by_together": lambda h: again(h.grant, ended_at=START),
    "grant_in_one_place": lambda h: again(h.grant, subdistrict=h.subdistrict),
    "one_standing_grant": lambda h: again(h.grant),
    "credential_strength_known": lambda h: again(h.letter, strength="x"),
    "credential_confirmed_by_together": lambda h: again(h.letter, strength="visit", confirmed_at=START),
    "credential_confirmed_at_a_visit": lambda h: again(h.letter, strength="visit"),
    "contact_kind_known": lambda h: again(h.contact, kind="x"),
    "contact_of_household_or_person": lambda h: again(h.contact, person=h.person),
    "contact_is_gone_once_withdrawn": lambda h: again(h.contact, withdrawn_at=START),
    "one_standing_contact_per_kind": lambda h: again(h.contact, value="b@example.cn"),
    "credential_revoked_by_together": lambda h: again(h.letter, revoked_at=START),
    "credential_of_household_or_owner": lambda h: again(h.letter, owner=h.owner),
    "credential_link_hash_hex": lambda h: again(h.letter, link_hash="x"),
    "credential_code_hash_hex": lambda h: again(h.letter, code_hash="x"),
    "letter_batch_kind_known": lambda h: again(h.batch, kind="x"),
    "letter_batch_reason_known": lambda h: again(h.batch, reason="x"),
    "letter_batch_opens_at_together": lambda h: again(h.batch, opens_at=None),
    "letter_batch_pages_together": lambda h: again(h.batch, pages=None),
    "letter_batch_fetched_by_together": lambda h: again(h.batch, fetched_by=None),
    "letter_batch_closes_after_it_opens": lambda h: again(h.batch, closes_at=START),
    "letter_batch_one_voice_of_its_kind_and_why": lambda h: again(h.batch, unit=h.unit),
    "letter_batch_person_of_an_owner": lambda h: again(h.batch, person=h.person),
    "letter_batch_co_owners_among_its_pages": lambda h: again(h.batch, co_owner_pages=8),
    "letter_batch_has_pages": lambda h: again(h.batch, pages=0),
    "letter_batch_file_named_by_chance": lambda h: again(h.batch, file="letters.pdf"),
    "letter_batch_expires_after_made": lambda h: again(h.batch, expires_at=START),
    "letter_batch_deleted_once_made": lambda h: again(h.batch, **UNMADE, **UNFETCHED),
    "letter_batch_fetched_is_deleted": lambda h: again(h.batch, deleted_at=None),
    "photo_kind_known": lambda h: again(h.photo, kind="face"),
    "photo_named_by_chance": lambda h: again(h.photo, file="photo.jpg"),
    "register_file_name_not_blank": lambda h: again(h.file, name=""),
    "register_file_headings_at_at_least_1": lambda h: again(h.file, headings_at=0),
    "register_file_applied_by_together": lambda h: again(h.file, applied_by=CHAIR),
    "register_file_named_by_chance": lambda h: again(h.file, file="list.xlsx"),
    "register_file_expires_after_brought": lambda h: again(h.file, expires_at=START),
    "register_file_applied_is_deleted": lambda h: again(h.file, applied_by=CHAIR, applied_at=START),
    "register_file_says_nothing_once_deleted": lambda h: again(h.file, headings="[]", deleted_at=START),
    "correction_text_not_blank": lambda h: again(h.correction, text=""),
    "correction_answered_by_together": lambda h: again(h.correction, answered_by=CHAIR),
    "correction_of_household_or_owner": lambda h: again(h.correction, owner=h.owner),
    "correction_answered_in_words": lambda h: again(h.correction, **ANSWERED, answer=""),
}
ANSWERED = {"accepted": False, "answered_by": CHAIR, "answered_at": START}
UNMADE = dict.fromkeys(("pages", "file", "made_at", "expires_at"))
UNFETCHED = dict.fromkeys(("fetched_by", "fetched_at"))
ANOTHER = f"{'1' * 32}.pdf"

#: What a promise with more than one clause also refuses.
ALSO = [
    ("community_built_year_plausible", lambda h: again(h.community, slug="b", built_year=2101)),
    ("place_kind_known_and_code_fits", lambda h: again(h.place, code="1")),
    ("place_kind_known_and_code_fits", lambda h: again(h.place, parent=None)),
    ("place_kind_known_and_code_fits", lambda h: again(h.place.parent, code="2-1")),
    ("place_kind_known_and_code_fits", lambda h: again(h.place.parent, code="community")),
    ("unit_tenure_of_dwellings", lambda h: again(h.shop, door="S2", tenure="let")),
    ("roll_entry_subject_fits_kind", lambda h: again(h.household, number=99, tenure=None)),
    ("roll_entry_subject_fits_kind", lambda h: again(h.owner_entry, number=99, tenure="let")),
    ("roll_entry_subject_fits_kind", lambda h: again(h.owner_entry, number=99, owner=None)),
    ("ownership_ends_after_it_begins", lambda h: again(h.ownership, until=h.ownership.since - timedelta(1))),
    ("grant_in_one_place", lambda h: again(h.grant, community=None)),
    ("credential_of_household_or_owner", lambda h: again(h.letter, unit=None)),
    ("credential_confirmed_at_a_visit", lambda h: again(h.letter, confirmed_by="user:1", confirmed_at=START)),
    ("contact_of_household_or_person", lambda h: again(h.contact, unit=None)),
    ("contact_is_gone_once_withdrawn", lambda h: again(h.contact, kind="phone", value="")),
    ("contact_is_gone_once_withdrawn", lambda h: again(h.contact, value="", withdrawn_at=START - timedelta(1))),
    ("credential_of_household_or_owner", lambda h: again(h.letter, person=h.person)),
    ("letter_batch_opens_at_together", lambda h: again(h.batch, closes_at=None)),
    ("letter_batch_pages_together", lambda h: again(h.batch, file=None)),
    ("letter_batch_pages_together", lambda h: again(h.batch, expires_at=None)),
    ("letter_batch_one_voice_of_its_kind_and_why", lambda h: again(h.batch, owner=h.owner, reason="lost")),
    ("letter_batch_one_voice_of_its_kind_and_why", lambda h: again(h.batch, kind="owner", unit=h.unit, reason="lost")),
    ("letter_batch_one_voice_of_its_kind_and_why", lambda h: again(h.batch, kind="owner", owner=h.owner)),
    (
        "letter_batch_co_owners_among_its_pages",
        lambda h: again(h.batch, **UNMADE, **UNFETCHED, deleted_at=None, co_owner_pages=1),
    ),
    ("correction_answered_by_together", lambda h: again(h.correction, **ANSWERED | {"accepted": None}, answer="x")),
    ("correction_of_household_or_owner", lambda h: again(h.correction, unit=None)),
    ("correction_answered_in_words", lambda h: again(h.correction, answer="x")),
]


def test_the_database_refuses_by_name(here) -> None:
    assert {name: refused_by(lambda act=act: act(here)) for name, act in BROKEN.items()} == {
        name: name for name in BROKEN
    }


def test_every_clause_refuses(here) -> None:
    assert [refused_by(lambda act=act: act(here)) for _, act in ALSO] == [name for name, _ in ALSO]


def test_what_is_promised_together_is_possible(here) -> None:
    """The rows the refusals start from are good ones: an owner of a time gone by, an ended grant, another letter."""
    assert again(here.ownership, until=date(2026, 3, 3)).pk
    assert again(here.grant, ended_at=START, ended_by="user:9").pk
    assert again(here.owners_letter, letter_number="X", link_hash=SHA).pk
    assert again(here.contact, kind="phone", value="13800000042").pk
    assert again(here.contact, value="", withdrawn_at=START).pk
    assert again(here.shop, door="S2", area_cm2=M2).pk
    assert again(here.correction, unit=None, owner=here.owner, **ANSWERED, answer="核对无误").pk
    assert again(here.file, file=f"{'1' * 32}.roll", applied_by=CHAIR, applied_at=START, deleted_at=START).pk
    assert again(here.batch, job=_job(), file=ANOTHER, kind="owner", owner=here.owner, reason="lost").pk
    assert again(here.batch, job=_job(), **UNMADE, **UNFETCHED, deleted_at=None, opens_at=None, closes_at=None).pk


def _job() -> Job:
    """Every batch of letters has a job of its own."""
    key = str(Job.objects.count())
    return jobs.enqueue(kind="tests", subject="tests:1", args={}, key=key, by=CHAIR, at=START)


def test_a_job_makes_one_batch_of_letters(here) -> None:
    assert refused_by(lambda: again(here.batch, file=ANOTHER)) == "communities_letterbatch_job_id_key"


def test_every_promise_of_the_tables_is_broken_here(db) -> None:
    assert promised("communities") - {"unique_username"} == set(BROKEN)


def test_every_frozen_table_is_known(db) -> None:
    assert written_once("communities") == {f"communities_{name}" for name in FROZEN}


@pytest.mark.parametrize("change", ["UPDATE {table} SET id = id", "DELETE FROM {table}"])
def test_a_frozen_roll_stays(here, change) -> None:
    def act(table: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute(change.format(table=table))

    tables = sorted(f"communities_{name}" for name in FROZEN)
    assert [refused_by(lambda table=table: act(table)) for table in tables] == [f"{t}_written_once" for t in tables]


def test_a_code_is_taken_once(here) -> None:
    assert refused_by(lambda: again(here.community)) == "communities_community_slug_key"
    assert refused_by(lambda: again(here.letter)).startswith("communities_credential_")
    assert [model.objects.count() for model in (Community, Subdistrict, Grant)] == [1, 1, 1]
