"""The failures file: it loses nothing, overwrites nothing else, and a second run over it ends as the input says."""

from __future__ import annotations

import csv
import os
import stat
import threading
from pathlib import Path

import pytest
from omneo_appointments._show import Failures
from omneo_appointments.bulk import _journal
from omneo_appointments.bulk._read import Form
from omneo_appointments.sandbox import Running

from tests.cli.conftest import Command
from tests.cli.test_commands import linked, write

BAD = "4242,list,9,unknown appointment"


@pytest.mark.parametrize(
    ("arguments", "changed", "code"),
    [
        (["--rate", "fast"], {}, 2),
        (["--limit", 1], {}, 5),
        ([], {"OMNEO_TOKEN": "wrong"}, 7),
        ([], {"OMNEO_BASE_URL": "http://127.0.0.1:9/api"}, 7),
        (["--journal", "locked"], {}, 2),
        (["--journal", "links.csv"], {}, 2),
    ],
)
def test_a_job_that_stops_leaves_its_input(
    arguments: list[str], changed: dict[str, str], code: int, inside: Command, tmp_path: Path
) -> None:
    """Where the failures replace the input they came from, a job that does not come to its end leaves the input as it was."""
    content = write(tmp_path / "links.csv", 30, BAD).read_bytes()
    held = _journal.connect(tmp_path / "locked")

    done = inside("bulk", "links.csv", "--failures", "links.csv", *arguments, **changed)
    held.close()

    assert (code, content) == (done.code, (tmp_path / "links.csv").read_bytes())
    assert not list(tmp_path.glob("*.part"))


def test_a_job_that_stops_writes_what_failed(inside: Command, tmp_path: Path) -> None:
    """A failures file of its own has what failed before the job stopped."""
    write(tmp_path / "links.csv", 30, "1,lists,9,typo")

    assert inside("bulk", "links.csv", "--failures", "failed.csv", "--limit", 3).code == 5
    assert "typo" in (tmp_path / "failed.csv").read_text()


def test_a_job_that_never_began_leaves_the_failures(inside: Command, tmp_path: Path) -> None:
    """The failures of an earlier run stay where a later one cannot begin."""
    write(tmp_path / "links.csv")
    (tmp_path / "failed.csv").write_text("of yesterday")

    assert inside("bulk", "links.csv", "--failures", "failed.csv", "--rate", "fast").code == 2
    assert (tmp_path / "failed.csv").read_text() == "of yesterday"


def test_nothing_failed(inside: Command, tmp_path: Path) -> None:
    """Where nothing failed the file has a header and no rows, and is an input of no rows."""
    write(tmp_path / "links.csv")

    assert inside("bulk", "links.csv", "--failures", "failed.csv", "--rate", 1000).code == 0
    assert (tmp_path / "failed.csv").read_text().split() == ["appointment,type,id,note,error,status,status_code,tries,line"]
    assert inside("bulk", "failed.csv", "--failures", "failed.csv").code == 0


def test_too_many_cells_stay_too_many(inside: Command, sandbox: Running, tmp_path: Path) -> None:
    """A row with more cells than headers keeps them all and is refused again; cut to the header it would link another record."""
    (tmp_path / "links.csv").write_text("appointment,type,id\n42,list,1,204\n")

    first = inside("bulk", "links.csv", "--failures", "failed.csv")
    content = (tmp_path / "failed.csv").read_text()
    again = [inside("bulk", "failed.csv", "--failures", "failed.csv") for _ in range(2)]

    assert "line 2: 4 cells under 3 headers; quote a cell that holds the separator" in first.out
    assert content.splitlines()[1].endswith(",FAILED,,0,2,204")
    assert [done.code for done in again] == [1, 1]
    assert (tmp_path / "failed.csv").read_text() == content.replace("4 cells under 3", "9 cells under 8")
    assert sandbox.requests() == []


