"""A Windows of its own, on a screen of its own, in a Debian of its own."""

from __future__ import annotations

import ctypes
import hashlib
import os
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
WINE, WINESERVER = "/usr/lib/wine/wine64", "/usr/lib/wine/wineserver64"
SET_UP = 1800  # seconds
BLACK = 5_000  # bytes of a picture of an empty screen, at most
SLICE = 200_000  # ns
SCHED_SETATTR = 314  # its number on x86-64


@dataclass(frozen=True)
class Ran:
    """What became of a program; `code` 124: it did not end in time."""

    code: int
    output: str
    seconds: float


def say(words: str) -> None:
    print(words, flush=True)


def take_short_turns() -> bool:
    """Of this process and all that it starts; whether Linux can (6.12 and newer). A Windows program asks Wine's server
    at each step and waits for the answer; on a busy machine each way waited for somebody else's turn to end. Who takes
    short turns is asked sooner and gets no more in all: one build came six times as far in a minute."""
    attributes = struct.pack("IIQiIQQQ", 48, 0, 0, os.nice(0), 0, SLICE, 0, 0)
    return ctypes.CDLL(None).syscall(SCHED_SETATTR, 0, ctypes.create_string_buffer(attributes), 0) == 0


def windows_path(path: Path) -> str:
    return "Z:" + str(path).replace("/", "\\")


class Running:
    """A program that goes on by itself."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process
        self._began = time.monotonic()
        self._output: list[bytes] = []
        assert process.stdout is not None
        # Wine's services keep the pipe open after the program has ended: its end can't be waited for.
        self._listener = threading.Thread(target=self._output.extend, args=(process.stdout,), daemon=True)
        self._listener.start()

    @property
    def output(self) -> str:
        return b"".join(self._output).decode("utf-8", "replace")

    @property
    def seconds(self) -> float:
        return time.monotonic() - self._began

    @property
    def alive(self) -> bool:
        return self._process.poll() is None

    def wait(self, seconds: float) -> int | None:
        """Its exit code; None: it goes on."""
        try:
            return self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            return None

    def kill(self) -> None:
        self._process.kill()
        self._process.wait(30)

    def ran(self, code: int) -> Ran:
        self._listener.join(5.0)
        return Ran(code, self.output, self.seconds)


class Wine:
    def __init__(self, work: Path, display: str) -> None:
        self.work = work
        self.python = work / "py" / "python.exe"
        self.drive = work / "prefix" / "drive_c"
        self._environment = {
            **{key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "QT_", "VIRTUAL"))},
            "DISPLAY": display,
            "WINEPREFIX": str(work / "prefix"),
            "WINEARCH": "win64",
            "WINEDEBUG": "-all",
            "WINEDLLOVERRIDES": "ucrtbase,mscms,propsys=n,b;mscoree,mshtml=;winemenubuilder.exe=d",
            "QT_FORCE_STDERR_LOGGING": "1",
            # Compiled code is kept, or each start would compile all libraries anew; beside them it would be built in.
            "PYTHONPYCACHEPREFIX": windows_path(work / "pycache"),
        }

    def start(self, *command: str | Path, cwd: Path | None = None) -> Running:
        """Standard input is empty and output a pipe, or CPython cannot open its streams under Wine. It gives way to
        nobody by itself: limits go by the clock, and what was starved beside other work looked like what hangs."""
        return Running(
            subprocess.Popen(
                [WINE, *map(str, command)],
                cwd=cwd or self.work,
                env=self._environment,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        )

    def run(self, *command: str | Path, seconds: float, cwd: Path | None = None, picture: Path | None = None) -> Ran:
        """Until it ends, or the time is over; then all of this Windows is ended."""
        running = self.start(*command, cwd=cwd)
        while (code := running.wait(1.0)) is None:
            if picture is not None:
                self.photograph(picture)
            if running.seconds > seconds:
                self.end()
                running.kill()
                return running.ran(124)
        return running.ran(code)

    def photograph(self, picture: Path) -> None:
        """The screen as it is; the last one with anything on it is kept."""
        new = picture.with_name("screen-now.png")
        command = ["import", "-window", "root", str(new)]
        subprocess.run(command, env=self._environment, stderr=subprocess.DEVNULL, timeout=20, check=False)
        if new.is_file() and new.stat().st_size > BLACK:
            new.replace(picture)

    def press(self, key: str) -> None:
        """A key for the window that has the focus."""
        subprocess.run(["xdotool", "key", key], env=self._environment, timeout=20, check=False)

    def end(self) -> None:
        """End what still runs in this Windows, and only there."""
        subprocess.run([WINESERVER, "-k"], env=self._environment, stderr=subprocess.DEVNULL, timeout=30, check=False)


@contextmanager
def screen() -> Iterator[str]:
    """A virtual display; the X server picks a free number."""
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1366x768x24", "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL)
    os.close(writing)
    try:
        with os.fdopen(reading) as pipe:
            number = pipe.readline().strip()
        if not number:
            sys.exit("Xvfb did not start")
        yield f":{number}"
    finally:
        server.terminate()
        server.wait(timeout=20)


def set_up(work: Path, suite: str) -> None:
    """Debian with Wine, the Windows Python with our locked wheels, Inno Setup; once for a lock file and scripts."""
    files = [
        ROOT / "requirements.lock",
        *sorted(each for each in HERE.rglob("*") if each.suffix in (".sh", ".c", ".isl")),
    ]
    wanted = hashlib.sha256(b"".join(each.read_bytes() for each in files) + suite.encode()).hexdigest()
    stamp = work / "set-up.sha256"
    if stamp.is_file() and stamp.read_text() == wanted:
        return
    if os.geteuid() != 0:
        sys.exit("dev.py windows makes a Debian with Wine in a folder of its own, and only root may: run it as root")
    say(f"setting up Wine in {work}")
    command = ["bash", HERE / "setup.sh", work, ROOT / "requirements.lock", suite]
    subprocess.run(command, check=True, timeout=SET_UP, stdin=subprocess.DEVNULL)
    stamp.write_text(wanted)


def inside(work: Path, command: Sequence[str]) -> int:
    """Run it in that Debian; its exit code."""
    return subprocess.run([HERE / "enter.sh", work, ROOT, *command], stdin=subprocess.DEVNULL, check=False).returncode
