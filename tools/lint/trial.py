"""The trial: generate, import every module, and let each model decode and encode documents that are made from its schema.

The rules give a place and a remedy for what is known to go wrong; the trial finds the rest. It does not run the generated functions
and does not type-check; tests do.
"""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from openapi_python_client.strings import ClassName

from tools.lint.document import Finding, Pointer
from tools.lint.operations import PREFIX, identifier
from tools.lint.spec import Spec, steps, types
from tools.sync import SyncError, run_generator

DEEPEST = 9  # levels of allOf that are followed, since they may refer to each other
RUNNER = Path(__file__).with_name("trial_runner.py")
SECONDS = 120
TEXTS = {
    "date-time": ["2026-05-11T10:00:00+00:00"],
    "date": ["2026-05-11"],
    "uuid": ["6f9f8a52-3c1e-4b7d-9a55-0d2f6f1c7e10"],
}
PLAIN: dict[str, list[Any]] = {"integer": [1], "number": [1.5, 2], "boolean": [True], "null": [None]}
Case = tuple[Pointer, str, Any]  # where it comes from, the class that decodes it, the document


def run(spec: Spec, path: Path, root: Path) -> Iterator[Finding]:
    """Findings of a trial with the configuration and the templates of `root`."""
    with tempfile.TemporaryDirectory() as scratch:
        package = Path(scratch, "trial")
        try:
            run_generator(root, package, spec=path)
        except SyncError as error:
            yield place_of(spec, str(error)), f"{error}: mend the spec there, or report it as a rule that lint-spec lacks"
            return
        found = list(bound_twice(spec, package)) or list(decoded(package, list(cases_of(spec))))
        suspects = dict(shadowed(spec, package))
        failing = {at[:3] for at, _ in found}
        caused = [(at, text) for at, text in suspects.items() if at[:3] in failing]
        yield from [entry for entry in found if entry[0][:3] not in {at[:3] for at, _ in caused}] + caused


def place_of(spec: Spec, message: str) -> Pointer:
    """The schema that a message of the generator gives the pointer of, or else the first path or schema that it names."""
    given = re.search(r"/components/schemas/([A-Za-z0-9._-]*[A-Za-z0-9_-])", message)
    if given and given[1] in spec.named:
        return spec.named[given[1]].at
    for path, node in spec.operations:
        if path in message:
            return node.at
    for name, node in spec.named.items():
        if re.search(rf"\b({re.escape(name)}|{ClassName(name, PREFIX)})\b", message):
            return node.at
    return ()


def bound_twice(spec: Spec, package: Path) -> Iterator[Finding]:
    """A name of the spec that is a name of the template too: bound twice in a module, a class, or a function's arguments."""
    classes = {str(ClassName(name, PREFIX)): node for name, node in spec.named.items()}
    modules = {identifier(ClassName(name, PREFIX)): node for name, node in spec.named.items()}
    inherited = methods(package / "types.py")
    for file in sorted(package.rglob("*.py")):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        node = modules.get(file.stem) if file.parent.name == "models" else None
        for scope in ast.walk(tree):
            for name in repeated(scope, inherited):
                at: Pointer = classes[name].at if name in classes else node.at if node else ()
                for field in node.value.get("properties", {}) if node and isinstance(scope, ast.ClassDef) else ():
                    at = (*at[:3], "properties", field) if identifier(field) == name else at
                if at:
                    yield at, f"the generated code has a name `{name}` of its own: {remedy(at)}"
        yield from lost_arguments(spec, tree, file.stem)


def remedy(at: Pointer) -> str:
    return "leave the property out, its value stays in additional_properties" if len(at) > 3 else "write another name"


def methods(file: Path) -> dict[str, list[str]]:
    """Class -> its methods, for each class of a file."""
    classes = [item for item in ast.parse(file.read_text(encoding="utf-8")).body if isinstance(item, ast.ClassDef)]
    return {item.name: [part.name for part in item.body if isinstance(part, ast.FunctionDef)] for item in classes}


