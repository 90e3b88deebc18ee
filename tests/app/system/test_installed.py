"""The installer knows a running program by the name that the program holds."""

from __future__ import annotations

import re
from pathlib import Path

from app.sheets.files import folder
from app.sheets.files.file import TEXT_ENDINGS
from app.system import installed

ISS = Path(__file__).resolve().parents[3] / "resources" / "installer" / "mophic-uploader.iss"


def test_the_installer_asks_for_what_the_program_holds() -> None:
    script = ISS.read_text(encoding="utf-8-sig")
    name = installed.NAME.removesuffix("-running")
    assert f'#define Name "{name}"' in script
    assert "AppMutex={#Name}-running,Global\\{#Name}-running" in script
    assert "SetupMutex={#Name}-setup,Global\\{#Name}-setup" in script, "two setups at once leave nothing whole"
    assert "[InstallDelete]" not in script, "nothing of what is installed is deleted before the new one stands"
    assert "DeleteFile(Path)" in script, "DelTree leaves a single file where it is, and the next upgrade would fail"


def test_the_installer_looks_whose_the_folder_is_before_it_puts_anything_aside() -> None:
    """Tried with real setups under Wine: tests/packaging/wine/installer.py."""
    script = ISS.read_text(encoding="utf-8-sig")
    prepared = script[script.index("function PrepareToInstall") : script.index("procedure CurStepChanged")]
    assert (
        prepared.index("Elsewhere()")
        < prepared.index("NotOurs()")
        < prepared.index("exit;")
        < prepared.index("PutAside()")
    )
    ended = script[script.index("procedure DeinitializeSetup") : script.index("function DataFolder")]
    assert ended.index("if Begun and not Installed") < ended.index("PutBack()"), "a refused setup touches nothing"


def test_the_installer_offers_the_program_for_whatever_it_reads() -> None:
    script = ISS.read_text(encoding="utf-8-sig")
    offered = set(re.findall(r'SupportedTypes"; ValueType: string; ValueName: "(\.\w+)"', script))
    with_excel = set(re.findall(r"Classes\\(\.\w+)\\OpenWithProgids", script))
    assert offered == with_excel
    assert {*folder.ENDINGS, *TEXT_ENDINGS} <= offered


def test_the_program_forgets_its_passwords_itself_and_while_it_is_still_there() -> None:
    script = ISS.read_text(encoding="utf-8-sig")
    assert "cmdkey" not in script
    assert "'--forget --yes'" in script
    asked = script[script.index("procedure CurUninstallStepChanged") :]
    assert asked.index("usUninstall then") < asked.index("ForgetSecrets()") < asked.index("usPostUninstall")
