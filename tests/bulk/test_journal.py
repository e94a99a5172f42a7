"""The journal: what it remembers, what it is keyed by, and what is refused as a journal."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from omneo_appointments import Omneo, bulk, set_testing
from omneo_appointments.bulk import JournalError, Reason, Row, Skip, Status
from omneo_appointments.bulk import _store as store_module
from omneo_appointments.bulk._store import Store

from tests.bulk.conftest import URL, Either, Server, lists

LINK, UNLINK = (1, "list", 2), (1, "list", 2, "unlink")


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    return tmp_path / "links.csv.journal"


@pytest.fixture
def sync() -> Either:
    return Either(Omneo)


def read(journal: Path, query: str) -> list[Any]:
    with closing(sqlite3.connect(journal)) as connection:
        return connection.execute(query).fetchall()


def test_second_run_sends_nothing(either: Either, server: Server, journal: Path) -> None:
    """What the journal has is SUCCESS without a request, a try or a place in the pace."""
    either.run(server, lists(20), journal=journal)
    ended = either.run(server, lists(20), journal=journal, rate="1/m", concurrency=1)

    assert len(server.requests) == 20
    assert {(Status.SUCCESS, Skip.JOURNAL, 0, None)} == {
        (one.status, one.skipped, one.tries, one.status_code) for one in ended.outcomes
    }
    assert (ended.progress.success, ended.progress.skipped) == (20, 20)


def test_reordered_and_grown(sync: Either, server: Server, journal: Path) -> None:
    """A file may be reordered, grow, or be spelled otherwise: only what is new is sent."""
    sync.run(server, lists(20), journal=journal)
    server.requests.clear()
    grown = [{"appointment": 7, "type": "list", "id": 999}, *({**row, "id": str(row["id"])} for row in reversed(lists(20)))]

    sync.run(server, grown, journal=journal)

    assert server.requests == [("link", 7, "list", "999")]


def test_failures_are_tried_again(sync: Either, server: Server, journal: Path) -> None:
    """A row that failed is in the journal with its error, and is sent by the next run."""
    server.answer = lambda told: httpx.Response(422, json={"message": "No such list"}) if told[1] == 2 else None
    sync.run(server, lists(3), journal=journal)
    rows = read(journal, "SELECT appointment, status, status_code, tries, error FROM operation ORDER BY 1")
    assert [row[:4] for row in rows] == [(1, "SUCCESS", 200, 1), (2, "FAILED", 422, 1), (3, "SUCCESS", 200, 1)]
    assert "No such list" in rows[1][4]

    server.answer = lambda _: None
    server.requests.clear()
    ended = sync.run(server, lists(3), journal=journal)

    assert [told[1] for told in server.requests] == [2]
    assert ended.statuses() == ["SUCCESS"] * 3


def test_another_tenant_is_another_key(sync: Either, server: Server, journal: Path) -> None:
    """What was done for one server is not done for another."""
    sync.run(server, lists(3), journal=journal)
    with Omneo(base_url="http://127.0.0.1:9/other/api", token="fake", transport=httpx.MockTransport(server)) as client:
        assert [outcome.skipped for outcome in bulk.run(client, lists(3), journal=journal, rate=1000)] == [None] * 3


@pytest.mark.parametrize(
    ("files", "sent", "state"),
    [
        ([[LINK], [UNLINK], [LINK]], [1, 1, 1], True),
        ([[LINK, UNLINK, LINK]] * 2, [3, 0], True),
        ([[LINK, UNLINK]] * 2, [2, 0], False),
        ([[LINK], [LINK, UNLINK], [LINK, UNLINK]], [1, 1, 0], False),
        ([[LINK, UNLINK], [LINK]], [2, 1], True),
        ([[LINK, UNLINK], [UNLINK, LINK]], [2, 2], True),
        ([[LINK, UNLINK, LINK], [LINK]], [3, 0], True),
        ([[LINK, UNLINK, LINK], [LINK, UNLINK], [LINK, UNLINK]], [3, 1, 0], False),
        ([[UNLINK], [LINK, LINK, UNLINK, UNLINK], [LINK, UNLINK]], [1, 2, 0], False),
    ],
    ids=["turn by turn", "three", "two", "grown", "shrunk", "swapped", "shortened", "shortened by one", "repeated"],
)
def test_link_and_unlink_of_one_record(
    files: list[list[Any]], sent: list[int], state: bool, sync: Either, server: Server, journal: Path
) -> None:
    """Whatever files a journal has seen, the last row on a record decides how it ends, and nothing that stands is sent again."""
    counts = []
    for rows in files:
        server.requests.clear()
        sync.run(server, rows, journal=journal)
        counts.append(len(server.requests))

    assert sent == counts
    assert state == bool(server.links)


@given(files=st.lists(st.lists(st.booleans(), max_size=5), max_size=5), kills=st.lists(st.integers(0, 6), max_size=5))
@settings(max_examples=60, deadline=None)
def test_any_files_any_stops(files: list[list[bool]], kills: list[int], tmp_path_factory: pytest.TempPathFactory) -> None:
    """However files change and wherever a run stops, a run to the end leaves the state of the file's last row, and a second does nothing."""
    sync, server, journal = Either(Omneo), Server(), tmp_path_factory.mktemp("any") / "journal"
    for place, links in enumerate(files):
        rows = [LINK if link else UNLINK for link in links]
        if place < len(kills):
            sync.run(server, rows, journal=journal, limit=kills[place], concurrency=1)
        sync.run(server, rows, journal=journal)
        if links:
            assert links[-1] == bool(server.links)
        sent = len(server.requests)
        sync.run(server, rows, journal=journal)
        assert sent == len(server.requests)


