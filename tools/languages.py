"""What generators of other languages make of the spec: `make languages`. Prints one table and compares it with docs/languages.md.

For each row of tools/languages/languages.toml: generate a client, compile it with the driver beside its options, and let the driver
link one record on four servers. What this machine lacks is one line "skipped: ...". Exit status 1: a row is not what the page says.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from omneo_appointments.sandbox import sample_appointment, serve

from tools.sync import ROOT, SPEC

sys.path.insert(0, str(ROOT / "spec/vectors"))
from reference_server import ReferenceServer, serving

HERE = ROOT / "tools/languages"
PAGE = ROOT / "docs/languages.md"
SCRATCH = ROOT / ".cache/languages"
PINS = ROOT / "requirements/languages.txt"
GENERATOR = SCRATCH / "openapi_generator"
JAR = GENERATOR / "openapi_generator_cli/openapi-generator.jar"
NPM = ("npm", "ci", "--ignore-scripts", "--loglevel", "error")
PIP = (sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet", "install")
PIP_INSTALL = (*PIP, "--upgrade", "--no-deps", "--target", str(GENERATOR), "--requirement", str(PINS))
COLUMNS = ("generates", "compiles", "ids right", "unknown keys kept", "link sent", "rule kept")
LARGEST = 2**63 - 1
BEYOND_DOUBLES = 2**53 + 1
PROFILE = "6f9f8a52-3c1e-4b7d-9a55-0d2f6f1c7e10"
UNKNOWN = {"tier": "gold", "steps": [1, None, True]}
TOKEN = "fake-token"  # noqa: S105 - it opens nothing
TIMEOUT = 300  # seconds for one command
Facts = dict[str, Any]
Language = dict[str, Any]


class SkipError(Exception):
    """Why a generator cannot be tried on this machine, in one line."""


class StepError(Exception):
    """A command of a generator failed: the end of what it printed."""


def run(command: list[str], folder: Path) -> str:
    """What the command prints on stdout; raises StepError with the end of its output where it fails."""
    environment = os.environ | {"JAR": str(JAR), "GOPROXY": "off", "GOFLAGS": "-mod=mod", "GOTOOLCHAIN": "local"}
    try:
        done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, timeout=TIMEOUT, check=False)
    except subprocess.TimeoutExpired:
        raise StepError(f"no end after {TIMEOUT} s") from None
    if done.returncode:
        raise StepError((done.stdout + done.stderr).strip()[-1500:] or f"exit status {done.returncode}")
    return done.stdout


@cache
def install(name: str, pins: Path, folder: Path, *command: str) -> str:
    """Run a package manager's command once for these pins; the line that says why it fails, "" where it does not."""
    mark, wanted = folder / ".installed-from", hashlib.sha256(pins.read_bytes()).hexdigest()
    if mark.is_file() and mark.read_text() == wanted:
        return ""
    print(f"installing {name} into {folder.relative_to(ROOT)} ...", flush=True)
    try:
        run(list(command), folder)
    except StepError as error:
        told = str(error).splitlines()
        return next((line for line in told if "error" in line.lower()), told[-1])
    mark.write_text(wanted)
    return ""


def empty(folder: Path) -> None:
    """Remove what an earlier run generated, since Go and Java compile whatever they find, but not what was installed."""
    for path in folder.iterdir() if folder.is_dir() else []:
        if path.is_dir() and path.name != "node_modules":
            shutil.rmtree(path)


def prepare(language: Language) -> Path:
    """A scratch folder with the language's files, the spec and its generator; raises SkipError where something is missing."""
    missing = [tool for tool in language["needs"] if shutil.which(tool) is None]
    if missing:
        raise SkipError(f"there is no {' and no '.join(missing)} on PATH")
    for name, command in language.get("libraries", {}).items():
        if subprocess.run(["sh", "-c", command], capture_output=True, check=False).returncode:
            raise SkipError(f"there is no {name}")
    folder = SCRATCH / str(language["folder"])
    empty(folder)
    shutil.copytree(HERE / folder.name, folder, dirs_exist_ok=True)
    shutil.copy(ROOT / SPEC, folder / "openapi.yaml")
    if "npm" in language["needs"]:
        failure = install("the npm packages", folder / "package-lock.json", folder, *NPM)
    else:
        GENERATOR.mkdir(parents=True, exist_ok=True)
        failure = install("openapi-generator", PINS, GENERATOR, *PIP_INSTALL)
    if failure:
        raise SkipError(f"its packages cannot be installed: {failure}")
    return folder


