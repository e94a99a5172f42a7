"""The verb `bulk` of the command line, and what `check` shares with it."""

from __future__ import annotations

import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from typing import BinaryIO, cast

import click
from attrs import define, field
from rich.console import Console

from . import bulk
from ._cli_base import DONE, ENDING, FAILED, INTERRUPTED, STDIN, STOPPED, STOPPED_BY, Exit, standard_input, words, words_of_stop
from ._client import Omneo
from ._show import Failures, counted, record, shown, text
from .bulk._read import Form, form_of


@contextmanager
def source(path: str) -> Iterator[BinaryIO]:
    """The input, opened so that it can be read twice: what is not a file is copied to one that disappears by itself."""
    with nullcontext(standard_input()) if path == STDIN else Path(path).open("rb") as opened:
        if path != STDIN and opened.seekable():
            yield opened
            return
        with tempfile.TemporaryFile() as copy:
            shutil.copyfileobj(opened, copy)
            copy.seek(0)
            yield cast(BinaryIO, copy)


def stays(path: str) -> bool:
    """Whether the input can be read by a later command as well: it is neither standard input nor a pipe."""
    return path != STDIN and Path(path).is_file()


def same(path: str | None, other: str | None) -> bool:
    """Whether both are the same file, or will be."""
    return path is not None and other is not None and os.path.realpath(path) == os.path.realpath(other)


def tell_problems(opened: BinaryIO, *, as_json: bool) -> int:
    """Print every problem and a last line with the totals; the number of refused rows."""
    rows = 0

    def read() -> Iterator[bulk.Row]:
        nonlocal rows
        for row in bulk.read(opened):
            rows += 1
            yield row

    kinds = dict.fromkeys(bulk.Kind, 0)
    refused = last = 0
    for problem in bulk.check(read()):
        kinds[problem.kind] += 1
        if problem.kind is bulk.Kind.REFUSED and problem.line != last:
            refused, last = refused + 1, problem.line
        click.echo(text(problem.to_dict()) if as_json else str(problem))
    totals = {"rows": rows, "refused": refused, "duplicates": kinds[bulk.Kind.DUPLICATE]}
    totals["contradictions"] = kinds[bulk.Kind.CONTRADICTION]
    if as_json:
        click.echo(text(totals))
    else:
        told = [counted(rows, "row"), f"{refused:,} refused", counted(kinds[bulk.Kind.DUPLICATE], "duplicate")]
        click.echo(", ".join([*told, counted(kinds[bulk.Kind.CONTRADICTION], "contradiction")]))
    return refused


