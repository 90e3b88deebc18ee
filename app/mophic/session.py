"""One account's sign-in: its token, renewed in time, and once for all rows that meet a 401 together."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Protocol, TypeVar

from app.domain.values import Account, FieldSite
from app.errors import AuthError, NotAllowed, SignInNeeded, TokenRefused, Uncertain
from app.mophic import wire
from app.mophic.client import Client, Flight, password_hash

T = TypeVar("T")

RENEW_AT = 0.9  # of the token's life; both 12 hours and 100 days were SEEN


class Refusals(Protocol):
    """Passwords that the server refused to whoever shares our journal. `who`: which account."""

    async def knows(self, who: str, secret: str) -> bool: ...

    async def note(self, who: str, secret: str, *, refused: bool) -> None: ...


class Session:
    """Who is signed in, and the way every call with a token goes."""

    def __init__(
        self, client: Client, facility: str, user: str, renewal_gap: float, refusals: Refusals | None = None
    ) -> None:
        """`renewal_gap` in seconds: a token refused sooner than this after it was made is not renewed."""
        self.client = client
        self._refusals, self._who = refusals, f"{facility}|{user}"
        self._renewal_gap = renewal_gap
        self._account = Account(facility, user)
        self._secret = ""
        self._refused = False  # the password that was good once is so no more
        self._generation = 0
        self._made_at = 0.0
        self._renew_at = 0.0
        self._lock = asyncio.Lock()
        self._signed_in = asyncio.Event()

    @property
    def account(self) -> Account:
        """Who is signed in, and which facility the calls are about."""
        return self._account

    async def sign_in(self, password: str) -> Account:
        """Get a token with a password; at a refusal what was known before stays. Raises AuthError, ServiceError."""
        secret = password_hash(password)
        await self._fetch_noted(secret)
        self._secret = secret
        self._refused = False
        self._signed_in.set()
        return self.account

    async def signed_in_again(self) -> None:
        """Wait until somebody signs in with a password once more."""
        self._signed_in.clear()
        await self._signed_in.wait()

    async def call(self, ask: Callable[[], Awaitable[T]], flight: Flight | None = None) -> T:
        """Make a call, renewing the token before it ends or, once, when the server refuses it.

        A call that only reads is then made again. One that changes something (`flight`) is not: a 401 that came after
        the request had left may have come after the change, so it is Uncertain("turned_away").
        Raises TokenRefused where even a fresh token is refused, SignInNeeded where no new one is given.
        """
        if time.monotonic() >= self._renew_at:
            await self._renew(self._generation)
        seen = self._generation
        try:
            return await ask()
        except TokenRefused as error:
            await self._renew(seen)
            if flight is not None and flight.sent:
                raise Uncertain("turned_away", error.detail) from error
        return await ask()

    async def _renew(self, seen: int) -> None:
        """One renewal for all rows that saw the same token, and never one right after another: a renew loop is
        how one gets blocked."""
        async with self._lock:
            if self._generation != seen:
                return
            if self._refused:  # asked once: every further try with a wrong password may lock the account
                raise SignInNeeded()
            if time.monotonic() - self._made_at < self._renewal_gap:
                raise TokenRefused()
            if self._refusals is not None and await self._refusals.knows(self._who, self._secret):
                self._refused = True
                raise SignInNeeded()
            try:
                await self._fetch_noted(self._secret)
            except AuthError as error:
                self._refused = True
                raise SignInNeeded(detail=error.detail) from error

    async def _fetch_noted(self, secret: str) -> None:
        """The same; what the server said of this password is known to whoever shares the journal."""
        try:
            await self._fetch(secret)
        except AuthError as error:
            if self._refusals is not None and error.code == AuthError.default:
                await self._refusals.note(self._who, secret, refused=True)
            raise
        if self._refusals is not None:
            await self._refusals.note(self._who, secret, refused=False)

    async def _fetch(self, secret: str) -> None:
        token = await self.client.sign_in(self.account.facility, self.account.user, secret)
        claims = wire.read_claims(token)
        self._account = wire.read_account(claims, self.account.facility, self.account.user)
        if (other := wire.facility_of(claims)) not in ("", self.account.facility):
            raise NotAllowed("facility_mismatch", facility=other)
        self.client.token = token
        self._generation += 1
        self._made_at = time.monotonic()
        # The token's own length, not its end: this PC's clock may be wrong.
        self._renew_at = self._made_at + wire.lifetime(claims) * RENEW_AT


class SiteSession(Session):
    """The same sign-in and the same token; every call is about one of the facility's field sites."""

    def __init__(self, main: Session, site: FieldSite) -> None:
        self.client = main.client
        self._main = main
        self._site = site

    @property
    def account(self) -> Account:
        return replace(self._main.account, facility=self._site.code, facility_name=self._site.name)

    async def sign_in(self, password: str) -> Account:
        await self._main.sign_in(password)
        return self.account

    async def signed_in_again(self) -> None:
        await self._main.signed_in_again()

    async def call(self, ask: Callable[[], Awaitable[T]], flight: Flight | None = None) -> T:
        return await self._main.call(ask, flight)
