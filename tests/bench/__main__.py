"""`dev.py bench [load | calls | rate | stop | start | window | office [ROWS TIMES] |
office_rate [ROWS TIMES] | onesheet [PCS ROWS TIMES] |
twopcs [N] | lies [WORD …]]`: ratios, each measured in one run, and what becomes of bookings under two PCs and lies.
What follows a part's name is for that part."""

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
    "office": "office_rate; plan of 1,000 rows with a journal of 1,000,000 rows ÷ of none; history of 500 batches",
    "office_rate": "rate reached ÷ cap, most calls in any second: 1 to 8 PCs of an office, database 0 to 30 ms away",
    "onesheet": "several PCs start one sheet at once, with an office's journal and with one each",
    "twopcs": "people with two seats after two PCs uploaded one sheet of 200",
    "lies": "what becomes of 12 people under each lie of the practice server",
}
ASKED = ("office", "office_rate", "onesheet", "twopcs", "lies")  # minutes each: only where they are named


def main() -> int:
    chosen: list[list[str]] = []
    for word in sys.argv[1:] or [name for name in PARTS if name not in ASKED]:
        if word in PARTS:
            chosen.append([word])
        elif chosen:
            chosen[-1].append(word)
        else:
            print(f"parts: {', '.join(PARTS)}")
            return 2
    for name, *words in chosen:
        print(f"\n== {name}: {PARTS[name]}", flush=True)
        importlib.import_module(f"tests.bench.{name}").main(words)
    return 0


if __name__ == "__main__":
    sys.exit(main())
