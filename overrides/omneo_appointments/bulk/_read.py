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

from .._errors import shown
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
VAGUE = "id"  # may be the line's own number: ambiguous beside any other spelling of the record's id
MACINTOSH = "; if its lines end with carriage returns alone, save it as 'CSV UTF-8'"
SIGNATURES = {b"PK\x03\x04": "an Excel workbook or a zip archive", b"\x1f\x8b": "a gzip archive"}


@frozen
class Form:
    """How a file of rows is written.

    delimiter: between the cells of CSV. hint: Excel's own first line, which names it, where the file has one. line_end: LF or CRLF.
    bom: whether the file begins with a byte order mark.
    """

    json_lines: bool = False
    delimiter: str = ","
    hint: str = ""
    line_end: str = "\n"
    bom: bool = False


@frozen
class Layout:
    """Where the fields stand: field -> header."""

    headers: Mapping[str, str]

    def row(self, columns: Mapping[str, Any], line: int, **more: Any) -> Row:
        def value_of(name: str) -> Any:
            value = columns.get(self.headers.get(name, ""))
            return value.strip() if isinstance(value, str) else value

        return row_of(value_of, columns, line, self.headers, **more)


def read(source: str | PathLike[str] | BinaryIO) -> Iterator[Row]:
    """The rows of a CSV or JSON Lines file, told apart by the first character.

    source: its path, or a binary stream, which is not closed. CSV: UTF-8, separated by comma, semicolon or tab; headers in any
    order, case and common spelling. Raises InputError, as soon as it is met, for what makes the whole file unreadable; OSError
    where it cannot be opened.
    """
    with ExitStack() as stack:
        stream = stack.enter_context(Path(source).open("rb")) if isinstance(source, str | PathLike) else source
        lines = text_lines(stream)
        first = next_text(lines)
        if first is None:
            raise InputError("the input is empty")
        if first[1].lstrip().startswith("["):
            raise InputError("the input is a JSON array; give one object in each line")
        reader: Callable[..., Iterator[Row]] = json_rows if first[1].lstrip().startswith("{") else csv_rows
        yield from reader(first, lines)


def form_of(stream: BinaryIO) -> Form:
    """The form of an input, so that another file can have the same. The stream is left at its start. Raises InputError."""
    bom = stream.read(3) == b"\xef\xbb\xbf"
    stream.seek(0)
    lines = text_lines(stream)
    first = next_text(lines) or (1, "")
    hint, delimiter, _ = separator(first, lines)
    stream.seek(0)
    line_end = "\r\n" if first[1].endswith("\r\n") else "\n"
    return Form(first[1].lstrip().startswith("{"), delimiter, hint, line_end, bom)


def separator(first: tuple[int, str], lines: Iterator[tuple[int, str]]) -> tuple[str, str, tuple[int, str]]:
    """Excel's own first line or nothing, what separates cells, and the line of the headers."""
    named = re.fullmatch(r'"?sep=([^"])"?\s*', first[1], re.IGNORECASE)
    if named:
        return first[1].rstrip("\r\n"), named[1], next_text(lines) or (first[0] + 1, "")
    return "", max(DELIMITERS, key=re.sub(r'"[^"]*"', "", first[1]).count), first


def text_lines(stream: BinaryIO) -> Iterator[tuple[int, str]]:
    """(number, text) of each physical line, with its line break."""
    for number, raw in enumerate(iter(lambda: stream.readline(LONGEST_LINE + 1), b""), 1):
        if not isinstance(raw, bytes):
            raise TypeError("rows are read from a path or a binary stream, such as open(path, 'rb')")
        if number == 1 and (kind := next((kind for start, kind in SIGNATURES.items() if raw.startswith(start)), None)):
            raise InputError(f"this is {kind}, not text; save it as 'CSV UTF-8'")
        if len(raw) > LONGEST_LINE:
            raise InputError(f"line {number} is longer than {LONGEST_LINE} bytes" + (MACINTOSH if b"\r" in raw else ""))
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
            columns = JSON.decode(text.strip("\ufeff \t\r\n"))
            if not isinstance(columns, dict):
                raise ValueError("it is another value")  # noqa: TRY004 - one except for what is wrong with the line
            yield layout(tuple(columns)).row(columns, number)
        except (ValueError, RecursionError, InputError) as error:
            words = f"{error.msg}, character {error.colno}" if isinstance(error, json.JSONDecodeError) else str(error)
            fault = words if isinstance(error, InputError) else f"not a JSON object ({words})"
            whole = columns if isinstance(columns, dict) else {"row": text.rstrip("\r\n")}
            yield Row(line=number, fault=fault, columns=whole)


