"""A job over Omneo, with threads.

Threads that run at once fight for the interpreter, and a request then costs half as much again. So while each row comes back before
another may leave beside it, one thread sends all of them and the others sleep; see `Room`.
"""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Generator, Iterable
from typing import Self

from attrs import define, field

from .._client import Omneo
from .._errors import OmneoError
from ._base import BaseRun
from ._job import Job, Turn
from ._outcomes import Outcome, Reply
from ._rows import RowLike
from ._store import Staged

QUICK = 0.002  # seconds within which a row that left alone comes back where several threads would be no faster
PATIENCE = 0.1  # seconds to wait for a row that left alone: to look more often wakes a thread for nothing


@define
class Room:
    """When a row may leave beside those in flight, so that the threads do not fight for the interpreter.

    Beside one that left alone: if that is not back soon. Beside several: once the last of them has had its processor time.

    cost: seconds of processor time that the last row took; a guess before the first. in_flight: rows.
    """

    cost: float = 0.001
    in_flight: int = field(init=False, default=0)
    _alone: bool = field(init=False, default=False)  # nothing was in flight when the last one left
    _due: float = field(init=False, default=0.0)

    def wait(self, now: float, due: float) -> float:
        """0.0 if there is room for a row now, or the pace is what decides; else the seconds until to ask again.

        due: when the pace allows one.
        """
        if not self.in_flight or max(now, due) >= self._due:
            return 0.0
        return PATIENCE if self._alone else self._due - now

    def enter(self, now: float) -> None:
        self._alone = not self.in_flight
        self.in_flight += 1
        self._due = now + (QUICK if self._alone else self.cost)

    def leave(self, cost: float) -> None:
        self.in_flight -= 1
        self.cost = cost


class Run(BaseRun[Omneo]):
    """A running job over Omneo: an iterator of outcomes, in the order in which they come. See `run`.

    It is a context manager; `close()`, or leaving it, finishes what is in flight and gives the journal free. An iterator that
    is used up is closed.
    """

    def __init__(self, client: Omneo, rows: Iterable[RowLike], job: Job, concurrency: int) -> None:
        super().__init__(client, rows, job, concurrency)
        self._lock, self._turnstile = threading.Lock(), threading.Lock()
        self._halted, self._roused = threading.Event(), threading.Event()
        self._told: queue.SimpleQueue[list[Outcome] | BaseException | None] = queue.SimpleQueue()
        self._wake, self._untold, job.tell = self._wake_all, self._told.qsize, self._told.put
        self._room = Room()
        self._threads: list[threading.Thread] = []
        self._outcomes = self._iterate()

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> Outcome:
        return next(self._outcomes)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc_info: object) -> None:
        self.close()

    def close(self) -> None:
        """Stop, finish what is in flight, and give the journal free. What was not told is not told any more."""
        self._outcomes.close()
        self._close()

    def _wake_all(self) -> None:
        self._halted.set()
        self._roused.set()

    def _iterate(self) -> Generator[Outcome, None, None]:
        try:
            yield from filter(None, self._load())
            if not self._job.stopped:
                yield from self._parallel()
            yield from self._finish()
        finally:
            self._end()

    def _parallel(self) -> Generator[Outcome, None, None]:
        self._threads = [threading.Thread(target=self._work, daemon=True) for _ in range(self._concurrency)]
        for thread in self._threads:
            thread.start()
        ended = 0
        while ended < len(self._threads):
            told = self._told.get()
            if isinstance(told, BaseException):
                raise told
            ended += told is None
            yield from told or ()

    def _end(self) -> None:
        self.stop("closed")
        for thread in self._threads:
            thread.join()
        self._close()

    def _work(self) -> None:
        try:
            while turn := self._turn():
                worker, errand = turn
                reply = self._send(errand) if isinstance(errand, Staged) else None
                if isinstance(errand, float):
                    self._halted.wait(errand)
                with self._lock:
                    self._job.give_back(worker, reply)
        except BaseException as error:  # not ours: it leaves through the iterator
            self._told.put(error)
        else:
            self._told.put(None)

    def _turn(self) -> Turn | None:
        """Wait for something to do; None where nothing is left for this thread."""
        turn = self._take()
        if isinstance(turn, float | int):
            if not self._room.in_flight:
                self._roused.set()  # who waits there may do so for a row that is back by now
            with self._turnstile:  # one thread waits for a time, the others for that thread
                while isinstance(turn := self._take(), float | int):
                    self._roused.wait(turn)
                    self._roused.clear()
        return turn

    def _take(self) -> Turn | float | None:
        job = self._job
        with self._lock:
            now = job.clock()
            if not job.stopped and (wait := self._room.wait(now, job.pace.due)):
                return wait
            turn = self._next()
            if isinstance(turn, tuple) and isinstance(turn[1], Staged):
                self._room.enter(now)
            return turn

    def _send(self, row: Staged) -> Reply:
        cost = time.thread_time()
        reply = self._call(row)
        with self._lock:
            self._room.leave(time.thread_time() - cost)
        return reply

    def _call(self, row: Staged) -> Reply:
        operation, sent_at = row.operation, self._job.clock()
        try:
            raw = self._verbs[operation.action](operation.appointment, operation.type, operation.id)
        except OmneoError as error:
            return Reply.failed(sent_at, error)
        return Reply(sent_at, raw.status_code, raw.headers)
