"""Rows, operations and problems: what goes into a job, and what may be wrong with it."""

import difflib
from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import StrEnum
from typing import Any, TypeAlias

from attrs import evolve, field, frozen

from .._errors import LinkTargetError, shown

LONGEST_SHOWN = 80  # characters: a UUID, whatever stands around it, is shown whole
FIELDS = ("appointment", "type", "id", "action")


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
    beyond: the cells of a faulty line for which there is no header.
    """

    appointment: Any = None
    type: Any = None
    id: Any = None
    action: Any = Action.LINK
    columns: Mapping[str, Any] = field(factory=dict)
    line: int | None = None
    headers: Mapping[str, str] = field(factory=dict, eq=False, repr=False)
    fault: str | None = field(default=None, eq=False, repr=False)
    beyond: tuple[str, ...] = field(default=(), eq=False, repr=False)


RowLike: TypeAlias = Row | Mapping[str, Any] | tuple[Any, ...]


class UnknownActionError(LinkTargetError):
    """The row's action is neither link nor unlink.

    allowed: both. suggestion: the nearer one, None where neither is near.
    """

    def __init__(self, value: object) -> None:
        self.allowed: tuple[Action, ...] = tuple(Action)
        near = difflib.get_close_matches(plain(value), self.allowed, n=1)
        self.suggestion: str | None = near[0] if near else None
        super().__init__(f"action must be 'link' or 'unlink', not {shown(value, LONGEST_SHOWN)}", field="action", value=value)


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
        if isinstance(self.error, UnreadableRowError):
            return f"line {self.line}: {self.value}"
        guess = f"; did you mean {self.suggestion!r}?" if self.suggestion else ""
        wrong = "a value is missing" if is_blank(self.value) else f"{shown(self.value, LONGEST_SHOWN)} is not allowed"
        return f"line {self.line}, column {self.column!r}: {wrong}; allowed: {self.allowed}{guess}"


def is_blank(value: object) -> bool:
    """No value: None, an empty or blank text, or the NaN that a data frame has for a missing cell."""
    return value is None or (isinstance(value, str) and not value.strip()) or (isinstance(value, float) and value != value)


def plain(value: object) -> str:
    """The value as a word to compare, without blanks and case; empty where it is no text at all."""
    return str.__str__(value).strip().lower() if isinstance(value, str) else ""


def rows_of(values: Iterable[RowLike]) -> Iterator[Row]:
    """Rows from rows, mappings with the keys of FIELDS, or tuples in that order; those without a line get their place.

    Raises TypeError for anything else.
    """
    for place, value in enumerate(values, 1):
        if isinstance(value, Row):
            yield value if value.line is not None else evolve(value, line=place)
        elif isinstance(value, Mapping):
            yield row_of(value.get, value, place)
        elif isinstance(value, tuple) and 3 <= len(value) <= len(FIELDS):
            named: dict[str, Any] = dict(zip(FIELDS, value, strict=False))
            yield row_of(named.get, named, place)
        else:
            raise TypeError(f"row {place} must be a Row, a mapping, or a tuple of {', '.join(FIELDS)}, not {type(value).__name__}")


def row_of(
    value_of: Callable[[str], Any],
    columns: Mapping[str, Any],
    line: int,
    headers: Mapping[str, str] | None = None,
    **more: Any,
) -> Row:
    """A row from a function that gives the value of a field. more: the row's other attributes."""
    values = {name: value_of(name) for name in FIELDS}
    return Row(**values, columns=columns, line=line, headers=headers or {}, **more)
