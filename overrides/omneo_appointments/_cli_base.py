"""What every verb of the command line shares: exit codes, the end of the process, the client from the options."""

from __future__ import annotations

import io
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

import click

from . import bulk
from ._client import Omneo
from ._errors import AuthenticationError, ConfigurationError, LinkTargetError, OmneoError, PermissionDeniedError, TokenError

DONE, FAILED, USAGE, STOPPED, CREDENTIALS, INTERRUPTED = 0, 1, 2, 5, 7, 130
STDIN = "-"
PATH = click.Path(allow_dash=True)  # shells complete it
ENDING = [number for name in ("SIGTERM", "SIGHUP") if (number := getattr(signal, name, None))]  # Windows has no SIGHUP
EXIT_CODES = """
\b
Exit codes:
    0  all done
    1  done, but some rows failed or were refused
    2  wrong usage, or input or journal that cannot be used
    5  stopped; the same command goes on
    7  the token or the tenant is wrong
  130  interrupted by Ctrl-C, SIGTERM or SIGHUP; the same command goes on
"""
STOPPED_BY = {bulk.Reason.TOKEN: CREDENTIALS, bulk.Reason.HOST: CREDENTIALS, bulk.Reason.INTERRUPTED: INTERRUPTED}
Command = Callable[..., Any]


class Exit(Exception):  # noqa: N818 - it is not an error
    """The end of the process, with its code and one line for standard error."""

    def __init__(self, code: int, message: str = "") -> None:
        super().__init__(message)
        self.code, self.message = code, message


def run_command(command: click.Command, arguments: list[str] | None) -> int:
    """Run a command; the exit code. What went wrong is one line on standard error."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # as standard error is: not every terminal has every letter
    message = ""
    try:
        with ended_by_signals():
            code = command.main(arguments, prog_name=program(), standalone_mode=False)
        return code if isinstance(code, int) else DONE
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        return USAGE
    except click.ClickException as error:
        message, code = usage(error), USAGE
    except (KeyboardInterrupt, click.Abort):
        message, code = "interrupted", INTERRUPTED
    except Exit as ended:
        message, code = ended.message, ended.code
    except SystemExit:  # click's own end where whoever read the output has gone
        code = STOPPED
    except (OmneoError, OSError) as error:
        message, code = words(error), exit_code(error)
    if message:
        click.echo(f"omneo-appointments: {message}", err=True)
    return code


def usage(error: click.ClickException) -> str:
    """What is wrong with the arguments, and where the right ones are listed, in one line."""
    where = getattr(error, "ctx", None)
    hint = f"; see {where.command_path} --help" if where else ""
    return f"{' '.join(error.format_message().split()).rstrip('.')}{hint}"


def words(error: Exception) -> str:
    if isinstance(error, OSError) and error.strerror:
        return f"{error.filename or 'standard output'}: {error.strerror}"
    return str(error)


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
    return CREDENTIALS if isinstance(error, wrong) else FAILED


def program() -> str:
    return "python -m omneo_appointments" if Path(sys.argv[0]).name == "__main__.py" else "omneo-appointments"


@contextmanager
def client(*, tenant: str | None, base_url: str | None, token_file: str | None, stdin_is_input: bool = False) -> Iterator[Omneo]:
    """The client that the options describe. Raises ConfigurationError; OSError for a token file that cannot be read."""
    if token_file == STDIN and stdin_is_input:
        raise click.UsageError("standard input cannot be both the token and the rows")
    token = None if token_file is None else token_from(token_file)
    with Omneo(tenant=tenant, base_url=base_url, token=token) as opened:
        yield opened


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
