"""What a contributor can run is what CI runs."""

import re
from pathlib import Path

import pytest
from ruamel.yaml import YAML

ROOT = Path(__file__).parents[2]


def verbs_of_ci() -> set[str]:
    """The verbs of make that the workflow runs; `$VERB` stands for each of the matrix."""
    jobs = YAML(typ="safe").load(ROOT / ".github/workflows/ci.yml")["jobs"].values()
    commands = "\n".join(step.get("run", "") for job in jobs for step in job["steps"])
    listed = {verb for job in jobs for verb in job.get("strategy", {}).get("matrix", {}).get("verb", [])}
    return listed | set(re.findall(r"make ([a-z-]+)", commands))


@pytest.mark.parametrize("place", [".ci/run", "CONTRIBUTING.md"])
def test_what_ci_runs(place: str) -> None:
    """`.ci/run` runs the verbs of CI but those that its head and CONTRIBUTING.md name."""
    script = (ROOT / ".ci/run").read_text()
    told = script if place == ".ci/run" else (ROOT / place).read_text().partition("`.ci/run` runs")[2].partition("\n\n")[0]
    here = set(re.findall(r"^ *make ([a-z-]+)", script, re.MULTILINE))

    assert here <= verbs_of_ci()
    assert verbs_of_ci() - here == set(re.findall(r"test-[a-z]+|spec-diff", told))
