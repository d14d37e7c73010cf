"""No command opens a network socket: no AF_INET, no AF_INET6, no name is looked up, in it or in any of its workers.

A hook of the interpreter's own (PEP 578) sees every socket that Python code opens, in forked workers too. Sockets and
pipes between processes of this machine (AF_UNIX) are no network. The notebook, which serves a browser, is not meant.
"""
from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from workbooks import xlsx

from cbcc_xl import demo
from cbcc_xl.grid.encrypted import locked

GUARD = """
import os, sys
AF_UNIX = 1
def watch(event, args):
    if event.startswith("socket."):
        family = args[1] if event == "socket.__new__" else getattr(args[0], "family", None) if args else None
        if family is None or int(family) != AF_UNIX:
            with open(os.environ["SOCKETS"], "a") as log:
                print(os.getpid(), event, family, file=log)
            raise PermissionError("network")
sys.addaudithook(watch)
"""
RUN = "import sys; from cbcc_xl.cli import main; sys.exit(main(sys.argv[1:]))"


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An inbox with good files, a broken one, a locked one and one that tries to reach out."""
    folder = tmp_path_factory.mktemp("world")
    agency = demo.AGENCIES[0]
    agency.make(folder / "hop-thu")
    (folder / "hop-thu" / "hong.xlsx").write_bytes(b"PK\x03\x04")
    (folder / "hop-thu" / "khoa.xlsx").write_bytes(locked(xlsx(), "abc"))
    (folder / "hop-thu" / "ra-ngoai.html").write_text(
        '<!DOCTYPE html SYSTEM "http://127.0.0.1:9/x.dtd"><table><tr><td>=WEBSERVICE("http://127.0.0.1:9")</td></tr>'
        '<tr><td><img src="http://127.0.0.1:9/a.png"></td></tr></table>', "utf-8")
    (folder / "mat-khau.txt").write_text("khoa.xlsx = abc", "utf-8")
    (folder / "guard").mkdir()
    (folder / "guard" / "sitecustomize.py").write_text(GUARD, "utf-8")
    return folder


def run(world: Path, *command: str) -> tuple[int, str]:
    log = world / "sockets"
    log.unlink(missing_ok=True)
    path = os.pathsep.join(filter(None, (str(world / "guard"), os.environ.get("PYTHONPATH"))))
    done = subprocess.run(command, cwd=world, capture_output=True, text=True, encoding="utf-8",
                          env={**os.environ, "PYTHONPATH": path, "SOCKETS": str(log)})
    return done.returncode, log.read_text() if log.exists() else ""


def test_the_guard_sees_a_socket_of_a_worker_too(world: Path) -> None:
    script = ("import os, socket\nif not os.fork():\n    try: socket.socket()\n    except OSError: pass\n"
              "    os._exit(0)\n"
              "os.wait()\nsocket.socketpair()\ntry: socket.getaddrinfo('localhost', 80)\nexcept OSError: pass")
    _, seen = run(world, sys.executable, "-c", script)
    assert [line.split()[1:] for line in seen.splitlines()] == [["socket.__new__", "2"], ["socket.getaddrinfo", "None"]]


@pytest.mark.parametrize("arguments", [
    "consolidate hop-thu -o t.xlsx --json b.json --marked tra-lai --password-file mat-khau.txt --jobs 2",
    "check hop-thu/ra-ngoai.html hop-thu/khoa.xlsx --password-file mat-khau.txt --marked tra-lai-2",
    "templates mau", "rules", "demo thu"])
def test_a_command(arguments: str, world: Path) -> None:
    status, seen = run(world, sys.executable, "-c", RUN, *arguments.split())
    assert (status in (0, 1), seen) == (True, "")


@pytest.mark.skipif(shutil.which("strace") is None, reason="needs strace: sockets of compiled libraries")
def test_no_compiled_library_opens_one(world: Path) -> None:
    trace = world / "trace"
    subprocess.run(["strace", "-f", "-qq", "-e", "trace=socket,connect", "-o", str(trace), sys.executable, "-c", RUN,
                    "consolidate", "hop-thu", "-o", "t2.xlsx"], cwd=world, capture_output=True)
    assert trace.exists() and "AF_INET" not in trace.read_text()
