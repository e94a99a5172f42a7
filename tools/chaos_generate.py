"""Kill `make generate` at a hundred moments, then lint mutated specs: `make chaos` (`python -m tools.chaos_generate`).

Every kill is SIGKILL, before one of the operations on files, processes and locks that a run makes. After each, `generated/` must be
the old tree or the new one, and the next run must finish and leave nothing behind. Of the mutated specs, each must give findings or
be generated; none may give a traceback. Not done: loss of power, and file systems that lose what was written.
"""

from __future__ import annotations

import argparse
import copy
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from tools import atomic, lint_spec, sync
from tools.lint.document import Document, Pointer

MOMENTS, SPECS = 100, 300
FROZEN = "tests/fixtures/lint_spec.yaml"
NEEDED = ("spec", "generated", "requirements", "tools", sync.CONFIG)
# Runs `generate` in the current folder; argv: the event before which to die (0: print how many there were instead), a rendered tree
# to copy in place of rendering or "", and whether names can be exchanged.
VICTIM = """
import os, shutil, signal, sys
from pathlib import Path
from tools import atomic, sync
last, rendered, exchange = int(sys.argv[1]), sys.argv[2], sys.argv[3] == "True"
if rendered:
    sync.render = lambda _, folder: shutil.copytree(rendered, folder, dirs_exist_ok=True)
if not exchange:
    atomic.exchanged = lambda one, other: False
count = 0
def hook(event, arguments):
    global count
    if event.split(".")[0] in ("os", "shutil", "subprocess", "fcntl", "tempfile") or event == "open" and "w" in str(arguments[1]):
        count += 1
        if count == last:
            os.kill(os.getpid(), signal.SIGKILL)
sys.addaudithook(hook)
said = sync.generate(Path.cwd())
if not last:
    print(count)
"""


def project(source: Path, target: Path) -> Path:
    """A copy of what `generate` reads, with a spec that differs from what its generated/ was made from."""
    for name in NEEDED:
        place = source / name
        if place.is_dir():
            shutil.copytree(place, target / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(place, target / name)
    spec = target / sync.SPEC
    spec.write_text(spec.read_text(encoding="utf-8").replace("title: ", "title: Other "), encoding="utf-8")
    return target


def contents(folder: Path) -> dict[str, str]:
    """Relative path -> hash of everything below a folder; empty where there is none."""
    if atomic.kind_of(folder) != "folder":
        return {}
    return {name: f"{kind} {sync.digest(folder / name)}" for name, kind in atomic.kinds(folder).items()}


def victim(root: Path, last: int, rendered: str, exchange: bool) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", VICTIM, str(last), rendered, str(exchange)]
    return subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)


def kills(root: Path, moments: int, *, rendered: Path, real: bool, exchange: bool = True) -> Iterator[str]:
    """Kill a run at so many moments; one line for each thing that is not as promised.

    `root` is a project(); `rendered` is a tree that its spec gives; with `real` the generator runs, else the tree is copied.
    """
    folder, spare = root / "generated", root / "spare"
    shutil.copytree(folder, spare)
    old, new = contents(folder), contents(rendered)
    source = "" if real else str(rendered)
    total = int(victim(root, 0, source, exchange).stdout)
    for index in range(moments):
        shutil.rmtree(folder)
        shutil.copytree(spare, folder)
        last = 1 + index * (total - 1) // max(1, moments - 1)
        done = victim(root, last, source, exchange)
        yield from after(root, f"killed before {last} of {total}", done.returncode, old, new, exchange)
        print(f"\rkilled {index + 1} times of {moments}", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)


def after(root: Path, moment: str, status: int, old: Any, new: Any, exchange: bool) -> Iterator[str]:
    """What is wrong once a run was killed, and once another has followed it."""
    found = contents(root / "generated")
    if status != -signal.SIGKILL:
        yield f"{moment}: the run ended with {status}"
    if found not in (old, new) and (exchange or found):
        yield f"{moment}: generated/ has {len(found)} files, neither the old nor the new tree"
    with atomic.locked(root), atomic.staging(root / "generated"):
        if contents(root / "generated") not in (old, new):
            yield f"{moment}: the next run does not find the old tree again"
    left = [path.name for path in root.glob(".generated*")]
    if left:
        yield f"{moment}: left behind: {', '.join(left)}"


