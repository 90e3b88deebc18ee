"""The journal's tables, version by version: a step that was published is never changed, what is new is a step of its
own behind it."""

from __future__ import annotations

from app.domain.values import State
from app.journal.looks import SCHEMA as LOOKS
from app.journal.mends import SCHEMA as MENDS
from app.journal.messages import MOMENTS
from app.journal.messages import SCHEMA as MESSAGES
from app.journal.pcs import SCHEMA as PCS
from app.journal.reminders import SCHEMA as REMINDERS
from app.journal.rows import DOUBT, TAKEN, UNSEEN, quoted
from app.journal.unsure import SCHEMA as UNSURE

_BATCHES = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value BLOB NOT NULL);
CREATE TABLE batch (
    id INTEGER PRIMARY KEY AUTOINCREMENT, started TEXT NOT NULL, facility TEXT NOT NULL, "user" TEXT NOT NULL,
    about BLOB NOT NULL, digest BLOB NOT NULL, rows INTEGER NOT NULL, invalid INTEGER NOT NULL, holder TEXT NOT NULL
);
CREATE TABLE row (
    batch INTEGER NOT NULL REFERENCES batch(id) ON DELETE CASCADE, number INTEGER NOT NULL, key BLOB NOT NULL,
    sealed BLOB NOT NULL, state TEXT NOT NULL, code TEXT NOT NULL DEFAULT '', slot_id INTEGER,
    detail BLOB, at TEXT NOT NULL, sent_at TEXT, tries INTEGER NOT NULL DEFAULT 0, verified INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (batch, number)
) WITHOUT ROWID;
CREATE INDEX row_key ON row (key);
"""
# The person's day, and moments of a clock that nobody sets (`app.clock`) beside the times for people.
_DAYS = """
ALTER TABLE row ADD COLUMN day BLOB;
ALTER TABLE row ADD COLUMN since TEXT;
ALTER TABLE row ADD COLUMN sent TEXT;
CREATE INDEX row_day ON row (day);
"""
# The person, to be found in few steps however much there is, and what is left to settle or to look for.
OPEN = f"(state IN ({quoted(DOUBT)}) OR (state='{State.BOOKED}' AND tries>0 AND verified=0 AND code!='{UNSEEN}'))"
_PEOPLE = f"""
ALTER TABLE row ADD COLUMN person BLOB;
CREATE INDEX row_person ON row (person);
CREATE INDEX row_open ON row (batch) WHERE {OPEN};
"""
# Of the rows that were sent from here only one has, or may have, a person's hour: no second one can be claimed. What a
# look, or an older journal, shows beside it is a fact that is written down all the same (`beside`).
_HELD = f"tries>0 AND beside=0 AND state IN ({quoted(TAKEN)})"
_OTHERS = (
    "SELECT 1 FROM row AS other WHERE other.key=row.key AND other.tries>0 AND other.beside=0"
    f" AND other.state IN ({quoted(TAKEN)})"
)
IS_BESIDE = f"CASE WHEN {_HELD} THEN 0 ELSE CAST(EXISTS ({_OTHERS}) AS INTEGER) END"
_ONE_SENT = f"""
ALTER TABLE row ADD COLUMN beside INTEGER NOT NULL DEFAULT 0;
UPDATE row SET beside=1
 WHERE {_HELD} AND EXISTS ({_OTHERS} AND (other.batch, other.number) < (row.batch, row.number));
CREATE UNIQUE INDEX row_held ON row (key) WHERE {_HELD};
CREATE INDEX row_state ON row (batch, state);
"""
# What each version of the file added.
SCHEMAS = (_BATCHES, MESSAGES, _DAYS, MOMENTS, _PEOPLE, MENDS, _ONE_SENT, LOOKS, PCS, REMINDERS, UNSURE)