def repeated(scope: ast.AST, inherited: dict[str, list[str]]) -> list[str]:
    """Names that a module or a class binds more than once, or that hide a method of its base."""
    if not isinstance(scope, ast.Module | ast.ClassDef):
        return []
    names: list[str] = []
    for statement in scope.body:
        if isinstance(statement, ast.FunctionDef | ast.ClassDef):
            names.append(statement.name)
        elif isinstance(statement, ast.Import | ast.ImportFrom):
            names += [alias.asname or alias.name for alias in statement.names]
        elif isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
            names.append(statement.target.id)
        elif isinstance(statement, ast.Assign):
            names += [target.id for target in statement.targets if isinstance(target, ast.Name)]
    bases = [base.id.lstrip("_") for base in getattr(scope, "bases", []) if isinstance(base, ast.Name)]
    hidden = {method for base in bases for method in inherited.get(base, []) if not method.startswith("_")}
    return [name for name, count in Counter(names).items() if count > 1 or name in hidden]


def shadowed(spec: Spec, package: Path) -> Iterator[Finding]:
    """Properties that may take the place of a variable of the template: one that other models have too, and that is bound again.

    They are the cause where a model fails, and nothing where it does not.
    """
    functions: dict[str, list[Counter[str]]] = {}
    for name in spec.named:
        file = package / "models" / f"{identifier(ClassName(name, PREFIX))}.py"
        tree = ast.parse(file.read_text(encoding="utf-8")) if file.is_file() else ast.Module([], [])
        functions[name] = [bindings(item) for item in ast.walk(tree) if isinstance(item, ast.FunctionDef)]
    own = {name: {identifier(field): field for field in spec.named[name].value.get("properties", {})} for name in spec.named}
    template = {variable for name in functions for counter in functions[name] for variable in set(counter) - set(own[name])}
    for name, counters in functions.items():
        for attribute, field in own[name].items():
            if attribute in template and any(counter[attribute] > 1 for counter in counters):
                at = (*spec.named[name].at, "properties", field)
                yield at, f"the generated code has a variable `{attribute}` of its own: {remedy(at)}"


def bindings(function: ast.FunctionDef) -> Counter[str]:
    """How often a function binds each of its names; what a comprehension binds stays inside it."""
    found = Counter(argument.arg for argument in function.args.args)
    waiting: list[ast.AST] = list(function.body)
    while waiting:
        item = waiting.pop()
        if isinstance(item, ast.Name) and isinstance(item.ctx, ast.Store):
            found[item.id] += 1
        if not isinstance(item, ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp):
            waiting += ast.iter_child_nodes(item)
    return found


def lost_arguments(spec: Spec, tree: ast.Module, module: str) -> Iterator[Finding]:
    """An argument that the body of its own function binds again before it is used, or that hides a function it calls."""
    operations = {identifier(node.value.get("operationId", "")): (path, node) for path, node in spec.operations}
    if module not in operations:
        return
    path, node = operations[module]
    names = {identifier(parameter["name"]): at for at, parameter in spec.parameters(path, node)}
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef) and function.name == "_get_kwargs":
            stored = {item.id for item in ast.walk(function) if isinstance(item, ast.Name) and isinstance(item.ctx, ast.Store)}
            called = {item.func.id for item in ast.walk(function) if isinstance(item, ast.Call) and isinstance(item.func, ast.Name)}
            for name in (stored | called) & set(names):
                yield names[name], f"the generated function has a name `{name}` of its own: leave the parameter out and describe it"


