"""Every example in a docstring and in the README runs."""

import doctest
import importlib
import re
import subprocess
import sys
from pathlib import Path

import pytest
from omneo_appointments import Omneo
from omneo_appointments.sandbox import Running, serve

ROOT = Path(__file__).parent.parent
PROGRAMS = re.findall(r"```python\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)


@pytest.mark.parametrize(("name", "examples"), [("_appointments", 3), ("_client", 1), ("_times", 4)])
def test_docstrings(name: str, examples: int) -> None:
    """An example gives what it says; `client` stands for one on a new sandbox."""
    module = importlib.import_module(f"omneo_appointments.{name}")
    with serve() as running, Omneo(base_url=running.base_url, token=running.token) as client:
        result = doctest.testmod(module, extraglobs={"client": client})

    assert (result.failed, result.attempted >= examples) == (0, True)


@pytest.mark.parametrize("program", PROGRAMS, ids=range(len(PROGRAMS)))
def test_readme(program: str, sandbox: Running, tmp_path: Path) -> None:
    """Each program of the README runs against the sandbox as it stands there."""
    environment = {"OMNEO_BASE_URL": sandbox.base_url, "OMNEO_TOKEN": sandbox.token, "PYTHONWARNINGS": "error"}
    done = subprocess.run(
        [sys.executable, "-c", program], env=environment, cwd=tmp_path, capture_output=True, text=True, check=False
    )

    assert (done.returncode, done.stderr) == (0, "")
