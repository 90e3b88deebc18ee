"""The installer knows a running program by the name that the program holds."""

from __future__ import annotations

from pathlib import Path

from app.system import installed

ISS = Path(__file__).resolve().parents[3] / "resources" / "installer" / "mophic-uploader.iss"


def test_the_installer_asks_for_what_the_program_holds() -> None:
    script = ISS.read_text(encoding="utf-8-sig")
    name = installed.NAME.removesuffix("-running")
    assert f'#define Name "{name}"' in script
    assert "AppMutex={#Name}-running,Global\\{#Name}-running" in script
    assert "[InstallDelete]" not in script, "nothing of what is installed is deleted before the new one stands"
    assert "DeleteFile(Path)" in script, "DelTree leaves a single file where it is, and the next upgrade would fail"