def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object, of which no key may stand twice: the last would win in silence, and it may be the wrong one."""
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        raise InputError(f"the key {next(name for name in names if names.count(name) > 1)!r} stands twice in one object")
    return found


def finite(text: str) -> float:
    number = float(text)
    if number - number:  # infinite or not a number, which JSON cannot say and most readers refuse
        raise ValueError(f"{text} is not a number of JSON")
    return number


JSON = json.JSONDecoder(object_pairs_hook=unique, parse_float=finite, parse_constant=finite)


def csv_rows(first: tuple[int, str], lines: Iterator[tuple[int, str]]) -> Iterator[Row]:
    _, delimiter, first = separator(first, lines)
    skipped = first[0] - 1
    reader = csv.reader((text for _, text in chain_first(first, lines)), delimiter=delimiter, strict=True)
    line = first[0]
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
                yield cut(found, names, cells, line)
    except csv.Error as error:
        words = "lines that end with a carriage return alone; save it as 'CSV UTF-8'" if "new-line" in str(error) else f"{error}"
        hint_at_quote = "; is a quote before it not closed?" if skipped + reader.line_num > line else ""
        raise InputError(f"line {line}: this is not CSV ({words}{hint_at_quote})") from None


def cut(found: Layout, names: tuple[str, ...], cells: list[str], line: int) -> Row:
    """The cells under their headers, and a fault where there are more of them than headers."""
    beyond: tuple[str, ...] = ()
    fault = None
    if any(cell.strip() for cell in cells[len(names) :]):
        beyond = tuple(cells[len(names) :])
        fault = f"{len(cells)} cells under {len(names)} headers; quote a cell that holds the separator"
    cells += [""] * (len(names) - len(cells))
    columns = {name: cell for name, cell in zip(names, cells, strict=False) if name}
    return found.row(columns, line, fault=fault, beyond=beyond)


def header(cells: list[str]) -> tuple[str, ...]:
    last = max((place for place, cell in enumerate(cells) if cell.strip()), default=0)
    names = tuple(cell.strip() or (f"column {place + 1}" if place < last else "") for place, cell in enumerate(cells))
    twice = next((name for place, name in enumerate(names) if name and name in names[:place]), None)
    if twice:
        raise InputError(f"there are two columns {twice!r}; rename one")
    return names


def require(found: Layout, names: tuple[str, ...]) -> None:
    missing = [name for name in FIELDS[:3] if name not in found.headers]
    if missing:
        words = ", ".join(repr(name) for name in missing)
        has = ", ".join(map(shown, names[:20])) + (f" and {len(names) - 20} more" if len(names) > 20 else "")
        hint = "; the first line must name the columns" if len(missing) == 3 else ""
        raise InputError(f"there is no column {words}; the header has {has}{hint}")


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
    vague = [name for name in names if plain[name] in SPELLINGS["id"][1]]
    if vague and plain[headers["id"]] == VAGUE:
        raise InputError(f"columns {headers['id']!r} and {vague[0]!r} could both be the id; rename one")
    return Layout(headers)


def next_text(lines: Iterator[tuple[int, str]]) -> tuple[int, str] | None:
    """The next line that is not blank."""
    return next((line for line in lines if line[1].strip()), None)


def chain_first(first: tuple[int, str], lines: Iterator[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    yield first
    yield from lines
