"""Jobs over both clients: outcomes, order, retries, stops, the iterator's end."""

from __future__ import annotations

import asyncio
import gc
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from omneo_appointments import (
    AsyncOmneo,
    AuthenticationError,
    NotFoundError,
    Omneo,
    UnknownMorphAliasError,
    ValidationError,
    bulk,
    set_testing,
)
from omneo_appointments.bulk import BulkStoppedError, OptionError, Reason, Skip, Status, _base, _pace

from tests.bulk.conftest import Either, Server, lists

Told = tuple[str, int, str, str]


def test_every_row_has_one_outcome(either: Either, server: Server) -> None:
    """Each row is sent once and told once, with the columns that it came with."""
    rows = [row | {"note": f"n{place}"} for place, row in enumerate(lists(50))]

    ended = either.run(server, rows)

    assert ended.error is None
    assert {(n % 100 + 1, "list", str(n + 1)) for n in range(50)} == server.links
    assert 50 == len(server.requests) == len(ended.outcomes)
    assert rows == [outcome.row.columns for _, outcome in sorted(ended.by_line().items())]
    assert {(Status.SUCCESS, 200, 1, None, None)} == {
        (one.status, one.status_code, one.tries, one.error, one.skipped) for one in ended.outcomes
    }
    assert (ended.progress.total, ended.progress.success, ended.progress.failed, ended.progress.pending) == (50, 50, 0, 0)


def test_refused_rows_come_first_and_are_not_sent(either: Either, server: Server) -> None:
    """All rows are checked before the first is sent; the bad ones fail with the client's own error, the good ones are done."""
    seen: list[int] = []
    rows = [*lists(3), (1, "lists", 5)]

    ended = either.run(server, rows, on=lambda _, outcome: seen.append(outcome.line))

    assert seen[0] == 4
    refused = ended.by_line()[4]
    assert (refused.status, refused.tries, refused.status_code) == (Status.FAILED, 0, None)
    assert isinstance(refused.error, UnknownMorphAliasError)
    assert ended.statuses() == ["SUCCESS", "SUCCESS", "SUCCESS", "FAILED"]
    assert (ended.progress.refused, ended.progress.failed) == (1, 1)


def test_record_of_an_outcome(either: Either, server: Server) -> None:
    """An outcome becomes a flat record: the row's columns, then error, status, status_code, tries, line and skipped."""
    ended = either.run(server, [{"appointment": 1, "type": "list", "id": 2, "note": "x"}])

    assert ended.outcomes[0].to_dict() == {"appointment": 1, "type": "list", "id": 2, "note": "x"} | {
        "error": None, "status": "SUCCESS", "status_code": 200, "tries": 1, "line": 1, "skipped": None,
    }  # fmt: skip


def test_one_appointment_in_file_order(either: Either, server: Server) -> None:
    """The rows of one appointment are sent one after the other in file order, however many workers there are."""
    rows = [(1 + n % 3, "list", n + 1) for n in range(90)]

    either.run(server, rows, concurrency=8)

    for appointment in (1, 2, 3):
        assert [str(n + 1) for n in range(90) if 1 + n % 3 == appointment] == [
            told[3] for told in server.requests if told[1] == appointment
        ]


def test_different_appointments_in_parallel(either: Either) -> None:
    """Different appointments are in flight at once, as many as the concurrency allows and no more."""
    if either.kind is Omneo:
        meeting = threading.Barrier(4)

        def answer(_: Told) -> None:
            meeting.wait(timeout=20)  # passes only if four are here at once

        server = Server(answer)
        either.run(server, lists(8), concurrency=4)
        assert server.most == 4
        return
    inside, most = 0, 0
    server, meet = Server(), asyncio.Barrier(4)

    async def handler(request: httpx.Request) -> httpx.Response:
        nonlocal inside, most
        inside += 1
        most = max(most, inside)
        async with asyncio.timeout(20):
            await meet.wait()
        inside -= 1
        return server(request)

    either.run(handler, lists(40), concurrency=4)
    assert most == 4


