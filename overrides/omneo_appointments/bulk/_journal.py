"""The journal: an SQLite file that remembers what was done, so that a job can be started again.

One row for each operation, keyed by what it means: server, action, appointment, type, id. It does not know lines, so a file may
be reordered or grow. `turn` tells link, unlink, link of one record apart: the place of the operation among those of its record,
0 where it was never done. The last thing done to a record has the highest turn of its two actions.
Each is written after its answer and before the next request of the same worker, those of several workers together: a crash repeats
at most one row for each worker.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from os import PathLike, fspath
from pathlib import Path
from typing import NamedTuple

from .._errors import shown
from ._errors import JournalError
from ._rows import Action, Operation

APPLICATION_ID = 0x6F6D6E6F  # "omno" in the file's header: another program's database is refused
VERSION = 1
SCHEMA = """
CREATE TABLE operation (
    server TEXT, action TEXT, appointment INTEGER, type TEXT, id TEXT,
    turn INTEGER NOT NULL, status TEXT NOT NULL, status_code INTEGER, tries INTEGER NOT NULL, error TEXT,
    at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ')),
    PRIMARY KEY (server, appointment, type, id, action)
) WITHOUT ROWID"""
PUT = """
INSERT INTO operation (server, action, appointment, type, id, turn, status, status_code, tries, error)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT DO UPDATE SET turn = coalesce(nullif(excluded.turn, 0), turn), status = excluded.status,
    status_code = excluded.status_code, tries = excluded.tries, error = excluded.error, at = excluded.at"""
# What is done now undoes whatever the other action did at this place or later.
UNDO = """
UPDATE operation SET turn = ? WHERE server = ? AND appointment = ? AND type = ? AND id = ? AND action = ? AND turn > ?"""
HISTORY = "SELECT action, turn FROM operation WHERE server = ? AND appointment = ? AND type = ? AND id = ? AND turn > 0"


def connect(path: str | PathLike[str] | None) -> sqlite3.Connection:
    """A connection to the journal, locked for this run alone until it is closed; to nothing that lasts where path is None.

    The lock is the operating system's, so it ends with the process, however that ends. Raises JournalError.
    """
    name, file = ("", "") if path is None else (str(path), absolute(path))
    with journal_errors(name):
        connection = sqlite3.connect(file, timeout=0, isolation_level=None, check_same_thread=False)
        try:
            connection.execute("PRAGMA locking_mode = EXCLUSIVE")
            require_ours(connection, name)
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute("BEGIN EXCLUSIVE")
            prepare(connection)
            connection.execute("COMMIT")
        except BaseException:
            connection.close()
            raise
    return connection


def absolute(path: str | PathLike[str]) -> str:
    """The path as SQLite takes it for nothing but a file: `:memory:`, `file:` and a blank name mean something else to it."""
    name = path if isinstance(path, str) else fspath(path) if isinstance(path, PathLike) else None
    if not isinstance(name, str) or not name or "\0" in name:
        raise JournalError(f"journal must be the path of a file, not {shown(path)}")
    return os.path.abspath(name)  # noqa: PTH100 - Path would take ./ away, and has no more to give


def require_ours(connection: sqlite3.Connection, name: str) -> None:
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if tables and application != APPLICATION_ID:
        raise JournalError(f"{name} is another program's database, not a journal; give another file")
    if version > VERSION:
        raise JournalError(f"{name} was written by a newer version of omneo-appointments")
    (sound,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    if sound != "ok":
        raise JournalError(f"{name} is damaged; move it away, and everything is done again, which is harmless")


def prepare(connection: sqlite3.Connection) -> None:
    if not connection.execute("SELECT count(*) FROM main.sqlite_master").fetchone()[0]:
        connection.execute(SCHEMA)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {VERSION}")


@contextmanager
def journal_errors(name: str) -> Iterator[None]:
    """SQLite's errors as one clear line."""
    try:
        yield
    except sqlite3.Error as error:
        words = str(error)
        if "locked" in words:
            raise JournalError(
                f"another run is using the journal {name}, or a program has it open; wait for it, or stop it"
            ) from None
        if "not a database" in words or "malformed" in words:
            raise JournalError(f"{name} is not a journal, or is damaged ({words}); give another file") from None
        if "unable to open" in words or "readonly" in words:
            where = Path(name).parent
            raise JournalError(f"the journal {name} cannot be written ({words}); is {where} a folder that you may write?") from None
        raise JournalError(f"the journal {name} cannot be written: {words}") from error


def other(action: Action) -> Action:
    return Action.UNLINK if action is Action.LINK else Action.LINK


def done(history: dict[str, int], action: Action, turn: int, *, last: bool) -> bool:
    """Whether the journal's history of a record has this operation of a file, which is the turn-th on the record there.

    history: action -> its turn, without those that were never done. last: the file has no later operation on the record; then
    what counts is that nothing has undone it.
    """
    own, opposite = history.get(action, 0), history.get(other(action), 0)
    if last:
        return own > opposite
    return own >= turn and (own - turn) % 2 == 0


class Entry(NamedTuple):
    """How an operation ended.

    turn: its place where it succeeded, 0 where it failed. undo: the other action may have been done on the record.
    """

    operation: Operation
    turn: int
    undo: bool
    status: str
    status_code: int | None
    tries: int
    error: str | None


def write(connection: sqlite3.Connection, server: str, entries: Iterable[Entry]) -> None:
    """Note answers: all of them, or none where that fails."""
    with connection:  # commits, or rolls back
        connection.execute("BEGIN")
        for operation, turn, undo, *told in entries:
            record = (operation.appointment, operation.type, operation.id)
            connection.execute(PUT, (server, operation.action, *record, turn, *told))
            if turn and undo:
                connection.execute(UNDO, (turn - 1, server, *record, other(operation.action), turn - 1))


def history(connection: sqlite3.Connection, server: str, record: tuple[int, str, str]) -> dict[str, int]:
    return dict(connection.execute(HISTORY, (server, *record)))
