"""One call from its arrival to its answer: the limits first, then whatever the scenario lets go wrong."""

from __future__ import annotations

import asyncio
import json
import random
import zlib
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from http import HTTPStatus

from app.practice.calls.api import Call, confirm_wish
from app.practice.calls.booking import take_by_others, vanish
from app.practice.http.answers import account_of, blocked, refused, text
from app.practice.http.exchange import Exchange
from app.practice.world.answer import JSON_TYPE, TEXT_TYPE, Answer
from app.practice.world.assumed import REFUSALS, Refused
from app.practice.world.faults import AROUND, INSTEAD, TOLD, Fault
from app.practice.world.world import Account

REDIRECT_TRAP = "/practice/redirected"  # outside /api; counted, as no client may follow
_HTML = "text/html; charset=utf-8"
_GZIP, _PIECE = 31, 1_000_000  # zlib's word for the gzip format; bytes packed at a time
_TYPES = {"json": JSON_TYPE, "html": _HTML, "text": TEXT_TYPE}
_PAGE = "<!DOCTYPE html><html><head><title>{0}</title></head><body><h1>{0}</h1></body></html>"


async def serve_call(exchange: Exchange) -> None:
    """The call was counted when it arrived; here it is admitted, delayed, done and answered."""
    world, request = exchange.world, exchange.request
    account = account_of(world, request)
    if not world.gate.admit(account, request.address):
        await exchange.send(blocked())
    elif world.gate.throttled(account):
        await exchange.send(refused(Refused("throttled"), world.now()))
    else:
        await _serve(exchange, world.faults.strike(request.action))


async def _serve(exchange: Exchange, struck: Sequence[Fault]) -> None:
    around = [fault for fault in struck if fault.name in AROUND]
    instead = [fault for fault in struck if fault.name in INSTEAD]
    exchange.telling = [fault for fault in struck if fault.name in TOLD]
    # The wait comes first: what others do meanwhile (a seat taken, a token expired) is found at its end.
    await _delay(around, booked_first=False)
    for fault in around:
        AROUND_CALL.get(fault.name, _nothing)(exchange, fault)
    if instead:
        await ANSWER[instead[0].name](exchange, instead[0])
    else:
        reply = exchange.act()
        await _delay(around, booked_first=True)
        await exchange.send(reply)
    for seconds in exchange.late_sends:
        await asyncio.sleep(seconds)
        exchange.act_again()


async def _delay(faults: Iterable[Fault], booked_first: bool) -> None:
    for fault in faults:
        if fault.name == "latency" and fault.flag("booked_first") == booked_first:
            seconds = fault.number("seconds")
            await asyncio.sleep(random.uniform(seconds, max(seconds, fault.number("up_to"))))


def _nothing(exchange: Exchange, fault: Fault) -> None:
    pass


def _skew(exchange: Exchange, fault: Fault) -> None:
    exchange.vantage.skew += fault.number("seconds")


def _expire(exchange: Exchange, fault: Fault) -> None:
    exchange.world.tokens.revoke(exchange.request.token)


def _refuse_tokens(exchange: Exchange, fault: Fault) -> None:
    exchange.world.tokens.refuse_all = True


def _refuse_logins(exchange: Exchange, fault: Fault) -> None:
    exchange.world.login_refused = True


def _take_seats(exchange: Exchange, fault: Fault) -> None:
    world, now = exchange.world, exchange.now
    try:
        caller = world.tokens.caller(exchange.request.token, now.timestamp())
        wish = confirm_wish(Call(Account(world, caller, now), exchange.request.query))
    except Refused:
        return  # no booking: nobody's seat to take
    take_by_others(world, wish, int(fault.number("seats")), now)


def _vanish(exchange: Exchange, fault: Fault) -> None:
    vanish(exchange.world.store, exchange.request.query.get("cid", ""))


def _late(exchange: Exchange, fault: Fault) -> None:
    exchange.vantage.lag = max(exchange.vantage.lag, fault.number("seconds"))


def _other_node(exchange: Exchange, fault: Fault) -> None:
    """Another of the server's machines answers; it hears late what the first one does, its rules of booking too."""
    _late(exchange, fault)
    exchange.vantage.blind, exchange.vantage.node = True, 2