def answer(appointment: dict[str, Any]) -> dict[str, Any]:
    return {"status": 200, "json": {"data": appointment}}


def edge_appointment() -> dict[str, Any]:
    """The sample with the largest ids, a status of the future and an unknown key in the appointment and in each link."""
    links = [
        {"id": BEYOND_DOUBLES, "type": "list", "target_id": LARGEST, "future": UNKNOWN},
        {"id": str(LARGEST), "type": "profile", "target_id": PROFILE, "future": UNKNOWN},
    ]
    return sample_appointment() | {"id": LARGEST, "status": "postponed", "links": links, "future": UNKNOWN}


def ids(appointment: dict[str, Any]) -> list[Any]:
    """The ids that a driver must have decoded, as text."""
    links = [[str(link["id"]), link["type"], str(link["target_id"])] for link in appointment["links"]]
    return [str(appointment["id"]), links]


def drive(command: str, folder: Path, *arguments: str) -> Facts:
    """What the driver prints; nothing where it fails."""
    try:
        return dict(json.loads(run(["sh", "-c", f'{command} "$@"', "driver", *arguments], folder)))
    except StepError as error:
        print(f"{folder.name}: {error}", file=sys.stderr)
        return {}


def judge(command: str, folder: Path, server: ReferenceServer) -> dict[str, bool]:
    """What the driver decodes, sends and refuses, as the last four columns of the table."""
    sample, edge = sample_appointment(), edge_appointment()
    first, second = server.session([answer(sample)]), server.session([answer(edge)])
    against_the_rule = server.session([answer(sample)])
    plain = drive(command, folder, first.base_url, TOKEN, "42", "list", "204")
    decoded = drive(command, folder, second.base_url, TOKEN, str(LARGEST), "list", str(LARGEST))
    drive(command, folder, against_the_rule.base_url, TOKEN, "42", "profile", "204")
    with serve() as sandbox:
        linked = drive(command, folder, sandbox.base_url, sandbox.token, "42", "list", str(LARGEST))
    sent = [(request["path"], json.loads(base64.b64decode(request["body"]))) for request in second.requests]
    return {
        "ids right": [[facts.get("id"), facts.get("links")] for facts in (plain, decoded)] == [ids(sample), ids(edge)],
        "unknown keys kept": decoded.get("unknown") == [UNKNOWN] * 3,
        "link sent": ["list", str(LARGEST)] in [link[1:] for link in linked.get("links", [])]
        and sent == [(f"/v3/appointments/{LARGEST}/link", {"type": "list", "id": str(LARGEST)})],
        "rule kept": not against_the_rule.requests,
    }


def row(name: str, language: Language, server: ReferenceServer) -> dict[str, bool]:
    """A row of the table: column -> yes or no."""
    folder = prepare(language)
    found = dict.fromkeys(COLUMNS, False)
    try:
        for column, step in (("generates", "generate"), ("compiles", "compile")):
            run(["sh", "-ec", language[step]], folder)
            found[column] = True
        found |= judge(language["drive"], folder, server)
    except StepError as error:
        print(f"{name}: {error}", file=sys.stderr)
    return found


def rows() -> dict[str, Language]:
    """The generators, in the order of the table."""
    return tomllib.loads((HERE / "languages.toml").read_text(encoding="utf-8"))


def lines() -> Iterator[tuple[str, bool]]:
    """The table, line by line as each generator is done, and whether the page says the same."""
    page = PAGE.read_text(encoding="utf-8").splitlines()
    yield f"| generator | {' | '.join(COLUMNS)} |", True
    yield "|---" * (len(COLUMNS) + 1) + "|", True
    with serving() as server:
        for name, language in rows().items():
            try:
                found = row(name, language, server)
            except SkipError as reason:
                yield f"skipped: {name}: {reason}", True
                continue
            line = f"| {name} | {' | '.join('yes' if found[column] else 'no' for column in COLUMNS)} |"
            yield line, line in page


def main() -> int:
    wrong = []
    for line, is_known in lines():
        print(line, flush=True)
        wrong += [] if is_known else [line]
    if wrong:
        print(f"{PAGE.relative_to(ROOT)} does not have:", *wrong, sep="\n", file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
