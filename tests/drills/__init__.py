"""Drills: what an operator would practise. Later issues fill the room; the door is ``python -m tests.drills``."""

from collections.abc import Callable

#: name → a drill that returns one sentence about how it went, and raises when it went wrong
DRILLS: dict[str, Callable[[], str]] = {}
