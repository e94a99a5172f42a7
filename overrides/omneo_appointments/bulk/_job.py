"""What a worker does, without sending or waiting: `_run.py` does both, once with threads and once with asyncio.

A worker takes an appointment and does its rows in file order; so different appointments go in parallel, one appointment never
does, and a long one keeps one worker busy and no other. It holds one row in memory.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Generator, Iterator
from typing import TypeAlias

from attrs import define, evolve, field

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
from ._store import DONE, JOURNALED, TODO, Staged, Store

# What a worker wants next: a row to be sent, seconds to pass, or an outcome to be handed over. The answer to a row is a Reply,
# None where the job stopped first.
Command: TypeAlias = Staged | float | Outcome
Work: TypeAlias = Generator[Command, Reply | None, None]

REFUSED_HERE = (AuthenticationError, PermissionDeniedError, ConfigurationError, TokenError)  # the same for every row
NO_ANSWER = 8  # requests without any answer, before the first answer, that mean a wrong host
NOT_THIS_API = 3  # answers of something else, before the first success, that mean the same
REFUSALS = 50  # times in a row that the server asked to wait and then refused again


@define
class Job:
    """One job's rows, pace, counts and reason to stop.

    max_retries: tries of a row after the first when there is no answer or a broken server; 429 does not count.
    stop_after: failures of one kind in a row that end the job. limit: rows to send at most.
    """

    store: Store
    pace: Pace
    max_retries: int
    stop_after: int
    limit: int | None = None
    clock: Callable[[], float] = time.monotonic
    stopped: tuple[Reason, str] | None = field(init=False, default=None)
    total: int = field(init=False, default=0)
    success: int = field(init=False, default=0)
    failed: int = field(init=False, default=0)
    refused: int = field(init=False, default=0)
    skipped: int = field(init=False, default=0)
    _heads: Iterator[tuple[int, int]] = field(init=False, factory=lambda: iter(()))
    _taken: int = field(init=False, default=0)
    _limited: bool = field(init=False, default=False)
    _answers: int = field(init=False, default=0)
    _throttled: int = field(init=False, default=0)
    _silent: int = field(init=False, default=0)
    _strange: int = field(init=False, default=0)
    _alike: tuple[object, int] = field(init=False, default=(None, 0))
    _marks: list[tuple[float, int]] = field(init=False, factory=list)

    def stop(self, reason: Reason, message: str) -> None:
        """Send nothing more; the first reason counts."""
        self.stopped = self.stopped or (reason, message)

    def begin(self) -> Iterator[Outcome]:
        """After the last row was loaded: arrange them, and tell those that the journal has."""
        for _ in self.store.arrange():
            pass  # what repeats or contradicts is for check() to tell
        self._heads = self.store.heads()
        for row in self.store.in_state(JOURNALED):
            yield self._count(Outcome(row.row, Status.SUCCESS, skipped=Skip.JOURNAL))
        self._marks = [(self.clock(), 0)]  # rates count from here: nothing was sent before

    def refuse(self, outcome: Outcome) -> Outcome:
        self.refused += 1
        return self._count(outcome)

    def work(self) -> Work:
        """One worker, until there is nothing left or the job stops."""
        try:
            while not self._over() and (head := next(self._heads, None)):
                seq, left = head
                row: Staged | None = self.store.at(seq)
                failed: set[tuple[str, str]] = set()
                while row and not self._over():
                    yield from self._do(row, failed)
                    left -= 1
                    row = self.store.next(row) if left else None
        except sqlite3.Error as error:
            self.stop(Reason.DISK, f"the journal cannot be written: {error}")

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

    def _do(self, row: Staged, failed: set[tuple[str, str]]) -> Work:
        """Settle a row. failed: the records of this appointment that are in several rows, of which one has failed."""
        if row.first not in (None, row.seq) and self.store.state(row.first) in (DONE, JOURNALED):
            self.store.settle(row.seq, DONE)
            yield self._count(Outcome(row.row, Status.SUCCESS, skipped=Skip.DUPLICATE))
        elif self._taken == self.limit:
            self._limited = True  # no stop: what was taken before is still sent
        else:
            self._taken += 1
            yield from self._send(row, failed)

    def _send(self, row: Staged, failed: set[tuple[str, str]]) -> Work:
        """Send a row until it is settled or the job stops; then it stays to be done."""
        tries = counted = 0
        lost = False
        while (reply := (yield row)) is not None:
            tries += 1
            self._note(reply)
            error = reply.error
            if isinstance(error, REFUSED_HERE) or (self.stopped and is_strange(error)):
                return
            if isinstance(error, RateLimitError):
                continue
            if error is None or not is_retryable(error) or counted == self.max_retries:
                outcome = self._settle(row, reply, tries, gone=lost and row.operation.action is Action.UNLINK)
                record = (row.operation.type, row.operation.id)
                yield evolve(outcome, after_failure=True) if record in failed else outcome
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
        if not self.success and self._strange >= NOT_THIS_API:
            self.stop(Reason.HOST, f"{self.store.server} does not look like the Omneo API: {error}")

    def _settle(self, row: Staged, reply: Reply, tries: int, *, gone: bool) -> Outcome:
        """Write the answer down, then tell it.

        gone: an unlink whose earlier answer was lost. That one may have done it, and the server may call the second a mistake.
        """
        error = reply.error
        succeeded = error is None or (gone and isinstance(error, NotFoundError | ValidationError))
        status = Status.SUCCESS if succeeded else Status.FAILED
        kind = None if succeeded else reply.status_code or type(error)
        self._alike = (kind, self._alike[1] + 1 if kind == self._alike[0] else 1)
        text = None if error is None else str(error)
        self.store.write(row, succeeded=succeeded, status=status, status_code=reply.status_code, tries=tries, error=text)
        if kind and self._alike[1] >= self.stop_after:
            self.stop(Reason.FAILURES, f"{self._alike[1]} rows in a row failed alike: {error}")
        return self._count(Outcome(row.row, status, None if succeeded else error, reply.status_code, tries))


def between_tries(error: OmneoError, retries: int) -> Work:
    """The client's own wait before another try. A Retry-After that is longer than that allows holds everybody, see _note."""
    wait = wait_before_retry(error, retries, None) or 0.0
    skipped = _http._skipped  # `set_testing`
    if skipped is None:
        yield wait
    else:
        skipped.append(wait)
