"""The command `python -m omneo_appointments.sandbox`: a sandbox in a process of its own."""

from __future__ import annotations

import argparse
import errno
import ipaddress
import os
import signal
import socket
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any, NoReturn, TextIO

from ._faults import percentage
from ._limits import rate_limit
from ._page import exports
from ._server import listening, serving, url_of
from ._state import APPOINTMENTS, SWITCHES, TOKEN, Received, Sandbox

INTERRUPTED = 130  # what shells make of SIGINT
PROGRAM = "python -m omneo_appointments.sandbox"


class Parser(argparse.ArgumentParser):
    """Says in one line what is wrong, without the usage."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{self.prog}: {message}\n")


def main(arguments: list[str] | None = None, program: str = PROGRAM) -> NoReturn:
    """Serve until SIGINT (exit status 130) or SIGTERM (0). A bad argument or a port that is taken is one line, status 2."""
    parser = command(program)
    options = parser.parse_args(arguments)
    try:
        sandbox = sandbox_of(options)
        listener = listening(options.host, options.port)
    except ValueError as error:
        parser.error(str(error))
    except OSError as error:
        hint = "; --port 0 takes a free one" if error.errno == errno.EADDRINUSE else ""
        parser.error(f"cannot listen on {options.host} port {options.port}: {os.strerror(error.errno or 0)}{hint}")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        serve_until_signal(sandbox, listener)
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    except RuntimeError as error:
        parser.exit(1, f"{parser.prog}: {error}\n")
    sys.exit(0)


def serve_until_signal(sandbox: Sandbox, listener: socket.socket) -> None:
    terminal = sys.stderr is not None and sys.stderr.isatty()
    base_url = url_of(listener)
    with serving(sandbox, listener, show if terminal else None) as thread:
        say(exports(base_url, sandbox.token), sys.stdout)
        if listener.getsockname()[0] in ("0.0.0.0", "::"):  # noqa: S104 - what is warned of
            say("warning: other machines can reach this sandbox")
        if sandbox.fault_rate:
            say(f"{100 * sandbox.fault_rate:.6g}% of the requests meet a fault; --seed {sandbox.faults.seed} repeats them")
        where = "here and at" if terminal else "at"
        say(f"what happens is shown {where} {base_url.rpartition('/')[0]}/; Ctrl-C ends it")
        while thread.is_alive():
            thread.join(0.5)  # in pieces, since a whole join cannot be interrupted everywhere


def show(request: Received) -> None:
    """One line for one request."""
    fault = f"  ({request.fault})" if request.fault else ""
    say(f"{time.strftime('%H:%M:%S')} {request.method} {request.path} {request.status or 'no answer'}{fault}")


def say(text: str, stream: TextIO | None = None) -> None:
    """Print to stderr or another stream. What cannot be printed must not end the server: the stream is closed, its disk is full."""
    stream = stream or sys.stderr
    with suppress(OSError):
        if stream is not None:
            print(text, file=stream, flush=True)


def command(program: str = PROGRAM) -> Parser:
    # argparse's own usage would leave out [], which is a value
    parser = Parser(prog=program, usage="%(prog)s [OPTIONS]", description="A local Omneo for the appointment link endpoints.")
    add: Any = parser.add_argument
    add("--host", type=read(local_address), default="127.0.0.1", help="a loopback address, or 0.0.0.0 or :: (default: 127.0.0.1)")
    add("--port", type=read(port), default=8765, help="0 takes a free one (default: 8765)")
    add("--token", default=TOKEN, help=f"bearer token to expect (default: {TOKEN})")
    add("--appointments", type=read(count), default=APPOINTMENTS, metavar="N", help="ids 1 to N exist (default: 100)")
    add("--known", type=read(record), action="append", metavar="TYPE:ID", help="a record that exists (default: all of them)")
    add("--rate-limit", type=read(rate_limit), metavar="N/s", help="requests a second, or N/m a minute (default: no limit)")
    add("--faults", type=read(percentage), default=0.0, metavar="N%", help="the share of requests that meet a random fault")
    add("--seed", type=int, help="repeats the random faults")
    for name, meta in SWITCHES.items():
        allowed = meta["allowed"]
        add(f"--{name.replace('_', '-')}", type=type(allowed[0]), choices=allowed, default=allowed[0], help=meta["about"])
    return parser


def sandbox_of(options: argparse.Namespace) -> Sandbox:
    known: dict[str, list[str]] = {}
    for kind, one in options.known or ():
        known.setdefault(kind, []).append(one)
    return Sandbox(
        token=options.token,
        appointments=options.appointments,
        known=known or None,
        rate_limit=options.rate_limit,
        fault_rate=options.faults,
        seed=options.seed,
        **{name: getattr(options, name) for name in SWITCHES},
    )


def read(convert: Callable[[str], Any]) -> Callable[[str], Any]:
    """For argparse: the message of a ValueError is what the user gets to see."""

    def converted(text: str) -> Any:
        try:
            return convert(text)
        except ValueError as error:
            raise argparse.ArgumentTypeError(str(error)) from None

    return converted


def local_address(text: str) -> str:
    """An address of this machine alone, or the one that stands for all."""
    address = ipaddress.ip_address("127.0.0.1" if text == "localhost" else text)
    if address.is_loopback or address.is_unspecified:
        return str(address)
    raise ValueError(f"{text!r} is neither a loopback address nor 0.0.0.0 or ::")


def port(text: str) -> int:
    return within(text, 0, 65535)


def count(text: str) -> range:
    return range(1, within(text, 1, 10**9) + 1)


def within(text: str, least: int, most: int) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 12 and least <= int(text) <= most):
        raise ValueError(f"{text!r} is not a number from {least} to {most}")
    return int(text)


def record(text: str) -> tuple[str, str]:
    kind, _, one = text.partition(":")
    if not (kind and one):
        raise ValueError(f"{text!r} is not TYPE:ID such as list:204")
    return kind, one


if __name__ == "__main__":
    main()