VALUES: list[Any] = [
    *(None, True, False, 0, -1, 3.5, 10**400, "", "x", "object", "string", "/v3/{a}{b", [], {}, [None], ["x"], {"a": 1}),
    *({"$ref": text} for text in (3, "#/", "#/components/schemas/Nope", "#/components/schemas/OrderSummary")),
    *({"type": text} for text in ("object", "array", ["string", "null"])),
    *({"oneOf": []}, {"const": None}, {"enum": ["a"], "type": "string"}, {"allOf": [{"$ref": "#/components/schemas/Problem"}]}),
    {"type": "string", "format": "date-time", "description": "A moment."},
]
WORDS = (
    *("type", "properties", "items", "oneOf", "allOf", "anyOf", "required", "enum", "default", "example", "examples", "schema"),
    *("content", "parameters", "responses", "security", "tags", "description", "format", "additionalProperties", "if", "not"),
    *("$ref", "a-b", "d", "value", "x-y", "0", "in", "name", "pattern", "minimum", "const", "class", "self"),
)


def pointers(value: Any, at: Pointer = ()) -> Iterator[Pointer]:
    for key, child in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield (*at, key)
        yield from pointers(child, (*at, key))


def found_at(value: Any, at: Pointer) -> Any:
    for step in at:
        value = value[step]
    return value


def mutated(text: str, seed: int) -> Any:
    """A spec with one to three changes of its structure: something taken away, replaced, renamed, copied or added."""
    chance = random.Random(seed)  # noqa: S311 - the same seed must give the same spec
    spec = YAML(typ="safe").load(text)
    for _ in range(chance.choice([1, 1, 2, 3])):
        places = list(pointers(spec))
        *above, key = chance.choice(places)
        holder = found_at(spec, tuple(above))
        other = copy.deepcopy(chance.choice([*VALUES, found_at(spec, chance.choice(places))]))
        change = chance.choice(["remove", "replace", "rename", "add"])
        if change == "remove":
            del holder[key]
        elif change == "rename" and isinstance(holder, dict):
            holder[chance.choice(WORDS)] = holder.pop(key)
        elif change == "add" and isinstance(holder[key], dict):
            holder[key][chance.choice(WORDS)] = other
        elif change == "add" and isinstance(holder[key], list):
            holder[key].append(other)
        else:
            holder[key] = other
    return spec


def mutations(root: Path, text: str, seeds: range) -> Iterator[str]:
    """One line for each mutated spec that passes lint-spec and is not generated; `root` is a project()."""
    passed = 0
    for seed in seeds:
        spec = mutated(text, seed)
        if not lint_spec.findings(Document(spec)):
            with (root / sync.SPEC).open("w", encoding="utf-8") as stream:
                YAML(typ="safe").dump(spec, stream)
            if not lint_spec.lint(root / sync.SPEC, sync.SPEC, root):
                passed += 1
                try:
                    sync.generate(root)
                except sync.SyncError as error:
                    yield f"seed {seed} passes lint-spec, but {error}"
        print(f"\r{seed - seeds[0] + 1} specs of {len(seeds)}, {passed} passed", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tools.chaos_generate", description=__doc__)
    parser.add_argument("--moments", type=int, default=MOMENTS, help="how often to kill")
    parser.add_argument("--specs", type=int, default=SPECS, help="how many specs to mutate")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        root, rendered = project(sync.ROOT, Path(scratch, "project")), Path(scratch, "rendered")
        rendered.mkdir()
        sync.render(root, rendered)
        problems = list(kills(root, options.moments, rendered=rendered, real=True))
        problems += mutations(root, (sync.ROOT / FROZEN).read_text(encoding="utf-8"), range(options.specs))
    print(
        "\n".join(problems) or f"{options.moments} kills left no half tree; {options.specs} mutated specs were refused or generated"
    )
    return 1 if problems else 0


if __name__ == "__main__":
    os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
    sys.exit(main())
