"""What only an office's database does: several PCs at once, and every way in which it can be away or the wrong one."""

from __future__ import annotations

import itertools
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace
from typing import Any, cast

import psycopg
import pytest

from app import clock, wording
from app.clock import Moment
from app.domain.message import MessageState
from app.domain.message_info import HourFull
from app.domain.values import Appointment, State
from app.errors import AppError, EnvironmentProblem, InputError, OfficeAway
from app.journal.batches import Journal, RowMovedOn
from app.journal.office import OfficeClock, OfficeDatabase, _conninfo, session_name
from app.journal.store import OfficeAddress
from app.thai import thai_now
from tests.app.journal.conftest import KEY
from tests.app.journal.test_batches import FACILITY, ROW, add, sent, state_of
from tests.app.journal.test_messages import put
from tests.way import Way


@contextmanager
def asked(address: OfficeAddress) -> Iterator[psycopg.Connection[Any]]:
    """As the hospital's IT would."""
    with psycopg.connect(address.url, autocommit=True) as connection:
        connection.execute(f"SET search_path={address.schema}".encode())
        yield connection


def cut(address: OfficeAddress) -> None:
    """Every PC's way to this office's database, as a restart of it would."""
    ours, who = "FROM pg_stat_activity WHERE application_name=%s", (session_name(address),)
    with asked(address) as connection:
        connection.execute(f"SELECT pg_terminate_backend(pid) {ours}".encode(), who)
        while connection.execute(f"SELECT 1 {ours}".encode(), who).fetchone():
            time.sleep(0.01)


def refused(address: OfficeAddress) -> str:
    with pytest.raises(EnvironmentProblem) as caught:
        Journal(address, KEY)
    for lang in wording.LANGUAGES:
        assert str(caught.value.params["path"]) in wording.say(caught.value.code, lang, **caught.value.params)
    assert caught.value.detail == "", "the kind of error is for the support file"
    return caught.value.code


