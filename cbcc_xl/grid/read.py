"""The one door: a file's bytes to a workbook, by the reader for what the file is."""
from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module

from cbcc_xl.grid.guard import check_rows
from cbcc_xl.grid.kind import tell
from cbcc_xl.grid.unreadable import Unreadable
from cbcc_xl.model import Workbook

# The modules of the kinds, loaded when first needed: most inboxes hold one or two.
READERS = {"xlsx": "xlsx", "xlsm": "xlsx", "xlsb": "xlsb", "xls": "xls", "ods": "ods", "xml": "xml_2003",
           "html": "html_table", "csv": "delimited", "docx": "word", "docm": "word", "doc": "converted",
           "odt": "converted", "rtf": "converted", "pdf": "pdf"}
LOCKED = "file-encrypted"


def read(data: bytes, name: str, look: bool = True, passwords: Iterable[str] = ()) -> Workbook:
    """All sheets of a file; `look=False` leaves out the second look. Raises `Unreadable`, and nothing else.

    `passwords` are tried on a file that is locked.
    """
    try:
        return _read(data, name, look)
    except Unreadable as error:
        if error.code != LOCKED:
            raise
    from cbcc_xl.grid.encrypted import unlocked

    return _read(unlocked(data, passwords)[0], name, look)


def _read(data: bytes, name: str, look: bool) -> Workbook:
    try:
        kind, content = tell(data, name)
        reader = import_module(f"cbcc_xl.grid.{READERS[kind]}")
        workbook: Workbook = reader.read(content, name, kind, look)
        return check_rows(workbook)
    except (Unreadable, KeyboardInterrupt, SystemExit):
        raise
    except BaseException as fault:        # a panic in a compiled reader is no Exception
        raise Unreadable("file-broken", reason=type(fault).__name__) from fault
