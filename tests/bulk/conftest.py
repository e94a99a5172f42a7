"""A small Omneo in memory, and either kind of run behind one face."""

from __future__ import annotations

import asyncio
import inspect
import json
import threading
from collections.abc import Callable
from typing import Any, cast

import httpx
import pytest
from attrs import define, field
from omneo_appointments import AsyncOmneo, Omneo, bulk
from omneo_appointments.sandbox import sample_appointment

URL = "http://127.0.0.1:9/api"
Answer = httpx.Response | Exception
SAMPLE = sample_appointment()


@define
class Server:
    """What is linked, every request as (verb, appointment, type, id), and how to answer otherwise: a function of that request.

    It may return None for the genuine answer, a response, or an exception that stands for no answer.
    """

    answer: Callable[[tuple[str, int, str, str]], Answer | None] = lambda _: None
    links: set[tuple[int, str, str]] = field(factory=set)
    requests: list[tuple[str, int, str, str]] = field(factory=list)
    most: int = 0
    _inside: list[int] = field(factory=list)
    _lock: threading.Lock = field(factory=threading.Lock)

    def __call__(self, request: httpx.Request) -> httpx.Response:
        *_, number, verb = request.url.path.split("/")
        body = json.loads(request.content)
        told = (verb, int(number), body["type"], body["id"])
        with self._lock:
            assert int(number) not in self._inside, "two requests for one appointment at once"
            self._inside.append(int(number))
            self.most = max(self.most, len(self._inside))
            self.requests.append(told)
        try:
            answer = self.answer(told)
            if isinstance(answer, Exception):
                raise answer
            return answer if answer is not None else self.act(told)
        finally:
            with self._lock:
                self._inside.remove(int(number))

    def act(self, told: tuple[str, int, str, str]) -> httpx.Response:
        verb, number, *record = told
        link = (number, record[0], record[1])
        with self._lock:
            (self.links.add if verb == "link" else self.links.discard)(link)
        return httpx.Response(204) if verb == "unlink" else httpx.Response(200, json={"data": SAMPLE | {"id": number}})


@define
class Ended:
    """What a run told, and how it ended."""

    outcomes: list[bulk.Outcome]
    error: bulk.BulkStoppedError | None
    progress: bulk.Progress

    def by_line(self) -> dict[int, bulk.Outcome]:
        return {outcome.line: outcome for outcome in self.outcomes}

    def statuses(self) -> list[str]:
        return [outcome.status.value for _, outcome in sorted(self.by_line().items())]


class Either:
    """Runs jobs over Omneo or AsyncOmneo."""

    def __init__(self, kind: type[Omneo] | type[AsyncOmneo]) -> None:
        self.kind = kind

    def client(self, handler: Any, **options: Any) -> Any:
        async def awaited(request: httpx.Request) -> httpx.Response:
            await asyncio.sleep(0)  # as a network does: others get their turn
            found = handler(request)
            return cast(httpx.Response, await found if inspect.isawaitable(found) else found)

        transport = httpx.MockTransport(handler if self.kind is Omneo else awaited)
        return self.kind(**{"base_url": URL, "token": "fake-token", "transport": transport, **options})

    def run(self, handler: Any, rows: Any, on: Callable[[Any, bulk.Outcome], None] | None = None, **options: Any) -> Ended:
        """Run a job to its end. on: called with the run and each outcome."""
        client = self.client(handler)
        options = {"rate": 10_000, **options}
        return self._sync(client, rows, on, options) if self.kind is Omneo else asyncio.run(self._async(client, rows, on, options))

    def _sync(self, client: Any, rows: Any, on: Any, options: Any) -> Ended:
        job, outcomes, error = bulk.run(client, rows, **options), [], None
        try:
            for outcome in job:
                outcomes.append(outcome)
                if on:
                    on(job, outcome)
        except bulk.BulkStoppedError as stopped:
            error = stopped
        return Ended(outcomes, error, job.progress)

    async def _async(self, client: Any, rows: Any, on: Any, options: Any) -> Ended:
        job, outcomes, error = bulk.run(client, rows, **options), [], None
        try:
            async for outcome in job:
                outcomes.append(outcome)
                if on:
                    on(job, outcome)
        except bulk.BulkStoppedError as stopped:
            error = stopped
        return Ended(outcomes, error, job.progress)


@pytest.fixture(params=[Omneo, AsyncOmneo], ids=["sync", "async"])
def either(request: pytest.FixtureRequest) -> Either:
    """Both kinds of run, one after the other."""
    return Either(request.param)


@pytest.fixture
def server() -> Server:
    return Server()


def lists(count: int, appointments: int = 100) -> list[dict[str, Any]]:
    """Rows that each link a list of their own."""
    return [{"appointment": n % appointments + 1, "type": "list", "id": n + 1} for n in range(count)]
