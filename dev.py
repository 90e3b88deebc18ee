#!/usr/bin/env python3
"""The one tool: `dev.py run | test | mophic … | bench | screenshots DIR | build | windows | torture | simulate | lock`.

Standard library only. It makes `.venv` from the hashed lock file, installs what Qt and PyInstaller need from the
system (Debian or Ubuntu, as root; otherwise it prints the command), and repeats nothing that is already done.
What it says about itself goes to stderr, so that `dev.py mophic … --json` can be piped.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from ctypes.util import find_library
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
LOCK = ROOT / "requirements.lock"
ON_WINDOWS = sys.platform == "win32"
PYTHON = VENV / ("Scripts/python.exe" if ON_WINDOWS else "bin/python")

# Debian package -> the library it brings that Qt's wheels load but do not carry.
QT_LIBRARIES = {
    "libgl1": "GL",
    "libegl1": "EGL",
    "libxkbcommon0": "xkbcommon",
    "libxkbcommon-x11-0": "xkbcommon-x11",
    "libfontconfig1": "fontconfig",
    "libdbus-1-3": "dbus-1",
    "libglib2.0-0": "glib-2.0",
    "libxcb-cursor0": "xcb-cursor",
    "libxcb-icccm4": "xcb-icccm",
    "libxcb-image0": "xcb-image",
    "libxcb-keysyms1": "xcb-keysyms",
    "libxcb-randr0": "xcb-randr",
    "libxcb-render-util0": "xcb-render-util",
    "libxcb-shape0": "xcb-shape",
    "libxcb-xinerama0": "xcb-xinerama",
    "libxcb-xkb1": "xcb-xkb",
}
VERSION = f"{sys.version_info.major}.{sys.version_info.minor}"
APT_WAITS = 600  # seconds for another apt that is at work
# Unset the latter: each process that a test begins would compile the whole program anew.
OF_TESTS = {"QT_QPA_PLATFORM": "offscreen", "PYTHONDONTWRITEBYTECODE": ""}
THAI_FONT = "fonts-tlwg-loma-ttf"  # a second Thai font, should the one we carry not load


def say(text: str) -> None:
    print(f"dev.py: {text}", file=sys.stderr, flush=True)


def run(command: Sequence[str | Path], **environment: str) -> int:
    return subprocess.run([str(part) for part in command], cwd=ROOT, env={**os.environ, **environment}).returncode


def must(command: Sequence[str | Path]) -> None:
    """Run a set-up step with its output on stderr; stop with its exit code if it fails."""
    done = subprocess.run([str(part) for part in command], cwd=ROOT, stdout=sys.stderr, stdin=subprocess.DEVNULL)
    if done.returncode:
        say("this step failed: " + " ".join(str(part) for part in command))
        sys.exit(done.returncode)


def missing_packages() -> list[str]:
    missing = [package for package, library in QT_LIBRARIES.items() if not find_library(library)]
    if not Path("/usr/share/fonts/truetype/tlwg").is_dir():
        missing.append(THAI_FONT)
    try:
        import ensurepip  # noqa: F401 - Debian ships it apart
    except ImportError:
        missing.append(f"python{VERSION}-venv")
    return missing + missing_to_build()


def missing_to_build() -> list[str]:
    """PyInstaller takes programs apart with binutils, and ships the shared library that Debian's Python leaves out."""
    folder, name = sysconfig.get_config_vars("LIBDIR", "INSTSONAME")
    of_debian = sys.base_prefix == "/usr" and not Path(folder, name).exists()
    return ["binutils"] * (not shutil.which("objdump")) + [f"libpython{VERSION}"] * of_debian


def missing_to_test() -> list[str]:
    """The journal's tests run on a PostgreSQL too, one of their own or the one that MOPHIC_TEST_DATABASE names."""
    there = any(Path("/usr/lib/postgresql").glob("*/bin/initdb")) or shutil.which("initdb")
    return [] if there or "MOPHIC_TEST_DATABASE" in os.environ else ["postgresql"]


def install_packages(packages: list[str], who: str = "Qt and PyInstaller need") -> None:
    """apt-get what is missing, as root; say the command where that can't be done."""
    apt = ["apt-get", "-q", "-o", f"DPkg::Lock::Timeout={APT_WAITS}"]
    command = [*apt, "install", "-y", "--no-install-recommends", *packages]
    if not shutil.which("apt-get"):
        say(f"{who} more of this system; install the counterparts of: {' '.join(packages)}")
    elif os.geteuid() != 0:  # type: ignore[attr-defined,unused-ignore]  # absent on Windows
        say(f"{who} more of this system. Run: sudo apt-get update && sudo {' '.join(command)}")
    else:
        say(f"installing {len(packages)} system packages")
        os.environ.setdefault("DEBIAN_FRONTEND", "noninteractive")
        must([*apt, "update"])
        must(command)


