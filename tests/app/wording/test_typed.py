"""No sentence of the window says what is to be typed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from app.wording import WORDS, say
from app.wording.remedies import find
from app.wording.typed import COMMAND_WORDS, for_reader, for_terminal

ROOT = Path(__file__).parents[3]
LINE = ("app/commands/", "app/cli.py", "app/wording/")  # what the command line alone says comes from there
# Keys that are made of parts there, and errors of what was typed.
MADE = re.compile(
    r"alike_\w+_hint|answer_\w+|aside_take_in|distribute_hint|register_hint|span_two_ways_say"
    r"|same_unreadable|take_in_unknown"
)


def said_beyond_the_command_line() -> str:
    files = (file for folder in ("app", "ui") for file in (ROOT / folder).rglob("*.py"))
    ours = (file for file in files if not str(file.relative_to(ROOT).as_posix()).startswith(LINE))
    return "\n".join(file.read_text(encoding="utf-8") for file in ours)


def test_what_is_typed_is_said_to_the_command_line_alone() -> None:
    code = said_beyond_the_command_line()
    typed = {key for key, both in WORDS.items() if any(COMMAND_WORDS.search(for_reader(one)) for one in both)}
    assert "everybody_needs_days" in typed
    assert sorted(key for key in typed if not MADE.fullmatch(key) and f'"{key}"' in code) == []


def test_strings_of_the_window_name_no_command() -> None:
    strings = (ROOT / "resources" / "i18n" / "app_th.ts").read_text(encoding="utf-8")
    lines = [line for line in strings.splitlines() if COMMAND_WORDS.search(line.replace("<!--", ""))]
    assert lines == []


@pytest.mark.parametrize("lang", ["th", "en"])
def test_the_same_sentence_with_and_without_what_is_typed(lang: str) -> None:
    told = say("holidays_unused", lang, days="10", count=1)  # type: ignore[arg-type]
    assert "--" not in told
    assert ")" not in told
    with for_terminal():
        assert "--holidays" in say("holidays_unused", lang, days="10", count=1)  # type: ignore[arg-type]
    assert say("holidays_unused", lang, days="10", count=1) == told  # type: ignore[arg-type]
    assert not any(COMMAND_WORDS.search(f"{each.cause} {each.remedy}") for each in find("", lang))  # type: ignore[arg-type]


def test_whoever_types_has_no_button_to_go_on_with() -> None:
    """“Press Continue” is told to both; where somebody types it names the command, too, once."""
    pressed = [key for key, (th, en) in WORDS.items() if "กด “ทำต่อ”" in th or "ress Continue" in en]
    assert {"not_sent", "booked_by_others"} <= {*pressed}
    for key in pressed:
        window = [for_reader(one) for one in WORDS[key]]
        assert not any("mophic" in one for one in window), key
        with for_terminal():
            assert [for_reader(one).count("mophic resume") for one in WORDS[key]] == [1, 1], key
    with for_terminal():
        assert say("not_sent", "th") == "ยังไม่ได้ส่ง กด “ทำต่อ” (ในบรรทัดคำสั่งใช้ mophic resume) เพื่อส่ง"
        assert say("not_sent", "en") == "Not sent yet. Press Continue (mophic resume on the command line) to send it."
    assert say("not_sent", "th") == "ยังไม่ได้ส่ง กด “ทำต่อ” เพื่อส่ง"