def test_two_pcs_that_claim_another_hour_of_one_persons_day_at_once_send_one_of_them(office: OfficeAddress) -> None:
    people = [replace(ROW, row=number, cid=f"{7_000_000_000_000 + number}") for number in range(2, 32)]
    with Journal(office, KEY) as one, Journal(office, KEY) as other:
        batches = add(one, *people), add(other, *(replace(row, hour=9) for row in people))
        together, claimed = threading.Barrier(2), {one: list[int](), other: list[int]()}

        def claim(journal: Journal, batch: int) -> None:
            for row in people:
                together.wait(30)
                if journal.claim(batch, row.row) is None:
                    claimed[journal].append(row.row)

        threads = [threading.Thread(target=claim, args=pair) for pair in zip((one, other), batches, strict=True)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
        assert sorted(claimed[one] + claimed[other]) == [row.row for row in people]


def test_two_pcs_that_open_a_new_office_at_once_make_it_once(office: OfficeAddress) -> None:
    opened: list[Journal | AppError] = []

    def open_it() -> None:
        try:
            opened.append(Journal(office, KEY))
        except AppError as error:
            opened.append(error)

    threads = [threading.Thread(target=open_it) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    journals = [one for one in opened if isinstance(one, Journal)]
    assert len(journals) == 4, opened
    add(journals[0], ROW)
    assert [len(journal.history()) for journal in journals] == [1] * 4
    for journal in journals:
        journal.close()


def test_a_way_that_was_cut_while_nobody_asked_is_found_again(office: OfficeAddress) -> None:
    with Journal(office, KEY) as journal:
        batch = add(journal, ROW)
        cut(office)
        assert journal.info(batch).total == 1
        cut(office)
        assert journal.claim(batch, 2) is None


def test_a_way_that_is_cut_within_a_change_leaves_nothing_of_it(office: OfficeAddress) -> None:
    with Journal(office, KEY) as journal:
        batch = add(journal, ROW)

        def change() -> None:
            with journal._store.change():
                journal._db.execute("UPDATE row SET state='sending', tries=1 WHERE batch=?", (batch,))
                cut(office)
                journal._db.execute("UPDATE row SET code='later' WHERE batch=?", (batch,))

        with pytest.raises(EnvironmentProblem) as caught:
            change()
        assert caught.value.code == "office_away"
        assert state_of(journal, batch) is State.PLANNED
        assert journal.claim(batch, 2) is None


def test_a_batch_is_held_again_after_a_cut_or_nothing_more_is_done_where_another_pc_has_it_now(
    office: OfficeAddress,
) -> None:
    with Journal(office, KEY) as one, Journal(office, KEY) as other:
        batch = add(one, ROW)
        with one.hold(batch, "one"):
            cut(office)
            assert other.info(batch).held_by == ""
            assert one.info(batch).total == 1
            assert other.info(batch).held_by == "one"
            cut(office)
            with other.hold(batch, "other"):
                with pytest.raises(EnvironmentProblem) as caught:
                    one.claim(batch, 2)
                assert caught.value.code == "batch_taken_over"
                assert state_of(other, batch) is State.PLANNED


def test_what_another_pc_held_meanwhile_is_not_gone_on_with_though_it_is_free_again(office: OfficeAddress) -> None:
    with Journal(office, KEY) as one, Journal(office, KEY) as other:
        batch = add(one, ROW)
        with one.hold(batch, "one"):
            cut(office)
            with other.hold(batch, "other"):
                other.claim(batch, 2)
                other.mark(batch, 2, State.UNKNOWN)
            with pytest.raises(EnvironmentProblem) as caught:
                one.mark(batch, 2, State.PLANNED, "surely_absent")
            assert caught.value.code == "batch_taken_over"
        assert state_of(one, batch) is State.UNKNOWN


def test_a_pc_whose_way_was_cut_ends_its_own_old_connection_and_goes_on(office: OfficeAddress) -> None:
    """The database may take half a minute to find out that the old one is dead."""
    with Way(office.url) as way, Journal(replace(office, url=way.url), KEY) as one, Journal(office, KEY) as other:
        batch = add(one, ROW)
        with one.hold(batch, "one"):
            way.turn("half")  # nobody tells the database
            time.sleep(0.1)
            assert other.info(batch).held_by == "one"
            way.turn("ok")
            assert one.claim(batch, 2) is None
            assert other.info(batch).held_by == "one"


def test_a_claim_whose_answer_was_lost_is_looked_for_and_not_made_twice(office: OfficeAddress) -> None:
    with Way(office.url) as way, Journal(replace(office, url=way.url), KEY) as journal:
        batch = add(journal, ROW)
        way.turn("deaf")
        threading.Timer(0.2, way.turn, ("ok",)).start()
        claimed = None
        while claimed is None:
            try:
                claimed = [journal.claim(batch, 2)]
            except EnvironmentProblem:
                time.sleep(0.05)
            except RowMovedOn:  # written by the first, which had no answer
                break
        (entry,) = journal.entries(batch)
        assert (entry.outcome.state, entry.tries) == (State.SENDING, 1)


def test_who_has_the_database_alone_has_no_person(office: OfficeAddress) -> None:
    with Journal(office, KEY) as journal:
        sent(journal, ROW)
        with asked(office) as connection:
            told = str([connection.execute(f"SELECT * FROM {name}".encode()).fetchall() for name in ("batch", "row")])
    for secret in (ROW.cid, ROW.mobile_phone, "สมมุติ", "นัด.xlsx", "2027-06-14"):
        assert secret not in told
        assert secret.encode().hex() not in told


def test_a_database_that_is_not_there_is_away(office: OfficeAddress) -> None:
    assert refused(replace(office, url="postgresql://mophic@127.0.0.1:1/postgres")) == "office_away"


def test_a_wrong_password_is_told(office: OfficeAddress) -> None:
    with asked(office) as connection:
        connection.execute("DROP ROLE IF EXISTS locked")
        connection.execute("CREATE ROLE locked LOGIN PASSWORD 'right'")
    away = office.url.replace("//mophic@", "//locked@")
    assert refused(replace(office, url=away, password="wrong")) == "office_sign_in"
    assert refused(replace(office, url=away)) == "office_password_missing"


def test_a_user_without_rights_is_told(office: OfficeAddress) -> None:
    Journal(office, KEY).close()
    with asked(office) as connection:
        connection.execute("DROP ROLE IF EXISTS guest")
        connection.execute("CREATE ROLE guest LOGIN")
    guest = replace(office, url=office.url.replace("//mophic@", "//guest@"))
    assert refused(guest) == "office_no_rights"
    with asked(office) as connection:
        connection.execute(f"GRANT USAGE ON SCHEMA {office.schema} TO guest".encode())
        connection.execute(f"GRANT SELECT ON ALL TABLES IN SCHEMA {office.schema} TO guest".encode())
    assert refused(guest) == "office_no_rights"
    with asked(office) as connection:
        connection.execute(b"DROP OWNED BY guest")
    assert refused(replace(guest, schema="another")) == "office_no_rights"


def test_a_database_that_can_only_be_read_is_told(office: OfficeAddress) -> None:
    Journal(office, KEY).close()
    separator = "&" if "?" in office.url else "?"
    only_read = f"{office.url}{separator}options=-c%20default_transaction_read_only%3Don"
    assert refused(replace(office, url=only_read)) == "office_read_only"


@pytest.mark.parametrize("table", ["patient (id int)", "meta (id int); CREATE TABLE batch (id int)"])
def test_another_programs_database_is_left_alone(office: OfficeAddress, table: str) -> None:
    with asked(office) as connection:
        connection.execute(f"CREATE SCHEMA {office.schema}".encode())
        connection.execute(f"CREATE TABLE {table}".encode())
        assert refused(office) == "office_other_program"
        found = connection.execute("SELECT count(*) FROM pg_tables WHERE schemaname=%s", (office.schema,)).fetchone()
    assert found == (table.count("TABLE") + 1,)


def test_a_newer_office_is_left_alone(office: OfficeAddress) -> None:
    Journal(office, KEY).close()
    with asked(office) as connection:
        connection.execute("UPDATE meta SET value='99' WHERE name='version'")
    assert refused(office) == "office_newer"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ("UPDATE meta SET value='99' WHERE name='version'", "office_newer"),
        ("UPDATE meta SET value='3' WHERE name='version'", "office_put_back"),
        ("DELETE FROM meta WHERE name LIKE 'hold %'", "office_put_back"),
        ("UPDATE meta SET value='another' WHERE name='office'", "office_gone"),
        ("ALTER TABLE meta RENAME TO meta_moved", "office_gone"),
        ("DROP SCHEMA {} CASCADE", "office_gone"),
        ("ALTER TABLE row RENAME COLUMN state TO state_moved", "office_unusable"),
        ("ALTER ROLE CURRENT_USER IN DATABASE {database} SET default_transaction_read_only=on", "office_read_only"),
    ],
)
def test_a_database_that_is_another_one_after_a_cut_is_told_and_nothing_is_claimed(
    office: OfficeAddress, change: str, code: str
) -> None:
    """In the middle of a batch. None of them may pass for another computer that has taken it over."""
    with asked(office) as connection:
        name = f'"{connection.info.dbname}"'
        with Journal(office, KEY) as journal:
            connection.execute("INSERT INTO meta VALUES ('office', 'this one')")
        with Journal(office, KEY) as journal:
            batch = add(journal, ROW)
            with journal.hold(batch, "one"):
                connection.execute(change.format(office.schema, database=name).encode())
                try:
                    cut(office)
                    with pytest.raises(EnvironmentProblem) as caught:
                        journal.claim(batch, 2)
                finally:
                    undo = f"ALTER ROLE CURRENT_USER IN DATABASE {name} RESET default_transaction_read_only"
                    connection.execute(undo.encode())
        assert caught.value.code == code
        for lang in wording.LANGUAGES:
            assert str(caught.value.params["path"]) in wording.say(code, lang, **caught.value.params)


