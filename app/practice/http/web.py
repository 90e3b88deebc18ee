"""The thin ASGI layer: paths, JSON in and out. The rules are elsewhere."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable

from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, HTTPConnection
from starlette.requests import Request as WebRequest
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from app.errors import SettingsError
from app.practice.calls import citizens, dashboard, phone
from app.practice.calls.messages import outbox
from app.practice.http.answers import Request
from app.practice.http.exchange import Exchange
from app.practice.http.serve_call import REDIRECT_TRAP, serve_call
from app.practice.world.assumed import Refused
from app.practice.world.world import World

LARGEST_BODY = 4_000_000  # bytes


class Api:
    """Every path below /api, and /token: the contract."""

    def __init__(self, world: World) -> None:
        self._world = world

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        web = WebRequest(scope, receive)
        seen = read_head(web)
        self._world.gate.arrive(seen.action)
        try:
            body = await read_body(web)
        except ClientDisconnect:
            return
        if body is None:
            await PlainTextResponse("Payload Too Large", 413)(scope, receive, send)
            return
        request = Request(seen.method, seen.path, seen.query, seen.authorization, seen.address, body)
        await serve_call(Exchange(self._world, request, receive, send, scope["state"]["transport"]))


def read_head(web: HTTPConnection) -> Request:
    client = web.client
    return Request(
        method=str(web.scope["method"]),
        path=str(web.scope["path"]),
        query={name.strip(): value for name, value in web.query_params.items()},  # a key with a blank: SEEN
        authorization=web.headers.get("authorization", ""),
        address=client.host if client else "",
    )


async def read_body(web: WebRequest) -> bytes | None:
    """The body, or None where it is larger than anyone needs."""
    body = bytearray()
    async for part in web.stream():
        body += part
        if len(body) > LARGEST_BODY:
            return None
    return bytes(body)


Change = Callable[[World, object], object]


def _changes(world: World, change: Change) -> Callable[[WebRequest], Awaitable[Response]]:
    async def endpoint(web: WebRequest) -> Response:
        try:
            return JSONResponse(change(world, json.loads(await read_body(web) or b"{}")))
        except ValueError:
            return JSONResponse({"error": "not_json"}, 400)
        except SettingsError as error:
            return JSONResponse({"error": error.code, **error.params}, 400)
        except phone.NoMessage:
            return JSONResponse({"error": "no_message"}, 409)
        except dashboard.Clash as clash:
            return JSONResponse({"error": clash.code, "slot": clash.slot}, 409)
        except Refused as refusal:
            return JSONResponse({"error": refusal.code, "message": refusal.message}, 409)

    return endpoint


def _tells(tell: Callable[[WebRequest], object]) -> Callable[[WebRequest], Awaitable[Response]]:
    async def endpoint(web: WebRequest) -> Response:
        return JSONResponse(tell(web))

    return endpoint


def _reset(world: World, _: object) -> object:
    world.reset()
    return {"reset": True}


def _unblock(world: World, _: object) -> object:
    world.gate.unblock()
    return {"unblocked": True}


def _trap(world: World) -> object:
    world.redirects_followed += 1
    return {"followed": True}


def application(world: World) -> Starlette:
    def post(path: str, change: Change) -> Route:
        return Route(f"/practice/{path}", _changes(world, change), methods=["POST"])

    def get(path: str, tell: Callable[[WebRequest], object]) -> Route:
        return Route(f"/practice/{path}", _tells(tell), methods=["GET"])

    return Starlette(
        routes=[
            Route("/token", Api(world)),
            Route("/api/{rest:path}", Api(world)),
            get("state", lambda web: dashboard.state(world)),
            get("about", lambda web: dashboard.describe(world)),
            get("outbox", lambda web: outbox(world.store, web.query_params.get("cid", ""))),
            get("slots", lambda web: dashboard.slots(world, web.query_params)),
            get("people", lambda web: dashboard.people(world)),
            get("messages", lambda web: phone.register(world, web.query_params)),
            get("phones", lambda web: phone.phones(world)),
            get("phone", lambda web: phone.phone(world, web.query_params)),
            get("vaccinated", lambda web: phone.vaccinated(world, web.query_params)),
            post("open", phone.open_message),
            get("citizens", lambda web: citizens.of(world, web.query_params)),
            post("slots", dashboard.change_slots),
            post("citizens", citizens.change),
            post("people", dashboard.change_people),
            post("accounts", dashboard.change_accounts),
            post("faults", dashboard.change_faults),
            post("reset", _reset),
            post("unblock", _unblock),
            Route(REDIRECT_TRAP, _tells(lambda web: _trap(world))),
        ]
    )
