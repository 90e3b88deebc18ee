"""The bar of a run says what fits, and cuts nothing."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from ui.kit.theme import Theme
from ui.upload.progress import Progress
from ui.upload.run_bar import RunBar

LEFT = "less than a minute left"


@pytest.mark.parametrize(
    ("width", "rate"), [(1366, f"1140.5 rows a second  ·  {LEFT}"), (1093, LEFT), (911, "")]
)  # 1366 × 768 at 100, 125 and 150 %
def test_the_rate_gives_way_before_the_words_of_a_phase_are_cut(
    theme: Theme, qtbot: QtBot, width: int, rate: str
) -> None:
    bar, progress = RunBar(theme), Progress()
    qtbot.addWidget(bar)
    progress.start(20_000, 0, 0.0)
    progress.reach(12_545, 11.0)
    bar.resize(width, 48)
    bar.show_control(paused=False, stops=0)
    bar.show_phase("asking")
    bar.show_progress(progress)
    bar.show()
    assert bar.rate.text() == rate
    assert bar.rate.isHidden() is not bool(rate)
    assert bar.words.width() >= bar.words.sizeHint().width()
    bar.resize(1600, 48)
    assert bar.rate.text().endswith(LEFT), "with the room it comes back"
