"""The command `omneo-appointments`: a thin skin over the client and bulk. Needs the extra `[cli]`.

click: it is small, has no dependency of its own, and completes words in bash, zsh and fish. rich: the progress bar.
"""

from __future__ import annotations

import re
import shlex
import sys
from collections.abc import Callable
from typing import Any

import click
from click.shell_completion import CompletionItem
from omneo_api.models import MorphAlias

from . import bulk
from ._cli_base import (
    CREDENTIALS,
    DONE,
    EXIT_CODES,
    FAILED,
    INTERRUPTED,
    PATH,
    STDIN,
    USAGE,
    Command,
    Exit,
    client,
    connection,
    exit_codes,
    program,
    run_command,
)
from ._show import text

CALL_CODES = exit_codes(DONE, FAILED, USAGE, CREDENTIALS, INTERRUPTED, failed="the API refused the call, or could not do it")
CHECK_CODES = exit_codes(DONE, FAILED, USAGE, INTERRUPTED, failed="some rows would be refused")
ALL_CODES = exit_codes(*EXIT_CODES)


def run(arguments: list[str] | None = None) -> int:
    """Run the command line; the exit code."""
    return run_command(main, arguments)


def verb(function: Command) -> Command:
    """Link or unlink: its arguments, its call, what it prints."""
    action = function.__name__
    printed = "the appointment" if action == "link" else "what was done"

    @connection
    @click.option("--json", "as_json", is_flag=True, help=f"Print {printed} as JSON, and a failure as an object with `error`.")
    @click.argument("appointment")
    @click.argument("type", shell_complete=lambda *_: [alias.value for alias in MorphAlias])
    @click.argument("id")
    def command(appointment: str, type: str, id: str, as_json: bool, **options: Any) -> None:
        with client(**options) as omneo:
            answer = getattr(omneo.appointments, action)(appointment, type, id)
        told = {"status": bulk.Status.SUCCESS, "action": action, "appointment": appointment, "type": type, "id": id}
        if as_json:
            click.echo(text(answer.to_dict() if answer is not None else told))
        else:
            click.echo(" ".join(told.values()))

    command.__doc__ = function.__doc__
    return main.command(action, epilog=CALL_CODES)(command)


@click.group(epilog=ALL_CODES, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="omneo-appointments")
def main() -> None:
    """Link and unlink records of Omneo appointments, one by one or from a file.

    \b
    The token comes from OMNEO_TOKEN or --token-file, the tenant from OMNEO_TENANT or --tenant.
    Completion for bash: eval "$(_OMNEO_APPOINTMENTS_COMPLETE=bash_source omneo-appointments)"; zsh and fish the same.
    """


@verb
def link() -> None:
    """Link a record to an appointment.

    \b
    omneo-appointments link 42 profile 6f9f8a52-3c1e-4b7d-9a55-0d2f6f1c7e10
    """


@verb
def unlink() -> None:
    """Unlink a record from an appointment.

    \b
    omneo-appointments unlink 42 list 204
    """


@main.command(epilog=CHECK_CODES)
@click.option("--json", "as_json", is_flag=True, help="One JSON object for each problem, and a last one with the totals.")
@click.argument("file", type=PATH)
def check(file: str, as_json: bool) -> int:
    """Check a file of rows without the network; no token is needed. FILE is CSV or JSON Lines, - for standard input.

    \b
    omneo-appointments check links.csv
    """
    from ._cli_bulk import source, tell_problems

    with source(file) as opened:
        refused = tell_problems(opened, as_json=as_json)
    return FAILED if refused else DONE


@main.command("bulk", epilog=ALL_CODES)
@connection
@click.option("--json", "as_json", is_flag=True, help="One JSON object for each outcome, and a last one with the totals.")
@click.option("--limit", type=click.IntRange(0), metavar="N", help="Send N rows at most.")
@click.option("--failures", type=PATH, metavar="F", help="Write the rows that failed to F, in the form of the input.")
@click.option("--journal", type=PATH, metavar="F", help="The journal; else FILE.journal beside the input.")
@click.option("--concurrency", type=click.IntRange(1), default=bulk.DEFAULT_CONCURRENCY, show_default=True, metavar="N")
@click.option("--rate", metavar="R", help="Such as 900/m or 15/s; 15 alone is 15/s. Of n processes, give each R / n.")
@click.option("--dry-run", is_flag=True, help="Check, and say how many rows would be sent; send nothing.")
@click.argument("file", type=PATH)
@click.pass_context
def bulk_command(context: click.Context, /, file: str, **options: Any) -> int:
    """Link and unlink the rows of a file. FILE is CSV with a header or JSON Lines, - for standard input.

    Columns: appointment, type, id, and action (link or unlink) if you like; others come back with the failures. All rows are
    checked first. What was done is in the journal, so the same command goes on where it stopped: at least once, same end state.

    \b
    omneo-appointments bulk links.csv --rate 900/m --failures failed.csv
    """
    from ._cli_bulk import Job

    who = {name: options.pop(name) for name in ("tenant", "base_url", "token_file")}
    with client(**who, stdin_is_input=file == STDIN) as omneo:
        return Job(omneo, file, again(context), **options).run()


