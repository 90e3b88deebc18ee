"""Nothing untranslated, nothing stale, nothing that the compiled files lack."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QDialogButtonBox, QGroupBox, QLabel
from pytestqt.qtbot import QtBot

from app.system.paths import resources
from ui.program import parts
from ui.program.language import Language
from ui.program.program import Program

ROOT = Path(__file__).resolve().parents[3]
I18N = resources() / "i18n"


def tool(name: str, *arguments: str) -> None:
    """One of PySide6's, wherever its command lies."""
    code = f"from PySide6.scripts import pyside_tool; pyside_tool.{name}()"
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], cwd=ROOT, capture_output=True, encoding="utf-8", timeout=100
    )
    assert done.returncode == 0, done.stderr + done.stdout


def messages(path: Path) -> dict[tuple[str, str], ET.Element]:
    return {
        (context.findtext("name", ""), message.findtext("source", "")): message
        for context in ET.parse(path).getroot().iter("context")
        for message in context.iter("message")
    }


@pytest.fixture(scope="module")
def in_code(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], ET.Element]:
    """What lupdate finds in the source now."""
    fresh = tmp_path_factory.mktemp("i18n") / "fresh.ts"
    files = sorted(str(path.relative_to(ROOT)) for path in (ROOT / "ui").rglob("*.py"))
    tool("lupdate", *files, "-source-language", "en", "-target-language", "th", "-ts", str(fresh))
    return messages(fresh)


def test_thai_has_every_string_and_no_other(in_code: dict[tuple[str, str], ET.Element]) -> None:
    thai = messages(I18N / "app_th.ts")
    assert sorted(thai.keys() - in_code.keys()) == [], "stale"
    assert sorted(in_code.keys() - thai.keys()) == [], "missing"


def test_english_has_every_plural(in_code: dict[tuple[str, str], ET.Element]) -> None:
    plurals = {key for key, message in in_code.items() if message.get("numerus")}
    english = messages(I18N / "app_en.ts")
    assert english.keys() == plurals
    for message in english.values():
        forms = [form.text for form in message.iter("numerusform")]
        assert len(forms) == 2
        assert all(forms)


@pytest.mark.parametrize("name", ["app_th", "app_en", "qtbase_th"])
def test_nothing_is_unfinished(name: str) -> None:
    for key, message in messages(I18N / f"{name}.ts").items():
        translation = message.find("translation")
        assert translation is not None
        assert translation.get("type") is None, key
        assert "".join(translation.itertext()).strip(), key


def test_placeholders_survive_translation() -> None:
    for (context, source), message in messages(I18N / "app_th.ts").items():
        translation = message.find("translation")
        assert translation is not None
        told = "".join(translation.itertext())
        assert sorted(re.findall(r"%[n\d]", told.replace("%Ln", "%n"))) == sorted(re.findall(r"%[n\d]", source)), (
            context,
            source,
        )


@pytest.mark.parametrize("name", ["app_th", "app_en", "qtbase_th"])
def test_compiled_files_are_of_this_source(name: str, tmp_path: Path) -> None:
    fresh = tmp_path / f"{name}.qm"
    tool("lrelease", "-silent", str(I18N / f"{name}.ts"), "-qm", str(fresh))
    assert fresh.read_bytes() == (I18N / f"{name}.qm").read_bytes()


@pytest.mark.parametrize("lost", ["app_th.qm", "app_en.qm", "qtbase_th.qm"])
def test_the_self_test_misses_each_of_the_translations(
    make_program: Callable[..., Program], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lost: str
) -> None:
    """Also Qt's, whose words must not stand in ours as well."""
    program = make_program()
    assert parts.words(program)
    shutil.copytree(I18N, tmp_path / "i18n", ignore=shutil.ignore_patterns("*.ts", "*.py", lost))
    monkeypatch.setattr("ui.program.language.resources", lambda: tmp_path)
    with pytest.raises(parts.Failed, match="does not speak"):
        parts.words(program)


def test_qts_own_buttons_speak_thai(qapp: QApplication) -> None:
    language = Language(qapp)
    language.use("th")
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
    assert [button.text() for button in box.buttons()] == ["ตกลง", "ยกเลิก"]
    assert QCoreApplication.translate("QFileDialog", "&Open") == "เปิด (&O)"
    language.use("en")
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    assert box.buttons()[0].text() == "Cancel"


def test_qts_print_dialog_speaks_thai(qapp: QApplication, qtbot: QtBot) -> None:
    """On Windows it is the system's own."""
    language = Language(qapp)
    language.use("th")
    try:
        dialog = QPrintDialog(QPrinter())
        qtbot.addWidget(dialog)
        parts: tuple[type, ...] = (QLabel, QAbstractButton)
        told = [part.text() for kind in parts for part in dialog.findChildren(kind)]
        told += [box.title() for box in dialog.findChildren(QGroupBox)] + [dialog.windowTitle()]
        told += [box.itemText(place) for box in dialog.findChildren(QComboBox) for place in range(box.count())]
        assert len(told) > 20
        assert [words for words in told if re.search("[A-Za-z]{2,}", words.replace("PDF", ""))] == []
    finally:
        language.end()
