"""What is wrong with a row. The rule is the client's own, in `_morphs.py`; nothing here sends or stores."""

from __future__ import annotations

import re
import unicodedata
import uuid

from .._errors import InvalidTargetIdError, LinkTargetError, UnknownMorphAliasError
from .._morphs import appointment_id, link_action
from ._rows import Action, Operation, Problem, Row, UnknownActionError, UnreadableRowError, is_blank, plain

INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"))
_ROUNDED = re.compile(r"\d+([.,]\d+)?[eE]\+?\d+", re.ASCII)


def checked(row: Row) -> Operation:
    """The row as an operation. Raises LinkTargetError for the first value that breaks a rule."""
    if row.fault:
        raise UnreadableRowError(row.fault, field="row", value=None)
    action = checked_action(row.action)
    body = link_action(row.type, row.id)
    return Operation(action, appointment_id(row.appointment), body.type_.value, body.id)


def checked_action(value: object) -> Action:
    if is_blank(value):
        return Action.LINK
    try:
        return Action(plain(value))
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
    if not isinstance(error.value, str | float):
        return None
    text = unicodedata.normalize("NFKC", str(error.value)).translate(INVISIBLE).strip()
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
