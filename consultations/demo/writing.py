"""What households wrote to the committee while they selected, and the committee that reads it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from consultations.demo.voices import Paper, Voice, chance
from consultations.demo.way import Way
from consultations.domain.remarks import Reason
from consultations.models import Question, Remark
from consultations.services import remarking

#: Item, what was written, and why it is not shown.
WORDS: Sequence[tuple[str, str, str]] = (
    ("C1.07", "晚上院坝太暗，老人怕摔。路灯请用暖光，不要照进窗户。", ""),
    ("C1.07", "对门那家的电瓶车总是停在灯杆下充电，请管一管。", Reason.PERSON),
    ("C3.03", "楼道扶手请两边都装，腿脚不好的人上下楼都要扶。", ""),
    ("M6.01", "选物业以前，请先把收支账公布出来。", ""),
)
LATER: Sequence[tuple[str, str, str]] = (("C1.07", "施工期间晚上没有灯，请留几盏临时灯。", ""),)


def write_words(way: Way, at: datetime) -> None:
    _write(way, WORDS, at)


def write_more(way: Way, at: datetime) -> None:
    _write(way, LATER, at)


def read_words(way: Way, at: datetime) -> None:
    """The recorder reads what waits: most is shown, the rest is hidden with its reason."""
    reasons = {text: reason for _, text, reason in (*WORDS, *LATER)}
    for remark in Remark.objects.waiting().filter(question__round=way.round("selection")).order_by("pk"):
        read: dict[str, Any] = {"remark_id": remark.pk, "seen": remark.mark, "by": way.recorder, "at": at}
        if reasons[remark.text]:
            remarking.hide(reason=reasons[remark.text], **read)
        else:
            remarking.show(**read)


def _write(way: Way, words: Sequence[tuple[str, str, str]], at: datetime) -> None:
    """One household each, of those that are asked about the item."""
    paper = way.paper("selection")
    for code, text, _ in words:
        question = next(question for question in paper.asked if question.code == code)
        voice = _somebody(paper, question, text)
        remarking.write(
            question_id=question.pk, entry_id=voice.entry_id, text=text, by=f"voice:{voice.entry_id}", at=at
        )


def _somebody(paper: Paper, question: Question, text: str) -> Voice:
    asked = [voice for voice in paper.voices if question.place.code in voice.places]
    return min(asked, key=lambda voice: (chance(voice.name, text), voice.entry_id))
