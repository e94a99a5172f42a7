"""A job over AsyncOmneo, with tasks of one event loop."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Iterable
from typing import Self

from .._client import AsyncOmneo
from .._errors import OmneoError
from ._base import BaseRun
from ._job import Job, Turn
from ._outcomes import Outcome, Reply
from ._rows import RowLike
from ._store import Staged


class AsyncRun(BaseRun[AsyncOmneo]):
    """The same over AsyncOmneo: `async for outcome in bulk.run(...)`. Close it with `await run.aclose()` or `async with`.

    Cancelling the task that iterates ends what is in flight at once; those rows are done again by the next run.
    """

    def __init__(self, client: AsyncOmneo, rows: Iterable[RowLike], job: Job, concurrency: int) -> None:
        super().__init__(client, rows, job, concurrency)
        self._turnstile, self._told = asyncio.Lock(), asyncio.Queue[list[Outcome] | BaseException | None]()
        self._wake, self._untold, job.tell = self._wake_all, self._told.qsize, self._told.put_nowait
        self._waiting: set[asyncio.Future[None]] = set()
        self._tasks: list[asyncio.Task[None]] = []
        self._outcomes = self._iterate()

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> Outcome:
        return await anext(self._outcomes)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *exc_info: object) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        """Stop, finish what is in flight, and give the journal free. What was not told is not told any more."""
        await self._outcomes.aclose()
        self._close()

    def _wake_all(self) -> None:
        for waiting in self._waiting:
            release(waiting)

    async def _iterate(self) -> AsyncGenerator[Outcome, None]:
        try:
            for loaded in self._load():
                if loaded is None:
                    await asyncio.sleep(0)  # a long file must not keep the loop from others
                else:
                    yield loaded
            if not self._job.stopped:
                async for outcome in self._parallel():
                    yield outcome
            for outcome in self._finish():
                yield outcome
        except asyncio.CancelledError:
            for task in self._tasks:
                task.cancel()
            raise
        finally:
            await self._end()

    async def _parallel(self) -> AsyncGenerator[Outcome, None]:
        self._tasks = [asyncio.create_task(self._work()) for _ in range(self._concurrency)]
        ended = 0
        while ended < len(self._tasks):
            told = await self._told.get()
            if isinstance(told, BaseException):
                raise told
            ended += told is None
            for outcome in told or ():
                yield outcome

    async def _end(self) -> None:
        self.stop("closed")
        if self._tasks:
            await asyncio.wait(self._tasks)
        self._close()

    async def _work(self) -> None:
        try:
            while turn := await self._turn():
                worker, errand = turn
                reply = await (self._send(errand) if isinstance(errand, Staged) else self._wait(errand))
                self._job.give_back(worker, reply)
        except Exception as error:  # not ours: it leaves through the iterator
            self._told.put_nowait(error)
        else:
            self._told.put_nowait(None)

    async def _turn(self) -> Turn | None:
        """Wait for something to do; None where nothing is left for this task."""
        turn = self._next()
        if isinstance(turn, float | int):
            async with self._turnstile:  # one task waits for a time, the others for that task
                while isinstance(turn := self._next(), float | int):
                    await self._wait(turn)
        return turn

    async def _send(self, row: Staged) -> Reply:
        operation, sent_at = row.operation, self._job.clock()
        try:
            raw = await self._verbs[operation.action](operation.appointment, operation.type, operation.id)
        except OmneoError as error:
            return Reply.failed(sent_at, error)
        return Reply(sent_at, raw.status_code, raw.headers)

    async def _wait(self, seconds: float) -> None:
        """Let seconds pass, or less if the job stops. A tenth of what asyncio.wait_for() costs."""
        loop = asyncio.get_running_loop()
        waiting = loop.create_future()
        self._waiting.add(waiting)
        timer = loop.call_later(seconds, release, waiting)
        try:
            await waiting
        finally:
            timer.cancel()
            self._waiting.discard(waiting)


def release(waiting: asyncio.Future[None]) -> None:
    if not waiting.done():
        waiting.set_result(None)
