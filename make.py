"""The tasks of this house, on every system: `python3 make.py demo`, `python3 make.py test`; `help` lists them all.

Needs Python 3.11 or newer and nothing else: makes `.venv`, installs what the task needs with the pinned versions, and
for the tests also what they need from Debian or Ubuntu, where it may (root, or sudo without a password). Makefile,
make.ps1 and .ci/run only call this. Runs on older Pythons too, as far as looking for a newer one.
"""
from __future__ import annotations

import glob
import hashlib
import inspect
import io
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from typing import Any

HOME = os.path.dirname(os.path.abspath(__file__))
VENV = os.path.join(HOME, ".venv")
BIN = os.path.join(VENV, "Scripts" if os.name == "nt" else "bin")
CI = os.environ.get("CI") == "true"
OLDEST = (3, 11)

# What tests use beyond Python: what Debian calls it, and what is there once it is installed.
DEBIAN = {
    "libreoffice-calc": lambda: shutil.which("localc"),
    "libreoffice-writer": lambda: shutil.which("lowriter"),
    "python3-uno": lambda: glob.glob("/usr/lib/python3/dist-packages/uno.py"),
    "chromium": lambda: shutil.which("chromium"),
    "chromium-driver": lambda: shutil.which("chromedriver"),
    "poppler-utils": lambda: shutil.which("pdftotext"),
    "fonts-liberation": lambda: glob.glob("/usr/share/fonts/truetype/liberation*/LiberationSerif-Regular.ttf"),
    "fonts-noto-core": lambda: glob.glob("/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf"),
}


def main(arguments: list[str]) -> int:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8")    # a Windows pipe knows no Vietnamese by itself
    if sys.version_info < OLDEST:
        return newer_python(arguments)
    name, rest = (arguments[0], arguments[1:]) if arguments else ("help", [])
    if name not in TASKS:
        return stop(f"không có việc “{name}”; các việc có: {', '.join(TASKS)}")
    task = TASKS[name]
    try:
        inspect.signature(task).bind(*rest)
    except TypeError:
        return stop(f"việc “{name}”: {task.__doc__}")
    os.chdir(HOME)
    try:
        return task(*rest) or 0
    except subprocess.CalledProcessError as failed:
        return failed.returncode


def help_() -> None:
    """liệt kê các việc"""
    for name, task in TASKS.items():
        print(f"  {name:10} {task.__doc__}")


def setup() -> None:
    """cài mọi thứ để sửa mã và chạy kiểm thử (.venv)"""
    install("dev")


def demo(folder: str = "demo") -> int:
    """cài đặt, tạo tệp mẫu của năm cơ quan rồi tổng hợp: [THƯ-MỤC]"""
    install()
    return run(tool("cbcc-xl"), "demo", folder)


def test(*chosen: str) -> int:
    """cài đặt, kể cả phần của hệ điều hành, rồi chạy mọi kiểm thử: [tham số của pytest]"""
    lacking = install_from_debian()
    if lacking and CI:
        return stop(f"thiếu {' '.join(lacking)}")
    setup()
    return run(tool("python"), "-m", "pytest", "-n", "auto", "--dist", "worksteal", *chosen)    # one process a core


def test_one(what: str) -> int:
    """chạy riêng một tệp, một ca kiểm thử hay tên gần đúng: WHAT"""
    setup()
    path = what.split("::")[0]
    return run(tool("python"), "-m", "pytest", *([what] if os.path.exists(path) else ["-k", what]))


def lint() -> int:
    """soát mã: ruff, kiểu, tầng import, dữ liệu và văn bản"""
    setup()
    parts = (("ruff", "check", "."), ("mypy",), ("lint-imports",), ("python", "-m", "tools.tidy"))
    return max([run(tool(part[0]), *part[1:], check=False) for part in parts])


def docs() -> int:
    """viết lại các trang sinh tự động và kết quả lệnh trong README"""
    setup()
    return run(tool("python"), "-m", "tools.pages")


def golden() -> int:
    """ghi lại kết quả mong đợi của tests/commands (xem lại bằng git diff)"""
    setup()
    return run(tool("python"), "-m", "pytest", "-q", "tests/test_commands.py", "--golden")


def effect(*inboxes: str) -> int:
    """xem sửa đổi chưa commit làm kết quả khác đi ở đâu: [THƯ-MỤC …]"""
    setup()
    return run(tool("python"), "-m", "tools.effect", *inboxes)


