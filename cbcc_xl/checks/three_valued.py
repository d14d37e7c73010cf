"""Answers of yes, no and not known (None), put together: all of several needs, any of several ways.

Takes answers; gives one. Not known is kept only where what is unknown could turn the answer.
"""
from __future__ import annotations

from collections.abc import Iterable


def all_of(answers: Iterable[bool | None]) -> bool | None:
    """Yes where every answer is, no where one is no."""
    given = list(answers)
    return False if False in given else None if None in given else True


def any_of(answers: Iterable[bool | None]) -> bool | None:
    """Yes where one answer is, no where every one is no."""
    given = list(answers)
    return True if True in given else None if None in given else False
