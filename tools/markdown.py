"""Tables, days and lists as the produced pages write them in Markdown."""
from __future__ import annotations

import datetime
from collections.abc import Iterable


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> list[str]:
    """A Markdown table, and an empty line after it."""
    head = list(head)
    lines = [head, ["---"] * len(head), *([cell.replace("|", "\\|") for cell in row] for row in rows)]
    return [*(f"| {' | '.join(line)} |" for line in lines), ""]


def day(one: datetime.date | None) -> str:
    return f"{one:%d/%m/%Y}" if one else ""


def listed(words: Iterable[str]) -> str:
    return "; ".join(words)
