"""What leaves this PC, and what a call's end means for its fate."""

from __future__ import annotations

import asyncio
import datetime as dt
import gzip
import ipaddress
import socket
import ssl
import threading
import tracemalloc
from collections.abc import Callable, Coroutine, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import pkcs7
from cryptography.x509.oid import NameOID

from app.domain.address import Server
from app.errors import AppError, AuthError, Blocked, NotSent, Throttled, Uncertain
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

        async def intend() -> None:
            heard.append(practice.state()["calls"]["by_action"].get("ConfirmAppointmentSlot", 0))

        flight.about_to_send = intend
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


# --- certificates as network people hand them out ---


def as_der(pem: bytes) -> bytes:
    return x509.load_pem_x509_certificate(pem).public_bytes(serialization.Encoding.DER)


def as_p7b(pem: bytes, encoding: serialization.Encoding) -> bytes:
    return pkcs7.serialize_certificates([x509.load_pem_x509_certificate(pem)], encoding)


@pytest.mark.parametrize(
    "written",
    [
        as_der,
        lambda pem: as_p7b(pem, serialization.Encoding.DER),
        lambda pem: as_p7b(pem, serialization.Encoding.PEM),
        lambda pem: b"Subject: hospital\r\n\xef\xbb\xbf" + pem.replace(b"\n", b"\r\n"),
        lambda pem: pem.decode().encode("utf-16"),
    ],
    ids=["DER", "p7b", "p7b as PEM", "PEM with words", "Notepad's Unicode"],
)
def test_an_authority_is_read_in_every_usual_form(
    tmp_path: Path, tls_server: tuple[str, Path, list[bytes]], written: Callable[[bytes], bytes]
) -> None:
    url, certificate, seen = tls_server
    path = tmp_path / "hospital.cer"
    path.write_bytes(written(certificate.read_bytes()))
    assert with_client(tmp_path, url, ask, ca_file=path) == ()
    assert len(seen) == 1


