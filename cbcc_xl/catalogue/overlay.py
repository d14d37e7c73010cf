"""An agency's own data laid over the built-in data, and what it changed.

An agency's file has the shape of ours: a table a rule, named by its fault; `[title.X]`, `[wording.<form>]`,
`[source.X]`, `[form.<name>]`, `[prize.X]` and `[message.<code>]` add or change those. A rule's table may give whole
`in_force` lines, or only what differs (`limit`, `severity`, `source`, …), which then holds in every period.
"""
from __future__ import annotations

from collections.abc import Mapping
from typing import Any

PARTS = ("title", "wording", "source", "form", "message", "rating", "prize")
# What a rule's table may say for all periods at once.
OF_A_PERIOD = ("limit", "severity", "source", "article", "unverified", "rounding", "base", "any_of")


def lay_over(raw: dict[str, Any], agency: Mapping[str, Any], name: str) -> None:
    """Change `raw` (the built-in data) by one agency file; each changed rule remembers the file's name."""
    for key, table in agency.items():
        if key in PARTS:
            _merge(raw[key], table)
        else:
            raw["rules"][key] = {**_rule(raw["rules"].get(key, {}), table), "changed_by": name}


def _rule(ours: Mapping[str, Any], theirs: Mapping[str, Any]) -> dict[str, Any]:
    changes = {key: theirs[key] for key in OF_A_PERIOD if key in theirs}
    if "source" in changes:
        changes.setdefault("article", "")       # an article of our source is none of theirs, and they have read theirs
        changes.setdefault("unverified", False)
    rest = {key: value for key, value in theirs.items() if key not in changes}
    merged = {**ours, **rest}
    lines = merged.get("in_force", [{}])
    return {**merged, "in_force": [{**line, **changes} for line in lines]}


def _merge(ours: dict[str, Any], theirs: Mapping[str, Any]) -> None:
    """Tables are merged key by key, lists are lengthened, anything else is replaced."""
    for key, value in theirs.items():
        if isinstance(value, Mapping) and isinstance(ours.get(key), dict):
            _merge(ours[key], value)
        elif isinstance(value, list) and isinstance(ours.get(key), list):
            ours[key] = [*ours[key], *(one for one in value if one not in ours[key])]
        else:
            ours[key] = value
