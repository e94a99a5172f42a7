"""Rows, and what is wrong with them. The rule itself is the client's own, in `_morphs.py`; nothing here sends or stores."""

from __future__ import annotations

import difflib
import re
import reprlib
import uuid
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import Any, TypeAlias

from attrs import field, frozen

from .._errors import InvalidTargetIdError, LinkTargetError, UnknownMorphAliasError
from .._morphs import appointment_id, link_action

FIELDS = ("appointment", "type", "id", "action")
_ROUNDED = re.compile(r"\d+([.,]\d+)?[eE]\+?\d+", re.ASCII)


class Action(StrEnum):
    """What to do with a record: link it or unlink it."""

    LINK = "link"
    UNLINK = "unlink"


@frozen
class Row:
    """One line of the job.

    appointment, type, id: as for `client.appointments.link`. action: "link" or "unlink", in any case; blank is "link".
    columns: everything that stood in the line, the user's own columns included; it comes back with the outcome.
    line: the physical line of the file that it begins at, or its place in the iterable, from 1.
    headers: field -> the header that it stood under, where it came from a file. fault: why the line could not be read, if so.
    """

    appointment: Any = None
    type: Any = None
    id: Any = None
    action: Any = Action.LINK
    columns: Mapping[str, Any] = field(factory=dict)
    line: int | None = None
    headers: Mapping[str, str] = field(factory=dict, eq=False, repr=False)
    fault: str | None = field(default=None, eq=False, repr=False)


RowLike: TypeAlias = Row | Mapping[str, Any] | tuple[Any, ...]


class UnknownActionError(LinkTargetError):
    """The row's action is neither link nor unlink.

    allowed: both. suggestion: the nearer one, None where neither is near.
    """

    def __init__(self, value: object) -> None:
        self.allowed = tuple(Action)
        near = difflib.get_close_matches(str(value).strip().lower(), self.allowed, n=1)
        self.suggestion = near[0] if near else None
        super().__init__(f"action must be 'link' or 'unlink', not {reprlib.repr(value)}", field="action", value=value)


class UnreadableRowError(LinkTargetError):
    """The line is not a row: it has more cells than the header, or is not a JSON object."""


@frozen
class Operation:
    """A row that may be sent: the checked and normalised values."""

    action: Action
    appointment: int
    type: str
    id: str


class Kind(StrEnum):
    """What a problem does: a refused row is not sent; of duplicates one is sent; contradicting rows are sent in their order."""

    REFUSED = "refused"
    DUPLICATE = "duplicate"
    CONTRADICTION = "contradiction"


@frozen
class Problem:
    """Something wrong with a row; `str()` of it is one line.

    line: as in Row. column: the header, or the field's name. value: as given. allowed: what may stand there, in words.
    suggestion: what was probably meant, as text, or None. kind: what it means for the row. other_line: the line that a duplicate
    repeats or a contradiction undoes. error: what the client would raise, None where the row is not refused.
    """

    line: int
    column: str
    value: Any
    allowed: str
    suggestion: str | None = None
    kind: Kind = Kind.REFUSED
    other_line: int | None = None
    error: LinkTargetError | None = field(default=None, eq=False, repr=False)

    def to_dict(self) -> dict[str, Any]:
        """A flat record; the value as it was given."""
        names = ("line", "column", "value", "allowed", "suggestion", "other_line")
        return {"problem": self.kind.value, **{name: getattr(self, name) for name in names}, "message": str(self)}

    def __str__(self) -> str:
        if self.kind is Kind.DUPLICATE:
            return f"line {self.line}: {self.value} repeats line {self.other_line}; it is done once"
        if self.kind is Kind.CONTRADICTION:
            return f"line {self.line}: {self.value} undoes line {self.other_line}; both are done, in this order"
        guess = f"; did you mean {self.suggestion!r}?" if self.suggestion else ""
        value = "nothing" if is_blank(self.value) else reprlib.repr(self.value)
        return f"line {self.line}, column {self.column!r}: {value} is not allowed; allowed: {self.allowed}{guess}"


