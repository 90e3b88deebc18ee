"""Behind a hospital's proxy: the tunnel's own request is no call, and what went wrong is said as it is."""

from __future__ import annotations

import asyncio
import socket
import struct
import sys
import threading
from collections.abc import Callable, Coroutine, Iterator
from pathlib import Path
from typing import Any

import httpcore  # noqa: F401 - with what SOCKS needs, before a test takes it away
import httpx
import pytest

from app.domain.address import Server
from app.errors import AppError, InputError, NotSent, Uncertain
from app.mophic.client import Client, Flight
from app.mophic.connection import not_sent
from app.mophic.pacing import Pace
from tests.app.mophic.test_client import ROW, RawServer, answer_with, tls_server  # noqa: F401 - a fixture
from tests.proxy import Proxy

NAMES = ("http_proxy", "https_proxy", "all_proxy", "no_proxy")


@pytest.fixture(autouse=True)
def no_proxy_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


def through(folder: Path, url: str, work: Callable[[Client], Coroutine[Any, Any, Any]], **options: Any) -> Any:
    """A client that heeds the system's proxy, as for any server but one on this PC."""

    async def run() -> Any:
        client = Client(Server(url, practice=False), Pace(folder, url), timeout=5.0, **options)
        try:
            return await work(client)
        finally:
            await client.close()

    return asyncio.run(run())


async def book(client: Client, flight: Flight) -> None:
    client.token = "token"
    await client.confirm("99001", ROW.cid, ROW.date, ROW.hour, flight)


def fate(folder: Path, url: str, **options: Any) -> tuple[AppError, Flight, list[str]]:
    """How a booking ends, and what was written down before it."""
    intents: list[str] = []
    flight = Flight()
    flight.about_to_send = lambda: _intend(intents)
    with pytest.raises(AppError) as caught:
        through(folder, url, lambda client: book(client, flight), **options)
    return caught.value, flight, intents


@pytest.mark.parametrize("words", ["407 Verboten", "Proxy Authentication Required", "bad username or password"])
def test_a_proxy_that_wants_a_sign_in_is_known_by_its_number_or_its_words(words: str) -> None:
    assert not_sent(httpx.ProxyError(words)).code == "proxy_sign_in"


@pytest.mark.parametrize(
    ("mood", "code"),
    [
        ("sign_in", "proxy_sign_in"),
        ("forbidden", "proxy_refused"),
        ("bad_gateway", "proxy_refused"),
        ("close", "offline"),
        ("cut", "offline"),
    ],
)
def test_a_tunnel_that_does_not_come_about_sends_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mood: str, code: str
) -> None:
    with Proxy(mood=mood) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", proxy.url)
        error, flight, intents = fate(tmp_path, "https://hospital.test")
        assert proxy.seen == ["CONNECT hospital.test:443"]
    assert isinstance(error, NotSent)
    assert (error.code, flight.sent, intents) == (code, False, [])


@pytest.fixture
def intercepted(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    tls_server: tuple[str, Path, list[bytes]],  # noqa: F811
) -> Iterator[tuple[str, Path, list[bytes]]]:
    """A proxy that carries everything to a server of its own, under a certificate of its own."""
    url, certificate, seen = tls_server
    with Proxy(to=url) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", proxy.url)
        yield url, certificate, seen


def test_interception_without_its_authority_sends_nothing_and_says_certificate(
    tmp_path: Path, intercepted: tuple[str, Path, list[bytes]]
) -> None:
    _, _, seen = intercepted
    error, flight, intents = fate(tmp_path, "https://hospital.test")
    assert isinstance(error, NotSent)
    assert (error.code, flight.sent, intents, seen) == ("certificate", False, [], [])


def test_a_call_through_a_tunnel_is_one_intent_and_one_call(
    tmp_path: Path, intercepted: tuple[str, Path, list[bytes]]
) -> None:
    url, certificate, seen = intercepted
    intents: list[str] = []
    flight = Flight()
    flight.about_to_send = lambda: _intend(intents)

    async def work(client: Client) -> None:
        with pytest.raises(Uncertain):  # this server answers every call with an empty person
            await book(client, flight)

    through(tmp_path, url, work, ca_file=certificate)
    assert (len(seen), flight.sent, intents) == (1, True, ["intent"])


def test_what_speaks_no_tls_is_not_called_a_certificate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with RawServer(answer_with(b"", status="400 Bad Request")) as plain, Proxy(to=plain.url) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", proxy.url)
        error, flight, _ = fate(tmp_path, "https://hospital.test")
    assert isinstance(error, NotSent)
    assert (error.code, flight.sent) == ("not_secure", False)


