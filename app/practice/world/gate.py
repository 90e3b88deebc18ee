"""How many calls came, and who is locked out. Counted when a call arrives, before anything delays it."""

from __future__ import annotations

import time
from collections import Counter, defaultdict, deque
from collections.abc import Callable

SECOND, MINUTE = 1.0, 60.0


class Sliding:
    """Counts what happened within the last `length` seconds, and the most that ever did."""

    def __init__(self, length: float) -> None:
        self.length = length
        self.highest = 0
        self._times: deque[float] = deque()

    def add(self, at: float) -> int:
        self._times.append(at)
        while self._times[0] <= at - self.length:
            self._times.popleft()
        self.highest = max(self.highest, len(self._times))
        return len(self._times)


class Gate:
    """The limit per account, and the block of an address that exceeded it (SEEN: 30 a second, 30 minutes)."""

    def __init__(
        self, rate_limit: int, block_seconds: float, per_minute: int = 0, ticks: Callable[[], float] = time.monotonic
    ) -> None:
        self.rate_limit = rate_limit
        self.block_seconds = block_seconds
        self.per_minute = per_minute  # 0: no softer limit
        self._ticks = ticks
        self.clear()

    def clear(self) -> None:
        """As if nobody had ever called."""
        self.blocks = 0
        self.last_at = 0.0  # wall clock of the last call, for measuring Stop
        self.by_action: Counter[str] = Counter()
        self._every_call = Sliding(SECOND)
        self._seconds: dict[str, Sliding] = defaultdict(lambda: Sliding(SECOND))
        self._minutes: dict[str, Sliding] = defaultdict(lambda: Sliding(MINUTE))
        self._blocked: dict[str, float] = {}  # address -> tick it ends at

    def arrive(self, action: str) -> None:
        self.by_action[action] += 1
        self.last_at = time.time()
        self._every_call.add(self._ticks())

    def admit(self, account: str, address: str) -> bool:
        """Whether this call is heard at all. One call above the limit starts the block. ASSUMED: calls during
        a block do not lengthen it."""
        now = self._ticks()
        too_many = self._seconds[account].add(now) > self.rate_limit
        if self._blocked.get(address, now) > now:
            return False
        if too_many:
            self.block(address)
        return not too_many

    def throttled(self, account: str) -> bool:
        """Whether the softer limit turns this call away (it never blocks)."""
        return bool(self.per_minute) and self._minutes[account].add(self._ticks()) > self.per_minute

    def block(self, address: str, seconds: float = 0) -> None:
        self.blocks += 1
        self._blocked[address] = self._ticks() + (seconds or self.block_seconds)

    def unblock(self) -> None:
        self._blocked.clear()

    def blocked_for(self) -> float:
        """Seconds until the last block ends, 0 where there is none."""
        return max(0.0, *(end - self._ticks() for end in self._blocked.values()), 0.0)

    def counts(self) -> dict[str, object]:
        by_action = dict(self.by_action)
        return {
            "total": sum(by_action.values()),
            "by_action": by_action,
            "last_at": self.last_at,
            "max_in_any_second": self._every_call.highest,
            "max_in_any_second_by_account": {name: seen.highest for name, seen in list(self._seconds.items())},
        }
