"""A job over AsyncOmneo, with tasks of one event loop."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Iterable
from typing import Self

from .._client import AsyncOmneo
from .._errors import OmneoError
from ._base import BaseRun
from ._job import Job
from ._outcomes import Outcome, Reply
from ._rows import RowLike
from ._store import Staged


class AsyncRun(BaseRun[AsyncOmneo]):
    """The same over AsyncOmneo: `async for outcome in bulk.run(...)`. Close it with `await run.aclose()` or `async with`.

    Cancelling the task that iterates ends what is in flight at once; those rows are done again by the next run.
    """

    def __init__(self, client: AsyncOmneo, rows: Iterable[RowLike], job: Job, concurrency: int) -> None:
        super().__init__(client, rows, job, concurrency)
        self._wake = self._wake_all
        self._turnstile, self._told = asyncio.Lock(), asyncio.Queue[Outcome | BaseException | None](2 * concurrency)
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
        self._job.store.close()

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
                self._tasks = [asyncio.create_task(self._work()) for _ in range(self._concurrency)]
                ended = 0
                while ended < len(self._tasks):
                    told = await self._told.get()
                    if isinstance(told, BaseException):
                        raise told
                    if told is None:
                        ended += 1
                    else:
                        yield told
            for outcome in self._finish():
                yield outcome
        except asyncio.CancelledError:
            for task in self._tasks:
                task.cancel()
            raise
        finally:
            await self._end()

    async def _end(self) -> None:
        self.stop("closed")
        while running := [task for task in self._tasks if not task.done()]:
            while not self._told.empty():  # nobody wants it any more
                self._told.get_nowait()
            await asyncio.wait(running, timeout=0.02)
        self._job.store.close()

    async def _work(self) -> None:
        work, reply = self._job.work(), None
        try:
            while True:
                command = work.send(reply)
                reply = None
                if isinstance(command, Staged):
                    reply = await self._send(command)
                elif isinstance(command, Outcome):
                    await self._told.put(command)
                else:
                    await self._wait(command)
        except StopIteration:
            await self._told.put(None)
        except Exception as error:  # not ours: it leaves through the iterator
            await self._told.put(error)

    async def _send(self, row: Staged) -> Reply | None:
        job, operation = self._job, row.operation
        async with self._turnstile:
            while True:
                if job.stopped:
                    return None
                delay = job.pace.take(job.clock())
                if not delay:
                    break
                await self._wait(delay)
        sent_at = job.clock()
        try:
            raw = await self._verbs[operation.action](operation.appointment, operation.type, operation.id)
        except OmneoError as error:
            return Reply.failed(sent_at, error)
        return Reply(sent_at, raw.status_code, raw.headers)

    async def _wait(self, seconds: float) -> None:
        """Let seconds pass, or less if the job stops. A tenth of what asyncio.wait_for() costs."""
        if self._job.stopped:
            return
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
