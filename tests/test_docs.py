"""Every example in a docstring, in README.md and on the pages under docs/ does what stands there.

A ```python block runs as a program of its own against a sandbox; a ```text block right below it is what it prints. A block with a
test function runs under pytest. In a ```console block each line that begins with `$ ` is a command, and what follows is its output.
`$ cat NAME` shows a file, which the page's other blocks find.
"""

from __future__ import annotations

import argparse
import doctest
import importlib
import re
import shlex
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from omneo_api.models import MorphAlias
from omneo_appointments import Omneo
from omneo_appointments.sandbox import Running, serve
from omneo_appointments.sandbox.__main__ import command

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
BLOCK = re.compile(r"^```(?P<language>\w+)\n(?P<text>.*?)^```$(?:\n+```text\n(?P<output>.*?)^```$)?", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\((?!https?://|#)(?P<file>[^)#\s]+)(?:#(?P<heading>[^)\s]+))?\)|\]\(#(?P<own>[^)\s]+)\)")
VERBS = set(re.findall(r"^([a-z-]+):.*## ", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
EXTRAS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]


class Block(NamedTuple):
    """A fenced block of a page. output: what the page says that it prints, None where it says nothing."""

    page: Path
    line: int
    text: str
    output: str | None

    def __str__(self) -> str:
        return f"{self.page.name}:{self.line}"


def blocks(language: str) -> list[Block]:
    return [
        Block(page, text.count("\n", 0, found.start()) + 1, found["text"], found["output"])
        for page in PAGES
        for text in [page.read_text(encoding="utf-8")]
        for found in BLOCK.finditer(text)
        if found["language"] == language
    ]


def commands(block: Block) -> Iterator[tuple[str, str]]:
    """The commands of a console block, each with the output that follows it."""
    for part in re.split(r"^\$ ", block.text, flags=re.MULTILINE)[1:]:
        typed, _, output = part.partition("\n")
        yield typed.split("  #")[0].strip(), output


def shown_files(page: Path) -> dict[str, str]:
    """The files that a page shows with `$ cat NAME`."""
    listed = [pair for block in blocks("console") if block.page == page for pair in commands(block)]
    return {typed.removeprefix("cat "): output for typed, output in listed if typed.startswith("cat ")}


@pytest.fixture
def place(block: Block, sandbox: Running, tmp_path: Path) -> Iterator[Path]:
    """A folder with the files that the page shows, beside a fresh sandbox."""
    sandbox.reset()
    for name, text in shown_files(block.page).items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    yield tmp_path
    sandbox.reset()


def run(arguments: list[str], sandbox: Running, place: Path) -> subprocess.CompletedProcess[str]:
    environment = {
        "OMNEO_BASE_URL": sandbox.base_url,
        "OMNEO_TOKEN": sandbox.token,
        "PYTHONWARNINGS": "error",
        "PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin",
        "COLUMNS": "120",
    }
    return subprocess.run(arguments, env=environment, cwd=place, capture_output=True, text=True, check=False)


def matches(expected: str, printed: str) -> bool:
    """Whether something was printed as shown; `...` in what is shown stands for anything, and the two aliases for the whitelist."""
    expected = expected.replace("'list', 'profile'", ", ".join(sorted(repr(alias.value) for alias in MorphAlias)))
    pattern = ".*?".join(map(re.escape, expected.strip().split("...")))
    return re.fullmatch(pattern, printed.strip(), re.DOTALL) is not None


@pytest.mark.parametrize(("name", "examples"), [("_appointments", 3), ("_client", 1), ("_times", 4), ("_http", 1)])
def test_docstrings(name: str, examples: int) -> None:
    """An example gives what it says; `client` stands for one on a new sandbox."""
    module = importlib.import_module(f"omneo_appointments.{name}")
    own = [value for value in vars(module).values() if getattr(value, "__module__", "") in (module.__name__, "omneo_appointments")]
    finder, runner = doctest.DocTestFinder(), doctest.DocTestRunner()
    with serve() as running, Omneo(base_url=running.base_url, token=running.token) as client:
        for value in own:
            if hasattr(value, "__name__"):  # public classes say that they live in the package, so doctest.testmod misses them
                for test in finder.find(value, value.__name__, module=False, globs={**vars(module), "client": client}):
                    runner.run(test)

    assert (runner.failures, runner.tries >= examples) == (0, True)


@pytest.mark.parametrize("block", blocks("python"), ids=str)
def test_program(block: Block, sandbox: Running, place: Path) -> None:
    """Each program of a page runs as it stands there, without a warning, and prints what the page says."""
    if re.search(r"^(async )?def test_", block.text, re.MULTILINE):
        (place / "test_page.py").write_text(block.text, encoding="utf-8")
        done = run([sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "test_page.py"], sandbox, place)
        assert done.returncode == 0, done.stdout + done.stderr
        return
    done = run([sys.executable, "-c", block.text], sandbox, place)

    assert (done.returncode, done.stderr) == (0, "")
    if block.output is not None:
        assert matches(block.output, done.stdout), done.stdout


@pytest.mark.parametrize("block", blocks("console"), ids=str)
def test_console(block: Block, sandbox: Running, place: Path) -> None:
    """Each command of a page exists; those of the command line run, and print what the page says."""
    for typed, output in commands(block):
        words = shlex.split(typed)
        match words:
            case ["make", *rest]:
                assert set(rest[:1]) <= VERBS, typed
            case ["pip", "install", wanted]:
                extras = re.fullmatch(r"omneo-appointments(?:\[([a-z,]+)\])?", wanted)
                assert extras, typed
                assert set((extras[1] or "").split(",")) <= {"", *EXTRAS}, typed
            case ["python", "-m", "omneo_appointments.sandbox", *options]:
                assert isinstance(command().parse_args(options), argparse.Namespace)
            case ["omneo-appointments", "sandbox", *options]:
                assert isinstance(command().parse_args(options), argparse.Namespace)
            case ["omneo-appointments", *_]:
                done = run([str(Path(sys.executable).with_name("omneo-appointments")), *words[1:]], sandbox, place)
                assert matches(output, done.stdout + done.stderr), done.stdout + done.stderr
            case ["cat", _] | ["git", *_] | ["pre-commit", "install"] | ["export", _] | ["curl", *_]:
                pass
            case _:
                pytest.fail(f"{block}: nothing here runs {typed!r}")


def anchors(page: Path) -> set[str]:
    """What a link may name behind `#`, as GitHub makes it from the headings."""
    headings = re.findall(r"^#+ (.+)$", re.sub(r"^```.*?^```$", "", page.read_text(encoding="utf-8"), flags=re.M | re.S), re.M)
    return {re.sub(r"[^\w\- ]", "", heading).strip().lower().replace(" ", "-") for heading in headings}


OTHERS = [ROOT / name for name in ("CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md", "benchmarks/README.md", "spec/README.md")]


@pytest.mark.parametrize("page", [*PAGES, *OTHERS], ids=lambda page: page.name if page.parent != ROOT / "spec" else "spec")
def test_links(page: Path) -> None:
    """Each link within the repository leads to a file, and to a heading of it."""
    for link in LINK.finditer(page.read_text(encoding="utf-8")):
        target = page if link["own"] else page.parent / link["file"]
        assert target.exists(), link[0]
        if heading := link["own"] or link["heading"]:
            assert heading in anchors(target), link[0]


def test_readme_is_short() -> None:
    """README.md stays within 180 lines."""
    assert len((ROOT / "README.md").read_text(encoding="utf-8").splitlines()) <= 180
