import pytest
import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from menus import files, sentences
from menus.files import BadFile, read
from tests.menus.documents import SMALL


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "menu.yaml"
    path.write_text(yaml.safe_dump(SMALL, allow_unicode=True), encoding="utf-8")
    return path


def test_a_file_is_read_as_it_is_written(file):
    assert read(file) == SMALL


def test_a_date_is_left_as_it_is_written(tmp_path):
    path = tmp_path / "menu.yaml"
    path.write_text("day: 2019-02-30\n")

    assert read(path) == {"day": "2019-02-30"}


def test_the_lists_of_a_folder_are_joined_in_the_order_of_the_files(tmp_path):
    (tmp_path / "b.yaml").write_text("majors: [M]\n")
    (tmp_path / "a.yaml").write_text("majors: [C]\nedition: {}\n")
    (tmp_path / "notes.txt").write_text("- not: read\n")

    assert read(tmp_path) == {"majors": ["C", "M"], "edition": {}}


BAD = [  # what is wrong, the bytes of the file, the code, where
    ("an open bracket", b"edition: [1, 2\nmajors: x\n", "not_yaml", {"line": 2, "column": 7}),
    ("a tab as indent", b"edition:\n\tversion: x\n", "not_yaml", {"line": 2, "column": 1}),
    ("two documents", b"a: 1\n---\nb: 2\n", "not_yaml", {"line": 2, "column": 1}),
    ("an object of Python", b"a: !!python/object/apply:os.getcwd []\n", "not_yaml", {"line": 1, "column": 4}),
    ("a field twice", b"edition:\n  a: 1\n  a: 2\n", "field_twice", {"line": 3, "key": "a"}),
    ("a list at the top", b"- a\n", "not_a_mapping", {}),
    ("an empty file", b"", "not_a_mapping", {}),
    ("other bytes than UTF-8", b"a: \xff\xfe\xfa\n", "not_readable", {}),
    ("a zero byte", b"a: \x00\n", "not_readable", {}),
    ("a tag that lies about a number", b"a: !!int x\n", "wrong_tag", {}),
    ("a number that is nothing", b"a: !!int\n", "wrong_tag", {}),
    ("a tag that lies about a truth", b"a: !!bool x\n", "wrong_tag", {}),
    ("a tag that lies about a day", b"a: !!timestamp x\n", "wrong_tag", {}),
    ("a number of a million digits", b"a: " + b"9" * 10**6, "wrong_tag", {}),
    ("brackets without end", b"a: " + b"[" * 10**5, "too_deep", {}),
]


@pytest.mark.parametrize("what, content, code, where", BAD, ids=[case[0] for case in BAD])
def test_a_file_that_holds_no_document_is_refused_by_line(tmp_path, what, content, code, where):
    path = tmp_path / "menu.yaml"
    path.write_bytes(content)

    with pytest.raises(BadFile) as refused:
        read(path)

    values = refused.value.values
    assert (refused.value.code, {key: values[key] for key in where}) == (code, where)
    assert values["path"] == "menu.yaml"


def test_a_folder_without_files_is_refused(tmp_path):
    with pytest.raises(BadFile) as refused:
        read(tmp_path)

    assert refused.value.code == "no_files"


def test_a_path_that_leads_nowhere_is_refused(tmp_path):
    with pytest.raises(BadFile) as refused:
        read(tmp_path / "none.yaml")

    assert (refused.value.code, refused.value.values) == ("nothing_there", {"path": "none.yaml"})


def test_two_files_of_a_folder_cannot_both_say_the_same(tmp_path):
    (tmp_path / "a.yaml").write_text("edition: {}\n")
    (tmp_path / "b.yaml").write_text("edition: {}\n")

    with pytest.raises(BadFile) as refused:
        read(tmp_path)

    assert (refused.value.code, refused.value.values) == ("in_two_files", {"path": "b.yaml", "key": "edition"})


def test_every_fault_has_a_sentence():
    here = {case[2] for case in BAD} | {"nothing_there", "no_files", "in_two_files"}

    assert here == set(sentences.FILES)


def _refusal(path):
    try:
        assert isinstance(read(path), dict)
    except BadFile as refused:
        return refused
    return None


TEXT = (files.REVIEWED / "edition.yaml").read_bytes()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, len(TEXT)), st.integers(0, 40), st.binary(max_size=12))
@example(0, 0, b"\xef\xbb\xbf")
@example(0, 0, b"? [a]: b\n")
@example(0, 0, b"<<: 1\n")
@example(0, 0, b"&a {x: *a}\n")
def test_a_damaged_file_is_read_or_refused_in_a_sentence(tmp_path, at, length, junk):
    path = tmp_path / "menu.yaml"
    path.write_bytes(TEXT[:at] + junk + TEXT[at + length :])

    refused = _refusal(path)

    assert refused is None or "menu.yaml" in str(sentences.FILES[refused.code]) % refused.values
