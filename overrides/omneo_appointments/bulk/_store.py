"""All rows of a job on disk: checked, in file order, each with its place among those of its record and of its appointment.

A private table of SQLite's beside the journal's, in a file that the operating system removes by itself. So memory does not grow
with the input, an iterator is read once, and nothing is sent before the last row was checked.
"""

from __future__ import annotations

import pickle
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import groupby
from os import PathLike
from typing import Any, TypeAlias

from attrs import define, field, frozen

from .._errors import LinkTargetError
from . import _journal
from ._checks import checked, problems_of
from ._errors import StorageError
from ._outcomes import Outcome, Status
from ._rows import Action, Kind, Operation, Problem, Row, RowLike, rows_of

TODO, DONE, FAILED, JOURNALED = range(4)
BATCH = 500
# The cache stays as small as it is by default: SQLite walks over its changed pages at each commit.
TABLES = """
PRAGMA temp.journal_mode = OFF;
CREATE TEMP TABLE op (
    seq INTEGER PRIMARY KEY, action TEXT, appointment INTEGER, type TEXT, id TEXT, line INTEGER, row BLOB,
    turn INTEGER NOT NULL DEFAULT 1, first INTEGER, state INTEGER NOT NULL DEFAULT 0
);
"""
INSERT = "INSERT INTO op (action, appointment, type, id, line, row) VALUES (?, ?, ?, ?, ?, ?)"
REPEATED = """
SELECT appointment, type, id, seq, action, line FROM op JOIN (
    SELECT appointment, type, id FROM op GROUP BY appointment, type, id HAVING count(*) > 1
) USING (appointment, type, id) ORDER BY appointment, type, id, seq"""
# For records with one row only; `_mark_repeated` does the same for the others, one record at a time.
MARK_DONE = f"""
UPDATE op SET state = {JOURNALED} WHERE first IS NULL AND EXISTS (
    SELECT 1 FROM operation j WHERE j.server = ? AND j.appointment = op.appointment AND j.type = op.type AND j.id = op.id
    AND j.action = op.action AND j.turn > coalesce((
        SELECT o.turn FROM operation o WHERE o.server = j.server AND o.appointment = j.appointment AND o.type = j.type
        AND o.id = j.id AND o.action != j.action), 0))"""  # noqa: S608 - a constant of this module
# A row without others on its record in this file, whose opposite the journal has done: what it does undoes that.
MARK_UNDONE = """
UPDATE op SET first = seq WHERE first IS NULL AND EXISTS (
    SELECT 1 FROM operation j WHERE j.server = ? AND j.appointment = op.appointment AND j.type = op.type AND j.id = op.id
    AND j.action != op.action AND j.turn > 0)"""
HEADS = f"SELECT min(seq), count(*) FROM op WHERE state = {TODO} GROUP BY appointment ORDER BY 1"  # noqa: S608 - the same
SETTLE = "UPDATE op SET state = ? WHERE seq = ?"
PLACE = "UPDATE op SET turn = ?, first = ? WHERE seq = ?"
COLUMNS = "seq, action, appointment, type, id, row, turn, first"
AT = f"SELECT {COLUMNS} FROM op WHERE seq = ?"  # noqa: S608 - the same
NEXT = f"SELECT {COLUMNS} FROM op WHERE appointment = ? AND seq > ? AND state = {TODO} ORDER BY seq LIMIT 1"  # noqa: S608
IN_STATE = f"SELECT {COLUMNS} FROM op WHERE state = ? AND seq > ? ORDER BY seq LIMIT {BATCH}"  # noqa: S608 - the same


@frozen
class Staged:
    """A row that may be sent.

    turn: its place among the alternating operations on its record. first: the row that it repeats, itself where there are other
    operations on its record, else None.
    """

    seq: int
    operation: Operation
    row: Row
    turn: int
    first: int | None


Settled: TypeAlias = tuple[Staged, Outcome]


