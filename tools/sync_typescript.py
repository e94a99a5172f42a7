"""Keep the parity twin's generated types what the spec gives: `python -m tools.sync_typescript generate | check | prove`.

Node is optional. The file carries the hashes of what it was made from and of itself, so that `check` needs no Node to tell whether
it is stale or edited; `prove` makes it again and compares.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

from tools.sync import ROOT, SPEC, SyncError, digest

TWIN = "tests/parity/typescript"
TYPES = f"{TWIN}/src/generated.ts"
LOCK = f"{TWIN}/package-lock.json"
HEAD = "// Generated from spec/openapi.yaml by `make generate`. Do not edit: change the spec and type `make generate`."


def inputs(root: Path) -> str:
    return hashlib.sha256((digest(root / SPEC) + digest(root / LOCK)).encode()).hexdigest()


def with_head(root: Path, text: str) -> str:
    return f"{HEAD}\n// made from {inputs(root)}, content {hashlib.sha256(text.encode()).hexdigest()}\n{text}"


def npm(root: Path, *arguments: str) -> str:
    # npm reads settings of the caller's by prefix; none of them may reach the bytes.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("npm_config_")}
    done = subprocess.run(["npm", *arguments], cwd=root / TWIN, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SyncError(f"npm {' '.join(arguments)} failed:\n{done.stderr[-2000:]}")
    return done.stdout


def render(root: Path) -> str:
    installed = root / TWIN / "node_modules/.installed-from"
    if not installed.is_file() or installed.read_text() != digest(root / LOCK):
        npm(root, "ci", "--ignore-scripts", "--silent")
        installed.write_text(digest(root / LOCK))
    return with_head(root, npm(root, "exec", "--offline", "--", "openapi-typescript", str(root / SPEC), "--enum"))


def is_current(root: Path) -> bool:
    """Whether the hashes at its head fit the spec, the lock file and the text below."""
    try:
        lines = (root / TYPES).read_text(encoding="utf-8").split("\n", 2)
    except OSError:
        return False
    return len(lines) == 3 and "\n".join(lines) == with_head(root, lines[2])


def generate(root: Path) -> str:
    if is_current(root):
        return f"{TYPES} is up to date with {SPEC}"
    if shutil.which("npm") is None:
        return f"{TYPES} is left stale: there is no Node here; only `make parity` needs it"
    (root / TYPES).write_text(render(root), encoding="utf-8", newline="\n")
    return f"{TYPES} is regenerated from {SPEC}"


def check(root: Path) -> str:
    if is_current(root):
        return f"{TYPES} is what {SPEC} gave"
    if shutil.which("npm") is None:
        return f"{TYPES} is stale, which does not count here: there is no Node to mend it"
    raise SyncError(f"stale or edited: {TYPES}\ntype `make generate` and commit the result")


def prove(root: Path) -> str:
    """The same without trust in the hashes: make it again and compare."""
    if render(root) != (root / TYPES).read_text(encoding="utf-8"):
        raise SyncError(f"stale or edited: {TYPES}\ntype `make generate` and commit the result")
    return f"{TYPES} is exactly what {SPEC} gives"


def main(arguments: list[str]) -> int:
    try:
        print({"generate": generate, "check": check, "prove": prove}[arguments[0]](ROOT))
    except SyncError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
