"""What the command line prints about a job: problems, outcomes, how far it is, the failures file, and how to go on."""

from __future__ import annotations

import csv
import json
import os
import secrets
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Self, TextIO

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn

from .bulk import Outcome, Run, Status
from .bulk import Progress as State
from .bulk._read import Form

EVERY = 5.0  # seconds between two lines where there is no terminal
ADDED = ("error", "status", "status_code", "tries", "line")


def text(value: object) -> str:
    """One line of JSON. What JSON does not know is written as text."""
    return json.dumps(value, default=str)


def counted(count: int, one: str, more: str = "") -> str:
    """A number with its noun."""
    return f"{count:,} {one if count == 1 else more or one + 's'}"


def record(outcome: Outcome) -> dict[str, Any]:
    """An outcome as `--json` writes it."""
    row, made = outcome.row, outcome.to_dict()
    fields = {"appointment": row.appointment, "type": row.type, "id": row.id, "action": row.action or "link"}
    rest = {name: made[name] for name in (*ADDED, "skipped")}
    return {"line": outcome.line, "status": outcome.status.value, **fields, **rest, "columns": dict(row.columns)}


def seconds(value: float | None) -> str:
    if value is None:
        return "?"
    minutes, rest = divmod(round(value), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def line(state: State) -> str:
    """How far it is, in one line."""
    throttled = f" after {counted(state.throttled, 'answer 429', 'answers 429')}" if state.throttled else ""
    held = f", held for {seconds(state.held)}" if state.held >= 1 else ""
    return (
        f"{state.total - state.pending:,} of {state.total:,}: {state.success:,} SUCCESS, {state.failed:,} FAILED; "
        f"{state.rate:.1f}/s, pace {state.pace:.1f}/s{throttled}{held}; {seconds(state.eta)} to go"
    )


@contextmanager
def shown(run: Run, console: Console, *, quiet: bool) -> Iterator[None]:
    """Show how far the job is while it runs: a bar on a terminal, else a line every few seconds."""
    if quiet:
        yield
    elif console.is_terminal and not console.is_dumb_terminal:
        with bar(run, console):
            yield
    else:
        with ticking(EVERY, lambda: console.print(line(run.progress), soft_wrap=True, highlight=False)):
            yield


@contextmanager
def bar(run: Run, console: Console) -> Iterator[None]:
    with Progress(BarColumn(), TextColumn("{task.fields[line]}"), console=console, transient=True) as progress:
        task = progress.add_task("", total=None, line="")

        def update() -> None:
            state = run.progress
            progress.update(task, total=state.total or None, completed=state.total - state.pending, line=line(state))

        with ticking(0.25, update):
            yield


@contextmanager
def ticking(every: float, act: Any) -> Iterator[None]:
    ended = threading.Event()

    def tick() -> None:
        while not ended.wait(every):
            act()

    thread = threading.Thread(target=tick, daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()


@contextmanager
def named(path: str) -> Iterator[None]:
    """Let an OSError name the file that it is about: that of a write does not."""
    try:
        yield
    except OSError as error:
        raise OSError(error.errno, error.strerror, path) from None


class Failures:
    """The file of the rows that failed: their own columns and what went wrong, in the input's form, so that it is an input.

    It is written beside its place, under a name that no other run has, and put there by `keep`. So it may replace the input it
    came from, and a job that never began takes nothing away. What is no file, such as a pipe, is written to as it is.

    form: how it is written. Every method raises OSError, which names the path, where it cannot be.
    """

    def __init__(self, path: str, form: Form) -> None:
        self.name, self.form, self.begun = path, form, False
        self.path = os.path.realpath(path)  # the place that a link leads to: the link stays
        part = None if Path(path).exists() and not Path(path).is_file() else f"{self.path}.{secrets.token_hex(4)}.part"
        encoding = "utf-8-sig" if form.bom else "utf-8"
        with named(path):
            self.file: TextIO = Path(part or path).open("w", encoding=encoding, newline="")  # noqa: SIM115 - closed by __exit__
        self.part = part

    def see(self, outcome: Outcome) -> None:
        """Add the outcome if its row has to be tried again. The first outcome gives the header: a file of no rows has one too."""
        again = outcome.status is Status.FAILED or outcome.after_failure
        if again or not self.begun:
            with named(self.name):
                self._write(outcome, again=again)

    def _write(self, outcome: Outcome, *, again: bool) -> None:
        made = outcome.to_dict()
        del made["skipped"]
        if self.form.json_lines:
            self.file.write(text(made) + self.form.line_end if again else "")
            return
        writer = csv.writer(self.file, delimiter=self.form.delimiter, lineterminator=self.form.line_end)
        if not self.begun:
            self.file.write(self.form.hint + self.form.line_end if self.form.hint else "")
            writer.writerow(made)
            self.begun = True
        if again:
            writer.writerow([*made.values(), *outcome.row.beyond])  # a row with too many cells stays one, and is refused again

    def keep(self) -> None:
        """Put the file in its place."""
        with named(self.name):
            self.file.close()
            if self.part is not None:
                if Path(self.path).exists():
                    shutil.copymode(self.path, self.part)
                os.replace(self.part, self.path)  # noqa: PTH105 - the name says that it is atomic
                self.part = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc_info: object) -> None:
        with suppress(OSError):  # of what was not kept nothing is missed
            self.file.close()
        if self.part is not None:
            Path(self.part).unlink(missing_ok=True)
