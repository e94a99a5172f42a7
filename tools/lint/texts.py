"""Rules for what people read: descriptions that are there and whole, and examples and defaults that fit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from jsonschema import Draft202012Validator, FormatChecker

from tools.lint.document import CUT, Document, Finding, Pointer
from tools.lint.grammar import Node
from tools.lint.schemas import is_property
from tools.lint.spec import Spec

SHORT = 200  # characters of the validator's message
DESCRIBED = {"operation", "parameter", "body", "response", "tag"}
QUOTES = " \n\"'\u2019\u201d\u00bb"  # blanks, and quotation marks that close after a full stop
PAIRS = [("(", ")"), ("[", "]"), ("{", "}")]
ASCII = "".join(map(chr, range(128)))
FORMATS = FormatChecker()


@FORMATS.checks("iri", ValueError)
def is_iri(value: object, form: str = "uri") -> bool:
    """Whether the URI that an IRI stands for (RFC 3987, 3.1) is one. jsonschema's own check is slow to import."""
    return not isinstance(value, str) or FORMATS.conforms(quote(value, safe=ASCII), form)


@FORMATS.checks("iri-reference", ValueError)
def is_iri_reference(value: object) -> bool:
    return is_iri(value, "uri-reference")


def described(spec: Spec) -> Iterator[Finding]:
    for node in spec.nodes:
        wanted = node.kind in DESCRIBED or node.at in spec.named_at or is_property(node)
        if wanted and not node.is_condition and not is_described(node):
            yield node.at, "no description: write `description:`, it is what users read in their editor"
        if node.kind == "operation" and not text(node.value.get("summary")):
            yield node.at, "no summary: write `summary:`, a few words"


def is_described(node: Node) -> bool:
    members = [member for word in ("oneOf", "anyOf", "allOf") for member in node.value.get(word, [])]
    return "$ref" in node.value or text(node.value.get("description")) or any("$ref" in member for member in members)


def text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def whole(spec: Spec, document: Document) -> Iterator[Finding]:
    """A comment or an indicator of YAML that stands inside a text cuts it silently."""
    for node in spec.nodes:
        for word in ("description", "summary", "pattern"):
            value, at = node.value.get(word), (*node.at, word)
            if not isinstance(value, str):
                continue
            if at in document.commented:
                yield at, CUT
            elif word == "pattern":
                continue
            elif any(value.count(left) != value.count(right) for left, right in PAIRS) or value.count("`") % 2:
                yield at, f"brackets or backticks do not match: is {value[-30:]!r} the end of it? Put the text in quotes"
            elif word == "description" and not value.rstrip(QUOTES).endswith((".", "!", "?", ":", ")", "`")):
                yield at, f"it ends with {value[-20:]!r}, not with a full stop: write the rest, in quotes if YAML cut it"


def examples_fit(spec: Spec) -> Iterator[Finding]:
    for node in spec.of("media", "parameter", "header"):
        if "schema" in node.value:
            for at, value in given(spec, node):
                yield from misfits(spec, node.value["schema"], value, at, "the example breaks its schema")
    for node in spec.of("schema"):
        for at, value in stated(node):
            yield from misfits(spec, node.value, value, at, "the example breaks its schema")
        for at, value in allowed(node):
            yield from misfits(spec, node.value, value, at, "the value breaks its own schema")
        if "default" in node.value:
            yield from misfits(spec, node.value, node.value["default"], (*node.at, "default"), "the default breaks its schema")


def given(spec: Spec, node: Node) -> Iterator[tuple[Pointer, Any]]:
    """The examples of a body or a parameter, and where each of them is written."""
    if "example" in node.value:
        yield (*node.at, "example"), node.value["example"]
    for name, entry in node.value.get("examples", {}).items():
        place: Pointer = (*node.at, "examples", name)
        if "$ref" in entry:
            place = ("components", "examples", entry["$ref"].rpartition("/")[2])
        found = spec.resolve(entry)
        if "value" in found:
            yield (*place, "value"), found["value"]


def examples_have_values(spec: Spec) -> Iterator[Finding]:
    for node in spec.of("example"):
        if not {"$ref", "value"} & set(node.value):
            yield node.at, "no value: write `value:`"


def stated(node: Node) -> Iterator[tuple[Pointer, Any]]:
    if "example" in node.value:
        yield (*node.at, "example"), node.value["example"]
    for index, value in enumerate(node.value.get("examples", [])):
        yield (*node.at, "examples", index), value


def allowed(node: Node) -> Iterator[tuple[Pointer, Any]]:
    """The values that a schema names; null is enums_are_texts()'s."""
    if "const" in node.value:
        yield (*node.at, "const"), node.value["const"]
    yield from (((*node.at, "enum", index), value) for index, value in enumerate(node.value.get("enum", [])) if value is not None)


def misfits(spec: Spec, schema: dict[str, Any], value: Any, at: Pointer, reason: str) -> Iterator[Finding]:
    # A $ref beside `components` finds its way from here.
    whole_schema = {"allOf": [schema], "components": spec.components}
    try:
        for error in Draft202012Validator(whole_schema, format_checker=FORMATS).iter_errors(value):
            yield (*at, *error.absolute_path), f"{reason}: {error.message[:SHORT]}"
    except re.error:  # a finding of its own, see patterns_are_portable
        return


RULES = (described, examples_fit, examples_have_values)
