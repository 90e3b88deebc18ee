"""What is printed can't steer the terminal, hide a line or turn one round: one line stays one line."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from app.commands.by_list import report
from app.commands.running import tell_next
from app.commands.terminal import NOT_ALL, NOT_ALWAYS, OUTCOMES, SUMMARY, Terminal, Watch, sums_by_name
from app.domain.values import MOVE, Outcome, Problem, Severity, State
from app.errors import AppError
from app.events import Finished, Resumed, Silent, Waiting
from app.journal.rows import BatchInfo, Source
from app.text import one_line
from app.thai import thai_now
from app.wording.terminal import count_word

EVIL = "\x1b[2J\x1b]0;x\x07a\x9b31mb\u202ec\u2066d\u200ee\x7ff\ud83dg\nh\r\ni\u2028j\x85k\tl\x00"
OBEYED = [*map(chr, range(0x20)), *map(chr, range(0x7F, 0xA0)), *"\u200e\u200f\u061c\u2028\u2029\ufeff"]
OBEYED += [*map(chr, range(0x202A, 0x202F)), *map(chr, range(0x2066, 0x206A))]


def obeyed(printed: str) -> list[str]:
    """What a terminal would act on, but for the ends of our own lines."""
    return [letter for letter in printed.replace("\n", "") if letter in OBEYED]


def test_a_line_has_nothing_in_it_that_a_terminal_obeys() -> None:
    assert one_line(EVIL) == "[2J]0;xa31mbcdef\ufffdg h i j k l"
    assert one_line("ปกติ  ธรรมดา “ไทย” ✓ 👍") == "ปกติ  ธรรมดา “ไทย” ✓ 👍"
    for letter in OBEYED:
        assert obeyed(one_line(f"a{letter}b")) == []


@pytest.mark.parametrize("as_json", [False, True])
def test_all_that_is_printed_is_clean(capsys: pytest.CaptureFixture[str], as_json: bool) -> None:
    terminal = Terminal("th", as_json=as_json)
    terminal.line(EVIL)
    terminal.note(EVIL)
    terminal.failed(AppError("read_failed", EVIL, file=EVIL))
    terminal.problems([Problem(5, "cid", "cid_not_13", Severity.ERROR, EVIL)])
    terminal.rows([Outcome(2, State.REFUSED, "refused", None, EVIL)], {}, 1)
    terminal.json({"name": EVIL})
    told = capsys.readouterr()
    assert obeyed(told.out) == obeyed(told.err) == []
    told.out.encode()
    assert len(told.err.splitlines()) == (7 if as_json else 3), "a line each, however long"
    if as_json:
        assert json.loads(told.out.splitlines()[-1])["name"] == EVIL, "for a program all of it is there"


@pytest.mark.parametrize(
    "code", ["offline", "server_trouble", "throttled", "blocked", "token_refused", "proxy_refused"]
)
@pytest.mark.parametrize("as_json", [False, True])
def test_a_command_that_has_ended_does_not_say_that_it_goes_on(
    capsys: pytest.CaptureFixture[str], code: str, as_json: bool
) -> None:
    Terminal("en", as_json=as_json).failed(AppError(code))
    told = capsys.readouterr()
    for words in (told.err, told.out if as_json else told.err):
        assert "by itself" not in words
        assert "goes on" not in words
        assert "tries again" not in words
        assert "This command has ended" in words


def test_a_row_that_an_undo_cancelled_is_not_said_to_wait_for_sending(capsys: pytest.CaptureFixture[str]) -> None:
    Terminal("en", as_json=False).rows([Outcome(2, State.CANCELLED, "", 7)], {}, 1)
    told = capsys.readouterr().out
    assert "Cancelled" in told
    assert "Press Continue" not in told


def test_a_long_line_is_not_broken(capsys: pytest.CaptureFixture[str]) -> None:
    terminal = Terminal("en", as_json=False)
    terminal.note("word " * 100)
    terminal.failed(AppError("read_failed", "why " * 60, file="long " * 40))
    assert len(capsys.readouterr().err.splitlines()) == 3


def test_several_lines_are_several_clean_lines(capsys: pytest.CaptureFixture[str]) -> None:
    Terminal("th", as_json=False).text("a\x1b[1m\nb\rc")
    assert capsys.readouterr().out == "a[1m\nb c\n"


def test_only_the_terminal_prints() -> None:
    """Whoever prints goes through the one place that cleans."""
    app = Path(__file__).resolve().parents[3] / "app"
    found = []
    for path in sorted(app.rglob("*.py")):
        if "practice" in path.parts or path.name == "terminal.py":
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            name = node.func if isinstance(node, ast.Call) else None
            called = getattr(name, "id", "") or getattr(name, "attr", "")
            if called in ("print", "echo", "secho"):
                found.append(f"{path.relative_to(app)}:{node.lineno}")  # type: ignore[attr-defined]
    assert found == []


def test_what_is_waited_for_is_said_once_in_a_while_and_short_waits_are_not(capsys: pytest.CaptureFixture[str]) -> None:
    with Watch(Terminal("en", as_json=False), 7, 3) as watch:
        watch.emit(Waiting(7, (2,), 1))
        watch.emit(Waiting(7, (2, 3), 58))
        watch.emit(Waiting(7, (2, 3), 53))
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("The server does not show 2 rows yet (rows 2-3). They are looked for again, for about 58 s")


@pytest.mark.parametrize(
    ("waiting", "told"),
    [
        (Waiting(7, (2, 3), 58, leaving=True), "It is not certain yet that 2 cancelled appointments are gone"),
        (Waiting(9, (1,), 58, leaving=True), "It is not certain yet that 1 cancelled appointment is gone"),
        (Waiting(9, (1,), 58), "The server does not show yet what was booked for 1 person. It is looked for again"),
    ],
)
def test_what_was_cancelled_is_not_said_to_be_missing_and_no_row_is_told_that_is_not_of_the_file(
    capsys: pytest.CaptureFixture[str], waiting: Waiting, told: str
) -> None:
    with Watch(Terminal("en", as_json=False), 7, 3) as watch:
        watch.emit(waiting)
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith(told)
    assert "(row" not in line


def test_who_has_two_appointments_on_one_day_is_counted_with_rows_and_the_command_that_helps(
    capsys: pytest.CaptureFixture[str],
) -> None:
    rows = {2: Outcome(2, State.SKIPPED, "also_other_hour"), 4: Outcome(4, State.BOOKED, "two_hours")}
    tell_next(Terminal("en", as_json=False), 7, rows)
    told = capsys.readouterr().err
    assert "2 people have two appointments on one day (rows 2, 4). mophic undo --two-hours 7" in " ".join(told.split())
    tell_next(Terminal("en", as_json=False), 7, {2: rows[2]})
    assert "mophic resume goes on with it" in " ".join(capsys.readouterr().err.split())


def test_whoever_of_a_list_of_moves_has_both_is_named_and_it_is_no_success(capsys: pytest.CaptureFixture[str]) -> None:
    found = {2: Outcome(2, State.BOOKED, "moved"), 3: Outcome(3, State.SKIPPED, "move_has_both")}
    assert report(Terminal("en", as_json=False), MOVE, 7, found, Finished(7)) == 4, "it is not ended"
    assert "(1: 3)" in capsys.readouterr().out
    report(Terminal("en", as_json=True), MOVE, 7, found, Finished(7))
    assert '"two_hours": 1' in capsys.readouterr().out


def test_rows_in_doubt_name_the_next_step(capsys: pytest.CaptureFixture[str]) -> None:
    tell_next(Terminal("en", as_json=False), 7, {4: Outcome(4, State.UNKNOWN, "not_in_schedule")})
    told = capsys.readouterr().err
    assert "1 row is in doubt (row 4), so nothing more is sent for this person. mophic resume 7 looks" in told


def looked_back(counts: Mapping[State, int], purpose: str = "", **apart: int) -> Mapping[str, int]:
    source = Source("a.xlsx", purpose=purpose)
    return sums_by_name(BatchInfo(1, thai_now(), "99001", "clerk", source, counts, **apart))


def test_a_batch_looked_back_at_names_each_outcome_once_and_what_was_cancelled_as_such() -> None:
    counts = {State.PLANNED: 2, State.CANCELLED: 20, State.NOT_SENT: 3, State.BOOKED: 1}
    assert looked_back(counts) == {"not_sent": 5, "cancelled": 20, "booked": 1}


def test_what_the_program_held_back_or_left_out_is_neither_refused_nor_cancelled() -> None:
    counts = {State.REFUSED: 5, State.CANCELLED: 4}
    assert looked_back(counts, held_back=2, given_up=4) == {"refused": 3, "held_back": 2, "given_up": 4}


def test_a_list_of_moves_looked_back_at_tells_who_was_moved_and_who_was_left() -> None:
    counts = {State.BOOKED: 77, State.SKIPPED: 3, State.REFUSED: 3}
    assert looked_back(counts, MOVE, held_back=2) == {"moved": 80, "refused": 1, "left": 2}


def test_what_held_a_run_is_over_is_said_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    with Watch(Terminal("en", as_json=False), 7, 3) as watch:
        watch.emit(Resumed(7))
    assert capsys.readouterr().err.strip() == "It goes on."


def test_a_silence_of_the_server_is_said_once_each(capsys: pytest.CaptureFixture[str]) -> None:
    with Watch(Terminal("en", as_json=False), 7, 3) as watch:
        for seconds in (5, 6, 7, 0, 5):
            watch.emit(Silent(7, seconds))
    assert capsys.readouterr().err.splitlines() == ["No answer from the server for 5 s; waiting"] * 2


def test_every_count_has_its_thai_word() -> None:
    names = {*OUTCOMES.values(), *SUMMARY, *NOT_ALWAYS, *NOT_ALL}
    assert [name for name in sorted(names) if re.search("[a-z]", count_word(name, "th"))] == []
