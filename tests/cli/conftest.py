"""The command line as a process, beside a sandbox."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from attrs import frozen
from omneo_appointments.sandbox import Running, Sandbox, serve


@frozen
class Done:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def last(self) -> str:
        return self.out.splitlines()[-1]


Command = Callable[..., Done]


@pytest.fixture
def sandbox() -> Iterator[Running]:
    with serve(Sandbox()) as running:
        yield running


def environment(running: Running | None, **changed: str) -> dict[str, str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("OMNEO_", "COLUMNS", "NO_COLOR"))}
    own = {"OMNEO_BASE_URL": running.base_url, "OMNEO_TOKEN": running.token} if running else {}
    return {**clean, "PYTHONFAULTHANDLER": "", **own, **changed}


@pytest.fixture
def command(sandbox: Running, tmp_path: Path) -> Command:
    """Run `python -m omneo_appointments ...` in a folder of its own."""

    def run(*arguments: object, stdin: str | bytes = b"", **changed: str) -> Done:
        done = subprocess.run(
            [sys.executable, "-m", "omneo_appointments", *map(str, arguments)],
            input=stdin.encode() if isinstance(stdin, str) else stdin,
            capture_output=True, cwd=tmp_path, env=environment(sandbox, **changed), timeout=120, check=False,
        )  # fmt: skip
        return Done(done.returncode, done.stdout.decode(), done.stderr.decode())

    return run


@pytest.fixture
def inside(sandbox: Running, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: Any) -> Command:
    """The same in this process, where the tests' coverage sees it; standard input is a file."""
    from omneo_appointments import cli

    def run(*arguments: object, stdin: str | bytes = b"", **changed: str) -> Done:
        monkeypatch.chdir(tmp_path)
        for name, value in {"OMNEO_BASE_URL": sandbox.base_url, "OMNEO_TOKEN": sandbox.token, **changed}.items():
            monkeypatch.setenv(name, value)
        with monkeypatch.context() as patch, tempfile.TemporaryFile("w+") as opened:
            opened.buffer.write(stdin.encode() if isinstance(stdin, str) else stdin)
            opened.seek(0)
            patch.setattr(sys, "stdin", opened)
            code = cli.run([str(argument) for argument in arguments])
        out, err = capfd.readouterr()
        return Done(code, out, err)

    return run
