"""A file of rows: CSV with a header, or JSON Lines. Read line by line, so that its size does not matter."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from functools import lru_cache
from os import PathLike
from pathlib import Path
from typing import Any, BinaryIO

from attrs import frozen
from omneo_api.models import MorphAlias

from ._errors import InputError
from ._rows import FIELDS, Row, row_of

LONGEST_LINE = 2**20  # bytes
DELIMITERS = ",;\t"
# What people write above a column, without case, blanks and punctuation. The first group with one such header counts.
SPELLINGS: dict[str, tuple[tuple[str, ...], ...]] = {
    "appointment": (("appointment", "appointmentid"), ("appointmentno", "appointmentnumber", "appointmentref", "appt", "apptid")),
    "type": (("type", "linktype", "recordtype", "targettype"), ("alias", "morphalias", "morphtype", "linkabletype")),
    "id": (("id", "recordid", "targetid", "linkableid"), tuple(f"{alias.value}id" for alias in MorphAlias)),
    "action": (("action",), ("operation", "verb")),
}


@frozen
class Layout:
    """Where the fields stand: field -> header."""

    headers: Mapping[str, str]

    def row(self, columns: Mapping[str, Any], line: int, fault: str | None = None) -> Row:
        def value_of(name: str) -> Any:
            value = columns.get(self.headers.get(name, ""))
            return value.strip() if isinstance(value, str) else value

        return row_of(value_of, columns, line, self.headers, fault)


def read(source: str | PathLike[str] | BinaryIO) -> Iterator[Row]:
    """The rows of a CSV or JSON Lines file, told apart by the first character.

    source: its path, or a binary stream, which is not closed. CSV: UTF-8, separated by comma, semicolon or tab; headers in any
    order, case and common spelling. Raises InputError, as soon as it is met, for what makes the whole file unreadable; OSError
    where it cannot be opened.
    """
    with ExitStack() as stack:
        stream = stack.enter_context(Path(source).open("rb")) if isinstance(source, str | PathLike) else source
        lines = text_lines(stream)
        first = next((line for line in lines if line[1].strip()), None)
        if first is None:
            raise InputError("the input is empty")
        if first[1].lstrip().startswith("["):
            raise InputError("the input is a JSON array; give one object in each line")
        reader: Callable[..., Iterator[Row]] = json_rows if first[1].lstrip().startswith("{") else csv_rows
        yield from reader(first, lines)


def text_lines(stream: BinaryIO) -> Iterator[tuple[int, str]]:
    """(number, text) of each physical line, with its line break."""
    for number, raw in enumerate(iter(lambda: stream.readline(LONGEST_LINE + 1), b""), 1):
        if len(raw) > LONGEST_LINE:
            raise InputError(f"line {number} is longer than {LONGEST_LINE} bytes")
        if b"\0" in raw or raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
            raise InputError(f"line {number}: this is not UTF-8 text, perhaps UTF-16; save it as 'CSV UTF-8'")
        try:
            yield number, raw.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError as error:
            shown = f"0x{raw[error.start]:02X}"
            raise InputError(
                f"line {number}: this is not UTF-8 (byte {shown}), perhaps Windows-1252; save it as 'CSV UTF-8'"
            ) from None


def json_rows(first: tuple[int, str], lines: Iterator[tuple[int, str]]) -> Iterator[Row]:
    for number, text in chain_first(first, lines):
        if not text.strip():
            continue
        columns: Any = None
        try:
            columns = json.loads(text)
            if not isinstance(columns, dict):
                raise ValueError("not an object")  # noqa: TRY004 - one except for what is wrong with the line
            yield layout(tuple(columns)).row(columns, number)
        except (ValueError, RecursionError) as error:
            yield Row(line=number, fault=f"not a JSON object ({error})", columns={"row": text.rstrip("\r\n")})
        except InputError as error:
            yield Row(line=number, fault=str(error), columns=columns)


def csv_rows(first: tuple[int, str], lines: Iterator[tuple[int, str]]) -> Iterator[Row]:
    hint = re.fullmatch(r"sep=(.)\r?\n?", first[1])
    if hint:  # Excel's own first line
        first = next(lines, (first[0] + 1, ""))
    delimiter = hint[1] if hint else max(DELIMITERS, key=re.sub(r'"[^"]*"', "", first[1]).count)
    skipped = first[0] - 1
    reader = csv.reader((text for _, text in chain_first(first, lines)), delimiter=delimiter, strict=True)
    try:
        names = header(next(reader))
        found = layout(names)
        require(found, names)
        while True:
            line = skipped + reader.line_num + 1
            cells = next(reader, None)
            if cells is None:
                return
            if any(cell.strip() for cell in cells):
                yield found.row(*cut(names, cells, line))
    except csv.Error as error:
        raise InputError(f"line {skipped + reader.line_num}: this is not CSV ({error})") from None


def cut(names: tuple[str, ...], cells: list[str], line: int) -> tuple[dict[str, str], int, str | None]:
    """The cells under their headers, and a fault where there are more of them than headers."""
    more = [cell for cell in cells[len(names) :] if cell.strip()]
    fault = f"{len(cells)} cells under {len(names)} headers; quote a cell that holds the separator" if more else None
    cells += [""] * (len(names) - len(cells))
    return {name: cell for name, cell in zip(names, cells, strict=False) if name}, line, fault


def header(cells: list[str]) -> tuple[str, ...]:
    names = tuple(cell.strip() for cell in cells)
    twice = next((name for place, name in enumerate(names) if name and name in names[:place]), None)
    if twice:
        raise InputError(f"there are two columns {twice!r}; rename one")
    return names


def require(found: Layout, names: tuple[str, ...]) -> None:
    missing = [name for name in FIELDS[:3] if name not in found.headers]
    if missing:
        words = ", ".join(repr(name) for name in missing)
        raise InputError(f"there is no column {words}; the header has {', '.join(map(repr, names))}")


@lru_cache(maxsize=128)
def layout(names: tuple[str, ...]) -> Layout:
    """Which header stands for which field. Raises InputError where two headers could be the same field."""
    plain = {name: re.sub(r"[\W_]+", "", name).casefold() for name in names}
    headers = {}
    for wanted, groups in SPELLINGS.items():
        for group in groups:
            fitting = [name for name in names if plain[name] in group]
            if len(fitting) > 1:
                raise InputError(f"columns {' and '.join(map(repr, fitting))} could both be the {wanted}; rename one")
            if fitting:
                headers[wanted] = fitting[0]
                break
    return Layout(headers)


def chain_first(first: tuple[int, str], lines: Iterator[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    yield first
    yield from lines
