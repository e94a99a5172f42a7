"""The sync check: every way in which generated/ can differ from the spec is caught and named, anywhere, and nothing is changed."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tools import sync

ROOT = Path(__file__).parent.parent.parent
MODEL = "generated/omneo_api/models/appointment.py"
INPUTS = ("spec", "generated", "requirements", "tools", sync.CONFIG)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of what the check reads."""
    root = tmp_path / "a folder with blanks"
    root.mkdir()
    for name in INPUTS:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, root / name, ignore=shutil.ignore_patterns("__pycache__", "node_modules"))
        else:
            shutil.copy(source, root / name)
    return root


def contents(root: Path) -> dict[str, bytes]:
    return {name: file.read_bytes() for name, file in sync.tree(root).items()}


def append(file: Path, text: str) -> None:
    file.write_text(file.read_text() + text)


TAMPERINGS: list[tuple[str, str, Callable[[Path], object]]] = [
    ("edited", f"edited: {MODEL}", lambda root: append(root / MODEL, "x = 1\n")),
    ("missing", f"missing: {MODEL}", lambda root: (root / MODEL).unlink()),
    ("stray", "stray:   generated/omneo_api/extra.py", lambda root: (root / "generated/omneo_api/extra.py").touch()),
    ("stray outside", "stray:   generated/notes.txt", lambda root: (root / "generated/notes.txt").touch()),
    (
        "edited JSON",
        "edited: generated/omneo_api/openapi.json",
        lambda root: append(root / "generated/omneo_api/openapi.json", " "),
    ),
    ("no py.typed", "missing: generated/omneo_api/py.typed", lambda root: (root / "generated/omneo_api/py.typed").unlink()),
    (
        "stale spec",
        "stale:  generated/omneo_api/openapi.json",
        lambda root: replace(root / sync.SPEC, "title: Omneo", "title: Other"),
    ),
    (
        "changed config",
        "stale:  generated/omneo_api/GENERATED.json",
        lambda root: append(root / sync.CONFIG, "http_timeout: 9\n"),
    ),
    ("changed comment", "stale:  generated/omneo_api/GENERATED.json", lambda root: append(root / sync.SPEC, "# a comment\n")),
    (
        "changed header",
        f"stale:  {MODEL}",
        lambda root: replace(root / "spec/openapi.yaml", "A booking of one", "One booking of a"),
    ),
    (
        "changed pin",
        "generate.txt pins ruff 0.17.5, installed is 0.17.6: type `make setup`",
        lambda root: replace(root / sync.PINS, "ruff==0.17.6", "ruff==0.17.5"),
    ),
    ("no such pin", "pins nosuch 1, installed is none", lambda root: append(root / sync.PINS, "nosuch==1\n")),
    ("broken spec", "the generator failed", lambda root: replace(root / sync.SPEC, "openapi: 3.1.0", "openapi: 9")),
    ("failing hook", "the generator failed", lambda root: replace(root / sync.CONFIG, "ruff check", "no-such-ruff check")),
]


def replace(file: Path, old: str, new: str) -> None:
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new))


@pytest.mark.parametrize(("expected", "tamper"), [(e, t) for _, e, t in TAMPERINGS], ids=[name for name, _, _ in TAMPERINGS])
def test_caught(project: Path, expected: str, tamper: Callable[[Path], object]) -> None:
    """Each fault is named, and the check leaves everything as it found it."""
    tamper(project)
    before = contents(project)
    with pytest.raises(sync.SyncError) as caught:
        sync.check(project)

    assert expected in str(caught.value)
    assert contents(project) == before


def test_in_sync(project: Path) -> None:
    """The committed client is exactly what the spec gives."""
    assert sync.check(project).endswith("is exactly what spec/openapi.yaml gives")


def test_short_diff(project: Path) -> None:
    """The message shows what differs, in short, and what to type."""
    replace(project / MODEL, "scheduled_start_at: None | str\n", "scheduled_start_at: str\n")
    with pytest.raises(sync.SyncError) as caught:
        sync.check(project)
    lines = str(caught.value).splitlines()

    assert "-    scheduled_start_at: str" in lines
    assert len(lines) < 20
    assert lines[-1].endswith("type `make generate` and commit the result")


def test_generate_mends(project: Path) -> None:
    """Generating mends edited, missing and stray files, and then has nothing to do."""
    append(project / MODEL, "x = 1\n")
    (project / "generated/omneo_api/extra.py").touch()
    (project / "generated/omneo_api/types.py").unlink()

    assert "is regenerated" in sync.generate(project)
    assert "is up to date" in sync.generate(project)
    assert sync.check(project)


def test_a_failure_loses_nothing(project: Path) -> None:
    """When the generator fails, what was there is still there."""
    replace(project / sync.SPEC, "openapi: 3.1.0", "openapi: 9")
    before = contents(project)
    with pytest.raises(sync.SyncError):
        sync.generate(project)

    assert contents(project) == before


@pytest.mark.parametrize("stamp", ["", "[]", "{}", '{"inputs": 3}'])
def test_broken_stamp(project: Path, stamp: str) -> None:
    """A stamp that says nothing is as good as none."""
    (project / sync.PACKAGE / sync.STAMP).write_text(stamp)

    assert "is regenerated" in sync.generate(project)


@pytest.mark.parametrize("seed", ["0", "4711"])
def test_hostile_surroundings(project: Path, tmp_path: Path, seed: str) -> None:
    """The verdict is the same below a hostile ruff.toml, under any hash seed, from any folder, with another ruff on PATH."""
    (tmp_path / "ruff.toml").write_text("line-length = 40\n[format]\nquote-style = 'single'\n")
    fake = tmp_path / "bin"
    fake.mkdir()
    (fake / "ruff").write_text("#!/bin/sh\nexit 3\n")
    (fake / "ruff").chmod(0o755)
    environment = {
        "PATH": f"{fake}:{os.environ['PATH']}",
        "PYTHONHASHSEED": seed,
        "PYTHONPATH": str(project),
        "RUFF_CONFIG": "x",
    }
    command = [sys.executable, "-m", "tools.sync", "check"]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)

    assert (done.returncode, done.stderr) == (0, "")


def git(root: Path, *arguments: str) -> None:
    identity = ["-c", "user.name=T", "-c", "user.email=t@t.example"]
    subprocess.run(["git", *identity, *arguments], cwd=root, check=True, capture_output=True)


def test_index(project: Path) -> None:
    """What is staged is checked as it would be committed: a generated file left out is missing."""
    git(project, "init")
    git(project, "add", "--all")
    staged = sync.check_index(project)
    git(project, "rm", "--cached", MODEL)

    assert staged
    with pytest.raises(sync.SyncError, match=f"missing: {MODEL}"):
        sync.check_index(project)


def test_command_line(capsys: pytest.CaptureFixture[str]) -> None:
    """The command says what it found, and its exit status says it too."""
    assert sync.main(["check"]) == 0
    assert capsys.readouterr().out == "generated/omneo_api is exactly what spec/openapi.yaml gives\n"