@define
class Job:
    """One `bulk` command.

    again: makes the command that goes on from other values of some parameters. The rest are the command's own options.
    """

    client: Omneo
    file: str
    again: Callable[..., str]
    dry_run: bool
    rate: str | None
    concurrency: int
    journal: str | None
    failures: str | None
    limit: int | None
    as_json: bool
    _signals: int = field(init=False, default=0)

    def run(self) -> int:
        if self.journal is None and stays(self.file):
            self.journal = f"{self.file}.journal"
        if self.journal == STDIN:
            raise click.UsageError("--journal must be the path of a file")
        if self.dry_run:
            self.limit, self.failures = 0, None
            self.journal = self.journal if self.journal and Path(self.journal).exists() else None
        with source(self.file) as opened:
            if not self.as_json:
                tell_problems(opened, as_json=False)
                opened.seek(0)
            options = {"journal": self.journal, "rate": self.rate, "concurrency": self.concurrency, "limit": self.limit}
            with self.failures_file(form_of(opened)) as failures:
                with bulk.run(self.client, bulk.read(opened), **options) as job:  # type: ignore[arg-type]
                    stopped = self.follow(job, failures)
                if failures and not (stopped and same(self.file, self.failures)):
                    self.write(failures.keep)  # where the job stopped, what is left to do is in the input: that stays
        return self.end(job.progress, stopped)

    @contextmanager
    def failures_file(self, form: Form) -> Iterator[Failures | None]:
        """The failures file, if there is to be one. Raises UsageError where it would overwrite something else of the job."""
        if self.failures is None:
            yield None
            return
        if self.failures in ("", STDIN):
            raise click.UsageError("--failures must be the path of a file")
        if same(self.failures, self.journal):
            raise click.UsageError("--failures would overwrite the journal; give another file")
        with Failures(self.failures, form) as failures:
            yield failures

    def follow(self, job: bulk.Run, failures: Failures | None) -> bulk.BulkStoppedError | None:
        """Tell every outcome; the reason why the job stopped early, if it did."""
        console = Console(stderr=True)
        with self.signals(job, console), shown(job, console, quiet=self.as_json):
            try:
                for outcome in job:
                    self.write(self.tell, outcome, failures)
            except bulk.BulkStoppedError as stopped:
                return stopped
        return None

    def write(self, act: Callable[..., None], *given: object) -> None:
        """Write to the output or the failures file. Where that cannot be, the job stops in order; the same command goes on."""
        try:
            act(*given)
        except OSError as error:
            if isinstance(error, BrokenPipeError) and not error.filename:  # whoever read the output has gone
                os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
                raise Exit(STOPPED) from None
            raise Exit(STOPPED, f"stopped: {words(error)}; the same command goes on") from None

    def tell(self, outcome: bulk.Outcome, failures: Failures | None) -> None:
        failed = outcome.status is bulk.Status.FAILED
        if failures:
            failures.see(outcome)
        if self.as_json and outcome.status is not bulk.Status.PENDING:
            click.echo(text(record(outcome)))
        elif failed and outcome.tries:  # those that were refused have been told by the check
            click.echo(f"line {outcome.line}: FAILED after {counted(outcome.tries, 'try', 'tries')}: {outcome.error}")

    @contextmanager
    def signals(self, job: bulk.Run, console: Console) -> Iterator[None]:
        """SIGINT, SIGTERM and SIGHUP end the job in order, a second one ends it at once; those that are ignored stay ignored."""

        def interrupt(number: int, _: object) -> None:
            self._signals += 1
            if self._signals > 1:
                console.show_cursor(True)
                os._exit(INTERRUPTED)
            job.stop(f"interrupted by {signal.Signals(number).name}")
            with suppress(OSError, AttributeError):  # it may be closed
                os.write(sys.stderr.fileno(), b"finishing what is in flight; once more ends at once\n")  # a handler must not print

        before = {number: signal.getsignal(number) for number in (signal.SIGINT, *ENDING)}
        try:
            for number, handler in before.items():
                if handler is not signal.SIG_IGN:
                    signal.signal(number, interrupt)
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    def end(self, state: bulk.Progress, stopped: bulk.BulkStoppedError | None) -> int:
        """Tell the totals and how to go on; the exit code."""
        code = FAILED if state.failed else DONE
        if stopped and not self.dry_run:
            code = STOPPED_BY.get(stopped.reason, STOPPED)
        command = self.command(code)
        message = words_of_stop(stopped) if stopped else ""
        totals = {name: getattr(state, name) for name in ("total", "success", "failed", "refused", "skipped", "pending")}
        if self.as_json:
            reason = stopped.reason.value if stopped else None
            click.echo(text({**totals, "stopped": reason, "message": message, "exit_code": code, "command": command}))
            return code
        if self.dry_run:
            was = "was" if state.skipped == 1 else "were"
            click.echo(f"{counted(state.pending, 'row')} would be sent, {state.skipped:,} {was} done before; nothing was sent")
            return code
        click.echo(
            f"{state.success:,} SUCCESS ({state.skipped:,} needed no request), "
            f"{state.failed:,} FAILED ({state.refused:,} refused), {state.pending:,} PENDING"
        )
        if stopped:
            click.echo(f"stopped: {message}")
        if command:
            click.echo(f"{self.next_step(state, stopped=stopped is not None)} with:\n{command}")
        return code

    def next_step(self, state: bulk.Progress, *, stopped: bool) -> str:
        """What the last command is for, and what has to be done before it."""
        steps = ["go on" if stopped else "try the failures again"]
        if not stays(self.file) and (stopped or not self.failures):
            steps.insert(0, f"send the rows to {'standard input' if self.file == STDIN else self.file} again")
        if state.refused and not stopped:
            hint = "" if self.failures else " (--failures F writes them to a file)"
            steps.insert(0, f"correct the {counted(state.refused, 'refused row')}{hint}")
        return ", then ".join(steps)

    def command(self, code: int) -> str | None:
        """The command that goes on, or tries the failures again; None where there is nothing to do."""
        if code == DONE:
            return None
        if code == FAILED and self.failures:
            return self.again(file=self.failures, journal=self.journal)
        return self.again()
