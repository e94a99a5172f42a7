"""A job over Omneo, with threads."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Generator, Iterable
from contextlib import suppress
from typing import Self

from .._client import Omneo
from .._errors import OmneoError
from ._base import BaseRun
from ._job import Job
from ._outcomes import Outcome, Reply
from ._rows import RowLike
from ._store import Staged

PAUSE = 0.005  # seconds in which outcomes gather: waking the iterator for each of them costs as much as a tenth of a call
MOST_TOLD = 100  # outcomes that wait for the iterator, and then hold the workers up


class Run(BaseRun[Omneo]):
    """A running job over Omneo: an iterator of outcomes, in the order in which they come. See `run`.

    It is a context manager; `close()`, or leaving it, finishes what is in flight and gives the journal free. An iterator that
    is used up is closed.
    """

    def __init__(self, client: Omneo, rows: Iterable[RowLike], job: Job, concurrency: int) -> None:
        super().__init__(client, rows, job, concurrency)
        self._wake = self._wake_all
        self._lock, self._turnstile, self._halted = threading.Lock(), threading.Lock(), threading.Event()
        self._told: queue.Queue[Outcome | BaseException | None] = queue.Queue(MOST_TOLD + concurrency)
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
        self._job.store.close()

    def _wake_all(self) -> None:
        self._halted.set()

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
            if self._told.empty():
                time.sleep(PAUSE)
            told = self._told.get()
            if isinstance(told, BaseException):
                raise told
            if told is None:
                ended += 1
            else:
                yield told

    def _end(self) -> None:
        self.stop("closed")
        for thread in self._threads:
            while thread.is_alive():  # it may be about to tell something, which nobody wants any more
                with suppress(queue.Empty):
                    self._told.get(timeout=0.02)
        self._job.store.close()

    def _work(self) -> None:
        work, reply = self._job.work(), None
        try:
            while True:
                with self._lock:
                    command = work.send(reply)
                reply = None
                if isinstance(command, Staged):
                    reply = self._send(command)
                elif isinstance(command, Outcome):
                    self._told.put(command)
                else:
                    self._halted.wait(command)
        except StopIteration:
            self._told.put(None)
        except BaseException as error:  # not ours: it leaves through the iterator
            self._told.put(error)

    def _send(self, row: Staged) -> Reply | None:
        job, operation = self._job, row.operation
        with self._turnstile:
            while True:
                if job.stopped:
                    return None
                with self._lock:
                    delay = job.pace.take(job.clock())
                if not delay:
                    break
                self._halted.wait(delay)
        sent_at = job.clock()
        try:
            raw = self._verbs[operation.action](operation.appointment, operation.type, operation.id)
        except OmneoError as error:
            return Reply.failed(sent_at, error)
        return Reply(sent_at, raw.status_code, raw.headers)
