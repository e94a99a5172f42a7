"""Files of rows: what is understood, and what is refused in one line."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from omneo_appointments import bulk
from omneo_appointments.bulk import InputError, Row


def rows(text: str | bytes) -> list[Row]:
    return list(bulk.read(io.BytesIO(text.encode() if isinstance(text, str) else text)))


def fields(row: Row) -> tuple[object, ...]:
    return (row.appointment, row.type, row.id, row.action)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_csv_forms(delimiter: str, end: str, mark: str) -> None:
    """Comma, semicolon or tab, either line end, with or without a byte order mark: the same rows."""
    lines = [delimiter.join(cells) for cells in (["Appointment", "Type", "Id"], ["42", "list", "204"], ["43", "list", "205"])]

    assert [fields(row) for row in rows(mark + end.join(lines))] == [("42", "list", "204", None), ("43", "list", "205", None)]


@pytest.mark.parametrize(
    "header",
    [
        "appointment,type,id,action",
        "APPOINTMENT ID,Record Type,Record-ID,Action",
        "appointment_id,linkType,target_id,operation",
        "Appointment No.,Alias,List ID,verb",
        "appt,morph_type,linkable id,ACTION",
        "AppointmentId,Link type,profileId,Verb",
        ' appointment ,"type",id ,action ',
    ],
)
def test_headers(header: str) -> None:
    """Headers count in any case and in the spellings that people use; blanks and punctuation do not count."""
    (row,) = rows(f"{header}\n 42 ,list, 204,unlink\n")

    assert fields(row) == ("42", "list", "204", "unlink")


def test_columns_in_any_order_come_back() -> None:
    """Columns stand in any order, and all of them come back as they were, the user's own among them."""
    (row,) = rows('Note,id,appointment,type,\n" a, ""b"" ",204, 42,list,\n')

    assert fields(row) == ("42", "list", "204", None)
    assert row.columns == {"Note": ' a, "b" ', "id": "204", "appointment": " 42", "type": "list"}


def test_strong_headers_beat_weak_ones() -> None:
    """A header that can only be the record's id counts beside a column of the user's that could be one."""
    (row,) = rows("profile_id,appointment,type,record id\nx,42,list,204\n")

    assert row.id == "204"


@pytest.mark.parametrize("header", ["id,appointment_id,type,list_id", "Profile ID,appointment,type,ID"])
def test_id_that_may_be_the_lines_own_number(header: str) -> None:
    """A bare `id` beside the id of a record is ambiguous: it may be the line's own number, and another record would be linked."""
    with pytest.raises(InputError, match="could both be the id; rename one"):
        rows(f"{header}\n1,42,list,204\n")


def test_physical_lines() -> None:
    """A row's line is the physical one that it begins at: blank lines, rows of empty cells and line breaks in quotes count."""
    found = rows('\nappointment,type,id,note\n\n1,list,1,"a\nb"\n,,,\n2,list,2,\n')

    assert [(row.line, row.appointment) for row in found] == [(4, "1"), (7, "2")]


@pytest.mark.parametrize("first", ["sep=|\n", "SEP=|\r\n", '"sep=|"\n', "\ufeffsep=|\n", "sep=| \n"])
def test_excels_separator_line(first: str) -> None:
    """Excel's own first line `sep=;` says the separator, in every form that spreadsheets write."""
    (row,) = rows(f"{first}appointment|type|id\n42|list|204\n")

    assert (row.line, row.appointment) == (3, "42")


def test_blank_line_after_the_separator() -> None:
    """A blank line before the header does not count, after `sep=;` too."""
    (row,) = rows("sep=;\n\nappointment;type;id\n42;list;204\n")

    assert (row.line, row.id) == (4, "204")


def test_columns_without_a_header() -> None:
    """A column without a header before others is named by its place; what stands behind the last header counts as no column."""
    (row,) = rows(",appointment,,type,id,,\n0,42,x,list,204,,\n")

    assert row.columns == {"column 1": "0", "appointment": "42", "column 3": "x", "type": "list", "id": "204"}


def test_short_and_long_rows() -> None:
    """Missing cells are empty; cells beyond the header make the row a bad one, since its columns may be shifted."""
    short, long, blank = rows("appointment,type,id,note\n1,list,1\n2,list,2,a,b\n3,list,3,a,,\n")

    assert (short.fault, blank.fault) == (None, None)
    assert short.columns["note"] == ""
    assert long.fault == "5 cells under 4 headers; quote a cell that holds the separator"
    (problem,) = bulk.check([long])
    assert str(problem) == "line 3: 5 cells under 4 headers; quote a cell that holds the separator"
    assert long.beyond == ("b",)
    assert isinstance(problem.error, bulk.UnreadableRowError)


