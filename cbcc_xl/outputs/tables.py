"""Records as tables for other programs: one Parquet file a form, one row a record, its origin in its columns.

Counts are integers; shares and other decimals stay exact decimal text; titles are a list of codes.
"""
from __future__ import annotations

import os
from pathlib import Path

from cbcc_xl.outputs.safely import folder, writing
from cbcc_xl.pipeline.consolidation import Consolidation


def to_parquet(consolidation: Consolidation, path: str | os.PathLike[str]) -> list[Path]:
    """`<form>.parquet` in the folder for each form that has records; gives the files."""
    home = folder(path)
    files = []
    for form in sorted({record.form for record in consolidation.records}):
        table = consolidation.records(form).convert_dtypes()      # a count left out is missing: 12, not 12.0
        file = home / f"{form}.parquet"
        with writing(file) as draft:
            table.to_parquet(draft, engine="pyarrow", index=False)
        files.append(file)
    return files
