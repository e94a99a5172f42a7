"""What every verb of the command line shares: exit codes, the end of the process, the client from the options."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from . import bulk
from ._client import Omneo
from ._errors import AuthenticationError, ConfigurationError, LinkTargetError, OmneoError, PermissionDeniedError, TokenError

DONE, FAILED, USAGE, STOPPED, CREDENTIALS, INTERRUPTED = 0, 1, 2, 5, 7, 130
STDIN = "-"
EXIT_CODES = """
\b
Exit codes:
    0  all done
    1  done, but some rows failed or were refused
    2  wrong usage, or input or journal that cannot be used
    5  stopped; the same command goes on
    7  the token or the tenant is wrong
  130  interrupted by Ctrl-C or SIGTERM; the same command goes on
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
    try:
        code = command.main(arguments, prog_name=program(), standalone_mode=False)
        return code if isinstance(code, int) else DONE
    except click.ClickException as error:
        error.show()
        return USAGE
    except (KeyboardInterrupt, click.Abort):
        message, code = "interrupted", INTERRUPTED
    except Exit as ended:
        message, code = ended.message, ended.code
    except (OmneoError, OSError) as error:
        message = f"{error.filename}: {error.strerror}" if isinstance(error, OSError) and error.strerror else str(error)
        code = exit_code(error)
    if message:
        click.echo(f"omneo-appointments: {message}", err=True)
    return code


def exit_code(error: Exception) -> int:
    if isinstance(error, bulk.InputError | bulk.JournalError | bulk.OptionError | LinkTargetError | OSError):
        return USAGE
    wrong = (ConfigurationError, TokenError, AuthenticationError, PermissionDeniedError)
    return CREDENTIALS if isinstance(error, wrong) else FAILED


def program() -> str:
    return "python -m omneo_appointments" if Path(sys.argv[0]).name == "__main__.py" else "omneo-appointments"


@contextmanager
def client(*, tenant: str | None, base_url: str | None, token_file: str | None, stdin_is_input: bool = False) -> Iterator[Omneo]:
    """The client that the options describe. Raises ConfigurationError; OSError for a token file that cannot be read."""
    token = None
    if token_file == STDIN and stdin_is_input:
        raise click.UsageError("standard input cannot be both the token and the rows")
    if token_file is not None:
        token = (sys.stdin.read() if token_file == STDIN else Path(token_file).read_text(encoding="utf-8")).strip()
    with Omneo(tenant=tenant, base_url=base_url, token=token) as opened:
        yield opened


def connection(command: Command) -> Command:
    """The options that say which tenant, and with what token."""
    for option in (
        click.option("--token-file", metavar="F", help="File with the token, - for standard input; else OMNEO_TOKEN."),
        click.option("--base-url", metavar="URL", help="Address before /v3, instead of a tenant; else OMNEO_BASE_URL."),
        click.option("--tenant", metavar="NAME", help="The tenant; else OMNEO_TENANT."),
    ):
        command = option(command)
    return command
