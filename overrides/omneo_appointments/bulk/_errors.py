"""What can go wrong with a job as a whole. A row's own error is in its outcome."""

from __future__ import annotations

from enum import StrEnum

from .._errors import ConfigurationError, OmneoError


class Reason(StrEnum):
    """Why a job stopped before its end."""

    TOKEN = "token"  # noqa: S105 - a word, no secret
    HOST = "host"
    DISK = "disk"
    FAILURES = "failures"
    THROTTLED = "throttled"
    LIMIT = "limit"
    INTERRUPTED = "interrupted"


class BulkError(OmneoError):
    """The root of a job's own errors."""


class InputError(BulkError):
    """The input cannot be read at all: its encoding, its header, its quotes. One line that says where and why."""


class JournalError(BulkError):
    """The journal cannot be used: another run has it, it is not a journal, or its folder cannot be written."""


class StorageError(BulkError):
    """The rows cannot be kept on disk while they are checked: there is no room, or no folder for temporary files."""


class OptionError(BulkError, ConfigurationError, ValueError):
    """An option of `run` is not what it must be."""


class BulkStoppedError(BulkError):
    """The job stopped before its end. Everything that was answered is in the journal; the same call goes on from there.

    reason: a `Reason`. pending: the number of rows that are left.
    """

    def __init__(self, message: str, *, reason: Reason, pending: int) -> None:
        super().__init__(message)
        self.reason = reason
        self.pending = pending
