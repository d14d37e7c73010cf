"""Units' Excel files of the CBCC conference and the award season: read, checked, consolidated.

    import cbcc_xl as cx
    result = cx.consolidate("hop_thu/2023", year=2023)
    result.to_excel("tong_hop.xlsx")

Heavy parts are imported where they are used.
"""
from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cbcc_xl.outputs.result import Result
    from cbcc_xl.outputs.support import Support

__version__ = "0.1.0"
__all__ = ["check", "consolidate", "support", "templates"]


def consolidate(inboxes: Any, **options: Any) -> Result:
    """One folder, zip or file, or several: all as one picture. Options as in `cbcc_xl.pipeline.run.consolidate`."""
    from cbcc_xl.outputs.result import Result
    from cbcc_xl.pipeline.run import consolidate as run

    return run(inboxes, kind=Result, **options)


def check(files: Any, **options: Any) -> Result:
    """One file or several, checked as if they were the whole inbox."""
    return consolidate(files, **options)


def templates(folder: Any, unit: str | None = None, year: int | None = None, lang: str = "vi",
              rules: Any = ()) -> list[Any]:
    """Blank forms for the clerks, an agency's own among them, written into a folder; their paths."""
    from cbcc_xl.catalogue import load
    from cbcc_xl.outputs.templates import write_all

    return write_all(load(rules), folder, unit, year, lang)


def support(file: Any, out: Any = None, rules: Any = (), lang: str = "vi", passwords: Any = None) -> Support:
    """A copy of a file that is misread, names and numbers replaced, to be shown to others."""
    from cbcc_xl.outputs.support import support as written

    return written(file, out, rules, lang, passwords)
