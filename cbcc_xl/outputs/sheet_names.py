"""The name of a sheet as Excel takes it: no more than 31 characters, and none of those that stand in references.

Takes the name that a form has; gives one that can be written.
"""
from __future__ import annotations

import re

FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
LONGEST = 31


def sheet_name(wanted: str, otherwise: str) -> str:
    """The name, what Excel refuses as spaces; `otherwise` where nothing is left."""
    return FORBIDDEN.sub(" ", wanted).strip("' ")[:LONGEST].rstrip("' ") or otherwise[:LONGEST]
