"""What every verb of the command line shares: exit codes, the end of the process, the client from the options."""

from __future__ import annotations

import io
import json
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, BinaryIO

import click

from . import bulk
from ._client import Omneo
from ._errors import (
    APIConnectionError,
    AuthenticationError,
    ConfigurationError,
    LinkTargetError,
    OmneoError,
    PermissionDeniedError,
    TokenError,
)
from .bulk._outcomes import is_strange

DONE, FAILED, USAGE, STOPPED, CREDENTIALS, INTERRUPTED = 0, 1, 2, 5, 7, 130
STDIN = "-"
PATH = click.Path(allow_dash=True)  # shells complete it
ENDING = [number for name in ("SIGTERM", "SIGHUP") if (number := getattr(signal, name, None))]  # Windows has no SIGHUP
EXIT_CODES = {
    DONE: "all done",
    FAILED: "done, but some rows failed or were refused",
    USAGE: "wrong usage, or input or journal that cannot be used",
    STOPPED: "stopped; the same command goes on",
    CREDENTIALS: "the token, the tenant or the base URL is wrong, or nobody answers there",
    INTERRUPTED: "interrupted by Ctrl-C, SIGTERM or SIGHUP; the same command goes on",
}
CHECK_TOKEN = "check the token in OMNEO_TOKEN or --token-file"  # noqa: S105 - words, no secret
CHECK_ADDRESS = "check OMNEO_BASE_URL or --base-url, OMNEO_TENANT or --tenant"
# What the client's messages call an argument, and what it is called here.
OPTIONS = {
    "base_url=": "--base-url",
    "tenant=": "--tenant",
    "token=": "--token-file",
    " (allow_insecure_http=True allows it)": "",
    "base_url": "the base URL",
}
STOPPED_BY = {bulk.Reason.TOKEN: CREDENTIALS, bulk.Reason.HOST: CREDENTIALS, bulk.Reason.INTERRUPTED: INTERRUPTED}
Command = Callable[..., Any]


class Exit(Exception):  # noqa: N818 - it is not an error
    """The end of the process, with its code and one line for standard error."""

    def __init__(self, code: int, message: str = "") -> None:
        super().__init__(message)
        self.code, self.message = code, message


