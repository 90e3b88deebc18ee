"""Whatever goes wrong while the program starts is one sentence, and then nothing of it is left."""

from __future__ import annotations

import re
import struct
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from zoneinfo import ZoneInfoNotFoundError

import pytest

from app.errors import EnvironmentProblem
from app.system import incomplete, whole
from tests.packaging.test_spec import constants

CODE = b"all our code"


class Ended(BaseException):
    """The process."""


@pytest.fixture
def start(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[[BaseException], str]:
    """What a start says in which a module of ours raises that when it is imported."""
    done: list[object] = []

    def ends(code: int) -> None:
        done.append(code)
        raise Ended

    def started(error: BaseException) -> str:
        class Broken:
            def find_spec(self, name: str, *_: object) -> None:
                if name == "broken_part":
                    raise error

        monkeypatch.setattr(sys, "meta_path", [Broken(), *sys.meta_path])
        with pytest.raises(Ended):
            incomplete.start("broken_part", "")
        assert done == ["let go", incomplete.NOT_BEGUN]
        return capsys.readouterr().err

    monkeypatch.setattr("app.system.installed.let_go", lambda: done.append("let go"))
    monkeypatch.setattr("os._exit", ends)
    return started


@pytest.mark.parametrize(
    "error",
    [
        ValueError("cut"),
        struct.error("unpack requires 4 bytes"),
        ZoneInfoNotFoundError("No time zone found"),
        OSError(5, "Input/output error"),
        RecursionError(),
    ],
)
def test_whatever_an_import_raises_is_one_sentence(start: Callable[[BaseException], str], error: Exception) -> None:
    thai, english, detail = start(error).splitlines()
    assert thai.startswith(f"โปรแกรมเปิดไม่สำเร็จ ({type(error).__name__})")
    assert english.startswith(f"The program could not start ({type(error).__name__})")
    assert detail == f"({type(error).__name__}: {error})"


def test_a_sentence_of_its_own_is_told(start: Callable[[BaseException], str]) -> None:
    assert "/tmp/x" in start(EnvironmentProblem("temp_folder_foreign", path="/tmp/x"))


def test_where_the_words_are_gone_too_there_are_last_ones(
    start: Callable[[BaseException], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(_: object) -> str:
        raise struct.error("words")

    monkeypatch.setattr(incomplete, "_in_all_languages", gone)
    assert start(ValueError("cut")).startswith(incomplete.LAST_WORDS)


@pytest.fixture
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program with its list of files, as if we were it."""
    folder = tmp_path / "โปรแกรม"
    for name in ("MOPHIC-Uploader.exe", "_internal/zone/Bangkok", "_internal/resources/i18n/app_th.qm"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(name)
    whole.write(folder)
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(folder / "MOPHIC-Uploader.exe"))
    return folder


def test_the_file_that_was_cut_off_is_named(start: Callable[[BaseException], str], built: Path) -> None:
    (built / "_internal/zone/Bangkok").write_text("cut")
    told = start(struct.error("unpack requires 4 bytes"))
    assert "ไฟล์ Bangkok เสียหาย" in told
    assert "Bangkok is damaged" in told


def test_the_file_that_is_gone_is_named(start: Callable[[BaseException], str], built: Path) -> None:
    (built / "_internal/zone/Bangkok").unlink()
    assert "Bangkok is missing" in start(ValueError())


def test_only_resources_are_looked_at_while_it_runs(built: Path) -> None:
    (built / "_internal/zone/Bangkok").unlink()
    assert incomplete.of_resources() is None
    (built / "_internal/resources/i18n/app_th.qm").write_text("cut")
    problem = incomplete.of_resources()
    assert problem is not None
    assert (problem.code, problem.params["file"]) == ("program_damaged", "app_th.qm")


def test_a_damaged_module_is_not_called_missing(tmp_path: Path) -> None:
    there, gone = tmp_path / "hashtable.pyd", tmp_path / "gone.pyd"
    there.write_bytes(b"MZ cut")
    told = [incomplete.of_import(ImportError("DLL load failed", name="x", path=str(file))) for file in (there, gone)]
    assert [(each.code, each.params["file"]) for each in told] == [
        ("program_damaged", "hashtable.pyd"),
        ("program_incomplete", "gone.pyd"),
    ]


# --- before any of our code is read: what build.spec puts first into both programs ---


@pytest.fixture
def begin(built: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[[bool], str]:
    """What the prelude of the built program says; "": nothing, and the program goes on."""
    (built / "_internal/code.pyz").write_bytes(CODE)
    us = ModuleType("sys")
    us._MEIPASS, us.stderr, us.argv = str(built / "_internal"), None, []  # type: ignore[attr-defined]

    def said(window: bool) -> str:
        us.stderr = sys.stderr  # type: ignore[attr-defined]
        prelude = constants()["PRELUDE"].format(
            code="code.pyz",
            size=len(CODE),
            window=window,
            installing="being installed",
            incomplete="incomplete",
            damaged="damaged",
        )
        monkeypatch.setitem(sys.modules, "sys", us)
        codes: list[object] = []
        try:
            exec(prelude, {"__builtins__": __builtins__})
        except SystemExit as ended:
            codes.append(ended.code)
        except RuntimeError as shown:  # the boot loader has a box for it
            assert window
            return str(shown)
        finally:
            monkeypatch.undo()
        told = capsys.readouterr().err.strip()
        assert (codes, window and told) == ([incomplete.NOT_BEGUN] if told else [], window and "")
        return told

    return said


@pytest.mark.parametrize("window", [True, False])
def test_a_start_while_setup_copies_is_told_so(begin: Callable[[bool], str], built: Path, window: bool) -> None:
    (built / "installing").touch()
    (built / "_internal.before").mkdir()
    (built / "_internal/code.pyz").unlink()
    assert begin(window) == "being installed"


@pytest.mark.parametrize("window", [True, False])
def test_without_its_code_it_says_that_it_is_incomplete(
    begin: Callable[[bool], str], built: Path, window: bool
) -> None:
    (built / "_internal/code.pyz").unlink()
    assert begin(window) == "incomplete"


@pytest.mark.parametrize("window", [True, False])
def test_code_that_was_cut_off_is_damaged(begin: Callable[[bool], str], built: Path, window: bool) -> None:
    assert begin(window) == ""
    (built / "_internal/code.pyz").write_bytes(CODE[:5])
    assert begin(window) == "damaged"


@pytest.mark.parametrize("window", [True, False])
def test_a_mark_that_could_not_be_deleted_stops_no_whole_program(
    begin: Callable[[bool], str], built: Path, window: bool
) -> None:
    (built / "installing").touch()
    assert begin(window) == ""


def test_both_programs_begin_by_it() -> None:
    """It costs the start nothing: what there is of commands is said without any library."""
    look = (
        "import sys; before = set(sys.modules); import app.system.incomplete; print(sorted(set(sys.modules) - before))"
    )
    ran = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True)
    assert not {"'logging'", "'pathlib'", "'dataclasses'", "'app.errors'", "'typing'"} & set(
        ran.stdout.strip("[]\n").split(", ")
    )
    recipe = (Path(__file__).resolve().parents[3] / "build.spec").read_text(encoding="utf-8")
    assert re.search(
        r'from app.system.incomplete import start\nraise SystemExit\(start\("{module}", "{title}"\)\)', recipe
    )
