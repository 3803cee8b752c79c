"""Checking a receipt, and the pages that say how counts are checked and what is kept."""

import json

import pytest
from django.urls import reverse

from consultations.domain import proofs
from consultations.domain.ballots import Choices
from consultations.domain.merkle import Step, verify
from consultations.loaders.rounds import round_key
from consultations.models import Ballot, BallotVersion, Tally
from consultations.services import casting, rounds
from tests.consultations.views.public.reading import CHINESE, asked, read, statuses, words
from tests.world import CHAIR, NOT, RULING, WANT, World

pytestmark = pytest.mark.django_db


def looked_up(client, code, status=200):
    """What the page says to a code."""
    response = client.post(reverse("receipt_check"), {"code": code}, headers={"accept-language": "en"})
    assert response.status_code == status
    return words(response.content.decode())


@pytest.mark.parametrize("name", ["receipt_check", "verify", "privacy"])
@pytest.mark.parametrize("language", ["en", CHINESE])
def test_the_pages_are_there_in_both_languages(client, name, language):
    assert f'lang="{language}"' in read(client, name, language=language)


def test_pages_that_only_show(client):
    assert statuses(client, "verify") == [200, 200, 405, 405, 405]
    assert statuses(client, "privacy") == [200, 200, 405, 405, 405]
    assert statuses(client, "receipt_check") == [200, 200, 422, 405, 405]


def test_the_code_of_the_receipts_link_is_filled_in_and_not_looked_up(client):
    page = read(client, "receipt_check", query={"serial": "ABCD1234EFGH"})

    assert 'value="ABCD1234EFGH"' in page
    assert "No ballot has this code" not in page


def test_a_ballot_of_an_open_vote_is_there(client):
    world = World()
    round = world.prepare().select()
    version = world.cast(round, world.entries(round)[0], WANT)

    said = looked_up(client, version.serial)

    assert "Yes, your ballot is there It is counted when the vote has closed." in said
    assert "Vote Selection by the households, vote 1" in said
    assert "Received Monday 2 March 2026, 09:00, online" in said
    assert "Leaf" not in said


def test_a_counted_ballot_is_in_the_count_and_the_proof_can_be_computed(client):
    world = World()
    round = world.prepare().select()
    versions = [world.cast(round, entry, WANT) for entry in world.entries(round)]
    round = world.close_and_count(round)

    said = looked_up(client, versions[2].serial)

    assert "Yes, your ballot is in the count" in said
    parts = said.partition("Leaf ")[2].split(" Root ")
    found = parts[0].replace("Neighbour on the ", "").split()
    steps = [Step(sibling, left=side == "left") for side, sibling in zip(found[1::2], found[2::2], strict=True)]
    assert parts[1].startswith(round.tally.merkle_root)
    assert verify(found[0], steps, round.tally.merkle_root)
    assert len(steps) >= 2


def test_the_proof_can_be_kept_as_a_file_that_says_nothing_of_the_ballot(client):
    world = World()
    round = world.prepare().select()
    versions = [world.cast(round, entry, WANT) for entry in world.entries(round)]
    round = world.close_and_count(round)

    response = client.post(reverse("receipt_proof"), {"code": versions[2].serial.lower()})

    assert response.headers["Content-Type"] == "application/json"
    assert response.headers["Content-Disposition"] == 'attachment; filename="small-1-receipt-proof.json"'
    assert "no-store" in response.headers["Cache-Control"]
    proof = proofs.read(json.loads(response.content))
    assert proof.holds
    assert (proof.key, proof.root) == (round_key(round), round.tally.merkle_root)
    assert proof.inputs_digest == round.tally.inputs_sha256
    for secret in (versions[2].serial, bytes(versions[2].nonce).hex(), str(versions[2].answers)):
        assert secret not in response.content.decode()


def test_without_a_place_in_a_count_there_is_no_file(client):
    world = World()
    round = world.prepare().select()
    entry = world.entries(round)[0]
    earlier, later = world.cast(round, entry, WANT), world.cast(round, entry, NOT)
    address = reverse("receipt_proof")

    assert client.post(address, {"code": later.serial}).status_code == 404
    world.close_and_count(round)
    assert client.post(address, {"code": later.serial}).status_code == 200
    for code in (earlier.serial, "000000000000", "ABC", ""):
        assert client.post(address, {"code": code}).status_code == 404
    assert client.get(address, {"code": later.serial}).status_code == 405


def test_what_a_ballot_says_is_never_told(client):
    """Two ballots that say the opposite give the same page, but for what cannot be read back."""
    world = World()
    round = world.prepare().select()
    first, second = world.entries(round)[:2]
    wanted, unwanted = world.cast(round, first, WANT), world.cast(round, second, NOT)

    assert looked_up(client, wanted.serial).replace(wanted.serial, "") == looked_up(client, unwanted.serial).replace(
        unwanted.serial, ""
    )


@pytest.mark.parametrize(
    "change", [str.lower, " ".join, lambda code: f"{code[:4]}-{code[4:8]} – {code[8:]}", str.strip]
)
def test_small_letters_spaces_and_dashes_do_not_matter(client, change):
    world = World()
    round = world.prepare().select()
    version = world.cast(round, world.entries(round)[0], WANT)

    assert "Yes, your ballot is there" in looked_up(client, change(version.serial))


