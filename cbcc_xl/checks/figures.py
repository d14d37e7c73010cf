"""Figures of a row as checks need them: decimals, several counts added up, one key or several of a rule's setting."""
from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from cbcc_xl.checks.batch import Batch
from cbcc_xl.model import Record


def keys_of(setting: Any) -> tuple[str, ...]:
    """A rule's setting that names one key or several."""
    return (setting,) if isinstance(setting, str) else tuple(setting)


def decimal(record: Record, key: str) -> Decimal | None:
    """A figure of the row; None where it is missing or stands in words."""
    value = record.values.get(key)
    try:
        return None if value is None else Decimal(value)
    except InvalidOperation:
        return None


def added(batch: Batch, record: Record, keys: Sequence[str]) -> int | None:
    """Counts added up, a further one that is missing as 0; None where the first is missing."""
    counts = [batch.figure(record, key) for key in keys]
    return None if counts[0] is None else sum(count or 0 for count in counts)