def run_command(command: click.Command, arguments: list[str] | None) -> int:
    """Run a command; the exit code. What went wrong is one line on standard error, with --json an object on standard output too."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # as standard error is: not every terminal has every letter
    try:
        with ended_by_signals():
            code = command.main(arguments, prog_name=program(), standalone_mode=False)
        return code if isinstance(code, int) else DONE
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        return USAGE
    except SystemExit:  # click's own end where whoever read the output has gone
        return STOPPED
    except (click.ClickException, click.Abort, KeyboardInterrupt, Exit, OmneoError, OSError) as error:
        code, message = ending(error)
        if message:
            click.echo(f"omneo-appointments: {message}", err=True)
            if "--json" in (sys.argv[1:] if arguments is None else arguments):
                echo_failure(error, message, code)
        return code


def ending(error: BaseException) -> tuple[int, str]:
    """The exit code and the line of what ended a command."""
    if isinstance(error, click.ClickException):
        return USAGE, usage(error)
    if isinstance(error, Exit):
        return error.code, error.message
    if isinstance(error, OmneoError | OSError):
        return exit_code(error), words(error)
    return INTERRUPTED, "interrupted"


def echo_failure(error: BaseException, message: str, code: int) -> None:
    """What went wrong as an object on standard output, for whoever reads that."""
    told = {"status": "FAILED", "error": message, "status_code": getattr(error, "status_code", None)}
    with suppress(OSError):  # it may be what cannot be written
        click.echo(json.dumps({**told, "tries": getattr(error, "tries", 0), "exit_code": code}))


def exit_codes(*codes: int, failed: str = EXIT_CODES[FAILED]) -> str:
    """The part of a help that says how a command ends. failed: what FAILED means there."""
    lines = (f"  {code:3}  {failed if code == FAILED else EXIT_CODES[code]}" for code in codes)
    return "\n".join(["\b", "Exit codes:", *lines])


def usage(error: click.ClickException) -> str:
    """What is wrong with the arguments, and where the right ones are listed, in one line."""
    where = getattr(error, "ctx", None)
    hint = f"; see {where.command_path} --help" if where else ""
    return f"{' '.join(error.format_message().split()).rstrip('.')}{hint}"


def words(error: Exception) -> str:
    """What went wrong, in the words of the command line."""
    if isinstance(error, OSError) and error.strerror:
        return f"{error.filename or 'standard output'}: {error.strerror}"
    text = str(error)
    if isinstance(error, ConfigurationError):
        for python, option in OPTIONS.items():
            text = text.replace(python, option)
    if isinstance(error, AuthenticationError | PermissionDeniedError):
        return with_advice(text, CHECK_TOKEN)
    return with_advice(text, *getattr(error, "__notes__", ()), CHECK_ADDRESS) if is_elsewhere(error) else text


def words_of_stop(stopped: bulk.BulkStoppedError) -> str:
    """The same for a job that stopped."""
    known = {bulk.Reason.TOKEN: (CHECK_TOKEN,), bulk.Reason.HOST: (CHECK_ADDRESS,)}
    return with_advice(str(stopped), *known.get(stopped.reason, ()))


def with_advice(text: str, *advice: str) -> str:
    return "; ".join([text.rstrip(".") if advice else text, *advice])


def is_elsewhere(error: Exception) -> bool:
    """Nobody answers at this address, or something else than an Omneo."""
    return isinstance(error, APIConnectionError) or (isinstance(error, OmneoError) and is_strange(error))


@contextmanager
def ended_by_signals() -> Iterator[None]:
    """Let SIGTERM and SIGHUP end a command as Ctrl-C does, so that what was begun is put in order.

    A signal that is ignored, as nohup has it, stays ignored.
    """

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    before = {number: signal.getsignal(number) for number in ENDING}
    try:
        for number, handler in before.items():
            if handler is signal.SIG_DFL:
                signal.signal(number, interrupt)
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def exit_code(error: Exception) -> int:
    if isinstance(error, bulk.StorageError) or (isinstance(error, OSError) and not error.filename):  # no room on the disk
        return STOPPED
    if isinstance(error, bulk.InputError | bulk.JournalError | bulk.OptionError | LinkTargetError | OSError):
        return USAGE
    wrong = (ConfigurationError, TokenError, AuthenticationError, PermissionDeniedError)
    return CREDENTIALS if isinstance(error, wrong) or is_elsewhere(error) else FAILED


def program() -> str:
    return "python -m omneo_appointments" if Path(sys.argv[0]).name == "__main__.py" else "omneo-appointments"


@contextmanager
def client(*, tenant: str | None, base_url: str | None, token_file: str | None, stdin_is_input: bool = False) -> Iterator[Omneo]:
    """The client that the options describe. An answer that is not of an Omneo gets a note that names the address.

    Raises ConfigurationError; OSError for a token file that cannot be read.
    """
    if token_file == STDIN and stdin_is_input:
        raise click.UsageError("standard input cannot be both the token and the rows")
    token = None if token_file is None else token_from(token_file)
    with Omneo(tenant=tenant, base_url=base_url, token=token) as opened:
        try:
            yield opened
        except OmneoError as error:
            if is_strange(error):
                error.add_note(f"{opened._config.base_url} does not look like the Omneo API")
            raise


def token_from(file: str) -> str:
    """The token in a file, or on standard input; blanks around it do not count. Raises ConfigurationError where it holds none."""
    content = standard_input().read() if file == STDIN else Path(file).read_bytes()
    token = content.decode("utf-8-sig", errors="replace").strip()  # what is not ASCII is refused as any other bad token
    if not token:
        raise ConfigurationError(f"no token in {'standard input' if file == STDIN else file}")
    return token


def standard_input() -> BinaryIO:
    """Standard input as bytes. Raises UsageError where it is closed."""
    if sys.stdin is None:
        raise click.UsageError("standard input is closed")
    return sys.stdin.buffer


def connection(command: Command) -> Command:
    """The options that say which tenant, and with what token."""
    for option in (
        click.option(
            "--token-file",
            type=click.Path(allow_dash=True),
            metavar="F",
            help="File with the token, - for standard input; else OMNEO_TOKEN.",
        ),
        click.option("--base-url", metavar="URL", help="Address before /v3, instead of a tenant; else OMNEO_BASE_URL."),
        click.option("--tenant", metavar="NAME", help="The tenant; else OMNEO_TENANT."),
    ):
        command = option(command)
    return command
