"""The command `python -m omneo_appointments.sandbox`."""

import io
import os
import pty
import re
import shlex
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx
import pytest
from omneo_appointments.sandbox import RateLimit, Received, Running, Sandbox, _server
from omneo_appointments.sandbox import __main__ as command
from omneo_appointments.sandbox._page import exports

from tests.conftest import PROFILE

COMMAND = [sys.executable, "-m", "omneo_appointments.sandbox"]


@contextmanager
def running(*arguments: str, stderr: int = subprocess.PIPE) -> Iterator[tuple[subprocess.Popen[str], dict[str, str]]]:
    """The command in a process of its own, and the variables that its first two lines set."""
    with subprocess.Popen([*COMMAND, "--port", "0", *arguments], stdout=subprocess.PIPE, stderr=stderr, text=True) as process:
        try:
            assert process.stdout is not None
            lines = [process.stdout.readline() for _ in range(2)]
            assert all(line.startswith("export ") for line in lines), process.communicate()
            yield process, dict(shlex.split(line)[1].split("=", 1) for line in lines)
        finally:
            process.kill()


def link(place: dict[str, str], target: int = 204) -> int:
    url = f"{place['OMNEO_BASE_URL']}/v3/appointments/1/link"
    headers = {"Authorization": f"Bearer {place['OMNEO_TOKEN']}"}
    return httpx.post(url, json={"type": "list", "id": target}, headers=headers).status_code


@pytest.mark.parametrize(("sent", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 0)])
def test_signals(sent: signal.Signals, status: int) -> None:
    """Ctrl-C and SIGTERM end it with 130 and 0; all that it says is where its page is and what ends it."""
    with running() as (process, place):
        assert link(place) == 200
        process.send_signal(sent)
        out, err = process.communicate(timeout=20)

    assert (process.returncode, out) == (status, "")
    assert err == f"what happens is shown at {place['OMNEO_BASE_URL'].removesuffix('api')}; Ctrl-C ends it\n"


def test_switches_reach_it() -> None:
    """The command serves what it was told to, and its lines can be pasted into a shell, whatever the token."""
    token = "a'b$c\"d;e"
    with running("--known", "list:204", "--unknown-target", "404", "--token", token) as (_, place):
        assert place["OMNEO_TOKEN"] == token
        assert [link(place, target) for target in (204, 205)] == [200, 404]


def test_pasted_into_a_shell() -> None:
    """A shell that reads the two lines has the two variables, exported."""
    lines = "\n".join([exports("http://127.0.0.1:1/api", "a'b c$(x)"), "env"])
    env = subprocess.run(["sh", "-c", lines], capture_output=True, text=True, check=True, env={"PATH": os.environ["PATH"]}).stdout

    assert "OMNEO_TOKEN=a'b c$(x)\n" in env
    assert "OMNEO_BASE_URL=http://127.0.0.1:1/api\n" in env


def test_request_log_on_a_terminal() -> None:
    """On a terminal there is one line for each request, and where the page is; the lines to paste stay alone on stdout."""
    ours, theirs = pty.openpty()
    with running(stderr=theirs) as (process, place), os.fdopen(ours, "rb", buffering=0) as screen:
        os.close(theirs)
        link(place)
        httpx.post(place["OMNEO_BASE_URL"].replace("/api", "/_sandbox/faults"), content="reset")
        with pytest.raises(httpx.TransportError):
            link(place)
        shown = b""
        while b"(reset)" not in shown:
            shown += screen.read(4096)
        process.terminate()

    first, *requests = shown.decode().replace("\r", "").splitlines()
    assert first == f"what happens is shown here and at {place['OMNEO_BASE_URL'].removesuffix('api')}; Ctrl-C ends it"
    assert [re.sub(r"^\d\d:\d\d:\d\d ", "", line) for line in requests] == [
        "POST /api/v3/appointments/1/link 200",
        "POST /api/v3/appointments/1/link no answer  (reset)",
    ]


