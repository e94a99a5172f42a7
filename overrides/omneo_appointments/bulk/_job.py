"""What a job does, without sending or waiting: `_threads.py` and `_tasks.py` do both.

A worker takes an appointment and does its rows in file order; so different appointments go in parallel, one appointment never
does, and a long one keeps one worker busy and no other. It holds one row in memory: to be sent, in flight, or answered. Rows that
were answered are written down together, before anybody waits and when none is left to be sent: so a crash repeats at most one
row for each worker.
"""

from __future__ import annotations

import sqlite3
import time
from collections import deque
from collections.abc import Callable, Generator, Iterator
from typing import TypeAlias, cast

from attrs import define, field

from .. import _http
from .._errors import (
    APIConnectionError,
    AuthenticationError,
    ConfigurationError,
    NotFoundError,
    OmneoError,
    PermissionDeniedError,
    RateLimitError,
    TokenError,
    ValidationError,
)
from .._retries import is_retryable, wait_before_retry
from ._errors import BulkStoppedError, Reason
from ._outcomes import Outcome, Progress, Reply, Skip, Status, is_strange
from ._pace import LONGEST_HOLD, Pace
from ._rows import Action
from ._store import DONE, JOURNALED, TODO, Settled, Staged, Store

# What a worker wants next: a row to be sent, seconds to pass, or a row to be written down with its outcome. What it gets for the
# first is a Reply, for the others None; a job that stops forgets the workers whose row was not sent.
Errand: TypeAlias = Staged | float
Worker: TypeAlias = Generator[Errand | Settled, Reply | None, None]
Turn: TypeAlias = tuple[Worker, Errand]

REFUSED_HERE = (AuthenticationError, PermissionDeniedError, ConfigurationError, TokenError)  # the same for every row
NO_ANSWER = 8  # requests without any answer, before the first answer, that mean a wrong host
NOT_THIS_API = 3  # answers of something else, before the first success, that mean the same
TOGETHER = 16  # answers that are written down although more rows are left to be sent
REFUSALS = 50  # times in a row that the server asked to wait and then refused again


