"""Break each rule of the morph validator in turn: `make mutants`. At least one vector must turn red for every one."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from tools.sync import ROOT

MODULE = "overrides/omneo_appointments/_morphs.py"
RUNNER = [sys.executable, "-c"]
# (what is broken, the code, what stands there instead)
MUTANTS = [
    ("integers: any script's digits", "value.isascii() and ", ""),
    ("integers: anything that int() reads", "value.isdigit() and ", ""),
    ("integers: leading zeros", 'value[0] != "0" and ', ""),
    ("integers: no upper bound", "1 <= number <= LARGEST", "1 <= number"),
    ("integers: bound too low", "LARGEST = 2**63 - 1", "LARGEST = 2**63 - 2"),
    ("integers: bound too high", "LARGEST = 2**63 - 1", "LARGEST = 2**63"),
    ("integers: zero", "1 <= number <=", "0 <= number <="),
    ("integers: negative", "1 <= number <= LARGEST", "number <= LARGEST and number"),
    ("integers: one is refused", "1 <= number <=", "1 < number <="),
    ("integers: booleans", " and not isinstance(value, bool)", ""),
    ("integers: floats", "        except TypeError:  # numpy's arrays have __index__ and refuse to be asked\n            return None\n    else:", "        except TypeError:\n            return None\n    elif isinstance(value, float):\n        number = int(value)\n    else:"),
    ("integers: no strings", "if isinstance(value, str):\n        plain", "if isinstance(value, bytes):\n        plain"),
    ("UUIDs: any form", "canonical if canonical == value.lower() else None", "canonical"),
    ("UUIDs: case is kept", "canonical if canonical == value.lower() else None", "value if canonical == value.lower() else None"),
    ("UUIDs: capitals are refused", "canonical == value.lower()", "canonical == value"),
    ("UUIDs: no UUID values", "if isinstance(value, uuid.UUID):", "if isinstance(value, bytes):"),
    ("UUIDs: any string", "    except ValueError:\n        return None\n    return canonical", "    except ValueError:\n        return value\n    return canonical"),
    ("aliases: blanks are trimmed", "return MorphAlias(value)", "return MorphAlias(value.strip())"),
    ("aliases: case does not count", "return MorphAlias(value)", "return MorphAlias(value.lower())"),
    ("aliases: the nearest is taken", "raise UnknownMorphAliasError(value, allowed", "if near:\n        return MorphAlias(near[0])\n    raise UnknownMorphAliasError(value, allowed"),
    ("aliases: the whitelist is not told", "allowed=allowed", "allowed=[]"),
    ("the appointment is not checked", "    if number is None:\n        raise InvalidAppointmentIdError(value, expected=AN_INTEGER)\n    return number", "    return number if number is not None else value"),
    ("profiles take integers", "if alias is MorphAlias.PROFILE:", "if False:"),
    ("everything takes UUIDs", "if alias is MorphAlias.PROFILE:", "if True:"),
    ("an id is not checked", "    if target is None:\n        raise InvalidTargetIdError(id, alias=alias.value, expected=expected)\n", "    target = target or str(id)\n"),
]  # fmt: skip
# Runs every request vector against the module beside it, and prints how many it gets wrong.
PROGRAM = """
import json, sys
sys.path[:0] = {paths}
import judge
from tests.parity import python_runner
cases = [case for case in judge.cases() if case["kind"] == "requests"]
with judge.serving() as server:
    given, sessions = judge.tasks(cases, server)
    wrong = 0
    for case, task, session in zip(cases, given, sessions):
        try:
            outcome = python_runner.run_sync(task, judge.TOKEN)
        except Exception as error:
            outcome = {{"error": {{"kind": type(error).__name__}}}}
        wrong += bool(judge.complaints(case, json.loads(json.dumps(outcome)), session.requests))
print(wrong)
"""


def red(folder: Path) -> int:
    """The number of request vectors that fail with the package in a folder."""
    paths = [str(folder), *(str(ROOT / name) for name in ("generated", "spec/vectors", "."))]
    done = subprocess.run([*RUNNER, PROGRAM.format(paths=paths)], cwd=ROOT, capture_output=True, text=True, check=False)
    return int(done.stdout) if done.returncode == 0 else -1


def main() -> int:
    survivors = 0
    text = (ROOT / MODULE).read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as scratch:
        package = Path(scratch, "omneo_appointments")
        package.mkdir()
        for file in (ROOT / MODULE).parent.glob("*.py"):
            (package / file.name).write_bytes(file.read_bytes())
        if red(Path(scratch)) != 0:
            sys.exit("the vectors are red before anything is broken")
        for number, (what, old, new) in enumerate(MUTANTS, 1):
            if text.count(old) != 1:
                sys.exit(f"{what}: the code to break is not there once, but {text.count(old)} times: {json.dumps(old)}")
            (package / "_morphs.py").write_text(text.replace(old, new), encoding="utf-8")
            failed = red(Path(scratch))
            survivors += failed == 0
            verdict = "SURVIVED" if failed == 0 else "crashed" if failed < 0 else f"{failed} red"
            print(f"{number:2}/{len(MUTANTS)}  {verdict:>9}  {what}", flush=True)
    print(f"{len(MUTANTS) - survivors} of {len(MUTANTS)} mutants noticed by the vectors")
    return 1 if survivors else 0


if __name__ == "__main__":
    sys.exit(main())
