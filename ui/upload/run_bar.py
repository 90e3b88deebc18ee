"""Progress of a run: the bar, rows, rate, time left, and the buttons that hold or end it."""

from __future__ import annotations

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QProgressBar

from app.events import Paused
from app.wording import say
from ui.kit import text
from ui.kit.basic import Button, Elided, label, line, repolish
from ui.kit.text import fill
from ui.kit.theme import GAP, Theme
from ui.kit.translated import Translated
from ui.upload.progress import Progress

MILESTONE = 10  # percent between two announcements to a screen reader


class RunBar(Translated, QFrame):
    """A thin bar at the window's lower edge, whichever page is shown. `pause` says Pause or Continue; `stop` says Stop,
    then Stop at once."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("kind", "foot")
        self.words = label("strong")
        self.rate = Elided()
        self.rate.setProperty("kind", "muted")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.pause = Button(theme, "pause", shortcut="Ctrl+P")
        self.stop = Button(theme, "square", "danger", shortcut="Ctrl+.")
        self._phase = ""
        self._told = 0
        self._state = (False, 0)
        self._held: Paused | None = None
        self._rates: tuple[str, ...] = ()  # what there is to say of the rate, the longest first
        layout = line(self, gap=int(1.5 * GAP))
        layout.setContentsMargins(2 * GAP, GAP // 2, 2 * GAP, GAP // 2)
        layout.addWidget(self.words)
        layout.addWidget(self.bar, 1)
        layout.addWidget(self.rate)
        layout.addWidget(self.pause)
        layout.addWidget(self.stop)
        self.hide()
        self.retranslate()

    def retranslate(self) -> None:
        """Continue stands where Pause was, whichever word is longer."""
        (paused, stops), held, wide = self._state, self._held, 0
        for now in (not paused, paused):
            self.show_control(paused=now, stops=stops, held=held)
            self.pause.ensurePolished()
            wide = max(wide, self.pause.sizeHint().width())
        self.pause.setMinimumWidth(wide)

    def show_phase(self, name: str) -> None:
        self._phase = name

    def phase_words(self) -> str:
        """What is going on; nothing is, while it is held."""
        paused, stops = self._state
        if stops:
            return self.tr("Stopping: rows on their way are finished…")
        if paused and self._is_pausing():
            return self.tr("Pausing: rows on their way are finished…")
        if paused:
            return say("paused_by_user", text.lang())
        if self._held is not None:
            return self.tr("Waiting")
        words = {
            "preparing": self.tr("Checking existing appointments and free seats on the server…"),
            "reading": self.tr("Reading and checking the sheet…"),
            "looking": self.tr("Looking up who is booked already…"),
            "booking": self.tr("Booking"),
            "asking": say("asking", text.lang()),
            "settling": self.tr("Looking up rows in doubt…"),
            "verifying": self.tr("Checking every booking with the server…"),
            "cancelling": self.tr("Cancelling"),
            "leaving": self.tr("Making sure that they are cancelled…"),
            "moving": self.tr("Moving to the sheet's hour"),
        }
        return words.get(self._phase, "")

    def _is_pausing(self) -> bool:
        """Told, but not heard yet, or answers are still awaited."""
        return self._held is None or self._held.reason != "paused_by_user" or self._held.flying > 0

    def start(self) -> None:
        self._told = 0

    def show_progress(self, progress: Progress) -> None:
        self._fill(progress.done, max(1, progress.total))
        rows = self.tr("%1 of %2 rows")
        rows = fill(rows, text.number(progress.done), text.number(progress.total))
        self.words.setText(f"{self.phase_words()}  ·  {rows}" if self.phase_words() else rows)
        self._tell_rate(() if self._held is not None or any(self._state) else self._rate_words(progress))
        self.bar.setAccessibleName(rows)
        self._announce(progress, rows)

    def _tell_rate(self, rates: tuple[str, ...]) -> None:
        self._rates = rates
        self._fit_rate()

    def _fit_rate(self) -> None:
        """What of it has room beside the phase, whose words are never cut for it."""
        shown = [part for part in (self.words, self.pause, self.stop) if not part.isHidden()]
        others = (
            sum(max(part.sizeHint().width(), part.minimumWidth()) for part in shown)
            + self.bar.minimumSizeHint().width()
        )
        room = self.contentsRect().width() - others - 4 * GAP - int(1.5 * GAP) * (len(shown) + 1)
        wide = self.rate.fontMetrics().horizontalAdvance
        told = next((words for words in self._rates if wide(words) + GAP <= room), "")
        self.rate.set_words(told)
        self.rate.setVisible(bool(told))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_rate()

    def _fill(self, done: int, total: int) -> None:
        """Qt's bar paints itself at once, and with it all of the window that waits to be painted: not at each row."""
        self.bar.setUpdatesEnabled(False)
        self.bar.setMaximum(total)
        self.bar.setValue(done)
        self.bar.setUpdatesEnabled(True)

    def show_asking(self, done: int, total: int) -> None:
        """The server is asked before a batch; the one button calls it off. `total` 0: not known yet."""
        self._phase = "preparing"
        self.pause.hide()
        self.stop.show()
        self._fill(done, total)
        count = fill(self.tr("%1 of %2"), text.number(done), text.number(total)) if total else ""
        self.words.setText("  ·  ".join(filter(None, (self.phase_words(), count))))
        self._tell_rate(())
        self.bar.setAccessibleName(self.words.text())
        self.stop.say(self.tr("Cancel"), self.tr("Stop asking; nothing has been sent"))
        self.stop.setEnabled(True)

    def show_reading(self, share: float) -> None:
        """A file is being read, `share` of it so far; the one button calls it off."""
        self._phase = "reading"
        self.pause.hide()
        self.stop.show()
        self._fill(round(100 * share), 100 if share else 0)
        self.words.setText(self.phase_words())
        self._tell_rate(())
        self.bar.setAccessibleName(self.phase_words())
        self.stop.say(self.tr("Cancel"), self.tr("Stop reading the file"))
        self.stop.setEnabled(True)

    def show_control(self, *, paused: bool, stops: int, held: Paused | None = None) -> None:
        """`paused`: the clerk wants it so; `held`: what the run itself said of it, or of something else that holds."""
        self._state, self._held = (paused, stops), held
        self.pause.say(self.tr("Continue") if paused else self.tr("Pause"))
        self.pause.set_icon("play" if paused else "pause")
        self.pause.set_kind("primary" if paused else "")
        self.pause.setEnabled(stops == 0)
        if stops == 0:
            self.stop.say(self.tr("Stop"), self.tr("Rows on their way are finished, no further one is sent"))
        else:
            self.stop.say(
                self.tr("Stop at once"), self.tr("Does not wait for rows on their way; they are looked up later")
            )
        self.stop.setEnabled(stops < 2)
        if str(self.bar.property("kind")) != ("held" if paused else ""):
            self.bar.setProperty("kind", "held" if paused else "")
            repolish(self.bar)

    def _rate_words(self, progress: Progress) -> tuple[str, ...]:
        """Whole, and the time alone; in a silence of the server neither is true."""
        if progress.silent:
            return (say("no_answer_for", text.lang(), seconds=progress.silent),)
        if progress.rate is None or progress.seconds_left is None or progress.done >= progress.total:
            return ()
        rate = fill(self.tr("%1 rows a second"), f"{progress.rate:.1f}")
        left = self._left_words(progress.seconds_left)
        return f"{rate}  ·  {left}", left

    def _left_words(self, seconds: float) -> str:
        """Roughly, as nobody needs more."""
        minutes = round(seconds / 60)
        if minutes < 1:
            return self.tr("less than a minute left")
        if minutes < 90:
            return self.tr("about %n minute(s) left", "", minutes)
        hours = round(minutes / 60)
        return self.tr("about %n hour(s) left", "", hours)

    def _announce(self, progress: Progress, rows: str) -> None:
        """A screen reader hears each tenth, not each row."""
        mark = progress.percent // MILESTONE
        if mark > self._told:
            self._told = mark
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, rows))
