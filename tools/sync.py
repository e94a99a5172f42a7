"""Keep `generated/` exactly what the spec gives: `python -m tools.sync generate | check | check --index`.

Both verbs render the spec anew and compare; neither trusts the stamp. `generate` swaps the whole folder in one step, see atomic.py.
Not done: whether the generated code is right is for lint_spec.py and the tests; what the change means to users is for spec_diff.py;
of file modes only the executable bit counts, which is all that git keeps.
"""

from __future__ import annotations

import argparse
import difflib
import hashlib
import json
import os
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Callable
from pathlib import Path

from ruamel.yaml import YAML

from tools.atomic import kind_of, kinds, locked, replace_folder, staging
from tools.pins import differing, pinned

ROOT = Path(__file__).resolve().parent.parent
SPEC = "spec/openapi.yaml"
CONFIG = "generator-config.yml"
PINS = "requirements/generate.txt"
TEMPLATES = "tools/templates"
PACKAGE = "generated/omneo_api"
STAMP = "GENERATED.json"
HEADER = f"# Generated from {SPEC} by `make generate`. Do not edit: change the spec and type `make generate`.\n"
DIFF_LINES = 40
REASON = 400  # characters
NOISE = ("Generating", "Error(s)", "Warning(s)", "If you", "https://")
MEND = "type `make generate` and commit the result"
STAGED = (["tools.lint_spec"], ["tools.sync", "check"], ["tools.sync_typescript", "check"])


class SyncError(Exception):
    """One line for the person who typed the command."""


def pins(root: Path) -> dict[str, str]:
    """Package name -> exact version, for every pin that decides bytes; raises SyncError where another one is installed."""
    for line in differing(root / PINS):
        raise SyncError(f"{line}: type `make setup`")
    return pinned(root / PINS)


def digest(file: Path) -> str:
    """SHA-256 of a file; of a text, CRLF counts as LF, which is what git makes of it."""
    return hashlib.sha256(file.read_bytes().replace(b"\r\n", b"\n")).hexdigest()


def inputs(root: Path) -> dict[str, str]:
    """Path -> SHA-256 of every file that decides the output, this one included."""
    templates = sorted((root / TEMPLATES).rglob("*.jinja"))
    files = [root / SPEC, root / CONFIG, root / PINS, root / "tools/sync.py", *templates]
    return {file.relative_to(root).as_posix(): digest(file) for file in files}


def run_generator(root: Path, output: Path, *, spec: Path | None = None) -> None:
    command = [sys.executable, "-m", "openapi_python_client", "generate", "--meta", "none", "--fail-on-warning"]
    command += ["--path", str((spec or root / SPEC).resolve()), "--config", str(root / CONFIG), "--output-path", str(output)]
    if (root / TEMPLATES).is_dir():
        command += ["--custom-template-path", str(root / TEMPLATES)]
    # A closed environment: the pinned ruff comes first on PATH, and no setting of the caller's reaches either tool.
    scripts = sysconfig.get_path("scripts")
    environment = {"PATH": os.pathsep.join([scripts, os.defpath]), "PYTHONUTF8": "1", "COLUMNS": "200"}
    # close_fds: the lock must be held until the generator has ended too, even if this process is killed.
    done = subprocess.run(
        command, cwd=output.parent, env=environment, capture_output=True, text=True, encoding="utf-8", check=False, close_fds=False
    )
    if done.returncode != 0:
        raise SyncError(f"the generator failed: {reason(done.stdout + done.stderr)}")


def reason(output: str) -> str:
    """What the generator says last, in one line: it draws boxes around messages and tracebacks."""
    lines = [line.strip(" │╭╰─╮╯") for line in output.splitlines()]
    told = [line for line in lines if line and not line.startswith(NOISE)]
    return " ".join(told[-1:] if "Traceback" in output else told)[:REASON] or "it gives no reason"


