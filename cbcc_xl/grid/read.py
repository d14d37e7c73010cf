"""The one door: a file's bytes to a workbook, by the reader for what the file is."""
from __future__ import annotations

from cbcc_xl.grid import delimited, html_table, kind, ods, xls, xlsx
from cbcc_xl.grid.unreadable import Unreadable
from cbcc_xl.model import Workbook

READERS = {
    "xlsx": xlsx.read, "xlsm": xlsx.read, "xlsb": xlsx.read_binary, "xls": xls.read, "ods": ods.read,
    "html": html_table.read, "csv": delimited.read}


def read(data: bytes, name: str, look: bool = True) -> Workbook:
    """All sheets of a file; `look=False` leaves out the second look. Raises `Unreadable`, and nothing else."""
    try:
        what, content = kind.tell(data, name)
        return READERS[what](content, name, what, look)
    except (Unreadable, KeyboardInterrupt, SystemExit):
        raise
    except BaseException as fault:        # a panic in a compiled reader is no Exception
        raise Unreadable("file-broken", reason=type(fault).__name__) from fault