def test_failed_middle(sync: Either, server: Server, journal: Path) -> None:
    """Where the unlink between two links failed, the next run sends it and what follows it: the end state is the file's."""
    server.answer = lambda told: httpx.Response(422) if told[0] == "unlink" else None
    sync.run(server, [LINK, UNLINK, LINK], journal=journal)
    server.answer = lambda _: None
    server.requests.clear()

    sync.run(server, [LINK, UNLINK, LINK], journal=journal)

    assert {(1, "list", "2")} == server.links
    assert [told[0] for told in server.requests] == ["unlink", "link"]


def test_locked(either: Either, server: Server, journal: Path) -> None:
    """A second run on a journal is refused with one line while the first is open, in this process or another."""
    program = "import sys; from omneo_appointments.bulk import _journal; _journal.connect(sys.argv[1])"
    with bulk.run(Either(Omneo).client(server), lists(3), journal=journal):
        with pytest.raises(JournalError, match="another run is using the journal"):
            either.run(server, lists(3), journal=journal)
        other = subprocess.run([sys.executable, "-c", program, str(journal)], capture_output=True, text=True, check=False)
        assert "another run is using the journal" in other.stderr

    assert either.run(server, lists(3), journal=journal).progress.success == 3


def test_lock_ends_with_the_process(journal: Path, sync: Either, server: Server) -> None:
    """A run that was killed leaves nothing that keeps the next one out."""
    program = (
        "import os, sys; from omneo_appointments.bulk import _journal; "
        "c = _journal.connect(sys.argv[1]); c.execute('BEGIN EXCLUSIVE'); os.kill(os.getpid(), 9)"
    )
    subprocess.run([sys.executable, "-c", program, str(journal)], check=False)

    assert sync.run(server, lists(3), journal=journal).progress.success == 3


def test_what_is_no_journal(tmp_path: Path, sync: Either, server: Server) -> None:
    """Text, another program's database, a damaged or a newer journal, a folder, and a folder that is not there: one line, no loss."""
    text, foreign, newer = tmp_path / "links.csv", tmp_path / "foreign.db", tmp_path / "newer"
    text.write_text("appointment,type,id\n" * 1000)
    with closing(sqlite3.connect(foreign)) as connection:  # which Python 3.13 demands
        connection.executescript("CREATE TABLE t (a); INSERT INTO t VALUES (1);")
    sync.run(server, lists(1), journal=newer)
    with sqlite3.connect(newer) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    server.requests.clear()
    before = {path: path.read_bytes() for path in (text, foreign, newer)}

    for path, words in [
        (text, "is not a journal"),
        (foreign, "is another program's database"),
        (newer, "was written by a newer version"),
        (tmp_path, "cannot be written"),
        (tmp_path / "none" / "journal", "cannot be written"),
    ]:
        with pytest.raises(JournalError, match=words) as caught:
            sync.run(server, lists(3), journal=path)
        assert "\n" not in str(caught.value)

    assert server.requests == []
    assert before == {path: path.read_bytes() for path in before}


def test_damaged(journal: Path, sync: Either, server: Server) -> None:
    """A journal with damaged pages is refused, not trusted."""
    sync.run(server, lists(2000), journal=journal)
    content = bytearray(journal.read_bytes())
    for page in range(4096 * 2, len(content), 4096):
        content[page : page + 200] = b"\xff" * 200
    journal.write_bytes(content)

    with pytest.raises(JournalError, match="damaged"):
        sync.run(server, lists(3), journal=journal)


def test_read_only(journal: Path, sync: Either, server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """A journal that may be read and not written is refused before anything is sent."""
    sync.run(server, lists(1), journal=journal)
    server.requests.clear()
    connect = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda name, **options: connect(f"file:{name}?mode=ro", uri=True, **options))

    with pytest.raises(JournalError, match="cannot be written"):
        sync.run(server, lists(3), journal=journal)
    assert server.requests == []


def test_disk_full(either: Either, server: Server, journal: Path) -> None:
    """A disk that fills up stops the job with its reason; what was written before stays, and the next run goes on."""
    real = Store.write
    written = iter(range(1000))

    def write(self: Store, *args: Any, **named: Any) -> None:
        if next(written) == 5:
            raise sqlite3.OperationalError("database or disk is full")
        real(self, *args, **named)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Store, "write", write)
        ended = either.run(server, lists(50), journal=journal, concurrency=1)

    assert ended.error is not None
    assert Reason.DISK is ended.error.reason
    assert "disk is full" in str(ended.error)
    assert (ended.progress.success, ended.error.pending) == (5, 45)
    assert either.run(server, lists(50), journal=journal).progress.skipped == 5