def test_json_lines() -> None:
    """JSON Lines: keys as headers, numbers as numbers, blank lines skipped, each line with keys of its own."""
    found = rows(
        '\ufeff\n{"appointment": 42, "type": "list", "id": 204}\n\n{"Record ID": "x", "Type": "profile", "Appt": "7", "n": [1.5]}'
    )

    assert [(row.line, fields(row)) for row in found] == [(2, (42, "list", 204, None)), (4, ("7", "profile", "x", None))]
    assert found[1].columns["n"] == [1.5]


@pytest.mark.parametrize(
    "line",
    [
        "{",
        "[1]",
        '"x"',
        "{} {}",
        '{"a": ' * 3000,
        '{"id": 1, "target_id": 2}',
        '{"appointment": 42, "type": "list", "id": 204, "id": 205}',
        '{"appointment": 42, "type": "list", "id": 204, "n": NaN}',
        '{"appointment": 42, "type": "list", "id": 204, "n": 1e999}',
    ],
)
def test_bad_json_line(line: str) -> None:
    """A line that is no JSON object, or is ambiguous, is a bad row; the others still count."""
    good = '{"appointment": 42, "type": "list", "id": 204}'
    found = rows(f"{good}\n{line}\n{good}\n")

    assert [row.fault is not None for row in found] == [False, True, False]
    assert [problem.line for problem in bulk.check(found) if problem.kind is bulk.Kind.REFUSED] == [2]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "the input is empty"),
        (b" \n\n", "the input is empty"),
        ("appointment,type,id\n1,list,2\n".encode("utf-16"), "line 1: this is not UTF-8 text, perhaps UTF-16"),
        ("appointment,type,id\n".encode("utf-16-le"), "line 1: this is not UTF-8 text, perhaps UTF-16"),
        ("appointment,type,id,n\n1,list,2,é\n".encode("cp1252"), "line 2: this is not UTF-8 (byte 0xE9), perhaps Windows-1252"),
        (b"appointment,kind\n1,list\n", "there is no column 'type', 'id'; the header has 'appointment', 'kind'"),
        (b"1,list,204\n", "the header has '1', 'list', '204'; the first line must name the columns"),
        (",".join(f"c{n}" for n in range(50)).encode(), "'c19' and 30 more"),
        (b"PK\x03\x04\x14\x00", "this is an Excel workbook or a zip archive, not text; save it as 'CSV UTF-8'"),
        (b"\x1f\x8b\x08\x00", "this is a gzip archive"),
        (b"appointment,type,id\r1,list,2\r", "lines that end with a carriage return alone"),
        (b"appointment,type,id\r" * 60_000, "if its lines end with carriage returns alone"),
        (b'appointment,type,id\n1,list,2\n3,list,"4\n' + b"5,list,6\n" * 20_000, "line 3: this is not CSV"),
        (b"appointment,type,id,Note,Note\n", "there are two columns 'Note'; rename one"),
        (b"appointment,type,id,target_id\n", "columns 'id' and 'target_id' could both be the id; rename one"),
        (b"[{}]", "the input is a JSON array; give one object in each line"),
        (b'appointment,type,id\n1,list,"2\n', "this is not CSV"),
        (b'appointment,type,id\n1,list,"2"x\n', "line 2: this is not CSV"),
        (b"sep=;", "there is no column"),
        (b"a" * 2**21, "line 1 is longer than 1048576 bytes"),
    ],
)
def test_unreadable(content: bytes, words: str) -> None:
    """What makes a whole file unreadable is one InputError that says where and why."""
    with pytest.raises(InputError) as caught:
        rows(content)

    assert words in str(caught.value)
    assert "\n" not in str(caught.value)


def test_header_alone() -> None:
    """A header without rows is a file of no rows."""
    assert rows("appointment,type,id\n") == []


def test_paths(tmp_path: Path) -> None:
    """A file is named by str or Path, and closed when it was read; one that is not there is an OSError."""
    file = tmp_path / "links.csv"
    file.write_text("appointment,type,id\n1,list,2\n")

    assert 1 == len(list(bulk.read(file))) == len(list(bulk.read(str(file))))
    with pytest.raises(FileNotFoundError):
        list(bulk.read(tmp_path / "none.csv"))


def test_text_stream() -> None:
    """A stream of text is no input; the error says what is."""
    with pytest.raises(TypeError, match="a path or a binary stream"):
        list(bulk.read(io.StringIO("appointment,type,id\n")))  # type: ignore[arg-type]


def test_header_names_a_problem() -> None:
    """A problem names the header as it stands in the file."""
    (problem,) = bulk.check(rows("Appointment No.,Type,Record ID\n1,list,x\n"))

    assert problem.column == "Record ID"