OLDER = """CREATE TABLE older AS SELECT * FROM row"""  # a dump while a batch runs: its hold is in it, too
BACK = """DELETE FROM row; INSERT INTO row SELECT * FROM older"""


@pytest.mark.parametrize("is_cut", [True, False])
def test_an_older_state_that_takes_the_databases_place_in_mid_run_is_noticed_and_nothing_is_concluded_from_it(
    office: OfficeAddress, monkeypatch: pytest.MonkeyPatch, is_cut: bool
) -> None:
    with Journal(office, KEY) as journal, asked(office) as connection:
        batch = add(journal, ROW, replace(ROW, row=3, cid="8123456789022"))
        with journal.hold(batch, "one"):
            assert journal.claim(batch, 2) is None
            connection.execute(OLDER.encode())
            journal.mark(batch, 2, State.BOOKED)
            cut(office)
            assert state_of(journal, batch, 2) is State.BOOKED, "a cut alone is nothing"
            connection.execute(BACK.encode())
            cut(office) if is_cut else monkeypatch.setattr("app.journal.office._STILL", 0.0)
            for work in (lambda: journal.claim(batch, 3), lambda: journal.mark(batch, 2, State.UNKNOWN)):
                with pytest.raises(EnvironmentProblem) as caught:
                    work()
                assert caught.value.code == "office_put_back"
        monkeypatch.undo()
        with journal.hold(batch, "anew"):
            journal.mark(batch, 2, State.UNKNOWN)  # whoever begins anew goes by what is there


