"""What is put into the Task Scheduler books the right file with the right options, and holds no password."""

from __future__ import annotations

import shlex
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from tests.commandline import Ran, mophic

ACCOUNT = ("--facility", "10001", "--user", "somebody")
SPACE = "{http://schemas.microsoft.com/windows/2004/02/mit/task}"


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("XDG_DATA_HOME", "XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)


def task(*words: object) -> Ran:
    return mophic("schedule-task", *words, "--lang", "en")


def as_windows_reads(line: str) -> list[str]:
    """Words of a command line as CommandLineToArgvW takes them apart."""
    words, word, quoted, begun, place = [], "", False, False, 0
    while place < len(line):
        slashes = 0
        while place < len(line) and line[place] == "\\":
            slashes, place = slashes + 1, place + 1
        if place < len(line) and line[place] == '"':
            word, begun = word + "\\" * (slashes // 2), True
            if slashes % 2:
                word += '"'
            else:
                quoted = not quoted
            place += 1
            continue
        word += "\\" * slashes
        begun = begun or slashes > 0
        if place >= len(line):
            break
        if line[place] == " " and not quoted:
            words += [word] if begun else []
            word, begun = "", False
        else:
            word, begun = word + line[place], True
        place += 1
    return [*words, word] if begun else words


def test_windows_reads_the_command_as_it_was_meant() -> None:
    data = ("--data-dir", "d d")
    ran = task("q q/a.xlsx", "--at", "7.30", "--windows", *ACCOUNT, *data, "--report=r.json", "--comment", 'a "b" \\')
    if ran.code == 2:  # the tests' folder is a long one
        assert "--xml task.xml" in ran.err
        return
    create = as_windows_reads(ran.out.strip())
    assert create[:8] == ["schtasks", "/Create", "/TN", "MOPHIC upload", "/SC", "DAILY", "/ST", "07:30"]
    run = as_windows_reads(create[create.index("/TR") + 1])
    assert run[run.index("upload") :] == [
        *("upload", str(Path("q q/a.xlsx").absolute()), "--yes", "--notify", *ACCOUNT),
        *("--data-dir", str(Path("d d").absolute()), f"--report={Path('r.json').absolute()}"),
        *("--comment", 'a "b" \\', "--lang", "en"),
    ]


def test_names_that_the_prompt_would_obey_or_that_are_too_long_go_into_a_file(tmp_path: Path) -> None:
    odd = tmp_path / "A&B 100%.xlsx"
    said = task(odd, "--at", "07:30", "--windows", *ACCOUNT)
    assert (said.code, "% &" in said.err, "--xml task.xml" in said.err) == (2, True, True)
    assert task(tmp_path / ("x" * 250 + ".xlsx"), "--at", "07:30", "--windows", *ACCOUNT).code == 2
    out = tmp_path / "task.xml"
    ran = task(odd, "--at", "07:30", "--windows", "--xml", out, *ACCOUNT, "--column", "cid=A")
    assert ran.code == 0, ran.err
    assert as_windows_reads(ran.out.strip())[-3:] == ["/XML", str(out), "/F"]
    root = ET.parse(out).getroot()
    words = as_windows_reads(root.findtext(f".//{SPACE}Arguments", ""))
    assert str(odd) in words
    assert words[words.index("--column") + 1] == "cid=A"
    assert root.findtext(f".//{SPACE}StartBoundary", "").endswith("T07:30:00")
    assert root.findtext(f".//{SPACE}MultipleInstancesPolicy") == "IgnoreNew"


def test_a_crontab_gets_one_line_with_no_sign_that_ends_it(tmp_path: Path) -> None:
    ran = task(tmp_path / "100 %.xlsx", "--at", "23:05", "--cron", *ACCOUNT)
    assert ran.out.startswith("5 23 * * * ")
    assert "\\%" in ran.out
    words = shlex.split(ran.out.replace("\\%", "%"))[5:]
    assert str(tmp_path / "100 %.xlsx") in words


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--at", "25:00"), "can't be read"),
        (("--at", "07:30", "--colum", "cid=A"), "does not know this option"),
        (("--at", "07:30", "--password-stdin"), "Nobody types a password"),
        (("--at", "07:30", "--journal", "postgresql://mophic:secret@db"), "holds the database's password"),
    ],
)
def test_a_mistake_is_told_now_and_not_at_night(words: tuple[str, ...], said: str) -> None:
    ran = task("a.xlsx", *words, "--cron", *ACCOUNT)
    assert (ran.code, said in ran.err, ran.out) == (2, True, ""), ran.err


def test_that_no_password_is_kept_is_said_and_none_stands_in_the_command() -> None:
    ran = task("a.xlsx", "--at", "07:30", "--cron", *ACCOUNT, "--data-dir", "here")
    assert "No password of this account is kept" in ran.err
    assert "assword" not in ran.out.replace(str(Path.cwd()), "")
