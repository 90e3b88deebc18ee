"""Asking the target list whose ids a sheet holds: one look-up a person, paced, held and stopped like every other call.

What is answered is compared in `app.sheets.cells.names`, and told by the check as problems of the rows
(`app.sheets.same_person`)."""

from __future__ import annotations

import asyncio
import re
from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from app.booking.flow import Flow
from app.domain.values import Appointment
from app.errors import AppError, Declined, ServiceChanged, Stopped
from app.mophic.session import Session
from app.sheets.cells.names import NOT_LISTED, NOT_TOLD, Listed, same_name
from app.sheets.cells.text import shown
from app.sheets.check import Checked
from app.text import clean

AT_ONCE = 16  # people looked up side by side
NOBODY_AT_HOME = ("html_page", "redirected")  # codes of a captive portal, which answers for nobody


@dataclass(frozen=True)
class Asked:
    """What the target list said. `left`: ids that were not asked for, as it was stopped or `error` ended it."""

    listed: Mapping[str, Listed]
    left: int = 0
    error: AppError | None = None


def to_ask(checked: Checked) -> tuple[str, ...]:
    """The ids of rows that could be booked and of which nothing is known yet, each once: one call each."""
    return tuple({row.cid: None for row in checked.candidates if row.cid not in checked.listed})


def put_in(checked: Checked) -> list[Appointment]:
    """Rows whose id the clerk put in, other than by moving what stands in the row itself, and which have a name that it
    may not belong to. In a retyped id a wrong digit is another citizen."""
    raw = checked.sheet
    edited = {row for row, field in checked.edits if field == "cid"}
    named = (row for row in checked.candidates if row.row in edited and row.person_name)
    return [row for row in named if not _stands_in(row.cid, raw.rows[bisect_left(raw.numbers, row.row)])]


def _stands_in(cid: str, cells: Sequence[object]) -> bool:
    return any(cid in re.sub(r"\D", "", clean(shown(cell))) for cell in cells)


def cant_tell(checked: Checked, row: Appointment) -> bool:
    """Whether nobody knows if the id of a row is that of its name: not asked, not understood, or not comparable."""
    known = checked.listed.get(row.cid, NOT_TOLD)
    return known.found is None or (known.found and same_name(row.person_name, known) is None)


def seconds_for(calls: int, cap: int) -> int:
    """About how long so many calls take where the server keeps up; `cap` in calls a second."""
    return max(1, -(-calls // cap))


async def ask(session: Session, flow: Flow, cids: Sequence[str], tell: Callable[[int], None]) -> Asked:
    """Look everybody up. `tell` hears how many are done. What was found stays where it ends early."""
    found: dict[str, Listed] = {}
    todo = iter(cids)

    async def work() -> None:
        for cid in todo:
            found[cid] = await _listed(session, flow, cid)
            tell(len(found))

    workers = [asyncio.ensure_future(work()) for _ in range(min(AT_ONCE, len(cids)))]
    error: AppError | None = None
    try:
        await asyncio.gather(*workers)
    except Stopped:
        pass
    except AppError as caught:
        error = caught
    finally:
        for worker in workers:
            worker.cancel()
        await asyncio.gather(*workers, return_exceptions=True)
    return Asked(found, len(cids) - len(found), error)


async def _listed(session: Session, flow: Flow, cid: str) -> Listed:
    """Who has this id. Only an answer that names nobody, or says so in words that are known, is a no (both INFERRED);
    what is not understood, or tells of somebody else, is \"can't tell\"."""
    try:
        person = await flow.patiently(
            lambda: session.call(lambda: session.client.target(cid, session.account.facility))
        )
    except Declined as error:
        return NOT_LISTED if error.code == "not_a_target" else NOT_TOLD
    except ServiceChanged as error:
        if error.code in NOBODY_AT_HOME:
            raise
        return NOT_TOLD
    if person is None:
        return NOT_LISTED
    if person.cid != cid:
        return NOT_TOLD
    return Listed(True, person.prefix, person.first_name, person.last_name)