def test_hot_appointment_holds_up_nobody(either: Either, server: Server) -> None:
    """A long run of rows on one appointment at the head of the file keeps one worker busy; the others go on meanwhile."""
    rows = [(1, "list", n + 1) for n in range(200)] + [(n, "list", 1) for n in range(2, 30)]

    either.run(server, rows, concurrency=4)

    last_of_others = max(place for place, told in enumerate(server.requests) if told[1] != 1)
    assert last_of_others < len(server.requests) - 100


def test_contradicting_rows_in_order(either: Either, server: Server) -> None:
    """Link, unlink, link of one record are all done, in this order; the end state is the last row's."""
    either.run(server, [(1, "list", 2), (1, "list", 2, "unlink"), (1, "list", 2), (2, "list", 2), (2, "list", 2, "unlink")])

    assert {(1, "list", "2")} == server.links
    assert [told[0] for told in server.requests if told[1] == 1] == ["link", "unlink", "link"]


def test_duplicates_are_sent_once(either: Either, server: Server) -> None:
    """A row that repeats another is not sent; its outcome says so. If the first failed, it is tried."""
    server.answer = lambda told: httpx.Response(404, json={"message": "No"}) if told[1] == 2 else None
    rows = [(1, "list", 2), (1, "list", "2"), (2, "list", 2), (2, "list", 2)]

    ended = either.run(server, rows)

    assert sorted(told[1] for told in server.requests) == [1, 2, 2]
    assert [one.skipped for _, one in sorted(ended.by_line().items())] == [None, Skip.DUPLICATE, None, None]
    assert ended.statuses() == ["SUCCESS", "SUCCESS", "FAILED", "FAILED"]


@pytest.mark.parametrize("lost", [503, 500, 408, None])
def test_broken_servers_are_tried_again(either: Either, lost: int | None) -> None:
    """No answer and a broken server are tried again, with the client's own waits between; the row is not lost."""
    met: list[Told] = []

    def answer(told: Told) -> httpx.Response | Exception | None:
        met.append(told)
        if met.count(told) > 2:
            return None
        return httpx.Response(lost) if lost else httpx.ReadError("reset")

    server = Server(answer)
    with set_testing() as waits:
        ended = either.run(server, lists(3))

    assert {(Status.SUCCESS, 3)} == {(one.status, one.tries) for one in ended.outcomes}
    assert len(waits) == 6
    assert all(0.5 <= wait <= 1.5 for wait in waits)


def test_gives_a_row_up_after_max_retries(either: Either) -> None:
    """A row that fails max_retries + 1 times is FAILED with its last error; rows after it are still done."""
    server = Server(lambda told: httpx.Response(503) if told[1] == 1 else None)

    with set_testing():
        ended = either.run(server, lists(3), max_retries=2)

    first = ended.by_line()[1]
    assert (first.status, first.status_code, first.tries) == (Status.FAILED, 503, 3)
    assert "503" in str(first.error)
    assert ended.statuses() == ["FAILED", "SUCCESS", "SUCCESS"]


def test_refusals_of_the_server(either: Either) -> None:
    """404 and 422 are not tried again; the outcome has the typed error."""
    server = Server(lambda told: {1: httpx.Response(404), 2: httpx.Response(422, json={"message": "No"})}.get(told[1]))

    ended = either.run(server, lists(3))

    by_line = ended.by_line()
    assert isinstance(by_line[1].error, NotFoundError)
    assert isinstance(by_line[2].error, ValidationError)
    assert len(server.requests) == 3


