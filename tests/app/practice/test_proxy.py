"""The proxy that other tests put between the program and the server."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from app.practice import Citizen
from tests.app.practice.clerk import Clerk
from tests.proxy import Proxy

People = tuple[Citizen, ...]


def through(proxy: Proxy, clerk: Clerk, login: str = "") -> Clerk:
    """The same clerk, behind the proxy."""
    http = httpx.Client(
        base_url="http://mophic.invalid",
        proxy=proxy.url.replace("//", f"//{login}@") if login else proxy.url,
        headers={"Authorization": clerk.http.headers["Authorization"]},
        trust_env=False,
    )
    return Clerk(clerk.server, http)


def test_plain_requests_are_forwarded(clerk: Clerk, people: People) -> None:
    with Proxy(to=clerk.server.url) as proxy:
        behind = through(proxy, clerk)
        assert behind.confirm(people[0].cid).status_code == 200
        assert behind.sign_in().startswith("eyJ"), "a body goes along"
    assert len(clerk.booked) == 1
    assert proxy.seen[0].startswith("GET http://mophic.invalid/api/ImmunizationHospitalSlot?Action=Confirm")


@pytest.mark.parametrize(("mood", "status"), [("sign_in", 407), ("forbidden", 403), ("bad_gateway", 502)])
def test_a_proxy_that_refuses(clerk: Clerk, people: People, mood: str, status: int) -> None:
    with Proxy(clerk.server.url, mood) as proxy:
        assert through(proxy, clerk).confirm(people[0].cid).status_code == status
    assert clerk.booked == []


def test_a_proxy_that_wants_a_sign_in_lets_those_pass_who_have_one(clerk: Clerk, people: People) -> None:
    with Proxy(clerk.server.url, "sign_in", login="nurse:secret") as proxy:
        assert through(proxy, clerk, "nurse:secret").confirm(people[0].cid).status_code == 200
        assert through(proxy, clerk, "nurse:wrong").confirm(people[1].cid).status_code == 407


def test_it_changes_its_mind_after_some_requests(clerk: Clerk, people: People) -> None:
    with Proxy(clerk.server.url, then=("sign_in", 2)) as proxy:
        behind = through(proxy, clerk)
        assert [behind.confirm(person.cid).status_code for person in people[:4]] == [200, 200, 407, 407]
        proxy.turn("ok")
        assert behind.confirm(people[4].cid).status_code == 200


def test_an_answer_is_lost_on_its_way_back(clerk: Clerk, people: People) -> None:
    with Proxy(clerk.server.url, "lost") as proxy:
        assert through(proxy, clerk).confirm(people[0].cid).status_code == 502
    assert len(clerk.booked) == 1


@pytest.mark.parametrize("mood", ["close", "cut"])
def test_a_proxy_that_closes(clerk: Clerk, mood: str) -> None:
    with Proxy(clerk.server.url, mood) as proxy, httpx.Client(proxy=proxy.url, trust_env=False) as http:
        with pytest.raises(httpx.TransportError):
            http.get("https://mophic.invalid/")
        assert proxy.seen == ["CONNECT mophic.invalid:443"]


def test_a_tunnel_carries_on_until_the_mood_turns(clerk: Clerk) -> None:
    with Proxy(clerk.server.url) as proxy:
        import socket

        host, port = proxy.url.removeprefix("http://").split(":")
        with socket.create_connection((host, int(port)), timeout=10) as tunnel:
            tunnel.sendall(b"CONNECT mophic.invalid:443 HTTP/1.1\r\n\r\n")
            assert tunnel.recv(1000).startswith(b"HTTP/1.1 200")
            tunnel.sendall(b"GET /practice/about HTTP/1.1\r\nHost: x\r\n\r\n")
            assert tunnel.recv(1000).startswith(b"HTTP/1.1 200 OK")
            proxy.turn("bad_gateway")
            rest: Any = b"".join(iter(lambda: tunnel.recv(1000), b""))
            assert b"practice" in rest or rest == b""