def bench(*options: str) -> int:
    """đo cả công việc trên một nghìn tệp, bên cạnh vòng lặp pandas: [tham số]"""
    setup()
    return run(tool("python"), "benchmarks/whole_job.py", *options)


def templates(folder: str = "templates_xlsx") -> int:
    """vẽ lại biểu mẫu trống: [THƯ-MỤC]"""
    install()
    return run(tool("cbcc-xl"), "templates", folder)


def lab() -> int:
    """cài đặt rồi mở sổ tay Jupyter"""
    install("notebook")
    return run(tool("jupyter"), "lab", "notebooks")


TASKS: dict[str, Callable[..., Any]] = {
    "help": help_, "setup": setup, "demo": demo, "test": test, "test-one": test_one, "lint": lint, "docs": docs,
    "golden": golden, "effect": effect, "templates": templates, "bench": bench, "lab": lab,
}


def install(extra: str = "") -> None:
    """`.venv` with this project in it; nothing is done where it was done before with the same pins."""
    done = os.path.join(VENV, f"installed-{extra or 'core'}")
    if _text(done) == _pins() or (extra != "dev" and _text(os.path.join(VENV, "installed-dev")) == _pins()):
        return
    if not os.path.exists(tool("python")):
        make_venv()
    print("Đang cài vào .venv …", flush=True)
    what = f".[{extra}]" if extra else "."
    run(tool("python"), "-m", "pip", "install", "-q", "-c", "constraints.txt", "-e", what)
    with open(done, "w") as stamp:
        stamp.write(_pins())


def make_venv() -> None:
    """Debian keeps what `venv` needs in a package of its own."""
    try:
        import ensurepip  # noqa: F401
    except ImportError:
        install_packages([f"python3.{sys.version_info[1]}-venv"])
    run(sys.executable, "-m", "venv", "--clear", VENV)


def install_from_debian() -> list[str]:
    """Install what the tests need from the system, as far as that is allowed; gives what is still lacking."""
    lacking = [package for package, found in DEBIAN.items() if not found()]
    if lacking and shutil.which("apt-get"):
        install_packages(lacking)
    elif lacking and not CI:
        print("Kiểm thử sẽ bỏ qua phần cần LibreOffice, Chromium, poppler nếu máy chưa có.")
    return [package for package in lacking if not DEBIAN[package]()]


def install_packages(packages: list[str]) -> None:
    """By apt-get: as root, or by sudo without a password; else one line says what to type."""
    sudo = [] if os.name != "nt" and os.geteuid() == 0 else ["sudo", "-n"]
    allowed = not sudo or (shutil.which("sudo") and run("sudo", "-n", "true", check=False) == 0)
    if not shutil.which("apt-get") or not allowed:
        print(f"Cần cài: sudo apt-get install -y {' '.join(packages)}")
        return
    print(f"Đang cài {' '.join(packages)} …", flush=True)
    quiet = sudo + ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq", "-o", "Dpkg::Use-Pty=0"]
    run(*quiet, "update", check=False)
    run(*quiet, "install", "-y", "--no-install-recommends", *packages, check=False, quiet=True)


def newer_python(arguments: list[str]) -> int:
    """Go on with the newest Python of this machine, if there is one that is new enough."""
    for minor in range(20, OLDEST[1] - 1, -1):
        found = shutil.which(f"python3.{minor}")
        if found:
            return subprocess.call([found, os.path.abspath(__file__)] + arguments)
    return stop(f"cần Python 3.11 trở lên, máy này có {sys.version.split()[0]}")


def tool(name: str) -> str:
    return os.path.join(BIN, name + (".exe" if os.name == "nt" else ""))


def run(*command: str, check: bool = True, quiet: bool = False) -> int:
    """Run to the end; a status other than 0 ends the task, unless `check` is off."""
    out = subprocess.DEVNULL if quiet else None
    return subprocess.run(command, check=check, stdout=out).returncode


def stop(why: str) -> int:
    print(f"make.py: {why}.", file=sys.stderr)
    return 2


def _pins() -> str:
    pins = hashlib.sha256()
    for name in ("pyproject.toml", "constraints.txt"):
        with open(name, "rb") as file:
            pins.update(file.read())
    return pins.hexdigest()


def _text(path: str) -> str:
    try:
        with open(path) as file:
            return file.read()
    except OSError:
        return ""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
