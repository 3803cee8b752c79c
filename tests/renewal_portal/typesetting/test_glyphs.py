"""Rare characters of names."""

from renewal_portal.typesetting.glyphs import MISSING, printable

RARE = "㐂䶮喆𬭚𫟼鿔"  # of people's names, in the face
UNKNOWN = "𠮷𪛖"  # in no face of ours


def test_what_can_be_printed_stays():
    text = f"老旧小区“改造”——¥800,000.50 · m² №3 Łódź é ü {RARE}"

    assert printable(text) == text


def test_what_no_face_has_becomes_the_printers_mark():
    assert printable(f"张{UNKNOWN[0]}三{UNKNOWN[1]} 😀 ܐ") == f"张{MISSING}三{MISSING} {MISSING} {MISSING}"


def test_texts_are_found_wherever_they_stand_in_the_data():
    assert printable({"a": [UNKNOWN[0], 3, None, True, ("x", UNKNOWN)], "b": {"c": "张"}}) == {
        "a": [MISSING, 3, None, True, ["x", MISSING * 2]],
        "b": {"c": "张"},
    }
