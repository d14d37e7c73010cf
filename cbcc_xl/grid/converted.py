"""Documents that only LibreOffice opens (.doc, .odt, .rtf), read as the .docx that it makes of them.

Takes the bytes; LibreOffice works in a folder of its own that is gone afterwards, with macros and links switched off,
within a time. Where it isn't installed, `Unreadable` says what to do.
"""
from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

from cbcc_xl.grid import properties, word
from cbcc_xl.grid.ole import Compound
from cbcc_xl.grid.package import Package
from cbcc_xl.grid.unreadable import Unreadable
from cbcc_xl.model import Workbook

SECONDS = 25                       # less than a file may take altogether: LibreOffice must not outlive its worker
PROGRAMS = ("soffice", "libreoffice")
USUAL_PLACES = ("C:/Program Files/LibreOffice/program/soffice.exe",
                "C:/Program Files (x86)/LibreOffice/program/soffice.exe",
                "/Applications/LibreOffice.app/Contents/MacOS/soffice")
SETTINGS = "/org.openoffice.Office.Common/Security/Scripting"
SAFE = {"DisableMacrosExecution": "true", "MacroSecurityLevel": "3", "BlockUntrustedRefererLinks": "true",
        "DisableActiveContent": "true"}


def read(content: bytes | Package | Compound, name: str, kind: str, look: bool) -> Workbook:
    """The document as a workbook of one sheet, as old as the document itself says."""
    made = word.read(Package(as_docx(data_of(content), kind)), name, kind, look)
    return made._replace(modified=_modified(content))


def _modified(content: bytes | Package | Compound) -> str | None:
    if isinstance(content, Package):
        return properties.of_package(content, "meta.xml")
    return properties.of_compound(content) if isinstance(content, Compound) else None


def data_of(content: bytes | Package | Compound) -> bytes:
    """The file's bytes, whatever it was told to be."""
    return content if isinstance(content, bytes) else content.data


def as_docx(data: bytes, kind: str) -> bytes:
    """The same document as .docx."""
    program = libreoffice()
    if program is None:
        raise Unreadable("file-needs-libreoffice", kind=kind)
    with tempfile.TemporaryDirectory(prefix="cbcc-xl-", ignore_cleanup_errors=True) as folder:
        home = Path(folder)
        source, made = home / f"letter.{kind}", home / "made" / "letter.docx"
        source.write_bytes(data)
        _write_settings(home / "profile")
        _run([program, f"-env:UserInstallation={(home / 'profile').as_uri()}", "--headless", "--norestore",
              "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(made.parent), str(source)], home, kind)
        if not made.is_file():
            raise Unreadable("file-not-converted", kind=kind)
        return made.read_bytes()


def libreoffice() -> str | None:
    """The program, where it is installed."""
    found = next(filter(None, map(shutil.which, PROGRAMS)), None)
    return found or next((place for place in USUAL_PLACES if os.path.isfile(place)), None)


def _write_settings(profile: Path) -> None:
    """What LibreOffice must not do with a stranger's file."""
    items = "".join(f'<item oor:path="{SETTINGS}"><prop oor:name="{key}" oor:op="fuse"><value>{value}</value></prop>'
                    f"</item>" for key, value in SAFE.items())
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(
        f'<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry">{items}'
        f"</oor:items>", "utf-8")


def _run(command: list[str], home: Path, kind: str) -> None:
    """Run it; what it started goes with it when the time is over."""
    quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    started = subprocess.Popen(command, cwd=home, start_new_session=sys.platform != "win32", **quiet)   # type: ignore[call-overload]
    try:
        started.wait(SECONDS)
    except subprocess.TimeoutExpired as late:
        raise Unreadable("file-not-converted", kind=kind) from late
    finally:
        if started.poll() is None:
            with suppress(OSError):
                os.killpg(started.pid, signal.SIGKILL) if sys.platform != "win32" else started.kill()
            started.wait()
