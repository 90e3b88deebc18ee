"""The installer, compiled and used as a clerk and an IT officer would: installed, run, upgraded while a batch books,
repaired, removed. Each step is looked at on disk, and the installed program tests itself."""

from __future__ import annotations

import json
import re
import shutil
import time
import tomllib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from app.system import whole
from tests.packaging.wine.machine import ROOT, Ran, Running, Wine, say, windows_path

NAME = "MOPHIC-Uploader"
COMPILE, SETUP, SELF_TEST, BATCH = 1500, 400, 300, 300  # seconds
FIRST_START = 25
SILENT = ("/VERYSILENT", "/SUPPRESSMSGBOXES", "/NORESTART", "/LANG=thai")
OLD = "0.0.9"  # the version before
STALE = "_internal/of-the-version-before.dat"  # only that one has it
HERE = "{localappdata}\\Programs"  # where {autopf} leads whoever is no administrator; Wine 8 does not know it
FEW = 20  # files of the new version, copied when the power goes
PAGES = 8  # of the wizard, at most; then it installs


class Broken(Exception):
    """What a clerk would have lost."""


def check(wine: Wine, program: Path) -> list[str]:
    """What went wrong, a line each; logs and pictures lie in work/installer."""
    return Try(wine, program).all()


class Try:
    def __init__(self, wine: Wine, program: Path) -> None:
        self._wine = wine
        self._program = program
        self._folder = wine.work / "installer"
        shutil.rmtree(self._folder, ignore_errors=True)
        self._folder.mkdir()
        local = wine.drive / "users" / "root" / "AppData" / "Local"
        self._app, self._data = local / "Programs" / NAME, local / NAME
        shutil.rmtree(self._app, ignore_errors=True)
        shutil.rmtree(self._data, ignore_errors=True)
        shutil.rmtree(wine.drive / "tools", ignore_errors=True)
        version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
        self._before, self._now = self._setup(OLD), self._setup(version)
        self._version = str(version)

    def all(self) -> list[str]:
        steps: tuple[Callable[[], str], ...] = (
            self._compile,
            self._install,
            self._others_folder,
            self._second_place,
            self._start_meanwhile,
            self._refuse_while_booking,
            self._upgrade,
            self._repair,
            self._box,
            self._held_open,
            self._cut_off,
            self._refuse_removal,
            self._remove,
            self._forget,
        )
        for number, step in enumerate(steps, 1):
            began = time.monotonic()
            try:
                seen = step()
            except Broken as broken:
                say(f"  {number}. {step.__name__[1:]}: BROKEN: {broken}")
                return [f"installer, {step.__name__[1:]}: {broken}"]
            say(f"  {number}. {step.__name__[1:]} ({time.monotonic() - began:.0f} s): {seen}")
        return []

    # --- the steps ---

    def _compile(self) -> str:
        """The version before, quickly packed and with a file that is none of today's; and today's as it is released."""
        old = self._wine.work / "version-before" / NAME
        shutil.rmtree(old.parent, ignore_errors=True)
        shutil.copytree(self._program, old)
        (old / STALE).write_text("stale")
        whole.write(old)
        self._compiled(old, OLD, quickly=True)
        size = self._compiled(self._program, self._version).stat().st_size
        return f"{self._now.name}, {size / 1e6:.1f} MB"

    def _compiled(self, program: Path, version: str, *, quickly: bool = False) -> Path:
        script = ROOT / "resources" / "installer" / "mophic-uploader.iss"
        source = self._folder / "source" / "resources"
        shutil.copytree(ROOT / "resources" / "icons", source / "icons", dirs_exist_ok=True)
        text = script.read_text(encoding="utf-8-sig").replace("{autopf}", HERE)
        if quickly:
            text = text.replace("Compression=lzma2/max", "Compression=zip/1").replace("SolidCompression=yes", "")
        copy = source / "installer" / script.name
        copy.parent.mkdir(exist_ok=True)
        copy.write_text(text, encoding="utf-8-sig")
        ran = self._wine.run(
            self._wine.work / "inno" / "ISCC.exe",
            "/Qp",
            f"/DVersion={version}",
            f"/DProgram={windows_path(program)}",
            f"/DOutput={windows_path(self._folder)}",
            windows_path(copy),
            seconds=COMPILE,
        )
        (self._folder / f"compile-{version}.log").write_text(ran.output, encoding="utf-8")
        if ran.code or not self._setup(version).is_file():
            raise Broken(f"the compiler ended with {ran.code}: {ran.output[-1500:]}")
        return self._setup(version)

    def _setup(self, version: str) -> Path:
        return self._folder / f"{NAME}-{version}-setup.exe"

    def _install(self) -> str:
        """By hand, page by page, as a clerk does; the pictures are to be looked at."""
        running = self._wine.start(self._before, "/LANG=thai", self._log("install"))
        for page in range(1, PAGES):
            if self._says("install", "Starting the installation process"):
                break
            self._shot(f"install-{page}", running)
            self._wine.press("Return")
            running.wait(3)
        self._until_installed(running)
        self._shot("install-finished", running)
        self._wine.press("Return")
        self._must_end(running, 0)
        time.sleep(FIRST_START)  # the last page starts the program
        self._wine.photograph(self._folder / "first-start.png")
        self._wine.end()
        self._is_there(stale=True)
        self._books("installed")
        if not any(self._data.iterdir()):
            raise Broken("the batch left nothing in the data folder")
        return f"{self._works()}; Start menu: {', '.join(self._icons())}"

    def _others_folder(self) -> str:
        """Another program made by PyInstaller has an _internal of its own; a tool may be called as ours is."""
        trees = (
            {"other.exe": "theirs", "_internal/other.dll": "theirs"},
            {"mophic.exe": "theirs"},
            {"installing": "theirs", "_internal.before/file": "theirs"},
        )
        codes = []
        for number, tree in enumerate(trees):
            folder = self._wine.drive / "tools" / f"โปรแกรม อื่น {number}"
            for name, words in tree.items():
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                (folder / name).write_text(words)
            # The first place is registered: it would be refused for that.
            with self._unregistered():
                codes.append(self._silent(f"others-folder-{number}", self._dir(folder)).code)
            left = {each.relative_to(folder).as_posix() for each in folder.rglob("*") if each.is_file()}
            if not codes[-1] or left != set(tree) or not self._says(f"others-folder-{number}", "โปรแกรมอื่น"):
                raise Broken(f"setup ended with {codes[-1]}; there is {sorted(left)} where there was {sorted(tree)}")
        return f"refused ({codes}), nothing touched"

    def _second_place(self) -> str:
        folder = self._wine.drive / "tools" / "อีกที่หนึ่ง"
        code = self._silent("second-place", self._dir(folder)).code
        if not code or folder.exists() or not self._says("second-place", "ติดตั้งอยู่แล้ว"):
            raise Broken(f"setup ended with {code}; the second folder is there: {folder.exists()}")
        self._is_there(stale=True)
        return f"refused ({code}), the first one as it was"

    def _start_meanwhile(self) -> str:
        """The program is started while setup copies: its mark stands, and what it put aside lies there."""
        aside = (self._app / "installing", self._app / "_internal.before")
        aside[0].touch()
        aside[1].mkdir()
        try:
            ran = self._wine.run(self._app / "mophic.exe", "--version", seconds=SELF_TEST)
            window = self._wine.start(self._app / f"{NAME}.exe")
            self._shot("start-while-setup-copies", window, 15)
            self._wine.end()
            window.kill()
        finally:
            aside[0].unlink()
            aside[1].rmdir()
        if ran.code != 2 or "being installed" not in ran.output or "Traceback" in ran.output:
            raise Broken(f"mophic ended with {ran.code}: {ran.output[-500:]}")
        return f"mophic ended with {ran.code}: {ran.output.strip().splitlines()[-1]}"

    def _box(self) -> str:
        """A part of the window was cut off: a box says so, and setup may mend it while that stands."""
        part = self._app / "_internal" / "PySide6" / "QtWidgets.pyd"
        whole_part = part.read_bytes()
        part.write_bytes(whole_part[:1000])
        window = self._wine.start(self._app / f"{NAME}.exe")
        self._shot("a-part-cut-off", window, 15)
        there = window.alive
        code = self._silent("repair-beside-the-box").code
        self._wine.end()
        window.kill()
        if not there or code:
            raise Broken(f"the box was there: {there}; setup ended with {code}; see a-part-cut-off.png")
        self._is_whole()  # what the box held open lies aside until the next setup
        return "told in a box; mended while it stood"

    def _refuse_while_booking(self) -> str:
        """While a batch runs, setup refuses in silence, and asks a person; the batch ends as if nothing had been."""
        data = self._wine.work / "ข้อมูล ระหว่างอัปเกรด"
        batch = self._slow_batch(data)
        ran = self._silent("upgrade-while-booking")
        asked = self._wine.start(self._now, "/LANG=thai", self._log("upgrade-asked"))
        self._shot("upgrade-while-booking", asked)
        self._wine.press("Escape")
        self._must_end(asked, None)
        if not batch.alive:
            raise Broken(f"the batch was over too early for the try: {batch.output[-500:]}")
        if ran.code == 0:
            raise Broken("setup did not refuse while a batch was running")
        self._is_there(stale=True)
        code = batch.wait(BATCH)
        if code != 0 or not re.search(r"booked 60\b", batch.output) or not (data / "sample-result.xlsx").is_file():
            raise Broken(f"the batch ended with {code}: {batch.output[-500:]}")
        return f"refused ({ran.code}), nothing touched, the batch booked its 60 rows"

    def _upgrade(self) -> str:
        before = self._kept()
        if (ran := self._silent("upgrade")).code:
            raise Broken(f"setup ended with {ran.code}")
        self._is_there(stale=False)
        self._same_data(before)
        return self._works()

    def _repair(self) -> str:
        """A file that a scanner took, another that was cut off: the self-test says so, the setup brings them back."""
        next((self._app / "_internal" / "numpy.libs").glob("*openblas*")).write_bytes(b"")
        next((self._app / "_internal").rglob("app_th.qm")).unlink()
        if len(whole.faults(self._app)) != 2 or not self._self_test()[0]:
            raise Broken("the self-test does not notice the damage")
        if (ran := self._silent("repair")).code:
            raise Broken(f"setup ended with {ran.code}")
        self._is_there(stale=False)
        return self._works()

    def _held_open(self) -> str:
        """By another program, a file of ours. Whether setup can do it or not (Wine renames a folder of which a file is
        open, Windows does not), the program is whole after each try; once nothing is held, nothing is left over."""
        held = windows_path(self._app / "_internal" / "code.pyz")
        hold = "import ctypes, time; k = ctypes.windll.kernel32; k.CreateFileW.restype = ctypes.c_void_p; "
        hold += f"k.CreateFileW({held!r}, 0x80000000, 0, None, 3, 0, None); time.sleep(600)"
        holding = self._wine.start(self._wine.python, "-c", hold)
        time.sleep(5)
        codes = []
        try:
            for name in ("held", "held-again"):
                codes.append(self._silent(name).code)
                self._is_whole()
        finally:
            self._wine.end()
            holding.kill()
        if (ran := self._silent("held-no-more")).code:
            raise Broken(f"setup ended with {ran.code}")
        self._is_there(stale=False)
        return f"setup ended with {codes}, and whole each time; then with 0: {self._works()}"

    def _cut_off(self) -> str:
        """The power goes while files are copied; the next setup makes it good."""
        running = self._wine.start(self._now, *SILENT, self._log("cut-off"))
        aside, new = self._app / "_internal.before", self._app / "_internal"
        while not aside.exists() or sum(1 for _ in new.rglob("*")) < FEW:
            if running.seconds > SETUP or not running.alive:
                raise Broken("setup copied nothing, or was too quick for the try")
            running.wait(0.05)
        self._wine.end()
        running.kill()
        lacking = len(whole.faults(self._app))
        if not lacking or not aside.exists():
            raise Broken("the power went too late for the try")
        if (ran := self._silent("cut-off-after")).code:
            raise Broken(f"setup ended with {ran.code}")
        self._is_there(stale=False)
        return f"{lacking} files lacked; after the next setup none"

    def _refuse_removal(self) -> str:
        before = self._starts()
        window = self._wine.start(self._app / f"{NAME}.exe", "--practice")
        while self._starts() == before and window.alive and window.seconds < SELF_TEST:
            window.wait(1)
        self._shot("remove-while-open", window)
        ran = self._wine.run(self._app / "unins000.exe", *SILENT[:3], seconds=SETUP)
        self._settle()
        forgot = self._wine.run(self._app / "mophic.exe", "--forget", "--yes", seconds=SELF_TEST)
        if not window.alive:
            raise Broken("the window was not open")
        if forgot.code != 2:
            raise Broken(f"passwords were forgotten under an open window: {forgot.code}: {forgot.output[-500:]}")
        self._wine.end()
        window.kill()
        self._is_there(stale=False)
        return f"refused ({ran.code}), nothing touched; nothing forgotten either ({forgot.code})"

    def _remove(self) -> str:
        before = self._kept()
        self._removed()
        self._same_data(before)
        return f"nothing is left but {len(before)} files of data"

    def _forget(self) -> str:
        """Installed again, and removed with all that it knew."""
        if (ran := self._silent("again")).code:
            raise Broken(f"setup ended with {ran.code}")
        works = self._works()
        self._removed("/DELETEDATA")
        if self._data.exists():
            raise Broken(f"data was left: {sorted(map(str, self._data.rglob('*')))[:9]}")
        return f"{works}; removed with its data"

    # --- what the steps are made of ---

    def _starts(self) -> int:
        """How often a window stood in the user's own folder."""
        written = self._data / "logs" / "mophic.log"
        return written.read_text("utf-8").count(" started, ") if written.is_file() else 0

    def _log(self, name: str) -> str:
        return f"/LOG={windows_path(self._folder / f'{name}.log')}"

    def _silent(self, name: str, *more: str) -> Ran:
        return self._wine.run(self._now, *SILENT, self._log(name), *more, seconds=SETUP)

    def _dir(self, folder: Path) -> str:
        return "/DIR=C:\\" + folder.relative_to(self._wine.drive).as_posix().replace("/", "\\")

    @contextmanager
    def _unregistered(self) -> Iterator[None]:
        """As on a PC where it was never installed."""
        self._app.rename(self._app.with_name("elsewhere"))
        try:
            yield
        finally:
            self._app.with_name("elsewhere").rename(self._app)

    def _shot(self, name: str, running: Running, seconds: float = 8) -> None:
        """The screen once it has settled."""
        running.wait(seconds)
        self._wine.photograph(self._folder / f"{name}.png")

    def _says(self, log: str, words: str) -> bool:
        file = self._folder / f"{log}.log"
        return file.is_file() and words in file.read_text("utf-8-sig", "replace")

    def _until_installed(self, running: Running) -> None:
        while not self._says("install", "Installation process succeeded"):
            if running.seconds > SETUP or not running.alive:
                raise Broken("the wizard did not install; see install-*.png")
            running.wait(1)

    def _must_end(self, running: Running, wanted: int | None) -> None:
        code = running.wait(SETUP)
        if code is None:
            self._wine.photograph(self._folder / "stuck.png")
            self._wine.end()
            running.kill()
            raise Broken("setup did not end; see stuck.png")
        if wanted is not None and code != wanted:
            raise Broken(f"setup ended with {code}")

    def _is_there(self, *, stale: bool) -> None:
        """Every file as it was packed."""
        self._is_whole()
        beside = [each.name for each in self._app.iterdir() if each.name.endswith((".before", "installing"))]
        if beside or (self._app / STALE).exists() != stale:
            raise Broken(f"left over: {beside}")

    def _is_whole(self) -> None:
        if faults := whole.faults(self._app):
            raise Broken(f"{len(faults)} faults: {faults[:5]}")

    def _works(self) -> str:
        if fault := self._self_test()[0]:
            raise Broken(f"the installed program's self-test failed: {fault[-5000:]}")
        return "self-test passed"

    def _self_test(self) -> tuple[str, Ran]:
        data = self._wine.work / "ข้อมูล installed"
        shutil.rmtree(data, ignore_errors=True)
        data.mkdir()
        command = (self._app / f"{NAME}.exe", "--self-test", "--data-dir", windows_path(data))
        ran = self._wine.run(*command, seconds=SELF_TEST)
        report = data / "self-test.txt"
        told = report.read_text(encoding="utf-8") if report.is_file() else "no report"
        return ("" if ran.code == 0 and "self-test passed" in told else f"{ran.code}: {told}"), ran

    def _books(self, name: str) -> None:
        """In the user's own folder."""
        ran = self._wine.run(
            self._app / "mophic.exe", "practice-sample", "--lang", "en", "--data-dir", self._own, seconds=BATCH
        )
        if ran.code or "booked 60" not in ran.output:
            raise Broken(f"{name}: mophic ended with {ran.code}: {ran.output[-500:]}")

    @property
    def _own(self) -> str:
        return "C:\\users\\root\\AppData\\Local\\" + NAME

    def _slow_batch(self, data: Path) -> Running:
        """A minute's work: one call a second."""
        shutil.rmtree(data, ignore_errors=True)
        data.mkdir()
        (data / "settings.json").write_text(json.dumps({"cap": 1}))
        command = (self._app / "mophic.exe", "practice-sample", "--lang", "en", "--data-dir", windows_path(data))
        batch = self._wine.start(*command)
        end = time.monotonic() + 90
        while not any(data.rglob("*.db")) and time.monotonic() < end:
            batch.wait(0.5)
        return batch

    def _icons(self) -> list[str]:
        menu = self._wine.drive / "users" / "root" / "AppData" / "Roaming" / "Microsoft" / "Windows" / "Start Menu"
        found = sorted(each.stem for each in menu.rglob("*.lnk") if NAME in each.stem)
        if len(found) != 2:
            raise Broken(f"icons in the Start menu: {found}")
        return found

    def _kept(self) -> dict[str, bytes]:
        files = (each for each in self._data.rglob("*") if each.is_file())
        return {each.relative_to(self._data).as_posix(): each.read_bytes() for each in files}

    def _same_data(self, before: dict[str, bytes]) -> None:
        if not before or self._kept() != before:
            raise Broken("the user's data is not what it was")

    def _removed(self, *options: str) -> None:
        ran = self._wine.run(self._app / "unins000.exe", *SILENT[:3], *options, seconds=SETUP)
        self._settle()
        if self._app.exists():
            left = sorted(each.relative_to(self._app).as_posix() for each in self._app.rglob("*"))
            raise Broken(f"unins000 ended with {ran.code} and left {len(left)} files: {left[:9]}")
        if self._icons_left():
            raise Broken("icons were left")

    def _icons_left(self) -> bool:
        return any(NAME in each.name for each in (self._wine.drive / "users").rglob("*.lnk"))

    def _settle(self, seconds: float = 60) -> None:
        """The uninstaller goes on in a copy of itself."""
        end = time.monotonic() + seconds
        while time.monotonic() < end and (self._app / "unins000.exe").exists():
            time.sleep(1)
        time.sleep(3)
