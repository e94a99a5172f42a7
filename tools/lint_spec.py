"""Refuse a spec that is not valid, or that the generator would get wrong without a word: `make lint-spec`.

Each finding is one line: file, line, JSON pointer, what is wrong, and what to write instead.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker
from openapi_python_client.config import ConfigFile
from openapi_spec_validator import OpenAPIV31SpecValidator
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError

from tools.facets import METHODS, resolve, steps
from tools.sync import CONFIG, ROOT, SPEC

Pointer = tuple[str | int, ...]
Finding = tuple[Pointer, str]
VERBS = "add approve archive cancel close complete confirm create delete get link list read reject remove replace unlink update"
OPERATION_ID = re.compile(rf"({'|'.join(VERBS.split())})([A-Z][a-z0-9]*)+")
CONDITIONS = {"if", "then", "else", "not"}  # conditions are no models: the generator leaves them out
DATA = {"example", "examples", "default", "enum", "const"}


def nodes(value: Any, at: Pointer = ()) -> Iterator[tuple[Pointer, dict[str, Any]]]:
    """Every object of the document with its pointer, but for what is example data."""
    if isinstance(value, dict):
        yield at, value
        for key, child in value.items():
            if key not in DATA or names_fields(at):
                yield from nodes(child, (*at, key))
    elif isinstance(value, list):
        for index, child in enumerate(value):
            yield from nodes(child, (*at, index))


def names_fields(at: Pointer) -> bool:
    """Whether the keys there are names of fields, which may be called `example` or `enum` like anything else."""
    return at[-1:] == ("properties",)


def operations(spec: Any) -> Iterator[tuple[Pointer, dict[str, Any]]]:
    for path, item in spec["paths"].items():
        yield from ((("paths", path, method), item[method]) for method in METHODS if method in item)


def media(spec: Any) -> Iterator[tuple[Pointer, dict[str, Any]]]:
    """Every body's holder: a request body or a response that has content."""
    return ((at, node) for at, node in nodes(spec) if isinstance(node.get("content"), dict))


def of_answers(spec: Any) -> Iterator[tuple[Pointer, dict[str, Any]]]:
    """Every schema node that an answer may hold, behind references too, each once."""
    waiting = [pair for pair in nodes(spec) if "responses" in pair[0]]
    seen = set()
    while waiting:
        at, node = waiting.pop()
        if at in seen:
            continue
        seen.add(at)
        yield at, node
        if isinstance(reference := node.get("$ref"), str):
            waiting += nodes(resolve(spec, node), steps(reference))


def valid(spec: Any) -> Iterator[Finding]:
    try:
        # operation_ids says too that an id is not unique, and where.
        errors = [error for error in OpenAPIV31SpecValidator(spec).iter_errors() if not error.message.startswith("Operation ID")]
        # What has no place follows from what has one, unless there is nothing else.
        for error in [error for error in errors if error.absolute_path] or errors:
            yield tuple(error.absolute_path), f"not valid OpenAPI 3.1: {error.message[:200]}"
    except Exception as error:  # the validator stumbles over some documents that it should refuse
        yield (), f"not valid OpenAPI 3.1: {type(error).__name__}: {error}"


def valid_schemas(spec: Any) -> Iterator[Finding]:
    """The named schemas by themselves: of those, the validator of the whole says neither name nor place."""
    standard = Draft202012Validator(Draft202012Validator.META_SCHEMA)
    for name, schema in dict(spec.get("components", {}).get("schemas", {})).items():
        for error in standard.iter_errors(schema):
            yield ("components", "schemas", name, *error.absolute_path), f"not valid JSON Schema: {error.message[:200]}"


def examples_fit(spec: Any) -> Iterator[Finding]:
    for at, node in nodes(spec):
        if "schema" not in node or CONDITIONS & set(at):
            continue
        named = {
            ("examples", name, "value"): entry["value"] for name, entry in node.get("examples", {}).items() if "value" in entry
        }
        given: dict[Pointer, Any] = named | ({("example",): node["example"]} if "example" in node else {})
        schema = {**node["schema"], "components": spec.get("components", {})}
        validator = Draft202012Validator(schema, format_checker=FormatChecker())
        for where, value in given.items():
            for error in validator.iter_errors(value):
                yield (*at, *where, *error.absolute_path), f"the example breaks its schema: {error.message[:200]}"


def examples_given(spec: Any) -> Iterator[Finding]:
    for at, node in media(spec):
        for kind, body in node["content"].items():
            if "example" not in body and not body.get("examples"):
                yield (*at, "content", kind), "no example: write `example:` with a whole body"


def one_content_type(spec: Any) -> Iterator[Finding]:
    for at, node in media(spec):
        if len(node["content"]) != 1:
            yield (*at, "content"), f"{len(node['content'])} content types: keep one, the generator takes the first it knows"