def decoded(package: Path, cases: list[Case]) -> Iterator[Finding]:
    """Hand the cases to a process of its own, which imports what was generated."""
    command = [sys.executable, "-I", str(RUNNER), str(package)]
    documents = json.dumps([[name, document] for _, name, document in cases])
    try:
        done = subprocess.run(command, input=documents, capture_output=True, text=True, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired:
        yield (), f"the generated code did not decode its documents within {SECONDS} seconds"
        return
    if done.returncode:
        lines = done.stderr.strip().splitlines() or ["no reason"]
        yield (), f"the generated code fails: {lines[-1][:300]}"
        return
    first = {cases[index][0]: problem for index, problem in reversed(json.loads(done.stdout))}
    yield from first.items()


def cases_of(spec: Spec) -> Iterator[Case]:
    """Documents for each named object: whole, and with each form of each property; then the spec's own examples."""
    for name, node in spec.named.items():
        if "object" not in types(node.value) and "properties" not in node.value:
            continue
        smallest, known = document(spec, node.value, name), str(ClassName(name, PREFIX))
        if smallest is None:
            yield node.at, known, None
            continue
        properties = node.value.get("properties", {})
        forms = {field: samples(spec, schema, (name,)) for field, schema in properties.items()}
        yield node.at, known, smallest | {field: values[0] for field, values in forms.items() if values}
        for field, values in forms.items():
            yield from (((*node.at, "properties", field), known, smallest | {field: value}) for value in values)
    for node in spec.of("media"):
        reference = node.value.get("schema", {}).get("$ref")
        if reference and "object" in types(spec.resolve(node.value["schema"])):
            entries = {"example": node.value["example"]} if "example" in node.value else {}
            yield from (((*node.at, at), str(ClassName(str(steps(reference)[2]), PREFIX)), value) for at, value in entries.items())


def document(spec: Spec, schema: dict[str, Any], *seen: str) -> dict[str, Any] | None:
    """The smallest object that fits; None where there is no finite one."""
    found: dict[str, Any] = {}
    properties, required = merged(spec, schema)
    for field in required:
        values = samples(spec, properties.get(field, {}), seen)
        if not values:
            return None
        found[field] = values[0]
    return found


def merged(spec: Spec, schema: dict[str, Any], depth: int = 0) -> tuple[dict[str, Any], list[str]]:
    """The properties and the required names of a schema and of what allOf adds."""
    properties: dict[str, Any] = {}
    required: list[str] = []
    for member in schema.get("allOf", []) if depth < DEEPEST else []:
        inherited, needed = merged(spec, spec.resolve(member), depth + 1)
        properties |= inherited
        required += needed
    return properties | schema.get("properties", {}), required + schema.get("required", [])


def samples(spec: Spec, schema: dict[str, Any], seen: tuple[str, ...]) -> list[Any]:
    """Values of each form that a schema allows, as far as generated code tells them apart; none where it repeats without end."""
    if "$ref" in schema:
        name = str(steps(schema["$ref"])[2])
        return [] if name in seen else samples(spec, spec.resolve(schema), (*seen, name))
    if "const" in schema:
        return [schema["const"]]
    if "enum" in schema:
        return list(schema["enum"])
    members = [*schema.get("oneOf", []), *schema.get("anyOf", [])]
    if members:
        return [value for member in members for value in samples(spec, member, seen)]
    if "object" in types(schema) or "properties" in schema or "allOf" in schema:
        found = document(spec, schema, *seen)
        whole = [] if found is None else [found]
        return whole + ([None] if "null" in schema.get("type", []) else [])
    if "type" not in schema:
        return ["x", None, 1, {"k": [1]}, []]
    stated = [schema["type"]] if isinstance(schema["type"], str) else schema["type"]
    return [value for kind in stated for value in of_type(spec, schema, kind, seen)]


def of_type(spec: Spec, schema: dict[str, Any], kind: str, seen: tuple[str, ...]) -> list[Any]:
    if kind == "string":
        return TEXTS.get(schema.get("format", ""), ["x", ""])
    if kind == "array":
        return [[value] for value in samples(spec, schema.get("items", {}), seen)] + [[]]
    return PLAIN.get(kind, [])