BAD = [
    (["--port", "99999"], "argument --port: '99999' is not a number from 0 to 65535"),
    (["--port", "-1"], "argument --port: '-1' is not a number from 0 to 65535"),
    (["--port", "http"], "argument --port: 'http' is not a number from 0 to 65535"),
    (["--port", "9" * 5000], "is not a number from 0 to 65535"),
    (["--known", "list"], "argument --known: 'list' is not TYPE:ID such as list:204"),
    (["--known", "list:"], "argument --known: 'list:' is not TYPE:ID such as list:204"),
    (["--known", "shop:1"], "known: shop:1: The selected type is invalid."),
    (["--known", "list:x"], "known: list:x: The id field must be an integer."),
    (["--faults", "lots"], "argument --faults: 'lots' is not a percentage from 0% to 100%"),
    (["--faults", "101%"], "argument --faults: '101%' is not a percentage from 0% to 100%"),
    (["--rate-limit", "60/h"], "argument --rate-limit: rate_limit: '60/h' is not a number of requests such as 60/s or 1000/m"),
    (["--appointments", "0"], "argument --appointments: '0' is not a number from 1 to 1000000000"),
    (["--host", "192.0.2.1"], "argument --host: '192.0.2.1' is neither a loopback address nor 0.0.0.0 or ::"),
    (["--host", "shop.example"], "argument --host: 'shop.example' does not appear to be an IPv4 or IPv6 address"),
    (["--token", "a b"], "token must be a string of visible ASCII characters without blanks"),
    (["--not-linked", "500"], "argument --not-linked: invalid choice: 500"),
    (["--nonsense"], "unrecognized arguments: --nonsense"),
]