def set_up() -> None:
    if sys.platform.startswith("linux") and (packages := missing_packages()):
        install_packages(packages)
    wanted = hashlib.sha256(LOCK.read_bytes() + sys.version.encode()).hexdigest()
    stamp = VENV / "lock.sha256"
    if stamp.is_file() and stamp.read_text() == wanted:
        return
    say("making .venv")
    if VENV.is_symlink():  # what it leads to is another checkout's, which goes on using it
        VENV.unlink()
    must([sys.executable, "-m", "venv", "--clear", VENV])
    pip: list[str | Path] = [PYTHON, "-m", "pip", "install", "-q", "--disable-pip-version-check", "--no-input"]
    must([*pip, "--require-hashes", "--only-binary", ":all:", "-r", LOCK])
    stamp.write_text(wanted)


def has_display() -> bool:
    if not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def start(arguments: list[str]) -> int:
    """Practice mode, the sample sheet loaded, one press on Start away from booking."""
    if has_display():
        return run([PYTHON, "-m", "ui.main", "--practice-sample", *arguments])
    say("no display here, so the same batch runs in the terminal")
    return run([PYTHON, "-m", "app.cli", "practice-sample", *arguments])


def test(arguments: list[str]) -> int:
    """Everything that must hold; `dev.py test tests/app -k dates` runs the tests alone."""
    if sys.platform.startswith("linux") and (packages := missing_to_test()):
        install_packages(packages, "The tests of an office's journal need")
    workers = (os.cpu_count() or 1) + 3  # more than there are cores: where a test waits, another goes on
    pytest: list[str | Path] = [PYTHON, "-m", "pytest", "-n", str(workers), "-q", *arguments]
    checks: list[list[str | Path]] = [
        [PYTHON, "-m", "ruff", "format", "--check", "."],
        [PYTHON, "-m", "ruff", "check", "."],
        [PYTHON, "-m", "mypy"],
        [PYTHON, "-m", "mypy", "--platform", "win32", "--cache-dir", ".mypy_cache/win32"],
        [PYTHON, "-c", "from importlinter.cli import lint_imports; raise SystemExit(lint_imports())"],
    ]
    checks.append([PYTHON.with_name("zizmor"), "--offline", "--quiet", ".github/workflows"])
    if actionlint := shutil.which("actionlint"):  # no package of its makers can be had where only wheels are taken
        checks.append([actionlint])
    with ThreadPoolExecutor() as all_at_once:
        if not arguments:
            all_at_once.submit(compile_tests)
        if any(codes := list(all_at_once.map(run, [] if arguments else checks))):
            return next(filter(None, codes))
    return run(pytest, **OF_TESTS)


def compile_tests() -> None:
    """Workers begin side by side: of a fresh checkout each would compile every test that all of them read."""
    listed: list[str | Path] = [PYTHON, "-m", "pytest", "--collect-only", "-q"]
    subprocess.run(listed, cwd=ROOT, env={**os.environ, **OF_TESTS}, stdout=subprocess.DEVNULL, check=False)


def mophic(arguments: list[str]) -> int:
    return run([PYTHON, "-m", "app.cli", *arguments])


def bench(arguments: list[str]) -> int:
    return run([PYTHON, "-m", "tests.bench", *arguments], QT_QPA_PLATFORM="offscreen")


def torture(arguments: list[str]) -> int:
    """`--office`: several PCs, whose clocks libfaketime sets wrong."""
    if "--office" in arguments and sys.platform.startswith("linux"):
        faked = any(Path("/usr/lib").glob("*/faketime/libfaketime.so.1"))
        if packages := missing_to_test() + ["faketime"] * (not faked):
            install_packages(packages, "Several PCs need")
    return run([PYTHON, "-m", "tests.torture", *arguments])


def simulate(arguments: list[str]) -> int:
    """The engine on a virtual clock against a server that lies; the same seed is the same story everywhere."""
    return run([PYTHON, "-m", "tests.simulation", *arguments], PYTHONHASHSEED="0")


def screenshots(arguments: list[str]) -> int:
    return run([PYTHON, "-m", "ui.screenshots", *arguments], QT_QPA_PLATFORM="offscreen")


def build(arguments: list[str]) -> int:
    return run([PYTHON, "-m", "PyInstaller", "--noconfirm", *arguments, "build.spec"])


def windows(arguments: list[str]) -> int:
    return run([PYTHON, "-m", "tests.packaging.windows", *arguments])


def lock(arguments: list[str]) -> int:
    """Resolve pyproject.toml anew into the hashed lock file, for Linux and Windows at once (needs uv)."""
    uv = shutil.which("uv") or sys.exit("dev.py: install uv first (pip install uv)")
    return run(
        [uv, "pip", "compile", "--universal", "--python-version", "3.11", "--generate-hashes"]
        + ["--group", "dev", "--no-header", "--no-annotate", "-q", "-o", LOCK, *arguments, "pyproject.toml"]
    )


COMMANDS: dict[str, Callable[[list[str]], int]] = {
    "run": start,
    "test": test,
    "mophic": mophic,
    "bench": bench,
    "torture": torture,
    "simulate": simulate,
    "screenshots": screenshots,
    "build": build,
    "windows": windows,
    "lock": lock,
}


def main() -> int:
    name, *arguments = sys.argv[1:] or ["help"]
    if name not in COMMANDS:
        say(__doc__ or "")
        return 2
    if name != "lock":
        set_up()
    try:
        return COMMANDS[name](arguments)
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
