"""`dev.py bench [load | calls | rate | stop | start | window …]`: ratios, each measured in one run."""

from __future__ import annotations

import importlib
import sys

PARTS = {
    "load": "load and check a sheet ÷ openpyxl read-only iteration of the same file",
    "calls": "calls a booked row, 1,000 rows over 5 days",
    "rate": "rate reached ÷ cap, 1,500 rows at cap 28, latencies 0.1-1.0 s, one and two processes",
    "stop": "from pressing Stop to the last call started",
    "start": "window shown ÷ the same for a bare Qt window",
    "window": "longest stall of the window while loading, filtering, booking",
}


def main() -> int:
    chosen = sys.argv[1:] or list(PARTS)
    for name in chosen:
        if name not in PARTS:
            print(f"parts: {', '.join(PARTS)}")
            return 2
        print(f"\n== {name}: {PARTS[name]}", flush=True)
        importlib.import_module(f"tests.bench.{name}").main([])
    return 0


if __name__ == "__main__":
    sys.exit(main())
