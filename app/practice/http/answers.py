"""From a request to the bytes of its answer: the envelope, both statuses, tokens. No sockets, no faults."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import cast

from app.practice.calls import api
from app.practice.world import assumed
from app.practice.world.answer import TEXT_TYPE, Answer
from app.practice.world.assumed import Refused
from app.practice.world.world import Account, Vantage, World

TOKEN_ACTION, KEY_ACTION = "get_moph_access_token", "get_public_key"


@dataclass(frozen=True, slots=True)
class Request:
    """What came over the wire, body included."""

    method: str
    path: str
    query: Mapping[str, str]
    authorization: str
    address: str  # of the caller
    body: bytes = b""

    @property
    def action(self) -> str:
        """How the call is counted and named in a scenario: its Action, or the path's last part."""
        last = self.path.rstrip("/").rpartition("/")[2]
        usual = TOKEN_ACTION if last == "token" else last
        return self.query.get("Action") or usual

    @property
    def token(self) -> str:
        scheme, _, token = self.authorization.partition(" ")
        return token.strip() if scheme.lower() == "bearer" else ""

    def json(self) -> object:
        try:
            return cast(object, json.loads(self.body))
        except (ValueError, RecursionError):
            return None

    def login(self) -> tuple[str, str, str]:
        """User, facility and hash of a sign-in, from the body or (SEEN too, of GET and of POST with an empty or `[]`
        body) the query."""
        body = self.json() if self.method == "POST" else None
        fields = {**self.query, **(body if isinstance(body, Mapping) else {})}
        return (
            str(fields.get("user", "")),
            str(fields.get("hospital_code", "")),
            str(fields.get("password_hash", "")),
        )


def text(status: int, words: str, content_type: str = TEXT_TYPE) -> Answer:
    return Answer(status, words.encode(), content_type)


def blocked() -> Answer:
    return text(assumed.BLOCKED_STATUS, assumed.BLOCKED_TEXT)


def request_time(now: datetime) -> str:
    """Thai time with a `Z` that it should not have (SEEN)."""
    return f"{now:%Y-%m-%dT%H:%M:%S}.{now.microsecond // 1000:03d}Z"


def envelope(
    result: object, now: datetime, took: float, status: int = 200, message: str = "OK", node: int = 1
) -> Answer:
    """The key order is SEEN, and that answers name the machine they come from; where they do is ASSUMED.
    `took` in seconds."""
    value = {
        "result": result,
        "MessageCode": status,
        "Message": message,
        "RequestTime": request_time(now),
        "processing_ms": round(took * 1000),
        "EndpointIP": f"192.0.2.{node}",
        "EndpointPort": 8080,
    }
    return Answer(status, json.dumps(value, ensure_ascii=False).encode(), headers=dated(now))


def dated(now: datetime) -> dict[str, str]:
    return {"Date": format_datetime(now.astimezone(UTC), usegmt=True)}


def refused(refusal: Refused, now: datetime, took: float = 0.0, node: int = 1) -> Answer:
    return envelope(None, now, took, refusal.status, refusal.message, node)


def account_of(world: World, request: Request) -> str:
    """Whose allowance a call uses: the token's account (an expired one too), else who tries to sign in."""
    if request.path == "/token":
        user, facility, _ = request.login()
        return f"{user}@{facility}"
    claims = world.tokens.read(request.token) if request.token else None
    return str(claims["sub"]) if claims else ""


def answer(world: World, request: Request, vantage: Vantage) -> Answer:
    """Does what the call asks and says so."""
    if request.path == "/token":
        return _token(world, request, vantage.skew)
    began, now = time.perf_counter(), world.now(vantage.skew)
    try:
        caller = world.tokens.caller(request.token, now.timestamp())
        handle = api.handler(request.method, request.path.removeprefix("/api/"), request.query.get("Action", ""))
        result = handle(api.Call(Account(world, caller, now, vantage), request.query, request.json()))
    except Refused as refusal:
        return refused(refusal, now, time.perf_counter() - began, vantage.node)
    done = envelope(result, now, time.perf_counter() - began, node=vantage.node)
    if request.action == "CancelAppointmentSlot":  # may be text/plain (SEEN that its caller ignores it)
        return Answer(done.status, done.body, TEXT_TYPE, done.headers)
    return done


def _token(world: World, request: Request, skew: float) -> Answer:
    if request.action == KEY_ACTION:
        return text(200, world.tokens.public_pem)
    if request.action != TOKEN_ACTION:
        return text(404, "Not Found")
    caller = world.sign_in(*request.login())
    if caller is None:
        return text(assumed.LOGIN_REFUSED_STATUS, assumed.LOGIN_REFUSED_TEXT)
    now = world.now(skew)
    token = world.tokens.issue(caller, now.timestamp(), world.settings.token_seconds, request.address)
    return Answer(200, token.encode(), TEXT_TYPE, dated(now))