def render(root: Path, folder: Path) -> None:
    """Write into the empty `folder` what `generated/` must hold."""
    versions = pins(root)
    package = folder / Path(PACKAGE).name
    run_generator(root, package)
    for file in package.rglob("*.py"):
        file.write_text(HEADER + file.read_text(encoding="utf-8"), encoding="utf-8", newline="\n")
    (package / "py.typed").touch()
    spec = YAML(typ="safe").load(root / SPEC)
    (package / "openapi.json").write_text(json.dumps(spec, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    facts = {
        "command": "make generate",
        "tools": {name: versions[name] for name in ("openapi-python-client", "ruff")},
        "inputs": inputs(root),
        "outputs": {name: digest(folder / name) for name in kinds(folder)},
    }
    (package / STAMP).write_text(json.dumps(facts, indent=1) + "\n", encoding="utf-8")


def stamp(root: Path) -> dict[str, object]:
    """The stamp that lies under generated/, empty where there is none that can be read."""
    try:
        found = json.loads((root / PACKAGE / STAMP).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def generate(root: Path) -> str:
    folder = (root / PACKAGE).parent
    with locked(root), staging(folder) as fresh:
        render(root, fresh)
        found = differences(root, fresh)
        if not found:
            return f"{PACKAGE} is up to date with {SPEC}"
        replace_folder(fresh, folder)
        return "\n".join([*lost(found), f"{PACKAGE} is regenerated from {SPEC}: {len(kinds(folder))} files"])


def lost(found: list[str]) -> list[str]:
    """What generating takes away, a line for each: files that are not the generator's, and edits. found: by `differences`."""
    words = {"stray:  ": "removed:", "edited:": "edit undone:"}
    return [f"{new}{line.removeprefix(old)}" for line in found for old, new in words.items() if line.startswith(old)]


def differences(root: Path, fresh: Path) -> list[str]:
    """One line for each thing under `generated/` that is not as in `fresh`, then a short diff; empty when there is none."""
    folder = (root / PACKAGE).parent
    if kind_of(folder) != "folder":
        return [f"{folder.name} is not a folder but {'a link' if kind_of(folder) == 'link' else kind_of(folder)}"]
    wanted, found = kinds(fresh), kinds(folder)
    changed = "stale: " if inputs(root) != stamp(root).get("inputs") else "edited:"
    names, shown = [], []
    for name in sorted(wanted.keys() | found.keys()):
        label, kind = f"{folder.name}/{name}", found.get(name)
        label = label if label.isprintable() else repr(label)  # a line for each, whatever is in a name
        if kind is None:
            names.append(f"missing: {label}")
        elif name not in wanted:
            names.append(f"stray:   {label}{'' if kind == 'file' else f' ({kind})'}")
        elif kind != "file":
            names.append(f"{kind}: {label} is not a plain file")
        elif (fresh / name).read_bytes() != (folder / name).read_bytes():
            names.append(f"{changed} {label}")
            # The stamp's hashes tell a reader nothing.
            shown += [] if name.endswith(STAMP) else short_diff(folder / name, fresh / name, label)
    return names + shown[:DIFF_LINES]


def short_diff(found: Path, wanted: Path, label: str) -> list[str]:
    before, after = (file.read_bytes().decode(errors="replace").split("\n") for file in (found, wanted))
    shown = list(difflib.unified_diff(before, after, label, f"{label} as the spec gives it", lineterm="", n=1))
    return [line.replace("\r", "^M") for line in shown]


def check(root: Path) -> str:
    with locked(root, shared=True), tempfile.TemporaryDirectory() as scratch:
        fresh = Path(scratch)
        render(root, fresh)
        found = differences(root, fresh)
    if found:
        raise SyncError("\n".join([*found, f"generated/ and spec disagree: {MEND}"]))
    return f"{PACKAGE} is exactly what {SPEC} gives"


def check_index(root: Path) -> str:
    """Lint and check what is staged, which is what a commit will hold, with the tools that are staged."""
    with tempfile.TemporaryDirectory() as scratch:
        command = ["git", "checkout-index", "--all", f"--prefix={scratch}/"]
        done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
        if done.returncode:
            raise SyncError(f"{' '.join(command[:2])} failed: {done.stderr.strip()}")
        failures = []
        for module in STAGED:
            done = subprocess.run([sys.executable, "-m", *module], cwd=scratch, capture_output=True, text=True, check=False)
            if done.returncode:
                failures.append((done.stderr or done.stdout).strip())
    if failures:
        raise SyncError("\n".join([*failures, "this is about what is staged: mend the files, then `git add` them"]))
    return "what is staged is in sync"


def run(verb: Callable[[Path], str]) -> int:
    """Do what a verb does, and say in one place what keeps it from being done."""
    try:
        print(verb(ROOT))
    except SyncError as error:
        print(error, file=sys.stderr)
        return 1
    except OSError as error:
        print(f"{error.strerror or error}: {error.filename or ROOT}; nothing was changed", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tools.sync", description=__doc__)
    parser.add_argument("verb", choices=["generate", "check"])
    parser.add_argument("--index", action="store_true", help="lint and check what is staged, not the work tree")
    options = parser.parse_args(arguments)
    return run(generate if options.verb == "generate" else check_index if options.index else check)


if __name__ == "__main__":
    sys.exit(main())
