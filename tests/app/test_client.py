"""What leaves this PC, and what a call's end means for its fate."""

from __future__ import annotations

import asyncio
import datetime as dt
import ipaddress
import socket
import ssl
import threading
from collections.abc import Callable, Coroutine, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from app.address import Server
from app.errors import AppError, AuthError, Blocked, NotSent, Uncertain
from app.mophic.client import Client, Flight, password_hash
from app.mophic.pacing import Pace
from tests.world import rows_for, server_with

(ROW,) = rows_for(1)


def with_client(folder: Path, url: str, work: Callable[[Client], Coroutine[Any, Any, Any]], **options: Any) -> Any:
    async def run() -> Any:
        client = Client(Server(url, practice=True), Pace(folder, url), **options)
        try:
            return await work(client)
        finally:
            await client.close()

    return asyncio.run(run())


async def book(client: Client, flight: Flight) -> None:
    client.token = await client.sign_in("99001", "practice", password_hash("practice"))
    await client.confirm("99001", ROW.cid, ROW.date, ROW.hour, flight)


def fate(folder: Path, fault: dict[str, Any], **options: Any) -> tuple[AppError, Flight, int]:
    """How a booking under a fault ends, and how many Confirm calls the server saw."""
    strike = {"probability": 1.0, "action": "ConfirmAppointmentSlot", **fault}
    flight = Flight()
    with server_with([strike]) as practice:
        with pytest.raises(AppError) as caught:
            with_client(folder, practice.url, lambda client: book(client, flight), **options)
        calls = practice.state()["calls"]["by_action"]["ConfirmAppointmentSlot"]
    return caught.value, flight, calls


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        ({"fault": "huge_body"}, "answer_too_large"),
        ({"fault": "drop_before"}, "no_answer"),
        ({"fault": "reset_after"}, "no_answer"),
        ({"fault": "truncated"}, "no_answer"),
        ({"fault": "error_after"}, "server_trouble"),
        ({"fault": "wrong_json"}, "not_understood"),
        ({"fault": "redirect"}, "redirected"),
        ({"fault": "html_page"}, "html_page"),
    ],
)
def test_a_call_that_left_and_did_not_come_back_whole_is_uncertain_and_made_once(
    tmp_path: Path, fault: dict[str, Any], code: str
) -> None:
    error, flight, calls = fate(tmp_path, fault)
    assert isinstance(error, Uncertain)
    assert (error.code, flight.sent, calls) == (code, True, 1)


def test_a_dripping_answer_ends_at_the_time_out(tmp_path: Path) -> None:
    error, _, _ = fate(tmp_path, {"fault": "slow_drip", "seconds": 0.2, "bytes": 1}, timeout=0.6)
    assert (type(error), error.code) == (Uncertain, "no_answer")


def test_the_intent_is_written_before_the_server_hears(tmp_path: Path) -> None:
    """Fails too should httpcore rename its trace event: then nothing would be stamped."""
    heard: list[int] = []
    with server_with() as practice:
        flight = Flight()
        flight.about_to_send = lambda: heard.append(
            practice.state()["calls"]["by_action"].get("ConfirmAppointmentSlot", 0)
        )
        with_client(tmp_path, practice.url, lambda client: book(client, flight))
        assert heard == [0]
        assert flight.sent
        assert len(practice.state()["bookings"]) == 1


def test_no_server_is_surely_not_sent(tmp_path: Path) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{unused.getsockname()[1]}"
        flight = Flight()
        with pytest.raises(NotSent) as caught:
            with_client(tmp_path, url, lambda client: client.confirm("99001", ROW.cid, ROW.date, 8, flight))
    assert (caught.value.code, flight.sent) == ("offline", False)


def test_a_blocked_address_is_not_asked_again(tmp_path: Path) -> None:
    with server_with() as practice:
        Pace(tmp_path, practice.url).block(60)
        with pytest.raises(Blocked):
            with_client(tmp_path, practice.url, lambda client: client.target(ROW.cid, "99001"))
        assert practice.state()["calls"]["total"] == 0