@pytest.mark.parametrize(("arguments", "message"), BAD, ids=lambda value: str(value)[:30])
def test_bad_arguments(arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A bad argument is one clear line and exit status 2."""
    with pytest.raises(SystemExit) as stopped:
        command.main(arguments)
    out, err = capsys.readouterr()

    assert (stopped.value.code, out, err.count("\n")) == (2, "", 1)
    assert err.startswith("python -m omneo_appointments.sandbox: ")
    assert message in err


def test_busy_port(sandbox: Running, capsys: pytest.CaptureFixture[str]) -> None:
    """A port that is taken is one clear line and exit status 2."""
    port = httpx.URL(sandbox.base_url).port
    with pytest.raises(SystemExit) as stopped:
        command.main(["--port", str(port)])

    assert stopped.value.code == 2
    told = f"{command.command().prog}: cannot listen on 127.0.0.1 port {port}: Address already in use; --port 0 takes a free one\n"
    assert capsys.readouterr().err == told


def test_help(capsys: pytest.CaptureFixture[str]) -> None:
    """The help calls the program as it was called, and shows every value of a switch."""
    with pytest.raises(SystemExit):
        command.main(["--help"], "omneo-appointments sandbox")
    told = capsys.readouterr().out

    assert told.startswith("usage: omneo-appointments sandbox [OPTIONS]\n")
    assert "{example,[],{},null}" in told


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> list[Sandbox]:
    """Nothing is waited for: the command serves, and is interrupted at once."""
    join, seen = _server.ServerThread.join, []

    def interrupted(self: _server.ServerThread, timeout: float | None = None) -> None:
        if timeout is None:
            return join(self)
        seen.append(self.application.sandbox)
        raise KeyboardInterrupt

    monkeypatch.setattr(_server.ServerThread, "join", interrupted)
    monkeypatch.setattr(signal, "signal", lambda *_: None)
    return seen


def run(*arguments: str) -> Any:
    with pytest.raises(SystemExit) as stopped:
        command.main(["--port", "0", *arguments])
    return stopped.value.code


def test_arguments(served: list[Sandbox], capsys: pytest.CaptureFixture[str]) -> None:
    """The arguments reach the sandbox; a seed that was made up is told, so that a run can be repeated."""
    known = ["--known", f"profile:{PROFILE.upper()}", "--known", "list:1", "--known", "list:2"]
    status = run("--token", "t", *known, "--rate-limit", "1000/m", "--faults", "20%", "--appointments", "7", "--empty-meta", "{}")
    (place,) = served

    assert status == 130
    assert (place.token, place.known) == ("t", {"profile": {PROFILE}, "list": {"1", "2"}})
    assert (place.rate_limit, place.appointments, place.empty_meta) == (RateLimit(1000, 60.0), range(1, 8), "{}")
    assert f"20% of the requests meet a fault; --seed {place.faults.seed} repeats them\n" in capsys.readouterr().err


@pytest.mark.parametrize("host", ["0.0.0.0", "::"])  # noqa: S104 - what is warned of
def test_every_interface(served: list[Sandbox], capsys: pytest.CaptureFixture[str], host: str) -> None:
    """Listening everywhere is possible, warned of, and the printed address is a loopback one."""
    run("--host", host, "--seed", "7")
    out, err = capsys.readouterr()

    assert re.match(r"export OMNEO_BASE_URL='?http://(127\.0\.0\.1|\[::1\]):\d+/api'?\n", out)
    assert err.startswith("warning: other machines can reach this sandbox\n")
    assert served[0].faults.seed == 7


def test_localhost(served: list[Sandbox], capsys: pytest.CaptureFixture[str]) -> None:
    """The name localhost serves as its address."""
    run("--host", "localhost")

    assert served
    assert "http://127.0.0.1:" in capsys.readouterr().out


def test_shows_requests(served: list[Sandbox], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """A terminal is told where the page is; a request is shown in one line."""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    run()
    command.show(Received("POST", "/x", 200, None, ""))
    command.show(Received("POST", "/x", None, "reset", ""))
    told, *lines = capsys.readouterr().err.splitlines()

    assert served
    assert told.endswith("/; Ctrl-C ends it")
    assert [line[9:] for line in lines] == ["POST /x 200", "POST /x no answer  (reset)"]


class Full(io.StringIO):
    def write(self, _: str) -> int:
        raise OSError("no space left")


def test_nobody_reads(served: list[Sandbox], monkeypatch: pytest.MonkeyPatch) -> None:
    """It serves although what it prints can go nowhere: to a closed stream or a full disk."""
    monkeypatch.setattr(sys, "stdout", Full())
    monkeypatch.setattr(sys, "stderr", Full())
    assert run("--faults", "5%") == 130
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    assert run("--faults", "5%") == 130
    assert len(served) == 2


def test_dies(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """A server that cannot start is one clear line and exit status 1."""

    async def fails(_: _server.ServerThread) -> None:
        raise OSError("no more sockets")

    monkeypatch.setattr(_server.ServerThread, "answer", fails)
    monkeypatch.setattr(signal, "signal", lambda *_: None)

    assert run() == 1
    assert capsys.readouterr().err == f"{command.command().prog}: the sandbox could not start: no more sockets\n"


def test_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    """The command ends when its server has stopped."""
    join = _server.ServerThread.join

    def stopped(self: _server.ServerThread, timeout: float | None = None) -> None:
        if timeout is not None:
            self.loop.call_soon_threadsafe(self.told_to_stop.set)
        join(self)

    monkeypatch.setattr(_server.ServerThread, "join", stopped)
    monkeypatch.setattr(signal, "signal", lambda *_: None)

    assert run() == 0


def test_ends_when_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """SIGTERM's handler ends the program with status 0, and so does a server that was stopped."""
    handlers: dict[int, Any] = {}
    monkeypatch.setattr(signal, "signal", lambda number, handler: handlers.update({number: handler}))
    monkeypatch.setattr(command, "serve_until_signal", lambda _, listener: listener.close())

    assert run() == 0
    with pytest.raises(SystemExit) as stopped:
        handlers[signal.SIGTERM]()
    assert stopped.value.code == 0


def test_free_ports() -> None:
    """Port 0 takes a free one: two at once do not collide."""
    listeners = [_server.listening("127.0.0.1", 0) for _ in range(2)]
    ports = {listener.getsockname()[1] for listener in listeners}
    for listener in listeners:
        assert isinstance(listener, socket.socket)
        listener.close()

    assert len(ports) == 2
