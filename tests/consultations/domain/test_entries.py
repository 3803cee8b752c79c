"""A file written by hand: read as it is meant, or refused with the place and the reason."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultations.domain.entries import Entry, FileFault, parse, printable

PARSED = [
    ("an object", b'{"a": [1, "x", true, null]}', {"a": [1, "x", True, None]}),
    ("Chinese", '{"范围": "一单元"}'.encode(), {"范围": "一单元"}),
    ("a byte order mark is passed over", b"\xef\xbb\xbf[]", []),
    ("white space around it", b"\r\n [] \n", []),
    ("twenty digits are a number", b"99999999999999999999", 10**20 - 1),
]


@pytest.mark.parametrize("what, content, value", PARSED, ids=[case[0] for case in PARSED])
def test_parse(what, content, value):
    assert parse(content) == value


UNREADABLE = [  # what it shows, the file, where, why
    ("empty", b"", "file", "is empty"),
    ("nothing but white space", b" \n\t", "file", "is empty"),
    ("a byte order mark alone", b"\xef\xbb\xbf", "file", "is empty"),
    ("a picture", b"\x89PNG\r\n\x1a\n", "byte 0", "is not text in UTF-8"),
    ("another encoding", '{"round": "长石苑"}'.encode("gbk"), "byte 11", "is not text in UTF-8"),
    ("sixteen bits a sign", "{}".encode("utf-16"), "byte 0", "is not text in UTF-8"),
    ("not JSON", b"round,voice\n1,2", "line 1, column 1", "is not JSON (Expecting value)"),
    (
        "a comma too many",
        b'{"a": 1,\n}',
        "line 2, column 1",
        "is not JSON (Expecting property name enclosed in double quotes)",
    ),
    ("cut off", b'{"a": [1, 2', "line 1, column 12", "is not JSON (Expecting ',' delimiter)"),
    ("two values", b"{} {}", "line 1, column 4", "is not JSON (Extra data)"),
    ("lists in lists without end", b"[" * 100_000, "file", "is nested too deeply"),
    ("objects in objects without end", b'{"a":' * 100_000, "file", "is nested too deeply"),
]


@pytest.mark.parametrize("what, content, where, why", UNREADABLE, ids=[case[0] for case in UNREADABLE])
def test_what_is_no_json_is_refused(what, content, where, why):
    with pytest.raises(FileFault) as refused:
        parse(content)

    assert (refused.value.where, refused.value.why) == (where, why)


NO_WHOLE = [
    b"1.5",
    b"1.0",
    b"1e3",
    b"NaN",
    b"Infinity",
    b"-Infinity",
    b"9" * 5000,
    b"-" + b"9" * 21,
    b"9007199254740993",
    b"-1",
    b"true",
    b"null",
    b'"7"',
    b"[]",
    b"{}",
]


@pytest.mark.parametrize("written", NO_WHOLE, ids=[text[:20].decode() for text in NO_WHOLE])
def test_what_is_no_whole_number_is_refused_where_it_stands(written):
    (entry,) = Entry.of(parse(b'{"roll": [{"voice": ' + written + b"}]}")).entries("roll")

    with pytest.raises(FileFault, match=r"^roll\[0\]\.voice: must be a whole number from 0 to 2\^53$"):
        entry.whole("voice")


@given(st.integers(0, 2**53))
def test_every_whole_number_a_file_can_mean_is_read(number):
    assert Entry.of(parse(b'{"n": %d}' % number)).whole("n") == number


def test_a_number_may_have_a_least_value():
    assert Entry.of({"n": 1}).whole("n", least=1) == 1
    with pytest.raises(FileFault, match=r"^n: must be a whole number from 1 to 2\^53$"):
        Entry.of({"n": 0}).whole("n", least=1)


PRINTABLE = ["a", "长石苑/1/2", "3-2", "a b", "😀"]
NOT_PRINTABLE = ["", "a\nb", "a\tb", "\0", "\x1b[31m", "\u2028", "\ud800", "\u200b", 7, None, True, ["a"]]


@pytest.mark.parametrize("value", PRINTABLE)
def test_a_text_in_one_line_is_taken(value):
    assert printable(value)
    assert Entry.of({"a": value}).text("a") == value


@pytest.mark.parametrize("value", NOT_PRINTABLE, ids=map(ascii, NOT_PRINTABLE))
def test_a_text_that_is_empty_or_moves_the_cursor_is_not(value):
    assert not printable(value)
    with pytest.raises(FileFault, match=r"^a: must be a text, not empty and without control characters$"):
        Entry.of({"a": value}).text("a")


def test_a_text_may_be_left_out_where_it_has_a_default():
    assert Entry.of({}).text("a", "b") == "b"


@pytest.mark.parametrize("value, read", [({"a": True}, True), ({"a": False}, False), ({}, True)])
def test_yes_or_no(value, read):
    assert Entry.of(value).flag("a", default=True) is read


def test_a_hash_is_read_in_small_letters():
    assert Entry.of({"a": "0F" * 32}).hash("a") == "0f" * 32


@pytest.mark.parametrize(
    "value", ["", "0f", "0f" * 33, "0g" * 32, " " + "0" * 63, "0" * 64 + "\n", 7, None, ["0" * 64]]
)
def test_what_is_no_hash_is_refused(value):
    with pytest.raises(FileFault, match=r"^a: must be 64 hexadecimal digits$"):
        Entry.of({"a": value}).hash("a")


ENTRY = Entry.of({"no": None, "number": 1, "text": "x", "list": [{}, 1], "object": {"a": 1}}, "top")
FAULTS = [  # what it shows, the question, where, why
    ("a text that is missing", lambda: ENTRY.text("a"), "top.a", "is missing"),
    ("a number that is missing", lambda: ENTRY.whole("a"), "top.a", "is missing"),
    ("a list that is missing", lambda: list(ENTRY.entries("a")), "top.a", "is missing"),
    ("an object that is missing", lambda: ENTRY.entry("a"), "top.a", "is missing"),
    ("a choice that is missing", lambda: ENTRY.one_of("a", ("x",)), "top.a", "is missing"),
    ("no yes and no no", lambda: ENTRY.flag("number", default=True), "top.number", "must be true or false"),
    ("nothing is no yes or no", lambda: ENTRY.flag("no", default=True), "top.no", "must be true or false"),
    ("an unknown choice", lambda: ENTRY.one_of("text", ("a", "b")), "top.text", "must be one of a, b"),
    ("a choice that is no text", lambda: ENTRY.one_of("object", ("a",)), "top.object", "must be one of a"),
    ("an object instead of a list", lambda: list(ENTRY.entries("object")), "top.object", "must be a list"),
    ("a list instead of an object", lambda: ENTRY.entry("list"), "top.list", "must be an object"),
    ("a number in a list of objects", lambda: list(ENTRY.entries("list")), "top.list[1]", "must be an object"),
    ("a whole file that is a list", lambda: Entry.of([]), "file", "must be an object"),
    ("an unknown name", lambda: ENTRY.entry("object").only("b", "c"), "top.object", "knows no 'a', only b, c"),
    ("an unknown name at the top", lambda: Entry.of({"x\n": 1}).only("b"), "file", r"knows no 'x\n', only b"),
    ("a name that stands twice", lambda: Entry.of(parse(b'{"b":2,"a":1,"a":1}')), "file", "'a' stands twice in it"),
    (
        "a name that stands twice further down",
        lambda: list(Entry.of(parse(b'{"roll":[{"3-1":1},{"3-1":1,"3-1":2}]}')).entries("roll")),
        "roll[1]",
        "'3-1' stands twice in it",
    ),
]


@pytest.mark.parametrize("what, ask, where, why", FAULTS, ids=[case[0] for case in FAULTS])
def test_a_fault_says_where_it_stands_and_what_is_wrong(what, ask, where, why):
    with pytest.raises(FileFault) as refused:
        ask()

    assert (refused.value.where, refused.value.why) == (where, why)
    assert str(refused.value) == f"{where}: {why}"


def test_a_fault_does_not_repeat_a_name_of_any_length():
    with pytest.raises(FileFault) as refused:
        Entry.of({"x" * 10_000: 1}).only("a")

    assert len(str(refused.value)) < 80


def test_an_entry_in_which_everything_is_known_is_taken():
    Entry.of({"a": 1}).only("a", "b")
    assert [entry.where for entry in Entry.of({"roll": [{}, {}]}).entries("roll")] == ["roll[0]", "roll[1]"]
    assert Entry.of({"a": {"b": 1}}).entry("a").path("b") == "a.b"
