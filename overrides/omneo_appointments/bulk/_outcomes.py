"""What a job tells: an outcome for each row, and how far it is."""

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import Any, Self

from attrs import field, frozen

from .._errors import APIResponseError, APIStatusError, OmneoError
from ._rows import Row

NO_ROUTE = re.compile(r"The route .* could not be found|The \w+ method is not supported for ", re.ASCII)  # Laravel's words


class Status(StrEnum):
    """How a row ended, in the words of the vendor's import jobs. PENDING: the job stopped first; start it again."""

    SUCCESS = "SUCCESS"
    FAILED = "FAILED"
    PENDING = "PENDING"


class Skip(StrEnum):
    """Why a row was not sent although it ended well: the journal had it, or an earlier row of this job said the same."""

    JOURNAL = "journal"
    DUPLICATE = "duplicate"


@frozen
class Outcome:
    """What became of one row.

    row: as it was given, with the user's own columns. status: see `Status`. error: why it failed, a LinkTargetError if it was
    refused before anything was sent; None if it did not fail. status_code: of the last answer, None where there was none.
    tries: requests sent for it in this run, those answered 429 included. skipped: why nothing was sent, if nothing had to be.
    after_failure: an earlier row on the same record failed in this run. Whoever tries that one again must do this one after it,
        or the record ends as the earlier row says.
    """

    row: Row
    status: Status
    error: OmneoError | None = field(default=None, eq=False)
    status_code: int | None = None
    tries: int = 0
    skipped: Skip | None = None
    after_failure: bool = False

    @property
    def line(self) -> int:
        """The line of the file that the row begins at, or its place in the iterable, from 1."""
        return self.row.line or 0

    def to_dict(self) -> dict[str, Any]:
        """A flat record for a table: the row's own columns, then error, status, status_code, tries, line and skipped."""
        return {
            **self.row.columns,
            "error": str(self.error) if self.error else None,
            "status": self.status.value,
            "status_code": self.status_code,
            "tries": self.tries,
            "line": self.line,
            "skipped": self.skipped.value if self.skipped else None,
        }


@frozen
class Progress:
    """How far a job is, in rows.

    total: read so far. success, failed: ended so. refused: broke a rule; they are in `failed` too. skipped: settled by the journal
    or an earlier row; they are in `success` too. rate: answers per second lately. pace: requests per second allowed at present.
    held: seconds until the next request may leave, where the server asked to wait. throttled: answers 429, each of which
    slows the job down.
    """

    total: int
    success: int
    failed: int
    refused: int
    skipped: int
    rate: float
    pace: float
    held: float
    throttled: int = 0

    @property
    def pending(self) -> int:
        """Rows to go."""
        return self.total - self.success - self.failed

    @property
    def eta(self) -> float | None:
        """Seconds to go at this rate, None where there is none yet."""
        return self.held + self.pending / self.rate if self.rate else None


@frozen
class Reply:
    """What came back for one request. sent_at: on the job's clock. error: None for a success."""

    sent_at: float
    status_code: int | None
    headers: Mapping[str, str]
    error: OmneoError | None = None

    @classmethod
    def failed(cls, sent_at: float, error: OmneoError) -> Self:
        return cls(sent_at, getattr(error, "status_code", None), getattr(error, "headers", {}), error)


def is_strange(error: OmneoError | None) -> bool:
    """An answer that an Omneo never gives: a redirect, a page instead of JSON, no such route, a success without an appointment."""
    if isinstance(error, APIStatusError):
        page = "html" in error.headers.get("content-type", "").lower() or NO_ROUTE.match(error.message) is not None
        return 300 <= error.status_code < 400 or (error.status_code in (404, 405) and page)
    return isinstance(error, APIResponseError)
