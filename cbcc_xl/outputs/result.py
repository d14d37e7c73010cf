"""A consolidation that can write itself: the doors from a result to its outputs, each opened only when used."""
from __future__ import annotations

import os
from typing import TYPE_CHECKING

from cbcc_xl.pipeline.consolidation import Consolidation

if TYPE_CHECKING:
    from cbcc_xl.outputs.marked_copy import Copies


class Result(Consolidation):
    """What `consolidate` gives to a script or notebook."""

    def to_excel(self, path: str | os.PathLike[str], template: str | os.PathLike[str] | None = None,
                 lang: str = "vi") -> None:
        """The summary workbook, in the agency's template where one is given."""
        from cbcc_xl.outputs import safely, summary

        safely.workbook_name(path)
        safely.spare(path, self.inbox)
        summary.write(self, path, template, lang)

    def to_json(self, path: str | os.PathLike[str], lang: str = "vi") -> None:
        """The report for machines."""
        from cbcc_xl.outputs import report_json, safely

        safely.spare(path, self.inbox)
        report_json.write(self, path, lang)

    def to_parquet(self, folder: str | os.PathLike[str]) -> None:
        """One Parquet file a form."""
        from cbcc_xl.outputs import tables

        tables.to_parquet(self, folder)

    def marked_copies(self, folder: str | os.PathLike[str], lang: str = "vi") -> Copies:
        """The units' own files, each finding marked at its cell, to be mailed back; their paths, and what has none."""
        from cbcc_xl.outputs import marked_copy

        return marked_copy.write_all(self, folder, lang)
