"""The way every community of the demonstration goes, day by day: where one stands depends on its day alone.

Periods are the law's or longer: 14 days to select, 16 days from the call to the decision, 10 days to decide, 7 days of
notice.
"""

from collections.abc import Callable, Iterator
from datetime import datetime

from consultations.demo import deciding, finishing, opening, walking, writing
from consultations.demo.way import Way

Step = Callable[[Way, datetime], None]

#: Day of the way, hour, step.
SCRIPT: tuple[tuple[int, float, Step], ...] = (
    (0, 9, opening.begin),
    (1, 15, opening.report_findings),
    (3, 10, opening.check_findings),
    (4, 10, opening.half_the_menu),
    (5, 10, opening.check_the_last),
    (5, 11, opening.the_other_half),
    (6, 15, opening.announce),
    (7, 9, opening.open_selection),
    *((day, 10, deciding.cast_selection) for day in range(7, 10)),
    (8, 9, walking.send_volunteer),
    (8, 18, walking.walk_selection),
    (9, 19, writing.write_words),
    *((day, 10, deciding.cast_selection) for day in range(10, 12)),
    (11, 15, writing.read_words),
    (12, 8, writing.write_more),
    *((day, 10, deciding.cast_selection) for day in range(12, 21)),
    (20, 16, writing.read_words),
    (21, 20.5, deciding.count_selection),
    (22, 10, deciding.draw_draft),
    (25, 21, deciding.meet),
    (28, 21, deciding.adopt_draft),
    (29, 9, opening.call_decision),
    (46, 18, walking.walk_decision),
    *((day, 10, deciding.cast_decision) for day in range(45, 55)),
    (55, 20.5, deciding.count_decision),
    (56, 10, finishing.post_result),
    (57, 10, deciding.draw_final),
    (58, 10, finishing.post_plan),
    (60, 19, finishing.object_once),
    (61, 14, finishing.answer),
    (62, 18, finishing.object_again),
    (63, 14, finishing.answer),
    (65, 14, finishing.submit),
    (67, 10, finishing.first_opinions),
    (70, 10, finishing.other_opinions),
    (72, 10, finishing.approve),
    (85, 9, finishing.begin_works),
    (170, 10, finishing.accept_works),
    (200, 10, finishing.evaluate),
    (215, 10, finishing.hand_over),
)


def steps(stands: int, leaves: int | None = None) -> Iterator[tuple[int, float, Step]]:
    """What has happened before the day on which a community stands; who has left the way does nothing more on it."""
    until = stands if leaves is None else min(stands, leaves)
    for day, hour, step in SCRIPT:
        if day < until:
            yield day, hour, step
    if leaves is not None:
        yield leaves, 16, finishing.leave