@pytest.mark.parametrize(
    ("mood", "kind", "code"), [("sign_in", NotSent, "proxy_sign_in"), ("lost", Uncertain, "server_trouble")]
)
def test_a_plain_request_through_a_proxy_may_have_been_carried_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mood: str, kind: type[AppError], code: str
) -> None:
    """A proxy that is asked in plain sees the call itself: its 407 and 502 are answers to what has left."""
    from tests.world import server_with

    with server_with() as practice, Proxy(mood=mood) as proxy:
        monkeypatch.setenv("HTTP_PROXY", proxy.url)
        error, flight, intents = fate(tmp_path, practice.url)
    assert isinstance(error, kind)
    assert (error.code, flight.sent, intents) == (code, True, ["intent"])
    assert flight.answered in (407, 502)


def test_the_practice_server_on_this_pc_is_called_without_the_proxy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.world import server_with

    async def reach(url: str) -> bool:
        client = Client(Server(url, practice=True), Pace(tmp_path, url))
        try:
            return await client.reachable()
        finally:
            await client.close()

    with server_with() as practice, Proxy(mood="close") as proxy:
        monkeypatch.setenv("HTTP_PROXY", proxy.url)
        monkeypatch.setenv("ALL_PROXY", proxy.url)
        assert asyncio.run(reach(practice.url))
        assert proxy.seen == []


# --- proxies that can't be used ---


@pytest.mark.parametrize(
    "address", ["socks4://proxy.test:1080", "ftp://proxy.test:1080", "socks4://user:geheim@proxy.test"]
)
def test_a_proxy_that_cannot_be_used_is_a_sentence_without_its_password(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setenv("ALL_PROXY", address)
    with pytest.raises(InputError) as caught:
        through(tmp_path, "https://hospital.test", lambda client: client.reachable())
    assert caught.value.code == "proxy_unusable"
    assert "geheim" not in f"{caught.value.params}{caught.value.detail}"


def test_a_socks_proxy_without_its_package_is_refused_by_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "socksio", None)
    monkeypatch.setenv("ALL_PROXY", "socks5://user:geheim@proxy.test:1080")
    with pytest.raises(InputError) as caught:
        through(tmp_path, "https://hospital.test", lambda client: client.reachable())
    assert (caught.value.code, caught.value.params) == ("proxy_no_socks", {"proxy": "proxy.test:1080"})


@pytest.fixture
def socks(tls_server: tuple[str, Path, list[bytes]]) -> Iterator[tuple[str, list[int]]]:  # noqa: F811
    """A SOCKS5 proxy that leads to the TLS server; the answers it gives, the first first (0: the way is free)."""
    target = int(tls_server[0].rpartition(":")[2])
    answers: list[int] = []
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        while True:
            try:
                client, _ = listener.accept()
            except OSError:
                return
            with client:
                client.recv(64)
                client.sendall(b"\x05\x00")
                client.recv(512)
                answer = answers.pop(0) if answers else 0
                client.sendall(struct.pack("!BBBB4sH", 5, answer, 0, 1, b"\x00" * 4, 0))
                if answer == 0:
                    with socket.create_connection(("127.0.0.1", target)) as there:
                        back = threading.Thread(target=pump, args=(there, client), daemon=True)
                        back.start()
                        pump(client, there)
                        back.join(5)

    def pump(source: socket.socket, sink: socket.socket) -> None:
        try:
            while data := source.recv(65536):
                sink.sendall(data)
            sink.shutdown(socket.SHUT_WR)
        except OSError:
            return

    threading.Thread(target=serve, daemon=True).start()
    yield f"socks5://127.0.0.1:{listener.getsockname()[1]}", answers
    listener.close()


def test_a_socks_proxy_works_and_its_refusal_sends_nothing(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    tls_server: tuple[str, Path, list[bytes]],  # noqa: F811
    socks: tuple[str, list[int]],
) -> None:
    pytest.importorskip("socksio")
    url, certificate, seen = tls_server
    monkeypatch.setenv("ALL_PROXY", socks[0])

    async def ask(client: Client) -> Any:
        client.token = "token"
        return await client.target(ROW.cid, "99001")

    assert through(tmp_path, url, ask, ca_file=certificate) is None
    assert len(seen) == 1
    socks[1].append(2)  # not allowed
    error, flight, intents = fate(tmp_path, url, ca_file=certificate)
    assert isinstance(error, NotSent)
    assert (error.code, flight.sent, intents) == ("proxy_refused", False, [])


async def _intend(intents: list[str]) -> None:
    intents.append("intent")