def _repeat(exchange: Exchange, fault: Fault) -> None:
    sends, late = int(fault.number("sends")), fault.number("late_seconds")
    if late:
        exchange.late_sends = [late] * (sends - 1)
    else:
        exchange.sends = sends


AROUND_CALL: dict[str, Callable[[Exchange, Fault], None]] = {
    "clock": _skew,
    "expired_token": _expire,
    "token_refused": _refuse_tokens,
    "login_refused": _refuse_logins,
    "seat_taken": _take_seats,
    "person_vanished": _vanish,
    "late": _late,
    "other_node": _other_node,
    "repeated": _repeat,
}


def _error_page(fault: Fault) -> Answer:
    status = int(fault.number("status"))
    phrase = next((known.phrase for known in HTTPStatus if known == status), "Error")
    return text(status, _PAGE.format(f"{status} {phrase}"), _HTML)


async def _failing(exchange: Exchange, fault: Fault, answered: Callable[[], Awaitable[None]]) -> None:
    """The effect and a failure. With `late_seconds` the caller sees the failure first, and the effect comes when
    it may already have looked and found nothing."""
    late = fault.number("late_seconds")
    if not late:
        exchange.act()
    await answered()
    if late:
        await asyncio.sleep(late)
        exchange.act()


async def _error_before(exchange: Exchange, fault: Fault) -> None:
    await exchange.send(_error_page(fault))


async def _error_after(exchange: Exchange, fault: Fault) -> None:
    await _failing(exchange, fault, lambda: exchange.send(_error_page(fault)))


async def _drop_before(exchange: Exchange, fault: Fault) -> None:
    await exchange.drop()


async def _drop_after(exchange: Exchange, fault: Fault) -> None:
    await _failing(exchange, fault, exchange.drop)


async def _reset_before(exchange: Exchange, fault: Fault) -> None:
    await exchange.reset()


async def _reset_after(exchange: Exchange, fault: Fault) -> None:
    await _failing(exchange, fault, exchange.reset)