def test_unlink_whose_answer_was_lost(either: Either) -> None:
    """An unlink that is called a mistake only after its first answer was lost has its end state: SUCCESS. Else it is FAILED."""
    met: list[Told] = []

    def answer(told: Told) -> httpx.Response | Exception | None:
        met.append(told)
        first_is_lost = told[1] != 3 and met.count(told) == 1
        return httpx.ReadError("reset") if first_is_lost else httpx.Response(404, json={"message": "not linked"})

    with set_testing():
        ended = either.run(Server(answer), [(1, "list", 1, "unlink"), (2, "list", 1, "link"), (3, "list", 1, "unlink")])

    assert ended.statuses() == ["SUCCESS", "FAILED", "FAILED"]


def test_429_is_never_a_lost_row(either: Either, monkeypatch: pytest.MonkeyPatch) -> None:
    """A row is sent again after every 429, however often; these tries do not count against max_retries."""
    monkeypatch.setattr(_pace, "LONGEST_WAIT", 0.01)
    met: list[Told] = []

    def answer(told: Told) -> httpx.Response | None:
        met.append(told)
        return httpx.Response(429, headers={"Retry-After": "0"}) if met.count(told) <= 5 else None

    ended = either.run(Server(answer), lists(4), max_retries=0)

    assert {(Status.SUCCESS, 6)} == {(one.status, one.tries) for one in ended.outcomes}
    assert ended.progress.throttled == 20


@pytest.mark.parametrize("status", [401, 403])
def test_stops_at_a_refused_token(either: Either, status: int) -> None:
    """401 and 403 stop the job at once: nothing is FAILED for it, everything is PENDING, and the error says why."""
    server = Server(lambda _: httpx.Response(status, json={"message": "Unauthenticated."}))

    ended = either.run(server, lists(100), concurrency=2)

    assert ended.error is not None
    assert (ended.error.reason, ended.error.pending) == (Reason.TOKEN, 100)
    assert str(status) in str(ended.error)
    assert {Status.PENDING} == {one.status for one in ended.outcomes}
    assert len(server.requests) <= 2


def test_stops_at_a_failing_token_callable(either: Either) -> None:
    """A token callable that fails stops the job like a refused token."""
    if either.kind is AsyncOmneo:
        pytest.skip("the same code; the sync client covers it")

    def token() -> str:
        raise LookupError("no vault")

    client = either.client(Server(), token=token)
    with pytest.raises(BulkStoppedError, match="token callable raised LookupError") as caught:
        list(bulk.run(client, lists(3), rate=100))
    assert Reason.TOKEN is caught.value.reason


@pytest.mark.parametrize(
    "answer",
    [
        lambda _: httpx.ConnectError("[Errno -2] Name or service not known"),
        lambda _: httpx.Response(404, html="<h1>Not here</h1>"),
        lambda _: httpx.Response(404, json={"message": "The route v3/appointments/1/link could not be found."}),
        lambda _: httpx.Response(405, json={"message": "The POST method is not supported for route v3. Supported methods: GET."}),
        lambda _: httpx.Response(302, headers={"Location": "https://login.example.com/"}),
        lambda _: httpx.Response(200, html="<h1>Welcome to the hotel</h1>"),
    ],
    ids=["dns", "404 page", "404 route", "405 route", "redirect", "200 page"],
)
def test_stops_at_a_wrong_host(either: Either, answer: Any) -> None:
    """A host that never answers, or answers as no Omneo does, stops the job before rows are wasted on it."""
    server = Server(answer)

    with set_testing():
        ended = either.run(server, lists(100), concurrency=2)

    assert ended.error is not None
    assert Reason.HOST is ended.error.reason
    assert len(server.requests) <= 12
    assert ended.progress.pending >= 97


def test_rate_is_known_from_the_first_answer(either: Either) -> None:
    """Whoever first looks in the middle of a job sees its rate, counted from when it began to send."""
    rates: list[float] = []

    either.run(Server(), lists(5), on=lambda job, _: rates.append(job.progress.rate))

    assert rates[0] > 0


def test_host_that_is_down_for_a_while(either: Either) -> None:
    """Lost connections after a first success are a broken server, not a wrong host: the rows are tried again."""
    count = iter(range(1000))
    server = Server(lambda _: httpx.ConnectError("refused") if 1 <= next(count) < 20 else None)

    with set_testing():
        ended = either.run(server, lists(6), concurrency=1, max_retries=30)

    assert ended.error is None
    assert ended.progress.success == 6


