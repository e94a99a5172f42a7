"""Keep `generated/` exactly what the spec gives: `python -m tools.sync generate | check | check --index`."""

from __future__ import annotations

import argparse
import difflib
import hashlib
import json
import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from packaging.requirements import Requirement
from ruamel.yaml import YAML

ROOT = Path(__file__).resolve().parent.parent
SPEC = "spec/openapi.yaml"
CONFIG = "generator-config.yml"
PINS = "requirements/generate.txt"
TEMPLATES = "tools/templates"
PACKAGE = "generated/omneo_api"
STAMP = "GENERATED.json"
HEADER = f"# Generated from {SPEC} by `make generate`. Do not edit: change the spec and type `make generate`.\n"
DIFF_LINES = 40


class SyncError(Exception):
    """One line for the person who typed the command."""


def pinned(root: Path) -> dict[str, str]:
    """Package name -> exact version, for every pin that decides bytes; raises SyncError where another one is installed."""
    pins = {}
    for line in (root / PINS).read_text().splitlines():
        text = line.partition("#")[0].strip()
        if not text:
            continue
        requirement = Requirement(text)
        if requirement.marker is not None and not requirement.marker.evaluate():
            continue
        pins[requirement.name] = str(requirement.specifier).removeprefix("==")
    for name, wanted in pins.items():
        try:
            installed = version(name)
        except PackageNotFoundError:
            installed = "none"
        if installed != wanted:
            raise SyncError(f"{PINS} pins {name} {wanted}, installed is {installed}: type `make setup`")
    return pins


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def inputs(root: Path) -> dict[str, str]:
    """Path -> SHA-256 of every file that decides the output, this one included."""
    templates = sorted((root / TEMPLATES).rglob("*.jinja"))
    files = [root / SPEC, root / CONFIG, root / PINS, root / "tools/sync.py", *templates]
    return {file.relative_to(root).as_posix(): digest(file) for file in files}


def tree(folder: Path) -> dict[str, Path]:
    """Relative path -> file, for everything below the folder but compiled Python."""
    return {
        file.relative_to(folder).as_posix(): file
        for file in sorted(folder.rglob("*"))
        if not file.is_dir() and "__pycache__" not in file.parts
    }


def run_generator(root: Path, output: Path, *, spec: Path | None = None) -> None:
    command = [sys.executable, "-m", "openapi_python_client", "generate", "--meta", "none", "--fail-on-warning"]
    command += ["--path", str((spec or root / SPEC).resolve()), "--config", str(root / CONFIG), "--output-path", str(output)]
    if (root / TEMPLATES).is_dir():
        command += ["--custom-template-path", str(root / TEMPLATES)]
    # A closed environment: the pinned ruff comes first on PATH, and no setting of the caller's reaches either tool.
    scripts = sysconfig.get_path("scripts")
    environment = {"PATH": os.pathsep.join([scripts, os.defpath]), "PYTHONUTF8": "1", "COLUMNS": "200"}
    done = subprocess.run(command, cwd=output.parent, env=environment, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise SyncError(f"the generator failed:\n{done.stdout}{done.stderr}".rstrip())


def render(root: Path, folder: Path) -> None:
    """Write into the empty `folder` what `generated/` must hold."""
    pins = pinned(root)
    package = folder / Path(PACKAGE).name
    run_generator(root, package)
    for file in package.rglob("*.py"):
        file.write_text(HEADER + file.read_text(encoding="utf-8"), encoding="utf-8", newline="\n")
    (package / "py.typed").touch()
    spec = YAML(typ="safe").load(root / SPEC)
    (package / "openapi.json").write_text(json.dumps(spec, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    facts = {
        "command": "make generate",
        "tools": {name: pins[name] for name in ("openapi-python-client", "ruff")},
        "inputs": inputs(root),
        "outputs": {name: digest(file) for name, file in tree(folder).items()},
    }
    (package / STAMP).write_text(json.dumps(facts, indent=1) + "\n", encoding="utf-8")


def stamp(root: Path) -> dict[str, object]:
    """The stamp that lies under generated/, empty where there is none that can be read."""
    try:
        found = json.loads((root / PACKAGE / STAMP).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def is_current(root: Path) -> bool:
    """Whether the stamp fits both what goes in and what lies there, by content; the generator is not run."""
    package = root / PACKAGE
    lying = {file: digest(path) for file, path in tree(package.parent).items() if path != package / STAMP}
    return stamp(root).get("inputs") == inputs(root) and stamp(root).get("outputs") == lying


def generate(root: Path) -> str:
    if is_current(root):
        return f"{PACKAGE} is up to date with {SPEC}"
    folder = (root / PACKAGE).parent
    with tempfile.TemporaryDirectory() as scratch:
        fresh = Path(scratch, "fresh")
        fresh.mkdir()
        render(root, fresh)
        if folder.exists():
            shutil.rmtree(folder)
        shutil.copytree(fresh, folder)
    return f"{PACKAGE} is regenerated from {SPEC}: {len(tree(folder))} files"


def differences(root: Path) -> list[str]:
    """One line for each file under `generated/` that is not what the spec gives, then a short diff; empty when in sync."""
    folder = (root / PACKAGE).parent
    with tempfile.TemporaryDirectory() as scratch:
        render(root, Path(scratch))
        wanted, found = tree(Path(scratch)), tree(folder)
        names, shown = [], []
        changed_inputs = inputs(root) != stamp(root).get("inputs")
        for name in sorted(wanted.keys() | found.keys()):
            label = f"{folder.name}/{name}"
            if name not in found:
                names.append(f"missing: {label}")
            elif name not in wanted:
                names.append(f"stray:   {label}")
            elif wanted[name].read_bytes() != found[name].read_bytes():
                names.append(f"{'stale: ' if changed_inputs else 'edited:'} {label}")
                # The stamp's hashes tell a reader nothing.
                shown += [] if name.endswith(STAMP) else short_diff(found[name], wanted[name], label)
    return names + shown[:DIFF_LINES]


def short_diff(found: Path, wanted: Path, label: str) -> list[str]:
    before, after = (file.read_text(encoding="utf-8", errors="replace").splitlines() for file in (found, wanted))
    return list(difflib.unified_diff(before, after, label, f"{label} as the spec gives it", lineterm="", n=1))


def check(root: Path) -> str:
    found = differences(root)
    if found:
        raise SyncError("\n".join([*found, "generated/ and spec disagree: type `make generate` and commit the result"]))
    return f"{PACKAGE} is exactly what {SPEC} gives"


def check_index(root: Path) -> str:
    """The same for what is staged, which is what a commit will hold."""
    with tempfile.TemporaryDirectory() as scratch:
        subprocess.run(["git", "checkout-index", "--all", f"--prefix={scratch}/"], cwd=root, check=True)
        return check(Path(scratch))


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tools.sync", description=__doc__)
    parser.add_argument("verb", choices=["generate", "check"])
    parser.add_argument("--index", action="store_true", help="check what is staged, not the work tree")
    options = parser.parse_args(arguments)
    verb = generate if options.verb == "generate" else check_index if options.index else check
    try:
        print(verb(ROOT))
    except SyncError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
