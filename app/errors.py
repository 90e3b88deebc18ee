"""What stops the work. A code and parameters, never a sentence: those are in `wording`.

AppError
├ InputError            the user can mend it: SheetError, SettingsError, PlanError
├ AuthError             SignInNeeded (pause, ask, go on) · NotAllowed (stop)
├ ServiceError          NotSent (surely not booked) · Throttled · TokenRefused · Declined (the server said no)
│                       Uncertain (may be booked) · ServiceChanged · Blocked
├ BookedByOthers        another computer books the same rows: look before going on
├ RefusedAlike          the server says no row after row for one reason: nothing more is sent until the clerk says so
├ EnvironmentProblem    disk full, journal locked, keyring locked · OfficeAway (hold, and go on)
└ Stopped               the user asked; shown as nothing
Anything else is a bug.
"""

from __future__ import annotations

import math
from collections.abc import Awaitable, Callable


class AppError(Exception):
    """A code (a key of `wording`) and what its sentence needs; `detail` is untrusted text for the small print."""

    default = "bug"

    def __init__(self, code: str = "", detail: str = "", **params: object) -> None:
        self.code = code or self.default
        self.detail = detail
        self.params = params
        super().__init__(self.code)


class InputError(AppError):
    default = "input_error"


class SheetError(InputError):
    default = "sheet_unreadable"


class SettingsError(InputError):
    default = "settings_broken"


class AuthError(AppError):
    default = "sign_in_refused"


class SignInNeeded(AuthError):
    default = "sign_in_needed"


class NotAllowed(AuthError):
    default = "not_allowed"


class ServiceError(AppError):
    default = "service_error"


class NotSent(ServiceError):
    """The call surely had no effect."""

    default = "not_sent"


class Throttled(ServiceError):
    """The server turned the call away unread; `retry_after` in seconds where it said so."""

    default = "throttled"

    def __init__(self, code: str = "", detail: str = "", retry_after: float = 0.0, **params: object) -> None:
        super().__init__(code, detail, **params)
        self.retry_after = retry_after


class Silence(Throttled):
    """The server asked this PC for silence, whichever window or command line heard it: no call was tried.
    `retry_after`: seconds left, in the sentence too."""

    default = "silence_asked_for"

    def __init__(self, seconds: float) -> None:
        super().__init__(retry_after=seconds, seconds=math.ceil(seconds))


class TokenRefused(ServiceError):
    """HTTP 401 that does not say it is throttling: expired, or throttled without saying so."""

    default = "token_refused"


class Uncertain(ServiceError):
    """The call may have had its effect: look it up before anything is sent again."""

    default = "uncertain"


class ServiceChanged(Uncertain):
    """An answer of a shape this program does not know (or a captive portal's page)."""

    default = "service_changed"


class Declined(ServiceError):
    """The server understood and said no; `detail` holds its words. Nothing was changed."""

    default = "refused"


class Blocked(ServiceError):
    """The server blocked this address (`terminated`)."""

    default = "blocked"


class BookedByOthers(AppError):
    """Somebody else books the same rows at this moment: another computer with the same sheet."""

    default = "booked_by_others"


class RefusedAlike(AppError):
    """The server refuses row after row for the same reason: going on would only refuse the rest."""

    default = "refused_alike"


class EnvironmentProblem(AppError):
    default = "environment"


class OfficeAway(EnvironmentProblem):
    """The office's database can't be used just now, and may be in a moment: whoever runs a batch holds, and goes on
    once it is `back`."""

    default = "office_away"
    passing = frozenset({default, "office_busy", "office_crowded", "office_read_only", "office_slow"})

    def __init__(
        self, detail: str = "", back: Callable[[], Awaitable[None]] | None = None, code: str = "", **params: object
    ) -> None:
        """`back`: waits until it can be used again; None: nobody looks for that. `code`: one of `passing`."""
        super().__init__(code, detail, **params)
        self.back = back


class Stopped(AppError):
    default = "stopped"
