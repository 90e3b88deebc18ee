"""Sheets with fixed days are read on a fixed day, too, where a test does not say on which."""

from __future__ import annotations

from datetime import date

import pytest


@pytest.fixture(autouse=True)
def one_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.sheets.columns.today", lambda: date(2026, 10, 1))