def no_null_in_enums(spec: Any) -> Iterator[Finding]:
    for at, node in nodes(spec):
        if isinstance(node.get("enum"), list) and None in node["enum"]:
            yield (*at, "enum"), "null inside an enum gives three classes: write oneOf with the enum's $ref and {type: 'null'}"


def nullable_references(spec: Any) -> Iterator[Finding]:
    advice = "write oneOf with the $ref and {type: 'null'}"
    for at, node in nodes(spec):
        if "nullable" in node and not names_fields(at):
            yield (*at, "nullable"), f"`nullable` is OpenAPI 3.0: {advice}, or type: [string, 'null']"
        if "$ref" in node and "type" in node:
            yield (*at, "type"), f"a type beside a $ref is not seen by the generator: {advice}"
        for word in ("anyOf", "allOf"):
            # A union of plain types may hold null too: anyOf is the form of unions that every generator reads.
            members = [member for member in node.get(word) or [] if isinstance(member, dict)]
            plain = word == "anyOf" and not any("$ref" in member for member in members)
            if any(member.get("type") == "null" for member in members) and not plain:
                yield (*at, word), f"null within {word}: {advice}"


def no_strict_enum_in_answers(spec: Any) -> Iterator[Finding]:
    for at, node in of_answers(spec):
        for word in ("enum", "const"):
            if word in node and not names_fields(at):
                yield (
                    (*at, word),
                    f"a strict {word} in an answer breaks on a new value: write a string and describe its values",
                )


def objects_are_named(spec: Any) -> Iterator[Finding]:
    for at, node in nodes(spec):
        named = len(at) == 3 and at[:2] == ("components", "schemas")
        is_object = node.get("type") == "object" or isinstance(node.get("properties"), dict)
        if is_object and not named and not CONDITIONS & set(at) and not names_fields(at):
            yield at, "an object without a name gets a long made-up class name: move it to components/schemas and write a $ref"


def operations_are_secured(spec: Any) -> Iterator[Finding]:
    for at, operation in operations(spec):
        if not operation.get("security"):
            yield at, "no security: write `security: [{bearerAuth: []}]` here, the generator does not look at the root"


def operation_ids(spec: Any) -> Iterator[Finding]:
    seen: dict[str, Pointer] = {}
    for at, operation in operations(spec):
        name = str(operation.get("operationId", ""))
        if not OPERATION_ID.fullmatch(name):
            yield (
                (*at, "operationId"),
                f"{name!r} is not verb and noun: write one such as linkAppointment, with one of: {VERBS}",
            )
        if name in seen:
            yield (*at, "operationId"), f"{name!r} is already the operationId of {pointer_text(seen[name])}: write another"
        seen.setdefault(name, at)


RULES = (
    examples_fit,
    examples_given,
    one_content_type,
    no_null_in_enums,
    nullable_references,
    no_strict_enum_in_answers,
    objects_are_named,
    operations_are_secured,
    operation_ids,
)


def pointer_text(at: Pointer) -> str:
    return "/" + "/".join(str(step).replace("~", "~0").replace("/", "~1") for step in at)


def line_of(document: Any, at: Pointer) -> int:
    """The line, from 1, of the deepest step of a pointer that the file has."""
    line = 0
    for step in at:
        if isinstance(document, dict) and step in document:
            line = document.lc.key(step)[0]  # type: ignore[attr-defined]
        elif isinstance(document, list) and isinstance(step, int):
            line = document.lc.item(step)[0]  # type: ignore[attr-defined]
        else:
            break
        document = document[step]
    return line + 1


def lint(path: Path, shown: str) -> list[str]:
    """A line for each finding in a spec; empty when there is none."""
    try:
        spec = YAML().load(path)
    except MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        return [f"{shown}:{line}: not YAML: {error.problem}"]
    # The other rules may take for granted what validity gives.
    findings = list(valid_schemas(spec)) or list(valid(spec)) or [finding for rule in RULES for finding in rule(spec)]
    lines = ((line_of(spec, at), at, text) for at, text in dict.fromkeys(findings))
    return [f"{shown}:{line}: {pointer_text(at)}: {text}" for line, at, text in sorted(lines, key=lambda entry: entry[0])]


def lint_config(path: Path, shown: str) -> list[str]:
    """A line for each key that the pinned generator does not know; it ignores those silently."""
    document = YAML().load(path)
    known = sorted(ConfigFile.model_fields)
    return [
        f"{shown}:{line_of(document, (key,))}: /{key}: the generator knows no such key; it knows {', '.join(known)}"
        for key in document
        if key not in known
    ]


def main() -> int:
    found = lint(ROOT / SPEC, SPEC) + lint_config(ROOT / CONFIG, CONFIG)
    print("\n".join(found) or f"{SPEC} and {CONFIG} are fine", file=sys.stderr if found else sys.stdout)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