def again(context: click.Context) -> Callable[..., str]:
    """What makes the command that goes on: this one, with other values for some of its parameters."""

    def command(**changed: Any) -> str:
        values = context.params | changed
        file = values.pop("file")
        words = [program(), context.command.name or "", f"./{file}" if file.startswith("-") and file != STDIN else file]
        for parameter in context.command.params:
            value = values.get(parameter.name or "")
            if value in (None, False) or value == parameter.default:
                continue
            words += parameter.opts[:1] if value is True else [parameter.opts[0], str(value)]
        return " ".join([words[0], shlex.join(words[1:])])

    return command


def records(command: Command) -> Command:
    """An option for each alias of the spec."""
    for alias in MorphAlias:
        command = click.option(f"--{alias.value}", alias.name, metavar="ID", help=f"A {alias.value} that exists.")(command)
    return command


@main.command(epilog=CALL_CODES)
@connection
@click.option("--yes", is_flag=True, help="Do not ask before the calls are made.")
@click.option("--linked", is_flag=True, help="The record that is linked first is linked now, and is to stay so.")
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON only, as `make drift` reads it.")
@records
@click.argument("appointment")
def probe(appointment: str, yes: bool, linked: bool, as_json: bool, **options: Any) -> int:
    """Ask a tenant what its documentation leaves open, with about ten calls that undo themselves.

    APPOINTMENT is one that may be touched. The report holds no name, email, id or token.

    \b
    omneo-appointments probe 42 --list 204 --profile 6f9f8a52-3c1e-4b7d-9a55-0d2f6f1c7e10
    """
    from ._probe import Probe

    named = {alias.value: options.pop(alias.name) for alias in MorphAlias}
    if not any(named.values()):
        raise click.UsageError(f"name a record: {' or '.join(f'--{alias} ID' for alias in named)}")
    with client(**options) as omneo:
        asking = Probe.of(omneo, appointment, named, linked=linked)
        click.echo(asking.plan(), err=True)
        if not yes:
            confirm()
        report = asking.ask()
    click.echo(text(report.to_dict()) if as_json else f"{report.markdown()}\n\n{text(report.to_dict())}")
    return DONE


def confirm() -> None:
    """Ask whether to go on. Raises Exit where the answer is no, UsageError where there is none."""
    nobody = click.UsageError("nobody answers on standard input; --yes makes the calls without asking")
    if sys.stdin is None:  # it is closed
        raise nobody
    try:
        agreed = click.confirm("Make these calls?", err=True)
    except click.Abort as ended:
        if isinstance(ended.__context__, EOFError):
            click.echo(err=True)
            raise nobody from None
        raise
    if not agreed:
        raise Exit(INTERRUPTED, "nothing was sent")


class Sandbox(click.Command):
    """A command whose options are those of another program, completed from that one's help."""

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:  # noqa: ARG002 - click names it
        try:
            from .sandbox.__main__ import command as sandbox_parser
        except ImportError:
            return []
        options = re.findall(r"^ +(?:-h, )?(--[a-z-]+)", sandbox_parser().format_help(), re.MULTILINE)
        return [CompletionItem(option) for option in options if option.startswith(incomplete)]


@main.command(
    "sandbox", cls=Sandbox, context_settings={"ignore_unknown_options": True, "help_option_names": []}, add_help_option=False
)
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def sandbox(arguments: tuple[str, ...]) -> int:
    """The local Omneo, to try everything without a tenant; see --help.

    \b
    omneo-appointments sandbox --port 0
    """
    try:
        from .sandbox.__main__ import main as serve
    except ImportError as absent:
        raise Exit(USAGE, str(absent)) from None
    try:
        serve(list(arguments), f"{program()} sandbox")
    except SystemExit as ended:
        return int(ended.code or DONE)
