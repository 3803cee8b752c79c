"""Papers come out as their layout promises, or not at all."""

from collections.abc import Callable
from pathlib import Path

import pytest

from renewal_portal.typesetting import NotTypeset, join, typeset
from tests.renewal_portal.typesetting.papers import pages

Hello = Callable[..., bytes]
HELLO = """
#let data = json(bytes(sys.inputs.data))
#set document(title: data.title, date: none)
#set text(font: "Noto Sans SC")
#data.words
"""


@pytest.fixture
def layouts(tmp_path: Path) -> Path:
    """A folder of layouts of its own."""
    (tmp_path / "hello.typ").write_text(HELLO, encoding="utf-8")
    return tmp_path


@pytest.fixture
def hello(layouts: Path) -> Hello:
    """One paper that says what it is told."""
    return lambda words, **more: typeset("hello", {"title": "你好", "words": words}, folder=layouts, **more)


def test_words_come_out_as_they_went_in(hello):
    assert pages(hello("老旧小区改造，Renewal 2026")) == ["老旧小区改造，Renewal2026"]


def test_what_data_say_is_text_and_never_layout(hello):
    assert pages(hello('#panic("no") *b* $x$ #read("/etc/passwd") \\ @a <b> //')) == [
        '#panic("no")*b*$x$#read("/etc/passwd")\\@a<b>//'
    ]


def test_the_same_data_give_the_same_bytes(hello):
    assert hello("一") == hello("一") != hello("二")


def test_the_pdf_is_tagged_and_says_its_title_and_language(hello):
    pdf = hello("一")

    assert b"/MarkInfo" in pdf
    assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf
    assert b"/StructTreeRoot" in pdf


def test_faces_are_embedded_and_no_other_than_our_own_is_used(hello):
    assert b"NotoSansSC" in hello("一")
    assert b"/FontFile3" in hello("一")


def test_a_warning_is_an_error(layouts):
    (layouts / "warned.typ").write_text('#set document(title: "x", date: none)\n#set text(font: "No Such Face")\nx')

    with pytest.raises(NotTypeset, match=r"^warned: unknown font family: no such face$"):
        typeset("warned", {}, folder=layouts)


def test_an_error_says_the_layout_and_why(layouts):
    (layouts / "broken.typ").write_text('#panic("not today")')

    with pytest.raises(NotTypeset, match=r"^broken: panicked with: not today$"):
        typeset("broken", {}, folder=layouts)
    with pytest.raises(NotTypeset, match=r"^none: there is no such layout$"):
        typeset("none", {}, folder=layouts)


def test_a_layout_reads_nothing_outside_its_folder(layouts):
    (layouts.parent / "secret.txt").write_text("secret")
    (layouts / "curious.typ").write_text('#set document(title: "x")\n#read("../secret.txt")')

    with pytest.raises(NotTypeset, match=r"^curious: "):
        typeset("curious", {}, folder=layouts)


def test_the_press_sees_nothing_of_the_environment(hello, monkeypatch):
    monkeypatch.setenv("LD_DEBUG", "help")  # a process of Linux that sees it says how it is used, and does nothing else

    assert pages(hello("一")) == ["一"]


def test_a_press_that_takes_too_long_is_stopped(hello):
    with pytest.raises(NotTypeset, match=r"^hello: not done after 0\.01 s$"):
        hello("一", patience=0.01)


def test_parts_are_joined_in_order(hello):
    assert pages(join([hello("一"), hello("二"), hello("三")])) == ["一", "二", "三"]


def test_a_single_part_stays_as_it_is(hello):
    alone = hello("一")

    assert join([alone]) is alone


def test_layouts_hold_no_words(request):
    folder = request.config.rootpath / "templates" / "papers"
    lines = [line for path in sorted(folder.glob("*.typ")) for line in path.read_text(encoding="utf-8").splitlines()]

    assert len(lines) > 100
    assert [line for line in lines if not line.isascii()] == []
