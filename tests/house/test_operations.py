"""Each operation of the spec stands in every place that it needs. A test that fails names the file to open.

The verb of an operation is the leading lower-case word of its operationId: `linkAppointment` is `link`.
"""

import ast
import inspect
import itertools
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from omneo_appointments import AsyncOmneo, Omneo
from omneo_appointments.sandbox import HANDLERS, SPEC

ROOT = Path(__file__).parent.parent.parent
VERBS = "overrides/omneo_appointments/_appointments.py"
METHODS = {"get", "put", "post", "delete", "options", "head", "patch", "trace"}
OPERATIONS = [node["operationId"] for item in SPEC["paths"].values() for method, node in item.items() if method in METHODS]
Client = type[Omneo] | type[AsyncOmneo]


def verb(operation: str) -> str:
    return "".join(itertools.takewhile(str.islower, operation))


def text(pattern: str) -> str:
    return "\n".join(file.read_text(encoding="utf-8") for file in sorted(ROOT.glob(pattern)))


def resource(kind: Client) -> Any:
    return kind(tenant="example", token="fake").appointments


def function(owner: Any, operation: str) -> ast.AST:
    """The method of an operation in the class of an object, as it is written; an empty one if there is none."""
    classes = [node for node in ast.parse(text(VERBS)).body if isinstance(node, ast.ClassDef) and node.name == type(owner).__name__]
    methods = [node for one in classes for node in ast.walk(one) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    return next((one for one in methods if one.name == verb(operation)), ast.Module([], []))


def is_verb(owner: Any, operation: str, *, awaited: bool) -> bool:
    method = getattr(owner, verb(operation), None)
    return bool(method and inspect.getdoc(method) and inspect.iscoroutinefunction(method) == awaited)


def states_retry_safety(kind: Client, operation: str) -> bool:
    """Whether each call that the verb makes says `repeatable=True` or `repeatable=False`."""
    method = function(resource(kind).with_raw_response, operation)
    calls = [node for node in ast.walk(method) if isinstance(node, ast.Call) and ast.unparse(node.func) in ("Call", "AsyncCall")]
    stated = [word.value for call in calls for word in call.keywords if word.arg == "repeatable"]
    return 0 < len(calls) == len([one for one in stated if isinstance(one, ast.Constant) and isinstance(one.value, bool)])


def vectors(kind: str) -> Any:
    return json.loads(text(f"spec/vectors/{kind}.json"))


def has_cases(kind: str, operation: str) -> bool:
    return any(case["operation"] == operation for case in vectors(kind)["cases"])


# What is missing -> the file to open, and whether an operation has it.
PLACES: dict[str, tuple[str, Callable[[str], bool]]] = {
    "verb": (VERBS, lambda name: is_verb(resource(Omneo), name, awaited=False)),
    "async verb": (VERBS, lambda name: is_verb(resource(AsyncOmneo), name, awaited=True)),
    "raw verb": (VERBS, lambda name: is_verb(resource(Omneo).with_raw_response, name, awaited=False)),
    "async raw verb": (VERBS, lambda name: is_verb(resource(AsyncOmneo).with_raw_response, name, awaited=True)),
    "retry safety": (VERBS, lambda name: states_retry_safety(Omneo, name)),
    "async retry safety": (VERBS, lambda name: states_retry_safety(AsyncOmneo, name)),
    "sandbox handler": ("overrides/omneo_appointments/sandbox/_handlers.py", HANDLERS.__contains__),
    "entry in the vectors' operations": ("spec/vectors/requests.json", lambda name: name in vectors("requests")["operations"]),
    "request vectors": ("spec/vectors/requests.json", lambda name: has_cases("requests", name)),
    "answer vectors": ("spec/vectors/answers.json", lambda name: has_cases("answers", name)),
    "TypeScript method": (
        "tests/parity/typescript/src/client.ts",
        lambda name: bool(re.search(rf"^  async {verb(name)}\(", text("tests/parity/typescript/src/client.ts"), re.MULTILINE)),
    ),
    "PHP method": (
        "tests/parity/php/src/Omneo.php",
        lambda name: bool(re.search(rf"^    public function {verb(name)}\(", text("tests/parity/php/src/Omneo.php"), re.MULTILINE)),
    ),
    "entry in the docs": (
        "README.md or docs/*.md",
        lambda name: f"appointments.{verb(name)}(" in text("README.md") + text("docs/*.md"),
    ),
}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("operation", OPERATIONS)
def test_place(operation: str, place: str) -> None:
    """An operation of the spec has its verb, retry safety, sandbox handler, vectors, twins and docs."""
    file, has = PLACES[place]
    if not has(operation):
        pytest.fail(f"{operation} has no {place}: open {file}", pytrace=False)


def test_verbs_differ() -> None:
    """No two operations have one verb."""
    assert len({verb(one) for one in OPERATIONS}) == len(OPERATIONS)
