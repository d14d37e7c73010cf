"""The commands that a page shows, run again: what stands under each is what it prints today.

A fenced block marked `console` holds commands after `$ ` and their output. All of a page run in order in a new folder,
where `cbcc-xl demo` has already made the sample files in `demo`. A block marked `python` is run too and prints nothing;
one marked `toml` and a file's name is put there under that name.
"""
from __future__ import annotations

import functools
import os
import re
import shlex
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from pathlib import Path

BLOCK = re.compile(r"^```(console|python|toml (?P<file>\S+))\n(?P<text>.*?)^```$", re.DOTALL | re.MULTILINE)


class ShownFailed(RuntimeError):
    """A page shows something that does not run."""


def shown_again(page: str) -> str:
    """The page with the output of its commands written anew."""
    if not BLOCK.search(page):
        return page
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        shutil.copytree(_samples().name, folder, dirs_exist_ok=True)

        def again(block: re.Match[str]) -> str:
            return f"```{block[1]}\n{_again(block, folder)}```"

        return BLOCK.sub(again, page)


@functools.cache
def _samples() -> tempfile.TemporaryDirectory[str]:
    """A folder that holds the sample files and their results, made once a run and gone with it."""
    folder = tempfile.TemporaryDirectory(prefix="cbcc_shown_")
    run(["cbcc-xl", "demo"], Path(folder.name))
    return folder


def _again(block: re.Match[str], folder: Path) -> str:
    if block[1] == "console":
        commands = [line for line in block["text"].splitlines() if line.startswith("$ ")]
        return "".join(f"{line}\n{run(shlex.split(line[2:]), folder)}" for line in commands)
    if block["file"]:
        (folder / block["file"]).write_text(block["text"], "utf-8")
    else:
        run([sys.executable, "-c", block["text"]], folder)
    return block["text"]


def run(command: list[str], folder: Path) -> str:
    """What a command prints, on either stream. A status over 1 or a traceback is a failure."""
    scripts = sysconfig.get_path("scripts")
    program = shutil.which(command[0], path=scripts) or command[0]
    environment = {**os.environ, "COLUMNS": "100", "PYTHONUTF8": "1", "PATH": scripts + os.pathsep + os.environ["PATH"]}
    done = subprocess.run([program, *command[1:]], cwd=folder, env=environment, stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    text = done.stdout.decode("utf-8").replace("\r\n", "\n").replace(os.sep, "/")
    if done.returncode > 1 or "Traceback" in text:
        raise ShownFailed(f"{shlex.join(command)}: {done.returncode}\n{text}")
    return text
