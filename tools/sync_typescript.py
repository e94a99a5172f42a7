"""Keep the parity twin's generated types what the spec gives: `python -m tools.sync_typescript generate | check | prove`.

Node is optional. The file carries the hashes of what it was made from and of itself, so that `check` needs no Node to tell whether
it is stale or edited; `prove` makes it again and compares.

Not done: `check` believes the hashes, so a head that was forged with care is seen by `make parity` alone; without Node a stale file
is reported and does not count.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

from tools.atomic import kind_of, locked, replace_file
from tools.sync import MEND, SPEC, SyncError, digest, run

TWIN = "tests/parity/typescript"
TYPES = f"{TWIN}/src/generated.ts"
LOCK = f"{TWIN}/package-lock.json"
HEAD = "// Generated from spec/openapi.yaml by `make generate`. Do not edit: change the spec and type `make generate`."


def inputs(root: Path) -> str:
    return hashlib.sha256((digest(root / SPEC) + digest(root / LOCK)).encode()).hexdigest()


def with_head(root: Path, text: str) -> str:
    return f"{HEAD}\n// made from {inputs(root)}, content {hashlib.sha256(text.encode()).hexdigest()}\n{text}"


def npm(root: Path, *arguments: str, given: str = "") -> str:
    """What npm prints in the twin's folder; `given` is its standard input."""
    # npm reads settings of the caller's by prefix; none of them may reach the bytes.
    environment = {name: value for name, value in os.environ.items() if not name.lower().startswith("npm_config_")}
    # close_fds: npm holds the lock too, even if this process is killed.
    done = subprocess.run(
        ["npm", *arguments],
        cwd=root / TWIN,
        env=environment,
        input=given,
        capture_output=True,
        encoding="utf-8",
        check=False,
        close_fds=False,
    )
    if done.returncode:
        raise SyncError(f"npm {' '.join(arguments)} failed:\n{done.stderr[-2000:].strip()}")
    return done.stdout


def render(root: Path) -> str:
    """What the file must hold; call it under the lock, it installs what it needs."""
    installed = root / TWIN / "node_modules/.installed-from"
    if not installed.is_file() or installed.read_text() != digest(root / LOCK):
        installed.unlink(missing_ok=True)  # from here until it is written again, the folder counts as broken
        npm(root, "ci", "--ignore-scripts", "--silent")
        installed.write_text(digest(root / LOCK))
    # By standard input: the program takes a path for a URL, which a `#` in a folder's name would end.
    spec = (root / SPEC).read_text(encoding="utf-8")
    return with_head(root, npm(root, "exec", "--offline", "--", "openapi-typescript", "--enum", given=spec))


def is_current(root: Path) -> bool:
    """Whether it is a plain file whose head fits the spec, the lock file and the text below it."""
    if kind_of(root / TYPES) != "file":
        return False
    lines = (root / TYPES).read_bytes().decode(errors="replace").split("\n", 2)
    return len(lines) == 3 and "\n".join(lines) == with_head(root, lines[2])


def generate(root: Path) -> str:
    with locked(root):
        if is_current(root):
            return f"{TYPES} is up to date with {SPEC}"
        if shutil.which("npm") is None:
            return f"{TYPES} is left stale: there is no Node here; only `make parity` needs it"
        replace_file(root / TYPES, render(root))
        return f"{TYPES} is regenerated from {SPEC}"


def check(root: Path) -> str:
    with locked(root, shared=True):
        if is_current(root):
            return f"{TYPES} is what {SPEC} gave"
    if shutil.which("npm") is None:
        return f"{TYPES} is stale, which does not count here: there is no Node to mend it"
    raise SyncError(f"stale or edited: {TYPES}\n{MEND}")


def prove(root: Path) -> str:
    """The same without trust in the hashes: make it again and compare."""
    with locked(root):
        if kind_of(root / TYPES) != "file" or render(root) != (root / TYPES).read_text(encoding="utf-8"):
            raise SyncError(f"stale or edited: {TYPES}\n{MEND}")
    return f"{TYPES} is exactly what {SPEC} gives"


VERBS = {"generate": generate, "check": check, "prove": prove}


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m tools.sync_typescript", description=__doc__)
    parser.add_argument("verb", choices=VERBS)
    return run(VERBS[parser.parse_args(arguments).verb])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
