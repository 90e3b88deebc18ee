"""A short run of `dev.py torture`: random faults, kills, and the books compared."""

from __future__ import annotations

import pytest

from tests.torture.__main__ import torture


@pytest.mark.timeout(300)
@pytest.mark.parametrize("seed", [2, 3, 10])
def test_the_books_agree_after_faults_and_kills(seed: int) -> None:
    run = torture(seed)
    assert run.broken == []
    assert run.starts >= 1
