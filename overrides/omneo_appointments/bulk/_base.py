"""What a run over threads and a run over tasks share."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable
from typing import Any, Generic, TypeVar

from .._client import AsyncOmneo, Omneo
from ._errors import Reason, StorageError
from ._job import Job, Turn
from ._outcomes import Outcome, Progress, Status
from ._rows import Action, RowLike
from ._store import storage_errors

MOST_UNTOLD = 100  # batches of outcomes that wait for the iterator, and then hold the job up
SLOW = 0.02  # seconds until to look again then

AnyClient = TypeVar("AnyClient", Omneo, AsyncOmneo)


class BaseRun(Generic[AnyClient]):
    """What both runs share."""

    _wake: Callable[[], None]
    _untold: Callable[[], int]

    def __init__(self, client: AnyClient, rows: Iterable[RowLike], job: Job, concurrency: int) -> None:
        self._job, self._rows, self._concurrency = job, rows, concurrency
        # The client's own retries would hide a 429 from the pace: each try is the job's.
        verbs = client.with_options(max_retries=0).appointments.with_raw_response
        self._verbs: dict[Action, Callable[..., Any]] = {Action.LINK: verbs.link, Action.UNLINK: verbs.unlink}

    @property
    def progress(self) -> Progress:
        """How far it is; may be read at any time, from any thread."""
        return self._job.progress()

    def stop(self, message: str = "interrupted") -> None:
        """Send nothing more, finish what is in flight, write it down. The iterator ends with PENDING rows and BulkStoppedError.

        message: what the error says.
        """
        self._job.stop(Reason.INTERRUPTED, message)
        self._wake()

    def _load(self) -> Generator[Outcome | None, None, None]:
        """Everything that happens before anything is sent."""
        job = self._job
        try:
            for refused in job.store.load(self._rows):
                job.total = job.store.rows + job.refused
                yield job.refuse(Outcome(refused[0], Status.FAILED, refused[1])) if refused else None
                if job.stopped:
                    return
            job.total = job.store.rows + job.refused
            with storage_errors():
                yield from job.begin(self._concurrency)
        except StorageError as error:
            job.stop(Reason.DISK, str(error))

    def _next(self) -> Turn | float | None:
        """As `Job.take`; but nothing more is sent where nobody takes what is told."""
        job = self._job
        if self._untold() > MOST_UNTOLD and not job.stopped:
            job.settle_replies()
            return SLOW
        turn = job.take()
        if job.stopped:
            self._wake()
        return turn

    def _finish(self) -> Generator[Outcome, None, None]:
        yield from self._job.left()
        if error := self._job.stop_error():
            raise error

    def _close(self) -> None:
        """After the last worker: what was answered and not yet written may be there where an exception ended it."""
        self._job.settle()
        self._job.store.close()