@pytest.mark.parametrize(
    "data",
    [b"", b"hello", b"-----BEGIN CERTIFICATE-----\nx\n-----END CERTIFICATE-----", b"\x30\x82" * 50, b"\xff\xfea"],
)
def test_what_is_no_authority_is_said(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "ca.pem"
    path.write_bytes(data)
    with pytest.raises(AppError) as caught:
        with_client(tmp_path, "https://127.0.0.1:1", lambda client: client.reachable(), ca_file=path)
    assert caught.value.code == "ca_file_unreadable"


# --- answers as they should not be ---

PERSON = b'{"result": {"person": {}, "confirm_appointment_slot": []}, "MessageCode": 200}'


def answer_with(body: bytes, *headers: str, status: str = "200 OK") -> bytes:
    head = "".join(f"{line}\r\n" for line in (f"HTTP/1.1 {status}", *headers, f"Content-Length: {len(body)}", ""))
    return head.encode() + body


class RawServer:
    """Answers each request with the next of `answers` (the last one over and over), as bytes."""

    def __init__(self, *answers: bytes, idle: float = 5.0) -> None:
        self._answers = list(answers)
        self._idle = idle  # seconds that an unused connection is kept
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        self.connections = 0
        self.requests: list[bytes] = []

    def __enter__(self) -> RawServer:
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            self.connections += 1
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        connection.settimeout(self._idle)
        with connection, suppress(OSError):
            while request := connection.recv(65536):
                self.requests.append(request)
                connection.sendall(self._answers.pop(0) if len(self._answers) > 1 else self._answers[0])


async def ask(client: Client) -> Any:
    client.token = "token"
    return await client.bookings_of(ROW.cid, "99001")


def test_gzip_over_gzip_is_refused_before_it_fills_the_memory(tmp_path: Path) -> None:
    bomb = gzip.compress(gzip.compress(b" " * 2**25, 1))
    with RawServer(answer_with(bomb, "Content-Encoding: gzip, gzip")) as server:
        tracemalloc.start()
        with pytest.raises(Uncertain) as caught:
            with_client(tmp_path, server.url, ask)
        assert caught.value.detail == "Content-Encoding: gzip, gzip"
        assert tracemalloc.get_traced_memory()[1] < 20 * 2**20
        tracemalloc.stop()
        assert b"gzip, " not in server.requests[0].lower()


def test_an_answer_that_unpacks_without_end_is_bounded_as_it_comes(tmp_path: Path) -> None:
    bomb = gzip.compress(b" " * 2**25, 1)
    with RawServer(answer_with(bomb, "Content-Encoding: gzip")) as server, pytest.raises(Uncertain) as caught:
        with_client(tmp_path, server.url, ask)
    assert caught.value.code == "answer_too_large"


@pytest.mark.parametrize(
    "packed", [gzip.compress(PERSON), gzip.compress(PERSON[:20]) + gzip.compress(PERSON[20:])], ids=["whole", "in two"]
)
def test_a_packed_answer_is_read(tmp_path: Path, packed: bytes) -> None:
    with RawServer(answer_with(packed, "Content-Encoding: gzip")) as server:
        assert with_client(tmp_path, server.url, ask) == ()


@pytest.mark.parametrize(
    ("body", "encoding"),
    [(gzip.compress(PERSON)[:-9], "gzip"), (b"no gzip", "gzip"), (PERSON, "br"), (PERSON, "zstd"), (PERSON, "x, y")],
    ids=["cut off", "no gzip", "br", "zstd", "two"],
)
def test_an_answer_packed_wrongly_is_doubt(tmp_path: Path, body: bytes, encoding: str) -> None:
    with RawServer(answer_with(body, f"Content-Encoding: {encoding}")) as server, pytest.raises(Uncertain):
        with_client(tmp_path, server.url, ask)


def test_a_second_answer_in_the_packet_is_never_the_answer_to_the_next_call(tmp_path: Path) -> None:
    taken = PERSON.replace(b"[]", b'[{"hospital_appointment_slot_id": 7}]')

    async def twice(client: Client) -> Any:
        return await ask(client), await ask(client)

    with RawServer(answer_with(PERSON) + answer_with(taken), answer_with(PERSON)) as server:
        assert with_client(tmp_path, server.url, twice) == ((), ())
        assert (server.connections, len(server.requests)) == (2, 2)


def test_a_connection_in_use_is_used_again(tmp_path: Path) -> None:
    """Fails too should httpcore's insides change, by which we see that nothing came after an answer."""

    async def often(client: Client) -> None:
        for _ in range(4):
            await ask(client)

    with RawServer(answer_with(PERSON)) as server:
        with_client(tmp_path, server.url, often)
        assert (server.connections, len(server.requests)) == (1, 4)


def test_a_server_that_closes_unused_connections_early_is_never_met_in_the_act(tmp_path: Path) -> None:
    """Calls come as often as the server closes what is not in use: without our closing first some lose that race."""

    async def slowly(client: Client) -> None:
        for _ in range(3):
            await ask(client)
            await asyncio.sleep(0.6)

    with RawServer(answer_with(PERSON), idle=5.0) as server:
        with_client(tmp_path, server.url, slowly)
        assert (server.connections, len(server.requests)) == (3, 3)


@pytest.mark.parametrize(
    ("told", "wait"),
    [
        ("7", 7.0),
        ("7.5", 7.5),
        ("²", 0.0),
        ("9" * 400, 600.0),
        ("10000000000", 600.0),
        ("-5", 0.0),
        ("soon", 0.0),
        ("", 0.0),
    ]
    + [
        ("Sat, 28 Nov 2026 10:01:00 GMT", 60.0),
        ("Sat, 28 Nov 2026 09:00:00 GMT", 0.0),
        ("Fri, 31 Dec 9999 23:59:59 GMT", 600.0),
    ]
    + [("inf", 0.0), ("1e9", 0.0), ("Sat, 99 Nov 2026", 0.0)],
)
def test_retry_after_is_read_and_bounded(tmp_path: Path, told: str, wait: float) -> None:
    headers = (f"Retry-After: {told}", "Date: Sat, 28 Nov 2026 10:00:00 GMT")
    server = RawServer(answer_with(b"", *headers, status="429 Too Many Requests"))
    with server, pytest.raises(Throttled) as caught:
        with_client(tmp_path, server.url, ask)
    assert caught.value.retry_after == wait


@pytest.mark.parametrize("status", [401, 407, 429])
def test_a_call_that_was_turned_away_has_left_all_the_same(tmp_path: Path, status: int) -> None:
    flight = Flight()

    async def confirm(client: Client) -> None:
        client.token = "token"
        await client.confirm("99001", ROW.cid, ROW.date, 8, flight)

    with RawServer(answer_with(b"", status=f"{status} No")) as server, pytest.raises(AppError):
        with_client(tmp_path, server.url, confirm)
    assert (flight.sent, flight.answered) == (True, status)


def test_a_block_told_at_sign_in_is_remembered_by_all_windows(tmp_path: Path) -> None:
    async def sign_in(client: Client) -> None:
        await client.sign_in("99001", "u", password_hash("p"))

    with RawServer(answer_with(b"terminated")) as server:
        for _ in range(4):
            with pytest.raises(Blocked):
                with_client(tmp_path, server.url, sign_in)
        assert b"".join(server.requests).count(b"HTTP/1.1") == 1
        assert Pace(tmp_path, server.url).blocked_for > 1700
