"""A LibreOffice of our own, driven by UNO: a person's hands on a workbook, without a screen.

`office` is the pytest fixture (one LibreOffice a test module): `from uno_office import office`. `running()` is the same
as a context manager. `office.open(path)` gives a `Book`: its sheets, cells typed as on the keyboard in the Vietnamese
locale, and saving as any format that LibreOffice writes. `book.document` and `book.sheet(name)` are UNO's own objects.
Each LibreOffice has a profile and a pipe of its own, so that several may run beside each other.
Where LibreOffice or python3-uno is missing, tests are skipped; with CI=true they fail.
"""
from __future__ import annotations

import builtins
import importlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

UNO_FOLDERS = ("/usr/lib/python3/dist-packages", "/usr/lib/libreoffice/program", "/opt/libreoffice/program")
FILTERS = {".xlsx": "Calc MS Excel 2007 XML", ".xls": "MS Excel 97", ".ods": "calc8", ".pdf": "calc_pdf_Export"}
START_SECONDS = 60
STATE = "pyuno_runtime"
_state: dict[str, Any] = {}
VIETNAMESE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/L10N">
<prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>vi</value></prop>
</item>
</oor:items>
"""


class OfficeMissing(RuntimeError):
    """LibreOffice or its Python bridge is not on this machine."""


class Book:
    """One open workbook."""

    def __init__(self, office: Office, document: Any):
        self.office, self.document = office, document

    @property
    def sheets(self) -> tuple[str, ...]:
        return self.document.Sheets.ElementNames

    def sheet(self, name: str) -> Any:
        return self.document.Sheets.getByName(name)

    def cell(self, sheet: str, place: str) -> Any:
        """One cell: "D7"."""
        return self.sheet(sheet).getCellRangeByName(place).getCellByPosition(0, 0)

    def type_in(self, sheet: str, place: str, text: str) -> None:
        """Put the cursor there, type and press Enter: locked cells stay as they are; limits: see `holds_invalid`."""
        controller = self.document.CurrentController
        controller.setActiveSheet(self.sheet(sheet))
        controller.select(self.cell(sheet, place))
        self.dispatch(".uno:EnterString", StringName=text)

    def holds_invalid(self, sheet: str) -> bool:
        """Whether a cell's validation refuses what stands in it, as LibreOffice judges (Mark Invalid Data)."""
        found = self.sheet(sheet).showInvalid()
        self.sheet(sheet).clearArrows()
        return found

    def shown(self, sheet: str, place: str) -> str:
        """What the cell shows."""
        return self.cell(sheet, place).String

    def dispatch(self, command: str, **arguments: Any) -> None:
        """A menu command of the program (".uno:…")."""
        frame = self.document.CurrentController.Frame
        self.office.dispatcher.executeDispatch(frame, command, "", 0, self.office.properties(**arguments))

    def save_as(self, path: str | Path) -> Path:
        """Save under another name, in the format of its ending."""
        path = Path(path).resolve()
        self.document.storeToURL(path.as_uri(), self.office.properties(FilterName=FILTERS[path.suffix]))
        return path


class Office:
    """A running LibreOffice."""

    def __init__(self, uno: ModuleType, context: Any):
        self.uno, self.context = uno, context
        self.desktop = self.service("com.sun.star.frame.Desktop")
        self.dispatcher = self.service("com.sun.star.frame.DispatchHelper")

    def service(self, name: str) -> Any:
        return self.context.ServiceManager.createInstanceWithContext(name, self.context)

    def properties(self, **values: Any) -> tuple[Any, ...]:
        """Named values as UNO takes them."""
        made = []
        for name, value in values.items():
            one = self.uno.createUnoStruct("com.sun.star.beans.PropertyValue")
            one.Name, one.Value = name, value
            made.append(one)
        return tuple(made)

    @contextmanager
    def open(self, path: str | Path | None = None) -> Iterator[Book]:
        """Open a file, or a new empty workbook; closed at the end without saving."""
        address = "private:factory/scalc" if path is None else Path(path).resolve().as_uri()
        document = self.desktop.loadComponentFromURL(address, "_blank", 0, self.properties(Hidden=False))
        if document is None:
            raise OSError(f"LibreOffice could not open {path}")
        try:
            yield Book(self, document)
        finally:
            document.close(True)


@contextmanager
def running() -> Iterator[Office]:
    """Start a LibreOffice, connect, and end it afterwards."""
    program, uno = shutil.which("soffice"), _uno()
    if program is None:
        raise OfficeMissing("soffice is not on the path")
    pipe = f"cbcc_{uuid.uuid4().hex}"
    with tempfile.TemporaryDirectory(prefix="cbcc_office_", ignore_cleanup_errors=True) as profile:
        user = Path(profile, "user")
        user.mkdir()
        user.joinpath("registrymodifications.xcu").write_text(VIETNAMESE, "utf-8")
        process = subprocess.Popen(
            [program, "--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck",
             f"-env:UserInstallation={Path(profile).as_uri()}", f"--accept=pipe,name={pipe};urp;"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
        try:
            office = Office(uno, _connected(uno, pipe, process))
            yield office
        finally:
            _end(process)


@pytest.fixture(scope="module")
def office() -> Iterator[Office]:
    """A LibreOffice for the tests of one module."""
    try:
        started = running()
        one = started.__enter__()
    except OfficeMissing as missing:
        if os.environ.get("CI") == "true":
            pytest.fail(str(missing))
        pytest.skip(str(missing))
    try:
        yield one
    finally:
        started.__exit__(None, None, None)


def _uno() -> ModuleType:
    """The bridge, wherever the system keeps it; its hook in `import` is taken out again."""
    plain_import, path = builtins.__import__, list(sys.path)
    sys.path.extend(UNO_FOLDERS)
    try:
        uno = importlib.import_module("uno")
    except ImportError as error:
        raise OfficeMissing(f"python3-uno can't be imported: {error}") from error
    finally:
        builtins.__import__, sys.path[:] = plain_import, path
    _keep_state()
    return uno


def _keep_state() -> None:
    """The bridge holds its state as a name in `__main__`; IPython, once started, puts another module in its place."""
    main = vars(sys.modules["__main__"])
    _state.setdefault(STATE, main.get(STATE))
    main[STATE] = _state[STATE]


def _connected(uno: ModuleType, pipe: str, process: subprocess.Popen[bytes]) -> Any:
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    no_connection = uno.getClass("com.sun.star.connection.NoConnectException")
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except no_connection:
            if process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError("LibreOffice did not start") from None
            time.sleep(0.1)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the whole group that we started: the wrapper script and the program itself."""
    for sign in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(process.pid, sign)
            process.wait(10)
            return
        except ProcessLookupError:
            return
        except subprocess.TimeoutExpired:
            continue
