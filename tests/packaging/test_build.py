"""The program as it is shipped, built for Linux and run: the recipe, the hidden imports, the resources.

One worker builds it at the start of the tests, a minute or two, while the others do the rest (`tests/conftest.py`).
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from app.system import whole
from tests.packaging import sizes

ROOT = Path(__file__).resolve().parents[2]
NAME = "MOPHIC-Uploader"

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="on Windows the release workflow does this"),
    pytest.mark.skipif(not sysconfig.get_config_var("Py_ENABLE_SHARED"), reason="PyInstaller needs a shared libpython"),
    pytest.mark.timeout(900),
]


def clean(**more: str) -> dict[str, str]:
    """The environment of a clerk's PC, and what is asked for."""
    return {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "COV_", "QT_"))} | more


def run(command: Sequence[str | Path], seconds: float, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(part) for part in command],
        cwd=ROOT,
        env=clean(**environment),
        capture_output=True,
        encoding="utf-8",
        timeout=seconds,
        stdin=subprocess.DEVNULL,
        check=False,
    )


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder, at a place with Thai letters and a space in its name; a quarter of a gigabyte, so not kept."""
    place = tmp_path_factory.mktemp("built") / "โปรแกรม ทดสอบ"
    options: list[str | Path] = ["--noconfirm", "--distpath", place, "--workpath", f"{place} work"]
    built = run([sys.executable, "-m", "PyInstaller", *options, "build.spec"], 800)
    assert built.returncode == 0, built.stderr[-3000:]
    yield place / NAME
    shutil.rmtree(place.parent)


def test_window_books_the_sample_by_itself(program: Path, tmp_path: Path) -> None:
    data = tmp_path / "ข้อมูล"
    ran = run([program / NAME, "--self-test", "--data-dir", data], 150, QT_QPA_PLATFORM="offscreen")
    told = (data / "self-test.txt").read_text(encoding="utf-8")
    assert ran.returncode == 0, told + ran.stderr
    assert told.rstrip().endswith("self-test passed")
    assert (data / "self-test.png").stat().st_size > 10_000


def test_command_line_books_the_sample(program: Path, tmp_path: Path) -> None:
    ran = run([program / "mophic", "practice-sample", "--lang", "en", "--data-dir", tmp_path / "ข้อมูล"], 120)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "booked 60" in ran.stdout + ran.stderr
    assert (tmp_path / "ข้อมูล" / "sample-result.xlsx").is_file()


def test_the_licences_of_all_that_is_in_it_come_with_it(program: Path) -> None:
    told = (program / "_internal" / "licences.txt").read_text(encoding="utf-8")
    named = {line.split()[1] for line in told.splitlines() if line.startswith("===== ")}
    assert {NAME, "PySide6_Essentials", "shiboken6", "pandas", "LGPL-3", "GPL-3"} <= named
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in told
    assert not named & {"pytest", "hypothesis", "mypy", "pyinstaller"}


@pytest.mark.parametrize("gone", ["pandas/_libs/hashtable*.so", "cryptography/hazmat/bindings/_rust*.so"])
def test_a_library_that_a_scanner_took_is_named(program: Path, tmp_path: Path, gone: str) -> None:
    """Reached at the first sheet by the helper process, or at the start by the program itself."""
    without = tmp_path / NAME
    shutil.copytree(program, without, symlinks=True, copy_function=os.link)
    (file,) = (without / "_internal").glob(gone)
    file.unlink()
    sheet = ROOT / "sample_data" / "good.xlsx"
    ran = run([without / "mophic", "validate", sheet, "--lang", "en"], 60)
    assert ran.returncode == 2
    assert "The program is incomplete: " in ran.stderr
    assert file.name.partition(".")[0].removeprefix("_") in ran.stderr
    assert "Traceback" not in ran.stderr


def test_a_start_while_setup_copies_is_told_so(program: Path, tmp_path: Path) -> None:
    while_copying = copied(program, tmp_path)
    (while_copying / "installing").touch()
    (while_copying / "_internal.before").mkdir()
    ran = run([while_copying / "mophic", "--version"], 60)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert "The program is being installed right now" in ran.stderr
    ran = run([while_copying / NAME, "--self-test"], 60, QT_QPA_PLATFORM="offscreen")
    assert ran.returncode == 2


@pytest.mark.parametrize("cut", ["code.pyz", "cryptography/hazmat/bindings/_rust*.so"])
def test_a_part_that_was_cut_off_is_called_damaged(program: Path, tmp_path: Path, cut: str) -> None:
    folder = copied(program, tmp_path)
    (file,) = (folder / "_internal").glob(cut)
    file.unlink()
    file.write_bytes(b"cut off")  # more of a library, and Linux would end the process by a signal
    ran = run([folder / "mophic", "--version"], 60)
    assert ran.returncode == 2
    assert f"The program is not whole: {file.name} is damaged" in ran.stderr
    assert "Traceback" not in ran.stderr


def copied(program: Path, place: Path) -> Path:
    """Its files are hard links: taken away or put in place of another, never written to."""
    return shutil.copytree(program, place / NAME, symlinks=True, copy_function=os.link)


def self_tested(folder: Path, data: Path) -> str:
    """What the self-test of a program says that is not whole."""
    ran = run([folder / NAME, "--self-test", "--data-dir", data], 150, QT_QPA_PLATFORM="offscreen")
    told = (data / "self-test.txt").read_text(encoding="utf-8")
    assert ran.returncode == 1, told
    assert told.rstrip().endswith("self-test FAILED")
    return told


# A file of the folder -> what the step says that uses it.
LOST = {
    "mophic": "No such file",
    "_internal/licences.txt": "in terms",
    "_internal/resources/i18n/app_th.qm": "the window does not speak th",
    "_internal/resources/fonts/Sarabun_600SemiBold.ttf": "the Thai font is missing: ['SemiBold']",
    "_internal/resources/icons/app.svg": "no pictures",
    "_internal/holidays/locale/en_US/LC_MESSAGES/TH.mo": "in holiday",
    "_internal/psycopg_binary/pq.*.so": "in database",
    "_internal/PySide6/Qt/lib/libQt6PrintSupport.so.6": "in paper",
}


def found(folder: Path, pattern: str) -> Path:
    (file,) = folder.glob(pattern)
    return file


def test_every_file_that_is_gone_cut_off_or_left_over_is_named(program: Path, tmp_path: Path) -> None:
    folder = copied(program, tmp_path)
    gone = [found(folder, pattern) for pattern in LOST]
    cut, stale = folder / "_internal" / "code.pyz", folder / "_internal" / "old.so"
    (tmp_path / "cut").write_bytes(cut.read_bytes() + b" ")
    (tmp_path / "cut").replace(cut)
    stale.touch()
    for file in gone:
        file.unlink()
    told = self_tested(folder, tmp_path / "ข้อมูล")
    named = {line.split("s  ", 1)[1] for line in told.splitlines()} - {"self-test FAILED"}
    wanted = {f"missing: {file.relative_to(folder).as_posix()}" for file in gone}
    assert wanted | {"changed: _internal/code.pyz", "not ours: _internal/old.so"} <= named


def test_what_the_build_itself_lost_is_missed_where_it_is_used(program: Path, tmp_path: Path) -> None:
    """Its list of files lacks it as well. All are said at once, and nothing is booked."""
    folder = copied(program, tmp_path)
    for pattern in (*LOST, whole.LIST):
        found(folder, pattern).unlink()
    whole.write(folder)
    told = self_tested(folder, tmp_path / "ข้อมูล")
    assert [name for name, words in LOST.items() if words not in told] == []
    assert "ready in practice mode" not in told


def test_a_second_start_wakes_the_first_and_ends(program: Path, tmp_path: Path) -> None:
    """Also with a broken settings file, in a folder as clerks have them."""
    data = tmp_path / "OneDrive - โรงพยาบาล ทดสอบ"
    data.mkdir()
    (data / "settings.json").write_text("{")
    command = [str(program / NAME), "--data-dir", str(data)]
    with subprocess.Popen(command, env=clean(QT_QPA_PLATFORM="offscreen"), stderr=subprocess.DEVNULL) as first:
        try:
            deadline = time.monotonic() + 60
            while not (data / "logs").is_dir():  # made when the window stands
                assert first.poll() is None
                assert time.monotonic() < deadline
                time.sleep(0.1)
            second = run(command, 60, QT_QPA_PLATFORM="offscreen")
            assert second.returncode == 0
            assert first.poll() is None
            assert not (data / "window.call").exists()  # taken
        finally:
            first.kill()


def test_nothing_is_in_it_that_nobody_uses(program: Path) -> None:
    names = {each.name.lower() for each in program.rglob("*")}
    assert not [name for name in names if "webengine" in name or "qt6quick" in name or name.startswith("tcl")]
    parts = sizes.weigh(program)
    without_the_system = parts.total() - parts["system"] - parts["icu"]
    assert without_the_system < 200 * sizes.MB, sizes.table(program)