@define
class Store:
    """The rows of one job and its journal, behind one connection.

    server: what the journal's keys begin with. keeps: whether there is a journal at all. rows: how many were loaded.
    """

    connection: sqlite3.Connection
    server: str
    keeps: bool
    rows: int = 0
    _cursors: list[sqlite3.Cursor] = field(init=False, factory=list)

    @classmethod
    def open(cls, journal: str | PathLike[str] | None, server: str) -> Store:
        store = cls(_journal.connect(journal), server, journal is not None)
        store.connection.executescript(TABLES)
        return store

    def close(self) -> None:
        while self._cursors:  # SQLite keeps its lock for as long as one of them is open
            self._cursors.pop().close()
        self.connection.close()

    def _select(self, query: str) -> sqlite3.Cursor:
        """A query whose rows are fetched one by one."""
        self._cursors.append(self.connection.execute(query))
        return self._cursors[-1]

    def load(self, rows: Iterable[RowLike], *, whole: bool = True) -> Iterator[tuple[Row, LinkTargetError] | None]:
        """Check and keep every row. Yields those that break a rule, and None every BATCH rows, for whoever has more to do.

        whole: keep the row itself, to give it back with its outcome.
        """
        batch: list[tuple[object, ...]] = []
        for place, row in enumerate(rows_of(rows), 1):
            try:
                operation = checked(row)
                values = (operation.action, operation.appointment, operation.type, operation.id)
                batch.append((*values, row.line, packed(row) if whole else None))
            except LinkTargetError as error:
                yield row, error
            if place % BATCH == 0:
                with storage_errors():
                    self._insert(batch)
                yield None
        with storage_errors():
            self._insert(batch)

    def _insert(self, batch: list[tuple[object, ...]]) -> None:
        self.connection.executemany(INSERT, batch)
        self.rows += len(batch)
        batch.clear()

    def arrange(self) -> Iterator[Problem]:
        """After the last row: find the rows on one record, number them, and mark what the journal has. Yields what stands out."""
        with storage_errors():
            yield from self._arrange()

    def _arrange(self) -> Iterator[Problem]:
        self.connection.execute("CREATE INDEX temp.record ON op (appointment, type, id)")
        self.connection.execute("CREATE INDEX temp.lane ON op (appointment)")
        for record, again in groupby(self._select(REPEATED), key=lambda found: found[:3]):
            yield from self._arrange_record(record, again)
        self.connection.execute(MARK_DONE, (self.server,))
        self.connection.execute(MARK_UNDONE, (self.server,))

    def _arrange_record(self, record: tuple[int, str, str], again: Iterable[tuple[Any, ...]]) -> Iterator[Problem]:
        history = _journal.history(self.connection, self.server, record)
        before: tuple[int, Action, int] = (0, Action.LINK, 0)  # the operation of the turn before, not yet compared
        line = 0
        for turn, (action, same) in enumerate(groupby(again, key=lambda found: Action(found[4])), 1):
            words = f"{action} {' '.join(map(str, record))}"
            seq, first_line = next((found[3], found[5]) for found in same)
            if turn > 1:
                yield Problem(first_line, "action", words, "", kind=Kind.CONTRADICTION, other_line=line)
                history = self._compare(history, *before, last=False)
            line = first_line
            self.connection.execute(PLACE, (turn, seq, seq))
            for found in same:
                line = found[5]
                yield Problem(line, "row", words, "", kind=Kind.DUPLICATE, other_line=first_line)
                self.connection.execute(PLACE, (turn, seq, found[3]))
            before = (seq, action, turn)
        self._compare(history, *before, last=True)

    def _compare(self, history: dict[str, int], seq: int, action: Action, turn: int, *, last: bool) -> dict[str, int]:
        """Mark the operation if the journal has it; if not, whatever follows on the record is done again: no history is left."""
        if not _journal.done(history, action, turn, last=last):
            return {}
        self.connection.execute(SETTLE, (JOURNALED, seq))
        return history

    def state(self, seq: int) -> int:
        found: int = self.connection.execute("SELECT state FROM op WHERE seq = ?", (seq,)).fetchone()[0]
        return found

    def heads(self) -> Iterator[tuple[int, int]]:
        """The first row to do of each appointment, in file order, and how many there are; as it was when this was called."""
        return self._select(HEADS)

    def at(self, seq: int) -> Staged:
        return staged(self.connection.execute(AT, (seq,)).fetchone())

    def next(self, before: Staged) -> Staged | None:
        """The next row to do of the same appointment."""
        found = self.connection.execute(NEXT, (before.operation.appointment, before.seq)).fetchone()
        return staged(found) if found else None

    def in_state(self, state: int) -> Iterator[Staged]:
        """Every row in a state, in file order, a batch at a time: the table may change meanwhile."""
        seq = 0
        while batch := self.connection.execute(IN_STATE, (state, seq)).fetchall():
            yield from map(staged, batch)
            seq = batch[-1][0]

    def write(self, settled: list[Settled]) -> None:
        """Note how rows ended that are on records of their own each; in the journal first, and there all of them or none."""
        if self.keeps:
            _journal.write(self.connection, self.server, [entry(*one) for one in settled if not one[1].skipped])
        states = [(DONE if outcome.status is Status.SUCCESS else FAILED, row.seq) for row, outcome in settled]
        self.connection.executemany(SETTLE, states)


@contextmanager
def storage_errors() -> Iterator[None]:
    """SQLite's errors, which a user's own rows may raise as well, as ours."""
    try:
        yield
    except sqlite3.Error as error:
        raise StorageError(f"the rows cannot be kept on disk: {error}") from error


def entry(row: Staged, outcome: Outcome) -> _journal.Entry:
    turn = row.turn if outcome.status is Status.SUCCESS else 0
    text = None if outcome.error is None else str(outcome.error)
    told = (outcome.status, outcome.status_code, outcome.tries, text)
    return _journal.Entry(row.operation, turn, row.first is not None, *told)


def packed(row: Row) -> bytes:
    try:
        return pickle.dumps((row.appointment, row.type, row.id, row.action, row.columns, row.line), pickle.HIGHEST_PROTOCOL)
    except Exception as error:
        raise TypeError(f"row {row.line}: its columns cannot be stored: {error}") from error


def staged(found: tuple[Any, ...]) -> Staged:
    seq, action, appointment, kind, target, blob, turn, first = found
    return Staged(seq, Operation(Action(action), appointment, kind, target), Row(*pickle.loads(blob)), turn, first)  # noqa: S301


def check(rows: Iterable[RowLike]) -> Iterator[Problem]:
    """Every problem of the rows, without the network: first those that are refused, in order; then what repeats or contradicts.

    rows: as for `run`; `read(path)` for a file. They are read once and kept on disk, so their number does not matter.
    Raises InputError where the input cannot be read at all, StorageError where there is no room on the disk for its rows.
    """
    store = Store.open(None, "")
    try:
        for refused in store.load(rows, whole=False):
            if refused:
                yield from problems_of(refused[0])
        yield from store.arrange()
    finally:
        store.close()
