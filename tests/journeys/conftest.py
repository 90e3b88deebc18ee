"""What whole journeys share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.helper import handed_on


@pytest.fixture(autouse=True)
def helper_handed_on() -> Iterator[None]:
    with handed_on():
        yield