async def _truncated(exchange: Exchange, fault: Fault) -> None:
    reply = exchange.act_if(fault.flag("effect"))
    await exchange.send_part(reply, len(reply.body) // 2)


async def _html_page(exchange: Exchange, fault: Fault) -> None:
    """What a captive portal or a maintenance page looks like."""
    exchange.act_if(fault.flag("effect"))
    await exchange.send(text(200, _PAGE.format("Please sign in to the network"), _HTML))


async def _wrong_json(exchange: Exchange, fault: Fault) -> None:
    exchange.act_if(fault.flag("effect"))
    await exchange.send(text(200, fault.text("body"), JSON_TYPE))


async def _wrong_types(exchange: Exchange, fault: Fault) -> None:
    reply = exchange.act()
    if reply.content_type == JSON_TYPE or reply.body.startswith(b"{"):
        value = _swapped(json.loads(reply.body))
    else:
        value = {"token": reply.body.decode()}
    body = json.dumps(value, ensure_ascii=False).encode()
    await exchange.send(Answer(reply.status, body, reply.content_type, reply.headers))


def _swapped(value: object) -> object:
    """Numbers as texts and texts of digits as numbers (an id that begins with 0 loses it), all the way down."""
    if isinstance(value, Mapping):
        return {name: _swapped(part) for name, part in value.items()}
    if isinstance(value, list):
        return [_swapped(part) for part in value]
    if isinstance(value, str) and value.isascii() and value.isdigit():
        return int(value)
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


async def _throttled(exchange: Exchange, fault: Fault) -> None:
    reply = refused(Refused("throttled"), exchange.now, node=exchange.vantage.node)
    if fault.flag("plain"):
        reply = text(reply.status, REFUSALS["throttled"].message)
    await exchange.send(reply)


async def _too_many(exchange: Exchange, fault: Fault) -> None:
    await exchange.send(Answer(429, b"Too Many Requests", TEXT_TYPE, _retry_after(fault)))


def _retry_after(fault: Fault) -> dict[str, str]:
    wait = fault.text("retry_after")
    return {"Retry-After": wait} if wait else {}


async def _cached(exchange: Exchange, fault: Fault) -> None:
    """The same call within `seconds` gets the same answer, and is not carried out."""
    request, ticks, cached = exchange.request, exchange.world.ticks(), exchange.world.cached
    call = f"{request.method} {request.path} {sorted(request.query.items())}"
    until, reply = cached.get(call, (0.0, None))
    if reply is None or until <= ticks:
        reply = exchange.act()
        cached[call] = (ticks + fault.number("seconds"), reply)
    await exchange.send(reply)


async def _encoded(exchange: Exchange, fault: Fault) -> None:
    """Compressed, so many times over, with so many blanks behind the JSON: a small file that grows."""
    reply, layers = exchange.act(), int(fault.number("layers"))
    body = _gzipped(reply.body, int(fault.number("bytes")))
    for _ in range(layers - 1):
        body = _gzipped(body)
    await exchange.send(replace(reply, body=body, headers={**reply.headers, "Content-Encoding": _gzips(layers)}))


def _gzips(layers: int) -> str:
    return ", ".join(["gzip"] * layers)


def _gzipped(body: bytes, blanks: int = 0) -> bytes:
    packer = zlib.compressobj(9, wbits=_GZIP)
    parts = [packer.compress(body)]
    parts += (packer.compress(b" " * min(_PIECE, blanks - done)) for done in range(0, blanks, _PIECE))
    return b"".join((*parts, packer.flush()))


async def _two_answers(exchange: Exchange, fault: Fault) -> None:
    """One more answer follows in the same packet: whoever goes on with the connection may take it for its own."""
    body = fault.text("body").encode()
    head = f"HTTP/1.1 200 OK\r\nContent-Type: {JSON_TYPE}\r\nContent-Length: {len(body)}\r\n\r\n"
    await exchange.send_with(exchange.act(), head.encode() + body)


async def _answered(exchange: Exchange, fault: Fault) -> None:
    """Carried out or not, and answered in other words: done but refused, refused but done."""
    reply, kind = exchange.act_if(fault.flag("effect")), fault.text("type")
    if kind == "page":
        said = _error_page(fault)
    elif kind == "same":
        said = replace(reply, status=int(fault.number("status")))
    else:
        said = text(int(fault.number("status")), fault.text("body"), _TYPES[kind])
    if said.status == 204:  # has no body
        said = replace(said, body=b"")
    await exchange.send(replace(said, headers={**said.headers, **_retry_after(fault)}))


async def _terminated(exchange: Exchange, fault: Fault) -> None:
    exchange.act_if(fault.flag("effect"))
    exchange.world.gate.block(exchange.request.address, fault.number("block_seconds"))
    await exchange.send(blocked())


async def _slow_drip(exchange: Exchange, fault: Fault) -> None:
    await exchange.drip(exchange.act(), max(1, int(fault.number("bytes"))), fault.number("seconds"))


async def _huge_body(exchange: Exchange, fault: Fault) -> None:
    await exchange.flood(exchange.act(), int(fault.number("bytes")))


async def _redirect(exchange: Exchange, fault: Fault) -> None:
    await exchange.send(Answer(int(fault.number("status")), b"", TEXT_TYPE, {"Location": REDIRECT_TRAP}))


ANSWER: dict[str, Callable[[Exchange, Fault], Awaitable[None]]] = {
    "error_before": _error_before,
    "error_after": _error_after,
    "drop_before": _drop_before,
    "drop_after": _drop_after,
    "reset_before": _reset_before,
    "reset_after": _reset_after,
    "truncated": _truncated,
    "html_page": _html_page,
    "wrong_json": _wrong_json,
    "wrong_types": _wrong_types,
    "throttled": _throttled,
    "too_many": _too_many,
    "terminated": _terminated,
    "slow_drip": _slow_drip,
    "huge_body": _huge_body,
    "redirect": _redirect,
    "cached": _cached,
    "encoded": _encoded,
    "two_answers": _two_answers,
    "answered": _answered,
}