@pytest.mark.parametrize("is_cut", [True, False])
def test_an_older_state_that_comes_back_while_a_message_is_sent_is_noticed_before_its_next_call(
    office: OfficeAddress, monkeypatch: pytest.MonkeyPatch, is_cut: bool
) -> None:
    """It may call what went out not sent."""
    with Journal(office, KEY) as journal, asked(office) as connection:
        book, number = journal.messages, put(journal.messages)
        with book.hold(number):
            connection.execute(OLDER.replace("row", "message_part").encode())
            book.claim(number, 1)
            book.mark(number, 1, MessageState.SENT)
            cut(office)
            assert book.parts(number)[0].state is MessageState.SENT, "a cut alone is nothing"
            connection.execute(BACK.replace("row", "message_part").encode())
            cut(office) if is_cut else monkeypatch.setattr("app.journal.office._STILL", 0.0)
            for work in (lambda: book.claim(number, 1), lambda: book.mark(number, 1, MessageState.UNKNOWN)):
                with pytest.raises(EnvironmentProblem) as caught:
                    work()
                assert caught.value.code == "office_put_back"
        monkeypatch.undo()
        with book.hold(number):
            book.claim(number, 1)  # whoever begins anew goes by what is there


def test_a_hold_whose_answer_was_lost_is_ours_though_the_dead_connection_has_it(
    office: OfficeAddress, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Way(office.url) as way, Journal(replace(office, url=way.url), KEY) as one, Journal(office, KEY) as other:
        batch, engine = add(one, ROW), cast(OfficeDatabase, one.store.engine)
        run, asked_so_often = engine._run, itertools.count(1)

        def lost(work: Any) -> Any:
            found = run(work)
            if next(asked_so_often) == 2:  # the first looks whether it is still the same office
                way.turn("half")
                time.sleep(0.1)
                way.turn("ok")
                raise OfficeAway
            return found

        monkeypatch.setattr(engine, "_run", lost)
        with pytest.raises(OfficeAway), one.hold(batch, "one"):
            pass
        monkeypatch.undo()
        with one.hold(batch, "one"):
            assert one.claim(batch, 2) is None
            with pytest.raises(InputError, match="batch_held"), other.hold(batch, "other"):
                pass
        with other.hold(batch, "other"):
            pass


def test_what_another_pc_wrote_later_to_the_same_row_is_no_older_state(office: OfficeAddress) -> None:
    with Journal(office, KEY) as journal, Journal(office, KEY) as other:
        batch = add(journal, ROW)
        with journal.hold(batch, "one"):
            assert journal.claim(batch, 2) is None
            time.sleep(0.3)  # later by the office's clock, too, which each PC knows to half a round trip
            other.mark(batch, 2, State.UNKNOWN)
            cut(office)
            journal.mark(batch, 2, State.BOOKED)


def test_a_batch_does_not_begin_in_an_office_that_a_newer_program_has_brought_up_to_date(office: OfficeAddress) -> None:
    with Journal(office, KEY) as journal, asked(office) as connection:
        batch = add(journal, ROW)
        connection.execute("UPDATE meta SET value='99' WHERE name='version'")
        with pytest.raises(EnvironmentProblem) as caught, journal.hold(batch, "one"):
            raise AssertionError("it is held")
    assert caught.value.code == "office_newer"


def test_a_run_stops_within_seconds_once_a_newer_program_has_brought_the_office_up_to_date(
    office: OfficeAddress, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Though its way was never cut."""
    monkeypatch.setattr("app.journal.office._STILL", 0.0)
    with Journal(office, KEY) as journal, asked(office) as connection:
        batch = add(journal, ROW, replace(ROW, row=3, cid="1101700230705"))
        with journal.hold(batch, "one"):
            assert journal.claim(batch, 2) is None
            connection.execute("UPDATE meta SET value='99' WHERE name='version'")
            with pytest.raises(EnvironmentProblem) as caught:
                journal.claim(batch, 3)
            assert caught.value.code == "office_newer"
            assert state_of(journal, batch, 3) is State.PLANNED


def test_an_older_office_is_brought_up_to_date_and_keeps_its_rows(office: OfficeAddress) -> None:
    with Journal(office, KEY) as journal:
        batch = sent(journal, ROW)
    with asked(office) as connection:
        connection.execute("ALTER TABLE row DROP COLUMN beside CASCADE; DROP INDEX row_state")
        connection.execute("DROP TABLE pc; ALTER TABLE batch DROP COLUMN maker")
        connection.execute("UPDATE meta SET value='6' WHERE name='version'")
    with Journal(office, KEY) as journal:
        assert journal.entries(batch)[0].appointment == ROW
        assert journal.claim(add(journal, ROW), 2) is not None


def test_another_pcs_change_is_waited_for_and_then_told(office: OfficeAddress, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.journal.office._PATIENCE", 1)
    with Journal(office, KEY) as one, Journal(office, KEY) as other:
        batch = add(one, ROW)
        with one._store.change():
            with pytest.raises(EnvironmentProblem) as caught:
                other.set_comment(batch, "a word")
            assert caught.value.code == "office_busy"
            assert other.claim(batch, 2) is None, "a row's claim waits only for those of its person's day"
        other.set_comment(batch, "a word")


@pytest.mark.parametrize("host", ["10.0.0.7", "journal.hospital.example"])
def test_beyond_this_pc_it_is_spoken_to_only_over_tls_that_was_verified(host: str) -> None:
    told = psycopg.conninfo.conninfo_to_dict(_conninfo(OfficeAddress(f"postgresql://u@{host}/d")))
    assert (told["sslmode"], told["sslrootcert"]) == ("verify-full", "system")
    own = psycopg.conninfo.conninfo_to_dict(_conninfo(OfficeAddress(f"postgresql://u@{host}/d", ca_file="/ca.pem")))
    assert own["sslrootcert"] == "/ca.pem"


def test_an_address_that_asks_for_less_is_not_obeyed() -> None:
    address = OfficeAddress("postgresql://u@10.0.0.7/d?sslmode=disable")
    assert psycopg.conninfo.conninfo_to_dict(_conninfo(address))["sslmode"] == "verify-full"


def test_a_persons_row_is_the_same_appointment_on_every_pc(office: OfficeAddress) -> None:
    with Journal(office, KEY) as one, Journal(office, KEY) as other:
        batch = add(one, ROW)
        rows: list[Appointment] = [entry.appointment for entry in other.entries(batch)]
        assert rows == [ROW]
        assert other.holds(FACILITY, rows) == {}


def test_a_way_that_is_too_long_to_book_over_is_told_with_its_figure_before_anything_is_sent(
    office: OfficeAddress, monkeypatch: pytest.MonkeyPatch
) -> None:
    Journal(office, KEY).close()
    monkeypatch.setattr("app.journal.office.SLOW", 0.15)
    with Way(office.url, 0.1) as way:
        far = replace(office, url=way.url)
        assert refused(far) == "office_slow"
        with closing(OfficeDatabase(far, ())) as looked_at:
            assert looked_at.way > 0.2
    with Way(office.url, 0.02) as way:
        Journal(replace(office, url=way.url), KEY).close()


# --- the database's clock ---


def another_pc(monkeypatch: pytest.MonkeyPatch, wrong_by: float) -> None:
    """From here on this process is a PC that was started later, and whose clock is wrong."""
    started = time.monotonic() - 100.0
    monkeypatch.setattr("app.clock.boot_id", lambda: "another")
    for module in ("app.clock", "app.journal.office"):
        monkeypatch.setattr(f"{module}.ticks", lambda: time.monotonic() - started)
    monkeypatch.setattr("app.clock.time", SimpleNamespace(time=lambda: time.time() + wrong_by))


@pytest.mark.parametrize("wrong_by", [600.0, -600.0])
def test_when_a_row_was_sent_is_told_by_the_databases_clock(
    office: OfficeAddress, monkeypatch: pytest.MonkeyPatch, wrong_by: float
) -> None:
    """Whichever PC sent it and whichever asks, and however wrong their clocks are."""
    with Journal(office, KEY) as one:
        batch = add(one, ROW, replace(ROW, row=3, cid="1101700230705"))
        assert one.claim(batch, 2) is None
        another_pc(monkeypatch, wrong_by)
        with Journal(office, KEY) as other:
            assert other.claim(batch, 3) is None
            for entry in other.entries(batch):
                assert entry.sent is not None
                assert entry.sent_at is not None
                age = entry.sent.until(other.now())
                assert age is not None
                assert age < 5
                assert abs(entry.sent_at - thai_now()) < timedelta(seconds=5)


def test_five_messages_an_hour_are_counted_by_the_databases_clock(
    office: OfficeAddress, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Journal(office, KEY) as one:
        for _ in range(5):
            one.messages.claim(put(one.messages), 1)
        another_pc(monkeypatch, 3700.0)
        with Journal(office, KEY) as other, pytest.raises(HourFull):
            other.messages.claim(put(other.messages), 1)


def test_a_database_whose_clock_was_set_knows_nothing_of_before() -> None:
    """How long ago that was, nobody can tell: it is waited out in full."""
    read = OfficeClock()

    def at(started: float, ahead: float) -> Moment:
        told = SimpleNamespace(fetchone=lambda: (started, clock.ticks() + ahead))
        read.read(cast(Any, SimpleNamespace(execute=lambda _sql: told)))
        return read.now()

    first = at(100.0, 1000.0)
    assert first.until(at(100.0, 1000.5)) is not None, "a little drift"
    assert first.until(at(100.0, 1600.0)) is None, "set forward"
    again = read.now()
    assert again.until(at(100.0, 1600.0)) is not None
    assert again.until(at(900.0, 1600.0)) is None, "started anew"