@pytest.mark.parametrize("concurrency", [1, 4, 50])
def test_written_together(either: Either, server: Server, journal: Path, concurrency: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Answers are written together, of each worker one at most; what is told is written, and what is sent is written or in flight."""
    real, written, told = Store.write, 0, 0

    def write(self: Store, settled: list[Any]) -> None:
        nonlocal written
        assert len(server.requests) - written <= concurrency
        real(self, settled)
        written += len(settled)

    def look(*_: Any) -> None:
        nonlocal told
        told += 1
        assert told <= written

    monkeypatch.setattr(Store, "write", write)
    ended = either.run(server, lists(300), on=look, journal=journal, concurrency=concurrency)

    assert 300 == told == ended.progress.success
    assert len(read(journal, "SELECT id FROM operation")) == 300


def test_written_before_an_error_leaves(either: Either, server: Server, journal: Path) -> None:
    """What was answered is in the journal although an exception of the caller's own code ended the run."""
    server.answer = lambda told: ZeroDivisionError("theirs") if told[1] == 9 else None

    with pytest.raises(ZeroDivisionError):
        either.run(server, lists(90), journal=journal)

    assert {(n, target) for n, _, target in server.links} == set(read(journal, "SELECT appointment, id FROM operation"))


def test_journal_that_cannot_grow(sync: Either, server: Server, journal: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """SQLite's own "disk is full" in the middle of a write loses nothing that was written before."""
    opened = Store.open.__func__  # type: ignore[attr-defined]

    def small(*arguments: Any) -> Store:
        store: Store = opened(Store, *arguments)
        store.connection.execute("PRAGMA main.max_page_count = 6")
        return store

    monkeypatch.setattr(store_module.Store, "open", small)
    ended = sync.run(server, lists(2000), journal=journal, concurrency=2)
    monkeypatch.undo()

    assert ended.error is not None
    assert Reason.DISK is ended.error.reason
    done = ended.progress.success
    assert 0 < done < 2000
    assert done == sync.run(server, lists(2000), journal=journal).progress.skipped


def test_no_room_for_the_rows(either: Either, server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that fills up while the rows are read stops the job before anything is sent."""

    def full(*_: Any) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(Store, "_insert", full)
    ended = either.run(server, lists(3))

    assert ended.error is not None
    assert Reason.DISK is ended.error.reason
    assert server.requests == []


def test_journal_errors_of_another_kind(journal: Path, sync: Either, server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """Any other trouble of SQLite's with the journal is one line too."""

    def broken(*_: Any, **__: Any) -> None:
        raise sqlite3.OperationalError("disk I/O error")

    monkeypatch.setattr(sqlite3, "connect", broken)
    with pytest.raises(JournalError, match="disk I/O error"):
        sync.run(server, lists(3), journal=journal)


@pytest.mark.parametrize("name", [":memory:", "file:journal?mode=memory", "a b", "q?#%20'\"", "-j"])
def test_any_name_is_a_file(name: str, sync: Either, server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A journal's name is that of a file, whatever it means to SQLite."""
    monkeypatch.chdir(tmp_path)
    sync.run(server, lists(3), journal=name)
    sync.run(server, lists(3), journal=name)

    assert len(server.requests) == 3
    assert (tmp_path / name).is_file()


@pytest.mark.parametrize("name", ["", "a\0b", b"journal", 5])
def test_no_name(name: Any, sync: Either, server: Server) -> None:
    """What cannot be the path of a file is refused in one line."""
    with pytest.raises(JournalError, match="journal must be the path of a file"):
        sync.run(server, lists(3), journal=name)


def test_error_of_the_users_own_database(either: Either, server: Server) -> None:
    """An SQLite error of the rows themselves leaves as it is; it does not mean a full disk."""

    def rows() -> Any:
        yield from lists(3)
        raise sqlite3.OperationalError("no such table: appointments")

    with pytest.raises(sqlite3.OperationalError, match="no such table"):
        either.run(server, rows())
    with pytest.raises(sqlite3.OperationalError, match="no such table"):
        list(bulk.check(rows()))
    assert server.requests == []


def test_no_room_to_check(monkeypatch: pytest.MonkeyPatch) -> None:
    """A check that finds no room on the disk for its rows is a StorageError."""

    def full(*_: Any) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(Store, "_insert", full)
    with pytest.raises(bulk.StorageError, match="cannot be kept on disk: database or disk is full"):
        list(bulk.check(lists(3)))


def test_lines_and_columns_do_not_count(sync: Either, server: Server, journal: Path) -> None:
    """The key is what a row means; its line and other columns are not part of it."""
    with set_testing():
        sync.run(server, [Row(1, "list", 2, columns={"note": "a"}, line=10)], journal=journal)
        sync.run(server, [Row("1", "list", "2", "link", columns={"note": "b"}, line=99)], journal=journal)

    assert len(server.requests) == 1
    assert read(journal, "SELECT server FROM operation") == [(URL,)]
