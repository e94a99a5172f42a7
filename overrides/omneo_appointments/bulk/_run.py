"""`run`: the door to a job."""

from __future__ import annotations

from collections.abc import Iterable
from os import PathLike
from typing import overload

from .._client import AsyncOmneo, Omneo
from .._errors import shown
from ._errors import OptionError
from ._job import Job
from ._pace import Pace, parse_rate
from ._rows import RowLike
from ._store import Store
from ._tasks import AsyncRun
from ._threads import Run

DEFAULT_CONCURRENCY = 16
MOST_AT_ONCE = 1000  # each worker is a thread; the client sends 100 requests at once
DEFAULT_MAX_RETRIES = 7
DEFAULT_STOP_AFTER = 25


@overload
def run(
    client: Omneo,
    rows: Iterable[RowLike],
    *,
    journal: str | PathLike[str] | None = None,
    rate: float | str | None = None,
    concurrency: int = DEFAULT_CONCURRENCY,
    max_retries: int = DEFAULT_MAX_RETRIES,
    stop_after: int = DEFAULT_STOP_AFTER,
    limit: int | None = None,
) -> Run: ...
@overload
def run(
    client: AsyncOmneo,
    rows: Iterable[RowLike],
    *,
    journal: str | PathLike[str] | None = None,
    rate: float | str | None = None,
    concurrency: int = DEFAULT_CONCURRENCY,
    max_retries: int = DEFAULT_MAX_RETRIES,
    stop_after: int = DEFAULT_STOP_AFTER,
    limit: int | None = None,
) -> AsyncRun: ...
def run(
    client: Omneo | AsyncOmneo,
    rows: Iterable[RowLike],
    *,
    journal: str | PathLike[str] | None = None,
    rate: float | str | None = None,
    concurrency: int = DEFAULT_CONCURRENCY,
    max_retries: int = DEFAULT_MAX_RETRIES,
    stop_after: int = DEFAULT_STOP_AFTER,
    limit: int | None = None,
) -> Run | AsyncRun:
    """Link or unlink every row, each exactly as often as its end state needs; an iterator of outcomes, one for each row.

    client: Omneo gives a `Run`, AsyncOmneo an `AsyncRun`. It is not closed; its own max_retries does not count here.
    rows: `Row`s, mappings with the keys appointment, type, id and perhaps action, or tuples of these; `read(path)` for a file.
        All are read and checked before anything is sent.
    journal: a file that remembers what was done, so that the same call goes on after a stop or a crash: at least once, same end
        state. None remembers nothing.
    rate: requests per second, or a text such as '15/s' or '900/m'; None finds the tenant's pace. Processes know nothing of each
        other: give each of n processes the rate divided by n.
    concurrency: requests in flight at most, up to 1,000. The rows of one appointment are sent one after the other, in the order
        of rows.
    max_retries: tries of a row after the first, when there is no answer or 408, 500, 502, 503, 504. A 429 is always tried again.
    stop_after: rows in a row that fail in one way and so end the job. limit: rows to send at most.

    The iterator raises BulkStoppedError after its last outcome where the job stopped before its end, and InputError where the
    rows cannot be read. Raises JournalError where the journal cannot be used, OptionError for a value that makes no sense.

    >>> with Omneo(tenant="acme", token="an-obvious-fake") as client:
    ...     for outcome in run(client, []):
    ...         print(outcome.line, outcome.status)
    """
    pace = Pace(parse_rate(rate))
    counts = {"concurrency": concurrency, "max_retries": max_retries, "stop_after": stop_after, "limit": limit}
    for name, value in counts.items():
        least = 1 if name in ("concurrency", "stop_after") else 0
        if isinstance(value, bool) or not (isinstance(value, int) or (value is None and name == "limit")) or (value or 0) < least:
            raise OptionError(f"{name} must be an integer from {least}, not {shown(value)}")
    if concurrency > MOST_AT_ONCE:
        raise OptionError(f"concurrency must be at most {MOST_AT_ONCE}, not {shown(concurrency)}")
    if not isinstance(client, Omneo | AsyncOmneo):
        raise OptionError(f"client must be an Omneo or an AsyncOmneo, not {type(client).__name__}")
    job = Job(Store.open(journal, client._config.base_url), pace, max_retries, stop_after, limit)
    kind = Run if isinstance(client, Omneo) else AsyncRun
    return kind(client, rows, job, concurrency)  # type: ignore[arg-type]
