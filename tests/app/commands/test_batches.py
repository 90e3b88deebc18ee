"""`mophic resume` without a number: what it goes on with, and what it names."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from app import wording
from app.commands.batches import _last_unfinished
from app.domain.values import State
from app.errors import InputError
from app.journal.batches import BatchInfo, Source
from app.thai import thai_now
from tests.commandline import mophic

OURS = BatchInfo(5, thai_now(), "99001", "u", Source("a.xlsx"), {State.PLANNED: 1}, maker="PC-2")
THEIRS = replace(OURS, id=4, user="somsri", maker="PC-1", elsewhere=True)


def last(*history: BatchInfo) -> Any:
    return _last_unfinished(cast(Any, SimpleNamespace(history=lambda: history)))


def test_its_own_comes_first() -> None:
    assert last(replace(THEIRS, id=6), OURS) == [5]


def test_an_empty_history_says_that_it_is_empty_and_where_else_to_look(tmp_path: Path) -> None:
    run = mophic("history", "--practice", "--data-dir", str(tmp_path), "--lang", "en")
    assert (run.code, run.out) == (0, "")
    assert "There is no batch in this journal." in run.err
    assert "--server" in run.err


def test_what_history_shows_of_another_computer_is_named_not_called_nothing() -> None:
    done, runs = replace(OURS, counts={State.SKIPPED: 1}), replace(THEIRS, id=7, held_by="u · PC-3 · 1")
    with pytest.raises(InputError) as caught:
        last(done, runs, THEIRS, replace(THEIRS, id=3))
    told = wording.say(caught.value.code, "en", **caught.value.params)
    assert "4 (PC-1, somsri), 3 (PC-1, somsri)" in told
    assert "mophic resume 4." in told
    with pytest.raises(InputError, match="nothing_unfinished"):
        last(done, runs)
