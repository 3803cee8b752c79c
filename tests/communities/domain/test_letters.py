"""Whom letters go to, in the order in which somebody carries them round."""

import pytest

from communities.domain.electorate import VoiceKind
from communities.domain.letters import Addressee, Wording, by_door, in_order


@pytest.mark.parametrize(
    "doors",
    [
        ("1-1-101", "1-1-102", "1-1-1001", "1-2-101", "2-1-101", "10-1-101"),
        ("1-1-101", "1-S1", "1-S2", "1-S10"),
        ("3", "3-2", "3-2-501"),
        ("3-2-501", "3栋"),
    ],
)
def test_doors_follow_each_other_as_one_walks(doors):
    assert by_door(reversed(doors)) == doors


def household(door: str, subject: int = 1) -> Addressee:
    return Addressee(VoiceKind.HOUSEHOLD, subject, (door,))


def test_letters_follow_the_doors_they_go_to():
    first, second, third = household("2-1-101", 9), household("10-1-101", 3), household("10-1-101", 4)

    assert in_order([third, second, first]) == (first, second, third)


def test_an_owner_of_several_doors_is_met_at_the_first_and_one_of_none_before_all():
    owner = Addressee(VoiceKind.OWNER, 1, ("2-1-101", "9-1-101"), 7, "张三")
    nowhere = Addressee(VoiceKind.OWNER, 2, (), 8, "李四")

    assert (owner.door, nowhere.door) == ("2-1-101", "")
    assert in_order([owner, nowhere]) == (nowhere, owner)


def co_owner(person: int, representative: str = "张三") -> Addressee:
    return Addressee(
        VoiceKind.OWNER, 1, ("2-1-101",), person, "王五", others=True, represented=True, representative=representative
    )


def test_co_owners_come_right_after_who_casts_for_them():
    casts = Addressee(VoiceKind.OWNER, 1, ("2-1-101",), 9, "张三", others=True)
    neighbour = Addressee(VoiceKind.OWNER, 2, ("2-1-101",), 1, "赵六")

    assert in_order([neighbour, co_owner(8), co_owner(7), casts]) == (casts, co_owner(7), co_owner(8), neighbour)


def test_each_reader_is_told_what_concerns_them():
    assert household("1-1-101").wording is Wording.HOUSEHOLD
    assert Addressee(VoiceKind.OWNER, 1, ("1-1-101",)).wording is Wording.OWNER
    assert co_owner(7).wording is Wording.CO_OWNER
    assert co_owner(7, representative="").wording is Wording.NOBODY_NAMED
