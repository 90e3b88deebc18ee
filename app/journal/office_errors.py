"""What goes wrong with an office's database, as the program's codes."""

from __future__ import annotations

import psycopg
from psycopg import errors

from app.errors import EnvironmentProblem, OfficeAway

# What libpq and the database say where a connection does not come about: it has no other mark.
_TOLD = (
    ("authentication failed", "office_sign_in"),
    ("no password supplied", "office_password_missing"),
    ("is not permitted to log in", "office_sign_in"),
    ("permission denied for database", "office_no_connect"),
    ("received invalid response", "office_no_postgres"),
    ("expected authentication request", "office_no_postgres"),
    ("does not support SSL", "office_no_tls"),
    ("server rejected", "office_no_tls"),
    ("certificate verify failed", "office_certificate"),
    ("does not match host name", "office_certificate_name"),
    ("root certificate file", "office_certificate_file"),
    ("could not load system root certificate", "office_certificate_file"),
    (", no encryption", "office_wants_tls"),  # of the same words
    ("no pg_hba.conf entry", "office_not_let_in"),
    ("too many clients", "office_crowded"),
    ("too many connections", "office_crowded"),
    ("remaining connection slots", "office_crowded"),
    ("could not translate host name", "office_no_such_host"),
    ("failed to resolve host", "office_no_such_host"),
)


def problem_of(error: psycopg.Error, where: str) -> EnvironmentProblem:
    return problem(_code(error), where, _words(error))


def problem(code: str, where: str, words: str = "") -> EnvironmentProblem:
    """Of a kind that may pass by itself, or of one that surely does not. `words` are for nobody's small print."""
    if code in OfficeAway.passing:
        return OfficeAway(code=code, path=where, kind=words)
    return EnvironmentProblem(code, path=where, kind=words)


def _code(error: psycopg.Error) -> str:
    if isinstance(error, (errors.UndefinedTable, errors.InvalidSchemaName)):
        return "office_gone"
    if isinstance(error, errors.InsufficientPrivilege):
        return "office_no_rights"
    if isinstance(error, errors.ReadOnlySqlTransaction):
        return "office_read_only"
    if isinstance(error, (errors.DiskFull, errors.OutOfMemory)):
        return "office_full"
    if (told := _told(str(error))) is not None:
        return told
    if isinstance(error, (errors.LockNotAvailable, errors.QueryCanceled)):
        return "office_busy"
    return "office_away" if isinstance(error, (psycopg.OperationalError, psycopg.InterfaceError)) else "office_unusable"


def _told(words: str) -> str | None:
    """A connection that did not come about."""
    if 'database "' in words and "does not exist" in words:
        return "office_no_database"
    if 'role "' in words and "does not exist" in words:
        return "office_sign_in"
    return next((code for part, code in _TOLD if part in words), None)


def _words(error: psycopg.Error) -> str:
    """For the log and the support package: the kind alone, as a message may hold what stands in a row."""
    return f"{type(error).__name__} {error.sqlstate or ''}".strip()