def is_blank(value: object) -> bool:
    """No value: None, an empty or blank text, or the NaN that a data frame has for a missing cell."""
    return value is None or (isinstance(value, str) and not value.strip()) or (isinstance(value, float) and value != value)


def rows_of(values: Iterable[RowLike]) -> Iterator[Row]:
    """Rows from rows, mappings with the keys of FIELDS, or tuples in that order; those without a line get their place.

    Raises TypeError for anything else.
    """
    for place, value in enumerate(values, 1):
        if isinstance(value, Row):
            yield value if value.line is not None else Row(*(getattr(value, name) for name in FIELDS), value.columns, place)
        elif isinstance(value, Mapping):
            yield Row(*(value.get(name) for name in FIELDS), value, place)
        elif isinstance(value, tuple) and 3 <= len(value) <= len(FIELDS):
            yield Row(*value, columns=dict(zip(FIELDS, value, strict=False)), line=place)
        else:
            raise TypeError(f"row {place} must be a Row, a mapping, or a tuple of {', '.join(FIELDS)}, not {type(value).__name__}")


def checked(row: Row) -> Operation:
    """The row as an operation. Raises LinkTargetError for the first value that breaks a rule."""
    if row.fault:
        raise UnreadableRowError(row.fault, field="row", value=None)
    action = checked_action(row.action)
    body = link_action(row.type, row.id)
    return Operation(action, appointment_id(row.appointment), body.type_.value, body.id)


def checked_action(value: object) -> Action:
    if value == Action.LINK or is_blank(value):
        return Action.LINK
    try:
        return Action(value.strip().lower() if isinstance(value, str) else value)
    except ValueError:
        raise UnknownActionError(value) from None


def problems_of(row: Row) -> list[Problem]:
    """Every value of the row that breaks a rule, with what is allowed and a suggestion."""
    if row.fault:
        error = UnreadableRowError(row.fault, field="row", value=None)
        return [Problem(row.line or 0, "row", row.fault, "one row", error=error)]
    found = []
    for check in (
        lambda: appointment_id(row.appointment),
        lambda: link_action(row.type, row.id),
        lambda: checked_action(row.action),
    ):
        try:
            check()
        except LinkTargetError as error:
            found.append(problem(row, error))
    return found


def problem(row: Row, error: LinkTargetError) -> Problem:
    """An error of the client's own rule as a problem of this row."""
    allowed = getattr(error, "allowed", None)
    words = ", ".join(repr(str(value)) for value in allowed) if allowed else getattr(error, "expected", "")
    if isinstance(error, UnknownMorphAliasError | UnknownActionError):
        guess = error.suggestion
    else:
        guess = suggestion(row, error)
        if isinstance(error.value, str | float) and _ROUNDED.fullmatch(str(error.value).strip()):
            words += "; a spreadsheet has rounded this one: format the column as text there and export it again"
    column = row.headers.get(error.field, error.field)
    return Problem(row.line or 0, column, error.value, words, guess, error=error)


def suggestion(row: Row, error: LinkTargetError) -> str | None:
    """The value as it was probably meant, if the client's rule accepts that: what spreadsheets and people add is taken off."""
    text = str(error.value).strip()
    bare = re.sub(r"^[=\s'\"{#(]+|[\s'\"})]+$", "", text)
    for candidate in (text, bare, re.sub(r"\.0+$", "", bare), re.sub(r"(?<=\d)[ ,.'_](?=\d{3}\b)", "", bare), bare.lstrip("0")):
        try:
            if isinstance(error, InvalidTargetIdError):
                return link_action(row.type, canonical(candidate)).id
            return str(appointment_id(candidate))
        except LinkTargetError:
            continue
    return None


def canonical(text: str) -> str:
    try:
        return str(uuid.UUID(text)) if len(text) >= 32 else text
    except ValueError:
        return text