def test_look_alikes_do_not_matter(client):
    world = World()
    round = world.prepare().select()
    version = world.cast(round, world.entries(round)[0], WANT)
    typed = version.serial.replace("0", "O").replace("1", "l")

    assert "Yes, your ballot is there" in looked_up(client, typed)


def test_a_code_nobody_has_is_told_as_such(client):
    said = looked_up(client, "0000-0000-0000")

    assert "No ballot has this code Compare it with your receipt, character by character." in said


@pytest.mark.parametrize(
    "typed, said",
    [
        ("", "Type the code that stands on your receipt."),
        ("   ", "Type the code that stands on your receipt."),
        ("ABC", "A code has twelve letters and figures."),
        ("ABCD1234EFGHX", "A code has twelve letters and figures."),
        ("测试测试测试测试测试测试", "A code has twelve letters and figures."),
        ("A" * 41, "40"),
        ("ABCD1234EFG\x00", "Null characters are not allowed."),
    ],
)
def test_what_is_no_code_is_said_at_the_field(client, typed, said):
    answer = looked_up(client, typed, status=422)

    assert said in answer
    assert "No ballot has this code" not in answer


def test_a_replaced_ballot_says_that_a_later_one_counts(client):
    world = World()
    round = world.prepare().select()
    entry = world.entries(round)[0]
    earlier, later = world.cast(round, entry, WANT), world.cast(round, entry, NOT)
    world.close_and_count(round)

    said = looked_up(client, earlier.serial)
    assert "Replaced by a later ballot" in said
    assert "In the count no, kept in the list of ballots that were replaced or set aside" in said
    assert f"Root of that list {Tally.objects.get().replaced_root}" in said
    assert "Leaf" not in said
    assert "Yes, your ballot is in the count" in looked_up(client, later.serial)


def test_a_ballot_that_was_set_aside_says_so(client):
    world = World()
    round = world.prepare().select()
    entry = world.entries(round)[0]
    world.cast(round, entry, WANT)
    aside = casting.cast(
        round_id=round.pk,
        entry_id=entry.pk,
        said=casting.Said(world.answers(round, entry, NOT), Choices()),
        strength="paper",
        channel="paper",
        by=CHAIR,
        at=world.at,
    )

    said = looked_up(client, aside.serial)

    assert "Received and set aside Another ballot of the same voice had been received before." in said
    assert ", on paper" in said


def test_of_an_annulled_vote_no_ballot_counts(client):
    world = World()
    round = world.prepare().select()
    version = world.cast(round, world.entries(round)[0], WANT)
    rounds.annul_round(ruling=RULING, round_id=round.pk, reason="名册有误", by=CHAIR, at=world.at)

    said = looked_up(client, version.serial)

    assert "The vote was annulled Your ballot was received, but no ballot of this vote counts. Reason: 名册有误" in said
    assert "Yes" not in said


def test_a_ballot_slipped_in_after_the_count_raises_the_alarm(client):
    """Somebody with the keys of the database adds a ballot: the root was printed before."""
    world = World()
    round = world.prepare().select()
    first, *_, last = world.entries(round)
    version = world.cast(round, first, WANT)
    world.close_and_count(round)
    assert "Yes, your ballot is in the count" in looked_up(client, version.serial)

    slipped_in = Ballot.objects.create(round=round, entry=last)
    version.pk, version.ballot, version.serial = None, slipped_in, "000000000000"
    version.save(force_insert=True)
    Ballot.objects.filter(pk=slipped_in.pk).update(standing=version)

    alarm = "This ballot does not lead to the published root That must not happen."
    assert alarm in looked_up(client, "000000000000")
    assert alarm in looked_up(client, BallotVersion.objects.get(ballot__entry=first).serial)


def test_the_answer_is_kept_by_nobody(client):
    response = client.post(reverse("receipt_check"), {"code": "000000000000"})

    assert "no-store" in response.headers["Cache-Control"]


@pytest.mark.parametrize("counted", [False, True])
def test_more_ballots_ask_no_more_of_the_database(client, django_assert_num_queries, counted):
    serials = {}
    for slug, voters in (("one", 1), ("three", 3)):
        world = World(slug)
        round = world.prepare().select()
        cast = [world.cast(round, entry, WANT) for entry in world.entries(round)[:voters]]
        serials[slug] = cast[0].serial
        if counted:
            world.close_and_count(round)

    with django_assert_num_queries(4 if counted else 2):
        looked_up(client, serials["one"])
    with django_assert_num_queries(4 if counted else 2):
        looked_up(client, serials["three"])
    with django_assert_num_queries(3 if counted else 2):
        looked_up(client, serials["three"])


def test_the_page_about_checking_names_the_file_the_program_and_the_limits(client):
    said = words(read(client, "verify"))

    assert "http://testserver/c/…/rounds/…/public.json" in said
    assert "python -m consultations.recount sealed.json" in said
    assert "A result is called binding only once the district has confirmed this." in said
    assert "Why no exact areas are published" in said


def test_the_page_about_privacy_names_everything_that_is_kept(client):
    said = words(read(client, "privacy"))

    kept = ["Your name", "Your home", "Your identity number", "Your telephone number", "Your letter", "Your ballot"]
    assert [each for each in kept if each not in said] == []
    assert "Personal Information Protection Law" in said
    assert asked(client, "privacy") == 0