@define
class Job:
    """One job's rows, pace, counts and reason to stop.

    max_retries: tries of a row after the first when there is no answer or a broken server; 429 does not count.
    stop_after: failures of one kind in a row that end the job. limit: rows to send at most.
    tell: called with the outcomes of rows that were written down.
    """

    store: Store
    pace: Pace
    max_retries: int
    stop_after: int
    limit: int | None = None
    clock: Callable[[], float] = time.monotonic
    tell: Callable[[list[Outcome]], object] = list.clear
    stopped: tuple[Reason, str] | None = field(init=False, default=None)
    total: int = field(init=False, default=0)
    success: int = field(init=False, default=0)
    failed: int = field(init=False, default=0)
    refused: int = field(init=False, default=0)
    skipped: int = field(init=False, default=0)
    _heads: Iterator[tuple[int, int]] = field(init=False, factory=lambda: iter(()))
    _ready: deque[Turn] = field(init=False, factory=deque)
    _answered: deque[tuple[Worker, Reply | None]] = field(init=False, factory=deque)
    _taken: int = field(init=False, default=0)
    _limited: bool = field(init=False, default=False)
    _answers: int = field(init=False, default=0)
    _throttled: int = field(init=False, default=0)
    _accepted: bool = field(init=False, default=False)
    _silent: int = field(init=False, default=0)
    _strange: int = field(init=False, default=0)
    _alike: tuple[object, int] = field(init=False, default=(None, 0))
    _marks: list[tuple[float, int]] = field(init=False, factory=list)

    def stop(self, reason: Reason, message: str) -> None:
        """Send nothing more; the first reason counts."""
        self.stopped = self.stopped or (reason, message)

    def begin(self, workers: int) -> Iterator[Outcome]:
        """After the last row was loaded: arrange them, and tell those that the journal has."""
        for _ in self.store.arrange():
            pass  # what repeats or contradicts is for check() to tell
        self._heads = self.store.heads()
        for row in self.store.in_state(JOURNALED):
            yield self._count(Outcome(row.row, Status.SUCCESS, skipped=Skip.JOURNAL))
        self._marks = [(self.clock(), 0)]  # rates count from here: nothing was sent before
        self._answered.extend((self._work(), None) for _ in range(workers))

    def refuse(self, outcome: Outcome) -> Outcome:
        self.refused += 1
        return self._count(outcome)

    def take(self) -> Turn | float | None:
        """What is to be done now, the seconds until to ask again, or None where nothing is left but what others are doing."""
        if self.stopped or not self._ready or len(self._answered) >= TOGETHER:
            self.settle()
        if self.stopped:
            self._ready.clear()
        if not self._ready:
            return 0.0 if self._answered else None
        if isinstance(self._ready[0][1], Staged) and (delay := self.pace.take(self.clock())):
            self.settle()
            return delay
        return self._ready.popleft()

    def give_back(self, worker: Worker, reply: Reply | None) -> None:
        """After a turn: what came back for the row."""
        if reply:
            self._note(reply)
        self._answered.append((worker, reply))

    def settle_replies(self) -> None:
        if any(reply for _, reply in self._answered):
            self.settle()

    def settle(self) -> None:
        """Write down and tell what was answered, and let each of these workers go on to what it wants next."""
        try:
            for _ in range(2):  # first it ends its row, then it takes another
                self._settle_once()
        except sqlite3.Error as error:
            self.stop(Reason.DISK, f"the journal cannot be written: {error}")

    def _settle_once(self) -> None:
        settled: list[Settled] = []
        for _ in range(len(self._answered)):
            worker, reply = self._answered.popleft()
            wanted = resume(worker, reply)
            if isinstance(wanted, tuple):
                settled.append(wanted)
                self._answered.append((worker, None))
            elif isinstance(wanted, Staged):
                self._ready.append((worker, wanted))
            elif wanted is not None:
                self._ready.appendleft((worker, wanted))
        if settled:
            self.store.write(settled)
            self.tell([self._count(outcome) for _, outcome in settled])

    def _work(self) -> Worker:
        """One worker, until there is nothing left or the job stops."""
        while not self._over() and (head := next(self._heads, None)):
            seq, left = head
            row: Staged | None = self.store.at(seq)
            failed: set[tuple[str, str]] = set()
            while row and not self._over():
                yield from self._do(row, failed)
                left -= 1
                row = self.store.next(row) if left else None

    def _over(self) -> bool:
        return self.stopped is not None or self._limited

    def left(self) -> Iterator[Outcome]:
        """Every row that was not settled, after the last worker ended."""
        if self._limited:
            rows = "1 row was" if self.limit == 1 else f"{self.limit} rows were"
            self.stop(Reason.LIMIT, f"{rows} sent, as many as the limit allows")
        return (Outcome(row.row, Status.PENDING) for row in self.store.in_state(TODO))

    def stop_error(self) -> BulkStoppedError | None:
        if self.stopped is None:
            return None
        reason, message = self.stopped
        return BulkStoppedError(message, reason=reason, pending=self.progress().pending)

    def progress(self) -> Progress:
        now = self.clock()
        self._marks = [mark for mark in self._marks if mark[0] > now - 10] or self._marks[-1:]
        self._marks.append((now, self._answers))
        (since, count), held = self._marks[0], self.pace.hold_until - now
        rate = (self._answers - count) / (now - since) if now > since else 0.0
        counts = (self.total, self.success, self.failed, self.refused, self.skipped)
        return Progress(*counts, rate, self.pace.rate, max(0.0, held), self._throttled)

    def _count(self, outcome: Outcome) -> Outcome:
        self.success += outcome.status is Status.SUCCESS
        self.failed += outcome.status is Status.FAILED
        self.skipped += outcome.skipped is not None
        return outcome

    def _do(self, row: Staged, failed: set[tuple[str, str]]) -> Worker:
        """Settle a row. failed: the records of this appointment that are in several rows, of which one has failed."""
        if row.first not in (None, row.seq) and self.store.state(row.first) in (DONE, JOURNALED):
            yield row, Outcome(row.row, Status.SUCCESS, skipped=Skip.DUPLICATE)
        elif self._taken == self.limit:
            self._limited = True  # no stop: what was taken before is still sent
        else:
            self._taken += 1
            yield from self._send(row, failed)

    def _send(self, row: Staged, failed: set[tuple[str, str]]) -> Worker:
        """Send a row until it is settled or the job stops; then it stays to be done."""
        tries = counted = 0
        lost = False
        while True:
            reply = cast(Reply, (yield row))
            tries += 1
            error = reply.error
            if isinstance(error, REFUSED_HERE) or (self.stopped and is_strange(error)):
                return
            if isinstance(error, RateLimitError):
                continue
            if error is None or not is_retryable(error) or counted == self.max_retries:
                record = (row.operation.type, row.operation.id)
                gone = lost and row.operation.action is Action.UNLINK
                outcome = self._outcome(row, reply, tries, gone=gone, after_failure=record in failed)
                yield row, outcome
                if row.first is not None and outcome.status is Status.FAILED:
                    failed.add(record)
                return
            lost = True
            yield from between_tries(error, counted)
            counted += 1

    def _note(self, reply: Reply) -> None:
        """Tell the pace what came back, and stop where it means that nothing else will work."""
        error = reply.error
        if reply.status_code is None:
            self.pace.lost()
        else:
            self._answers += 1
            self._accepted |= error is None
            self._note_answer(reply)
        if isinstance(error, REFUSED_HERE):
            self.stop(Reason.TOKEN, str(error))
        self._note_host(error)

    def _note_answer(self, reply: Reply) -> None:
        error, refused = reply.error, isinstance(reply.error, RateLimitError)
        self._throttled += refused
        retry_after = getattr(error, "retry_after", None)
        self.pace.answered(self.clock(), reply.sent_at, reply.headers, retry_after, refused=refused)
        if (retry_after or 0.0) > LONGEST_HOLD or self.pace.refused_in_a_row > REFUSALS:
            self.stop(Reason.THROTTLED, f"the server accepts nothing more for now: {error}")

    def _note_host(self, error: OmneoError | None) -> None:
        self._silent += isinstance(error, APIConnectionError)
        self._strange += is_strange(error)
        if not self._answers and self._silent >= NO_ANSWER:
            self.stop(Reason.HOST, f"no request was answered: {error}")
        if not (self.success or self._accepted) and self._strange >= NOT_THIS_API:
            self.stop(Reason.HOST, f"{self.store.server} does not look like the Omneo API: {error}")

    def _outcome(self, row: Staged, reply: Reply, tries: int, *, gone: bool, after_failure: bool) -> Outcome:
        """What became of a row.

        gone: an unlink whose earlier answer was lost. That one may have done it, and the server may call the second a mistake.
        """
        error = reply.error
        if gone and isinstance(error, NotFoundError | ValidationError):
            error = None
        kind = None if error is None else reply.status_code or type(error)
        self._alike = (kind, self._alike[1] + 1 if kind == self._alike[0] else 1)
        if kind and self._alike[1] >= self.stop_after:
            self.stop(Reason.FAILURES, f"{self._alike[1]} rows in a row failed alike: {error}")
        status = Status.SUCCESS if error is None else Status.FAILED
        return Outcome(row.row, status, error, reply.status_code, tries, after_failure=after_failure)


def resume(worker: Worker, reply: Reply | None) -> Errand | Settled | None:
    """What a worker wants next, None where it has ended."""
    try:
        return worker.send(reply)
    except StopIteration:
        return None


def between_tries(error: OmneoError, retries: int) -> Worker:
    """The client's own wait before another try. A Retry-After that is longer than that allows holds everybody, see _note."""
    wait = wait_before_retry(error, retries, None) or 0.0
    skipped = _http._skipped  # `set_testing`
    if skipped is None:
        yield wait
    else:
        skipped.append(wait)