def test_a_failure_that_a_later_row_undoes(inside: Command, sandbox: Running, tmp_path: Path) -> None:
    """A failed link is followed by the unlink after it, so that trying the failures again ends as the input says."""
    (tmp_path / "links.csv").write_text("appointment,type,id,action\n1,list,2,link\n1,list,3,link\n1,list,2,unlink\n")
    sandbox.order("422")

    done = inside("bulk", "links.csv", "--failures", "failed.csv")
    with (tmp_path / "failed.csv").open() as opened:
        assert [(row["id"], row["action"], row["status"]) for row in csv.DictReader(opened)] == [
            ("2", "link", "FAILED"),
            ("2", "unlink", "SUCCESS"),
        ]
    again = inside("bulk", *done.last.partition(" bulk ")[2].split())

    assert (again.code, again.last) == (0, "2 SUCCESS (0 needed no request), 0 FAILED (0 refused), 0 PENDING")
    assert linked(sandbox) == 1


def test_blank_headers_and_columns_do_not_pile_up(inside: Command, tmp_path: Path) -> None:
    """A column without a header comes back under its place; a second run adds no column."""
    (tmp_path / "links.csv").write_text(f",appointment,type,id,\n7,{BAD.removesuffix('unknown appointment')}\n")

    inside("bulk", "links.csv", "--failures", "failed.csv")
    content = (tmp_path / "failed.csv").read_text()
    inside("bulk", "failed.csv", "--failures", "failed.csv")

    assert content.startswith("column 1,appointment,type,id,error,status,status_code,tries,line\n7,4242,list,9,404 ")
    assert (tmp_path / "failed.csv").read_text() == content


def test_links_and_modes_stay(inside: Command, tmp_path: Path) -> None:
    """A link to the failures file stays one, and a file that only its owner may read stays so."""
    write(tmp_path / "links.csv", 1, BAD)
    real = tmp_path / "real.csv"
    real.write_text("old")
    real.chmod(0o600)
    (tmp_path / "failed.csv").symlink_to("real.csv")

    assert inside("bulk", "links.csv", "--failures", "failed.csv").code == 1
    assert (tmp_path / "failed.csv").is_symlink()
    assert "unknown appointment" in real.read_text()
    assert stat.S_IMODE(real.stat().st_mode) == 0o600


def test_what_is_no_file_is_written_to(inside: Command, tmp_path: Path) -> None:
    """A named pipe, or a device, is written to and not replaced."""
    write(tmp_path / "links.csv", 1, BAD)
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read: list[str] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_text()))
    reader.start()

    assert inside("bulk", "links.csv", "--failures", "pipe").code == 1
    reader.join()
    assert "unknown appointment" in read[0]
    assert pipe.is_fifo()


@pytest.mark.parametrize(
    ("file", "failures", "journal"),
    [
        ("links.csv", "j", "j"),
        ("links.csv", "links.csv.journal", None),
        ("links.csv", "j", "./j"),
        ("links.csv", "-", None),
        ("links.csv", "", None),
        ("links.csv", ".", None),
    ],
)
def test_overwrites_nothing_else(file: str, failures: str, journal: str | None, inside: Command, tmp_path: Path) -> None:
    """A failures file that would overwrite the journal is wrong usage, in one line; nothing is sent or changed."""
    content = write(tmp_path / file, 3, BAD).read_bytes()

    done = inside("bulk", file, "--failures", failures, *(["--journal", journal] if journal else []))

    assert (done.code, len(done.err.splitlines())) == (2, 1)
    assert [file] == [path.name for path in tmp_path.iterdir()]
    assert (tmp_path / file).read_bytes() == content


def test_failures_of_standard_input(command: Command) -> None:
    """The command after a run over standard input reads the failures, which standard input no longer has."""
    done = command("bulk", "-", "--failures", "failed.csv", stdin=f"appointment,type,id\n{BAD.rpartition(',')[0]}\n")

    assert done.last.endswith("omneo_appointments bulk failed.csv --failures failed.csv")


@pytest.mark.parametrize(("arguments", "step"), [(["--limit", 0], "go on"), ([], "try the failures again")])
def test_standard_input_is_needed_again(arguments: list[object], step: str, inside: Command) -> None:
    """Where the next command reads standard input, what is printed says so."""
    done = inside("bulk", "-", *arguments, stdin="appointment,type,id\n4242,list,9\n")

    assert done.out.splitlines()[-2] == f"send the rows to standard input again, then {step} with:"


def test_refused_rows_are_to_be_corrected(inside: Command, tmp_path: Path) -> None:
    """Before the command that tries again comes the correction of what was refused, and how to get it as a file."""
    write(tmp_path / "links.csv", 1, "1,lists,9,typo")

    words = "correct the 1 refused row{}, then try the failures again with:"
    assert inside("bulk", "links.csv").out.splitlines()[-2] == words.format(" (--failures F writes them to a file)")
    assert inside("bulk", "links.csv", "--failures", "f").out.splitlines()[-2] == words.format("")


