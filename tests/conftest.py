"""What all tests share: no proxy, an own data folder, nothing but loopback."""

from __future__ import annotations

import itertools
import logging
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import keyring
import pytest
from hypothesis import HealthCheck, settings

from tests import postgres
from tests.keyrings import Memory

for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
    os.environ.pop(name, None)
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
if sys.platform == "win32":  # there Qt's offscreen screen knows no fonts but those of a folder
    os.environ.setdefault("QT_QPA_FONTDIR", str(Path(__file__).resolve().parents[1] / "resources" / "fonts"))
# Windows itself tells where a user's folders are, whatever LOCALAPPDATA says; platformdirs can be told otherwise.
OF_WINDOWS = ("USERPROFILE", "LOCALAPPDATA", "APPDATA", "WIN_PD_OVERRIDE_LOCAL_APPDATA", "WIN_PD_OVERRIDE_APPDATA")
settings.register_profile("ours", deadline=None, suppress_health_check=[HealthCheck.too_slow])  # a busy machine
settings.load_profile("ours")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """What keeps a processor busy for minutes begins first and stays with one worker: the built program's tests, and
    the simulation. Every other test goes alone, and where it waits these two go on."""
    from xdist.scheduler import LoadScopeScheduling

    class BusyFirst(LoadScopeScheduling):  # the largest groups go first
        def _split_scope(self, nodeid: str) -> str:
            file = nodeid.split("::")[0]
            return file if file.endswith(("test_build.py", "test_simulation.py")) else nodeid

    return BusyFirst(config, log)


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    """As `ui.kit.theme.application` makes it."""
    return ["pytest", "-style", "Fusion"]


@pytest.fixture(scope="session")
def homes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Folders, as many as are asked for. (pytest's own `mktemp` looks through all that there are before each.)"""
    place = tmp_path_factory.mktemp("homes")
    return map(place.joinpath, map(str, itertools.count()))


@pytest.fixture(autouse=True)
def own_folders(homes: Iterator[Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    """Every test has a home of its own: no journal, pace or setting is shared by chance."""
    (home := next(homes)).mkdir()
    for name in ("HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", *OF_WINDOWS):
        monkeypatch.setenv(name, str(home))
    monkeypatch.setenv("WIN_PD_OVERRIDE_PERSONAL", str(home / "Documents"))
    monkeypatch.setattr("app.booking.control.ABSENT_AFTER", 3.0)  # of windows and desks that are not told otherwise
    monkeypatch.setattr("app.booking.control.SHOWN_AFTER", 6.0)
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    return home


@pytest.fixture(autouse=True)
def no_empty_places(monkeypatch: pytest.MonkeyPatch) -> None:
    """A sentence that lacks one of its words is told with a gap to a clerk, who can't wait; to a test it is a fault."""
    from app import wording

    def fail(_gaps: object, key: str) -> str:
        if "tests" in Path(sys._getframe(2).f_code.co_filename).parts:
            return ""  # asked for by the test itself
        raise AssertionError(f"a sentence was made without its {{{key}}}")

    monkeypatch.setattr(wording._Gaps, "__missing__", fail)


@pytest.fixture
def clean_root() -> Iterator[None]:
    """What a test logs to is gone with it."""
    root = logging.getLogger()
    before, level = list(root.handlers), root.level
    yield
    for handler in [handler for handler in root.handlers if handler not in before]:
        root.removeHandler(handler)
        handler.close()
    root.setLevel(level)


@pytest.fixture
def memory() -> Iterator[Memory]:
    """A keyring of this test's own."""
    made, before = Memory(), keyring.get_keyring()
    keyring.set_keyring(made)
    yield made
    keyring.set_keyring(before)


@pytest.fixture(scope="session")
def database() -> Iterator[str]:
    """The address of a PostgreSQL."""
    try:
        with postgres.running() as address:
            yield address
    except LookupError as missing:
        (pytest.fail if os.environ.get(postgres.MUST) else pytest.skip)(str(missing))