def test_stops_after_failures_of_one_kind(either: Either) -> None:
    """stop_after rows in a row that fail alike end the job, with the kind in its message; the others are PENDING."""
    server = Server(lambda _: httpx.Response(422, json={"message": "The selected id is invalid."}))

    ended = either.run(server, lists(100), concurrency=1, stop_after=7)

    assert ended.error is not None
    assert (ended.error.reason, ended.error.pending) == (Reason.FAILURES, 93)
    assert "7 rows in a row failed alike: 422" in str(ended.error)
    assert ended.progress.failed == 7


def test_failures_of_different_kinds_go_on(either: Either) -> None:
    """Failures that differ, or that a success interrupts, do not stop the job."""
    server = Server(lambda told: httpx.Response([404, 422, 409][told[1] % 3]) if told[1] % 10 else None)

    ended = either.run(server, lists(100), concurrency=1, stop_after=3)

    assert ended.error is None
    assert ended.progress.success == 10


@pytest.mark.parametrize(("status", "retry_after"), [(429, "86400"), (503, "3601"), (429, "0"), (429, "never")])
def test_stops_where_the_server_accepts_nothing(
    either: Either, status: int, retry_after: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A Retry-After of more than an hour, with any status, or 429 to everything, stops the job; what was not accepted is PENDING."""
    monkeypatch.setattr(_pace, "LONGEST_WAIT", 0.01)
    server = Server(lambda _: httpx.Response(status, headers={"Retry-After": retry_after}))

    ended = either.run(server, lists(5), concurrency=1)

    assert ended.error is not None
    assert (ended.error.reason, ended.error.pending) == (Reason.THROTTLED, 5)


def test_limit(either: Either, server: Server) -> None:
    """limit= sends so many rows and leaves the others PENDING; rows that need no request do not count."""
    ended = either.run(server, [(1, "list", 1), (1, "list", 1), *lists(10)[1:]], limit=4, concurrency=1)

    assert ended.error is not None
    assert (ended.error.reason, ended.error.pending) == (Reason.LIMIT, 6)
    assert len(server.requests) == 4


def test_stop_finishes_what_is_in_flight(either: Either, server: Server, tmp_path: Path) -> None:
    """stop() sends nothing more; what was sent is told and in the journal, the rest is PENDING, and the error says why."""
    journal = tmp_path / "journal"

    ended = either.run(server, lists(500), on=lambda run, _: run.stop("enough"), journal=journal, concurrency=4)

    assert ended.error is not None
    assert (ended.error.reason, str(ended.error)) == (Reason.INTERRUPTED, "enough")
    assert len(ended.outcomes) == 500
    assert len(server.requests) == ended.progress.success < 500
    again = either.run(server, lists(500), journal=journal)
    assert 500 == len(server.requests) == again.progress.success


def test_stop_wakes_who_waits(either: Either) -> None:
    """stop() ends a wait for the pace, or for a Retry-After, at once."""
    server = Server(lambda told: httpx.Response(429, headers={"Retry-After": "3000"}) if told[1] == 2 else None)

    def stop_twice(run: Any, _: bulk.Outcome) -> None:
        run.stop()
        run.stop("too late to be the reason")

    ended = either.run(server, lists(3), concurrency=2, on=stop_twice)

    assert ended.error is not None
    assert Reason.INTERRUPTED is ended.error.reason


def test_a_stop_of_its_own_wakes_who_waits(either: Either) -> None:
    """A refused token ends the job at once, although the others wait for a Retry-After."""
    jobs: list[Any] = []
    arrived: set[str] = set()

    def answers(request: httpx.Request) -> httpx.Response | None:
        arrived.add(request.url.path)
        if "/1/" in request.url.path:
            return httpx.Response(429, headers={"Retry-After": "3000"}) if len(arrived) == 2 else None
        return httpx.Response(401) if jobs[0].progress.throttled else None

    def answer(request: httpx.Request) -> httpx.Response:
        while (found := answers(request)) is None:
            time.sleep(0.01)
        return found

    async def answer_async(request: httpx.Request) -> httpx.Response:
        while (found := answers(request)) is None:
            await asyncio.sleep(0.01)
        return found

    async def main() -> None:
        async for _ in jobs[0]:
            pass

    handler = answer if either.kind is Omneo else answer_async
    jobs.append(bulk.run(either.client(handler), lists(2), rate=10_000, concurrency=2))
    with pytest.raises(BulkStoppedError) as caught:
        list(jobs[0]) if either.kind is Omneo else asyncio.run(main())
    assert Reason.TOKEN is caught.value.reason


def test_stop_while_loading(either: Either, server: Server) -> None:
    """stop() before everything was read sends nothing."""
    ended = either.run(server, [(1, "lists", 1), *lists(2000)], on=lambda run, _: run.stop("changed my mind"))

    assert ended.error is not None
    assert server.requests == []


def test_slow_reader_holds_the_job_up(either: Either, server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nobody takes what is told, nothing more is sent, but what was answered is written."""
    monkeypatch.setattr(_base, "MOST_UNTOLD", 2)
    told = most = 0

    def look(*_: Any) -> None:
        nonlocal told, most
        told += 1
        most = max(most, len(server.requests) - told)
        if told == 1:
            time.sleep(0.1)

    ended = either.run(server, lists(200), on=look, concurrency=1)

    assert ended.progress.success == 200
    assert most <= 6


def test_closing_early_sync(server: Server, tmp_path: Path) -> None:
    """Leaving the loop and the `with` ends the workers, writes what was answered, and gives the journal free."""
    journal = tmp_path / "journal"
    before = threading.active_count()
    with Either(Omneo).client(server) as client:
        with bulk.run(client, lists(300), journal=journal, rate=10_000, concurrency=8) as job:
            next(job)
        assert before == threading.active_count()
        sent = len(server.requests)
        assert 300 - sent == sum(1 for one in bulk.run(client, lists(300), journal=journal, rate=10_000) if not one.skipped)
        assert len(server.requests) == 300


def test_closing_early_async(server: Server, tmp_path: Path) -> None:
    """The same with `async with`."""
    journal = tmp_path / "journal"

    async def main() -> None:
        async with Either(AsyncOmneo).client(server) as client:
            async with bulk.run(client, lists(300), journal=journal, rate=10_000, concurrency=8) as job:
                await anext(job)
            assert [asyncio.current_task()] == list(asyncio.all_tasks())
            sent = len(server.requests)
            again = [one async for one in bulk.run(client, lists(300), journal=journal, rate=10_000) if not one.skipped]
            assert 300 - sent == len(again)

    asyncio.run(main())


def test_never_begun(either: Either, server: Server, tmp_path: Path) -> None:
    """A job that is closed before its first row, or forgotten, leaves the journal free."""
    journal = tmp_path / "journal"

    async def main() -> None:
        async with bulk.run(Either(AsyncOmneo).client(server), lists(3), journal=journal):
            pass

    if either.kind is Omneo:
        with bulk.run(either.client(server), lists(3), journal=journal):
            pass
    else:
        asyncio.run(main())
    gc.collect()

    assert either.run(server, lists(3), journal=journal).progress.success == 3


def test_cancelling(tmp_path: Path) -> None:
    """Cancelling the task that iterates ends what is in flight at once and gives the journal free."""
    begun = asyncio.Event()
    server = Server()

    async def stuck(_: httpx.Request) -> httpx.Response:
        begun.set()
        await asyncio.Event().wait()
        raise AssertionError

    async def main() -> None:
        client = Either(AsyncOmneo).client(stuck)

        async def iterate() -> None:
            async for _ in bulk.run(client, lists(50), journal=tmp_path / "journal", rate=10_000):
                pass

        task = asyncio.create_task(iterate())
        await begun.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert [asyncio.current_task()] == list(asyncio.all_tasks())

    asyncio.run(main())
    assert Either(AsyncOmneo).run(server, lists(50), journal=tmp_path / "journal").progress.success == 50


def test_what_is_not_ours_leaves_as_it_is(either: Either) -> None:
    """An exception of the caller's own code, in a transport or in the rows, leaves through the iterator unchanged."""
    with pytest.raises(ZeroDivisionError):
        either.run(Server(lambda _: ZeroDivisionError("theirs")), lists(30))

    def rows() -> Iterator[Any]:
        yield from lists(3)
        raise LookupError("their cursor")

    server = Server()
    with pytest.raises(LookupError, match="their cursor"):
        either.run(server, rows())
    assert server.requests == []


def test_columns_that_cannot_be_kept(either: Either, server: Server) -> None:
    """A column that cannot be pickled is a TypeError that names the row, before anything is sent."""
    with pytest.raises(TypeError, match="row 2: its columns cannot be stored"):
        either.run(server, [*lists(1), lists(1)[0] | {"lock": threading.Lock()}])
    assert server.requests == []


@pytest.mark.parametrize(
    "options",
    [
        {"rate": "fast"}, {"rate": 0}, {"rate": -1}, {"rate": True}, {"rate": "0/m"}, {"rate": "5/h"}, {"rate": float("nan")},
        {"concurrency": 0}, {"concurrency": 1001}, {"concurrency": True}, {"concurrency": "8"}, {"max_retries": -1},
        {"stop_after": 0}, {"limit": -1}, {"limit": 1.5},
    ],
)  # fmt: skip
def test_options(options: dict[str, Any], server: Server) -> None:
    """An option that makes no sense is an OptionError that names the value."""
    with Either(Omneo).client(server) as client, pytest.raises(OptionError) as caught:
        bulk.run(client, [], **options)

    (value,) = options.values()
    assert repr(value) in str(caught.value)


def test_not_a_client() -> None:
    """Anything but the two clients is an OptionError."""
    with pytest.raises(OptionError, match="not str"):
        bulk.run("client", [])  # type: ignore[call-overload]


def test_no_rows(either: Either, server: Server) -> None:
    """No rows are done at once."""
    ended = either.run(server, [])

    assert (ended.outcomes, ended.error, ended.progress.eta) == ([], None, None)


def test_stop_reasons_have_their_error(either: Either) -> None:
    """The error of a refused token is the one that the client raises."""
    server = Server(lambda _: httpx.Response(401, json={"message": "Unauthenticated."}))

    with pytest.raises(AuthenticationError), Either(Omneo).client(server) as client:
        client.appointments.link(1, "list", 1)
    assert "Unauthenticated." in str(either.run(server, lists(1)).error)


def test_waits_for_real(either: Either) -> None:
    """Outside of set_testing() a row waits before it is sent again."""
    count = iter(range(100))

    ended = either.run(Server(lambda _: httpx.Response(503) if next(count) == 0 else None), lists(1))

    assert (ended.outcomes[0].status, ended.outcomes[0].tries) == (Status.SUCCESS, 2)


def test_stop_before_a_wait(either: Either) -> None:
    """Who comes back with a failure after stop() does not wait to try it again."""
    jobs: list[Any] = []

    def answer(_: Told) -> httpx.Response:
        jobs[0].stop()
        return httpx.Response(503)

    client = either.client(Server(answer))
    jobs.append(bulk.run(client, lists(3), rate=1000))

    async def main() -> None:
        with pytest.raises(BulkStoppedError):
            async for _ in jobs[0]:
                pass

    if either.kind is Omneo:
        with pytest.raises(BulkStoppedError):
            list(jobs[0])
    else:
        asyncio.run(main())
    assert jobs[0].progress.pending == 3
