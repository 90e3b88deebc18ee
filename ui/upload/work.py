"""The state objects of the upload page, made together and in the order in which they hear of each other."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject

from ui.bridge import Bridge
from ui.history.batches import Batches
from ui.session.accounts import Accounts
from ui.session.session import Session
from ui.session.under_way import Lane, UnderWay
from ui.sheet.dates_said import DatesSaid
from ui.sheet.distributing import Distributing
from ui.sheet.kept import Kept
from ui.sheet.known import Known
from ui.sheet.layout import Layout
from ui.sheet.mending import Mending
from ui.sheet.reading import Reading
from ui.sheet.saving import Saving
from ui.sheet.sheet import Sheet
from ui.sheet.together import Together
from ui.sheet.unbooked import Unbooked
from ui.sheet.waiting import Waiting
from ui.upload.reopening import Reopening
from ui.upload.retry import Retry
from ui.upload.run import Run
from ui.upload.series import Series
from ui.upload.start import Start


@dataclass(frozen=True)
class Work:
    """Each answers one question; whoever needs one takes that one."""

    session: Session  # who is signed in?
    under_way: UnderWay  # what runs?
    sheet: Sheet  # which rows stand in the window?
    waiting: Waiting  # which files come after?
    together: Together  # who stands in more than one of them?
    layout: Layout  # what do its columns and dates mean?
    mending: Mending  # which cells are mended, which rows left out?
    distributing: Distributing  # which free hours are proposed for its rows?
    kept: Kept  # which mends stay with the file?
    known: Known  # which rows has this computer booked before?
    unbooked: Unbooked  # which rows of a batch can be mended as a sheet?
    saving: Saving  # which files did the clerk get?
    run: Run  # what does the batch do?
    retry: Retry  # which rows are sent once more?
    start: Start  # what would a batch do?
    series: Series  # what became of several sheets, and did the clerk say yes to all?
    reopening: Reopening  # which batch of the journal stands in the window again?
    batches: Batches  # which batches are there?

    @property
    def idle(self) -> bool:
        """Whether another sheet may come, or a batch begin."""
        return self.under_way.free(Lane.SHEET)

    @property
    def can_decide(self) -> bool:
        """Whether a clerk may say what became of a row."""
        return self.idle and self.session.desk is not None


def make_work(accounts: Accounts, reading: Reading, bridge: Bridge, parent: QObject) -> Work:
    under_way = UnderWay(parent)
    session = Session(accounts, under_way, bridge, parent)
    sheet = Sheet(session, under_way, reading, bridge, parent)
    unbooked = Unbooked(sheet, parent)
    mending = Mending(sheet, unbooked, parent)
    layout, run = Layout(sheet, mending, parent), Run(sheet, bridge, parent)
    batches = Batches(session, reading, bridge, parent)
    kept = Kept(sheet, mending, parent)
    run.finished.connect(batches.ask)
    batches.cleared.connect(kept.forgotten)
    waiting = Waiting(sheet, parent)
    DatesSaid(sheet, mending, waiting, parent)
    together = Together(sheet, waiting, parent)
    start = Start(sheet, mending, together, run, bridge, parent)
    saving = Saving(session, sheet, bridge, parent)
    return Work(
        session=session,
        under_way=under_way,
        sheet=sheet,
        waiting=waiting,
        together=together,
        layout=layout,
        mending=mending,
        distributing=Distributing(sheet, mending, parent),
        kept=kept,
        known=Known(sheet, parent),
        unbooked=unbooked,
        saving=saving,
        run=run,
        retry=Retry(sheet, run, bridge, parent),
        start=start,
        series=Series(sheet, waiting, together, run, start, parent),
        reopening=Reopening(sheet, run, bridge, saving.lists, parent),
        batches=batches,
    )
