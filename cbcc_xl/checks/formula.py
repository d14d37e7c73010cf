"""How a criterion's points come from what was reached, where an agency says so: relative to the leader, or to a target.

Takes the `formula` of a form (kind, criteria, targets) and the agreed figures of one criterion by unit; gives points,
to two decimals. Without a formula, or for a criterion that it doesn't name, points are those of the sheet.
"""
from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from cbcc_xl.text.letters import plain

LEADER, TARGET = KINDS = ("relative-to-leader", "relative-to-target")
CENT = Decimal("0.01")
FIGURE = re.compile(r"\d*[1-9]\d*(?:[.,]\d+)?|0*[.,]0*[1-9]\d*")


def fault(formula: Mapping[str, Any]) -> str | None:
    """What is wrong with a formula as written."""
    kind = formula.get("kind")
    if not formula or kind == LEADER:
        return None
    if kind != TARGET:
        return f"kind phải là một trong {', '.join(KINDS)}, không phải “{kind}”"
    targets = formula.get("targets")
    if not isinstance(targets, Mapping) or not targets:
        return 'thiếu targets; ghi dạng { "Tên tiêu chí" = "120" }'
    wrong = next((name for name, figure in targets.items() if not FIGURE.fullmatch(str(figure))), None)
    return f"mức của “{wrong}” phải là số lớn hơn 0" if wrong else None


def applies(formula: Mapping[str, Any], criterion: str) -> bool:
    """Whether the criterion's figures are what was reached, and no points yet."""
    named = [*formula.get("criteria", ()), *formula.get("targets", ())]
    if not formula.get("kind"):
        return False
    return plain(criterion) in map(plain, named) if named else formula["kind"] == LEADER


def points(formula: Mapping[str, Any], criterion: str, reached: Decimal, of_all: list[Decimal],
           most: Decimal) -> Decimal | None:
    """One unit's points: its figure over the best one, or over the target (at most all of it), times the maximum."""
    if formula["kind"] == LEADER:
        whole = max(of_all)
    else:
        targets = {plain(name): Decimal(str(figure).replace(",", ".")) for name, figure in formula["targets"].items()}
        whole = targets.get(plain(criterion), Decimal(0))
    if whole <= 0:
        return None
    return (min(reached / whole, Decimal(1)) * most).quantize(CENT, ROUND_HALF_UP).normalize()