@pytest.mark.parametrize(
    ("fault", "kind"),
    [("login_refused", AuthError), ("html_page", Uncertain), ("terminated", Blocked), ("error_before", Uncertain)],
)
def test_signing_in_tells_refusal_from_trouble(tmp_path: Path, fault: str, kind: type[AppError]) -> None:
    strike = {"fault": fault, "probability": 1.0, "action": "get_moph_access_token"}
    with server_with([strike]) as practice, pytest.raises(kind):
        with_client(
            tmp_path, practice.url, lambda client: client.sign_in("99001", "practice", password_hash("practice"))
        )


def test_a_wrong_password_is_refused(tmp_path: Path) -> None:
    with server_with() as practice, pytest.raises(AuthError):
        with_client(tmp_path, practice.url, lambda client: client.sign_in("99001", "practice", password_hash("x")))


# --- TLS ---


def self_signed(folder: Path) -> Path:
    """A certificate for 127.0.0.1 that no system trusts, with its key, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "practice")])
    now = dt.datetime.now(dt.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = folder / "cert.pem"
    path.write_bytes(
        certificate.public_bytes(serialization.Encoding.PEM)
        + key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return path


@pytest.fixture
def tls_server(tmp_path: Path) -> Iterator[tuple[str, Path, list[bytes]]]:
    """An https server that answers every request with an empty person; what it was sent."""
    certificate = self_signed(tmp_path)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    seen: list[bytes] = []
    body = b'{"result": {"person": {}, "confirm_appointment_slot": []}, "MessageCode": 200}'
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        while True:
            try:
                plain, _ = listener.accept()
            except OSError:
                return
            with plain:
                try:
                    with context.wrap_socket(plain, server_side=True) as secure:
                        seen.append(secure.recv(65536))
                        head = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n"
                        secure.sendall(head + b"Content-Length: %d\r\n\r\n" % len(body) + body)
                except OSError:
                    continue

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    yield f"https://127.0.0.1:{listener.getsockname()[1]}", certificate, seen
    with suppress(OSError):  # Windows knows no shutdown of a listener
        listener.shutdown(socket.SHUT_RDWR)
    listener.close()
    thread.join(5)


def test_an_untrusted_certificate_sends_nothing(tmp_path: Path, tls_server: tuple[str, Path, list[bytes]]) -> None:
    url, _, seen = tls_server
    with pytest.raises(NotSent) as caught:
        with_client(tmp_path, url, lambda client: client.target(ROW.cid, "99001"))
    assert (caught.value.code, seen) == ("certificate", [])


def test_a_hospitals_own_authority_can_be_added(tmp_path: Path, tls_server: tuple[str, Path, list[bytes]]) -> None:
    url, certificate, seen = tls_server

    async def ask(client: Client) -> object:
        client.token = "token"
        return await client.target(ROW.cid, "99001")

    assert with_client(tmp_path, url, ask, ca_file=certificate) is None
    assert b"Authorization: Bearer" in seen[0]


def test_an_unreadable_authority_is_said(tmp_path: Path) -> None:
    with pytest.raises(AppError) as caught:
        with_client(tmp_path, "https://127.0.0.1:1", lambda client: client.reachable(), ca_file=tmp_path / "none.pem")
    assert caught.value.code == "ca_file_unreadable"


def test_mixed_up_types_are_read_all_the_same(tmp_path: Path) -> None:
    """Numbers as texts and ids as numbers, that have lost the zero they began with."""
    strike = {"fault": "wrong_types", "probability": 1.0, "action": "GetHospitalSlotConfirmScheduleByDate"}
    person = next(row for row in rows_for(60) if row.cid.startswith("0"))

    async def ask(client: Client) -> Any:
        client.token = await client.sign_in("99001", "practice", password_hash("practice"))
        await client.confirm("99001", person.cid, person.date, person.hour, Flight())
        return await client.schedule("99001", person.date)

    with server_with([strike]) as practice:
        (booking,) = with_client(tmp_path, practice.url, ask)
        assert (booking.cid, booking.hour) == (person.cid, person.hour)