@pytest.mark.parametrize(
    "head",
    [
        b"\xef\xbb\xbfappointment;type;id\r\n",
        b"appointment\ttype\tid\n",
        b"\xef\xbb\xbfsep=|\r\nappointment|type|id\r\n",
        b"sep=\t\nappointment\ttype\tid\n",
    ],
)
def test_form_of_the_input(head: bytes, inside: Command, tmp_path: Path) -> None:
    """The failures of CSV have the separator, the byte order mark and the line ends of the input, so what opened one opens the other."""
    separator = head.rpartition(b"type")[2][:1]
    (tmp_path / "links.csv").write_bytes(head + separator.join([b"4242", b"list", b"9"]))

    assert inside("bulk", "links.csv", "--failures", "failed.csv").code == 1
    content = (tmp_path / "failed.csv").read_bytes()
    assert content.startswith(head.rstrip() + separator + b"error" + separator)
    assert content.count(b"\r") == (content.count(b"\n") if b"\r" in head else 0)
    assert inside("bulk", "failed.csv", "--failures", "failed.csv").code == 1
    assert (tmp_path / "failed.csv").read_bytes() == content


def test_a_second_run_does_no_harm(inside: Command, sandbox: Running, tmp_path: Path) -> None:
    """A run that is refused because another has the journal leaves that one's failures alone, written as far as they are."""
    write(tmp_path / "links.csv", 1)
    held = _journal.connect(tmp_path / "links.csv.journal")
    with Failures(str(tmp_path / "failed.csv"), Form()) as failures:
        assert inside("bulk", "links.csv", "--failures", "failed.csv").code == 2
        failures.file.write("kept")
        failures.keep()
    held.close()

    assert (tmp_path / "failed.csv").read_text() == "kept"
    assert sandbox.requests() == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
def test_no_room_on_a_device(inside: Command, tmp_path: Path) -> None:
    """A device that takes no more is named, in whatever moment it says so; standard output is not blamed."""
    write(tmp_path / "links.csv", 0, *["1,lists,9,typo"] * 300)

    done = inside("bulk", "links.csv", "--failures", "/dev/full")
    assert (done.code, done.err) == (
        5,
        "omneo-appointments: stopped: /dev/full: No space left on device; the same command goes on\n",
    )


def test_reader_of_the_failures_goes_away(inside: Command, tmp_path: Path) -> None:
    """A pipe of failures that nobody reads any more ends the job with a line that names it."""
    write(tmp_path / "links.csv", 0, *["1,lists,9,typo"] * 2000)
    os.mkfifo(tmp_path / "pipe")
    reader = threading.Thread(target=lambda: (tmp_path / "pipe").open().close())
    reader.start()

    done = inside("bulk", "links.csv", "--failures", "pipe")
    reader.join()
    assert (done.code, done.err) == (5, "omneo-appointments: stopped: pipe: Broken pipe; the same command goes on\n")


@pytest.mark.parametrize(("to", "words"), [("out", "standard output"), ("failures", "failed.csv")])
def test_no_room_for_what_it_writes(
    to: str, words: str, inside: Command, sandbox: Running, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk below the output or the failures ends with 5 and one line; the same command goes on and sends nothing twice."""
    from omneo_appointments import _cli_bulk

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    write(tmp_path / "links.csv", 3, BAD)
    (tmp_path / "failed.csv").write_text("of yesterday")
    with monkeypatch.context() as patch:
        if to == "out":
            patch.setattr(_cli_bulk.Job, "tell", full)
        else:
            patch.setattr(os, "replace", full)
        done = inside("bulk", "links.csv", "--failures", "failed.csv", "--rate", 1000)

    assert (done.code, (tmp_path / "failed.csv").read_text()) == (5, "of yesterday")
    assert f"{words}: No space left on device; the same command goes on" in done.err
    assert not list(tmp_path.glob("*.part"))
    assert inside("bulk", "links.csv", "--failures", "failed.csv", "--rate", 1000).code == 1
    assert linked(sandbox) == 3
    assert sum(request.status == 200 for request in sandbox.requests()) == 3
