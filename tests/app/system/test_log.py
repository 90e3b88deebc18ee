"""Nothing secret gets into a log."""

from __future__ import annotations

import logging
import platform
import subprocess
import sys
from pathlib import Path

import pytest

from app.mophic.client import password_hash
from app.system import log
from app.system.log import without_secrets
from app.system.paths import DataDir, version

SECRETS = ["8123456789014", "8-1234-56789-01-4", "eyJhbGci.eyJzdWIi.c2ln-_", password_hash("x"), "0812345678"]


@pytest.mark.parametrize("secret", SECRETS)
def test_what_looks_secret_is_taken_out(secret: str) -> None:
    assert secret not in without_secrets(f"row 17: GET /api?cid={secret}&x=1 said {secret}!")


def test_rows_and_slots_stay() -> None:
    assert without_secrets("row 17 slot 1000001 2027-06-14 08:00") == "row 17 slot 1000001 2027-06-14 08:00"


@pytest.mark.usefixtures("clean_root")
def test_the_file_holds_no_secret_even_in_a_traceback(tmp_path: Path) -> None:
    path = log.start(DataDir(tmp_path))
    assert path is not None
    try:
        raise ValueError(f"bad id {SECRETS[0]}")
    except ValueError:
        logging.getLogger("app").exception("failed for %s", SECRETS[0])
    text = path.read_text(encoding="utf-8")
    assert "bad id <id>" in text
    assert SECRETS[0] not in text


@pytest.mark.usefixtures("clean_root")
def test_a_folder_that_cannot_be_written_stops_nobody(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert log.start(DataDir(tmp_path / "file")) is None


LINES, WRITERS = 150, 3
WRITER = """
import logging, sys
from pathlib import Path
from app.system import log
from app.system.paths import DataDir, version
log.MOST = 9_000
log.start(DataDir(Path(sys.argv[1])))
for number in range({lines}):
    logging.getLogger("app").info("%s of %s", number, sys.argv[2])
"""


def test_several_processes_turn_it_over_and_lose_no_line(tmp_path: Path) -> None:
    code = WRITER.format(lines=LINES)
    writers = [subprocess.Popen([sys.executable, "-c", code, tmp_path, f"writer{one}"]) for one in range(WRITERS)]
    assert [one.wait(60) for one in writers] == [0] * WRITERS
    files = [file for file in (tmp_path / "logs").iterdir() if file.suffix != ".lock"]
    assert len(files) > 1, "it was turned over"
    told = "".join(file.read_text(encoding="utf-8") for file in files)
    for one in range(WRITERS):
        assert all(told.count(f" {number} of writer{one}\n") == 1 for number in range(LINES))


@pytest.mark.usefixtures("clean_root")
def test_it_begins_with_who_writes_and_where(tmp_path: Path) -> None:
    path = log.start(DataDir(tmp_path))
    assert path is not None
    first = path.read_text(encoding="utf-8").splitlines()[0]
    assert version() in first
    assert platform.platform() in first
