"""What may stand where in the spec: the part of OpenAPI 3.1 that the generator turns into code without losing any of it.

A keyword that is not here is a typing error, or a part of OpenAPI that the generator drops silently; REFUSED says which, and what to
write instead. Keys that begin with `x-` are free. Not looked at: the types of plain values, see validity.py.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tools.lint.document import Finding, Pointer

# Kind -> keyword -> what its value is: "" plain data, "kind" one object, "kind[]" a list of them, "kind{}" a map of names to them.
_DOCUMENTED = {"description": "", "externalDocs": "docs"}
GRAMMAR: dict[str, dict[str, str]] = {
    "root": {
        "openapi": "", "info": "info", "servers": "server[]", "tags": "tag[]", "paths": "path{}", "components": "components", "externalDocs": "docs",
    },
    "info": {
        "title": "", "version": "", "summary": "", "description": "", "termsOfService": "", "contact": "contact", "license": "license",
    },
    "contact": {"name": "", "url": "", "email": ""},
    "license": {"name": "", "identifier": "", "url": ""},
    "docs": {"description": "", "url": ""},
    "server": {"url": "", "description": "", "variables": "variable{}"},
    "variable": {"enum": "", "default": "", "description": ""},
    "tag": {"name": "", **_DOCUMENTED},
    "components": {
        "schemas": "schema{}", "responses": "response{}", "parameters": "parameter{}", "examples": "example{}", "requestBodies": "body{}",
        "securitySchemes": "scheme{}",
    },
    "scheme": {"type": "", "scheme": "", "bearerFormat": "", "description": ""},
    "path": {
        "summary": "", "description": "", "parameters": "parameter[]", "get": "operation", "put": "operation", "post": "operation",
        "delete": "operation", "patch": "operation",
    },
    "operation": {
        "tags": "", "summary": "", **_DOCUMENTED, "operationId": "", "parameters": "parameter[]", "requestBody": "body",
        "responses": "response{}", "deprecated": "", "security": "",
    },
    "parameter": {
        "name": "", "in": "", "description": "", "required": "", "deprecated": "", "schema": "schema", "example": "", "examples": "example{}",
    },
    "body": {"description": "", "content": "media{}", "required": ""},
    "response": {"description": "", "headers": "header{}", "content": "media{}"},
    "header": {"description": "", "required": "", "deprecated": "", "schema": "schema", "example": "", "examples": "example{}"},
    "media": {"schema": "schema", "example": "", "examples": "example{}"},
    "example": {"summary": "", "description": "", "value": ""},
    "schema": {
        "type": "", "format": "", "enum": "", "const": "", "description": "", "default": "", "example": "", "examples": "", "deprecated": "",
        "$comment": "", "externalDocs": "docs",
        "properties": "schema{}", "required": "", "additionalProperties": "schema", "minProperties": "", "maxProperties": "",
        "items": "schema", "minItems": "", "maxItems": "", "uniqueItems": "",
        "minLength": "", "maxLength": "", "pattern": "",
        "minimum": "", "maximum": "", "exclusiveMinimum": "", "exclusiveMaximum": "", "multipleOf": "",
        "oneOf": "schema[]", "anyOf": "schema[]", "allOf": "schema[]",
        "not": "schema", "if": "schema", "then": "schema", "else": "schema",
    },
}  # fmt: skip
LABELS = {
    "root": "the document", "info": "info", "docs": "externalDocs", "license": "license", "contact": "contact", "variable": "a server variable",
    "components": "components", "scheme": "a security scheme", "operation": "an operation", "body": "a request body", "media": "a media type",
    "example": "an example",
}  # fmt: skip
REFERABLE = {
    "schema": "schemas", "response": "responses", "parameter": "parameters", "example": "examples", "body": "requestBodies",
}  # fmt: skip
BESIDE_REFERENCE = {"summary", "description"}

_ALONE = "tools that read this spec differ on it: leave it out"
_CLOSED = "the generator ignores it: write plain `properties`, or leave it out and describe it"
REFUSED: dict[str, dict[str, str]] = {
    "root": {
        "security": "the generator ignores it: write `security` in each operation",
        "webhooks": "the generator ignores them: leave them out",
        "jsonSchemaDialect": f"the dialect is draft 2020-12: {_ALONE}",
        "swagger": "this is OpenAPI 3.1: write `openapi: 3.1.0`",
    },
    "components": dict.fromkeys(("headers", "links", "callbacks", "pathItems"), "the generator ignores it: leave it out"),
    "path": {
        **dict.fromkeys(("options", "head", "trace"), "no client has a verb for it and spec-diff does not compare it: write get, put, post, patch or delete"),
        "servers": "the generator ignores it: one server stands at the root",
        "$ref": "the generator ignores it: write the path out here",
    },
    "operation": {
        "servers": "the generator ignores it: one server stands at the root",
        "callbacks": "the generator ignores them: leave them out",
    },
    "parameter": {
        "content": "the generator drops a parameter with content: write `schema`",
        **dict.fromkeys(("style", "explode", "allowReserved", "allowEmptyValue"), "the generator ignores it: leave it out, or name a parameter that needs no style"),
    },
    "response": {"links": "the generator ignores them: leave them out"},
    "media": {"encoding": "the generator ignores it: leave it out"},
    "variable": {"enum": "`Omneo(tenant=...)` takes any tenant: leave it out"},
    "example": {"externalValue": "nothing checks a value elsewhere: write it here as `value`"},
    "scheme": dict.fromkeys(("in", "name", "flows", "openIdConnectUrl"), "the client sends a bearer token only: write `type: http`, `scheme: bearer`"),
    "schema": {
        "nullable": "it is OpenAPI 3.0: write type: [string, 'null'], or oneOf with the $ref and {type: 'null'}",
        "title": "it renames the generated class: leave it out, the key under components/schemas is the name",
        "readOnly": "the generator ignores it: write one schema for what is sent and one for what comes back",
        "writeOnly": "the generator ignores it: write one schema for what is sent and one for what comes back",
        "discriminator": "the generator ignores it: write one object with optional fields",
        "xml": "the clients read and write JSON: leave it out",
        "definitions": "move it to components/schemas",
        "$defs": "the generator ignores it: move it to components/schemas",
        "id": "did you mean a field of that name? Write it under `properties`",
        **dict.fromkeys(("$id", "$schema", "$anchor", "$dynamicRef", "$dynamicAnchor", "$vocabulary"), _ALONE),
        **dict.fromkeys(("patternProperties", "propertyNames", "unevaluatedProperties", "dependentRequired", "dependentSchemas", "dependencies"), _CLOSED),
        **dict.fromkeys(("prefixItems", "contains", "minContains", "maxContains", "unevaluatedItems", "additionalItems"), "the generator ignores it: write `items`, or leave it out and describe it"),
        **dict.fromkeys(("contentEncoding", "contentMediaType", "contentSchema"), "the generator ignores it: write a string and describe what it holds"),
    },
}  # fmt: skip
EXTENSION = re.compile("x-[A-Za-z0-9_.-]*[A-Za-z0-9]")
MAY_BE_NULL = {"default", "example", "value", "const"}
CUT = "it seems to be the rest of a text that YAML cut, put the whole text in quotes"
CONDITIONS = {"if", "then", "else", "not"}  # these say what is allowed; they make no class


@dataclass(frozen=True)
class Node:
    """One object of the spec: what it is, where it stands, and what it stands in, from the root down."""

    kind: str
    at: Pointer
    value: dict[str, Any]
    within: tuple[str, ...] = ()

    @property
    def is_condition(self) -> bool:
        return "condition" in self.within


def walk(spec: Any) -> tuple[list[Node], list[Finding]]:
    """Every object of the spec, and a finding for each key or value that may not stand where it stands."""
    if not isinstance(spec, dict):
        return [], [((), f"a mapping with `openapi`, `info` and `paths` is expected here, not {kind_of(spec)}")]
    nodes: list[Node] = []
    findings: list[Finding] = []
    waiting = [Node("root", (), spec)]
    while waiting:
        node = waiting.pop()
        nodes.append(node)
        findings += keyword_findings(node)
        for child in children(node):
            if isinstance(child.value, dict) and child.kind in GRAMMAR:
                waiting.append(child)
            else:
                findings.append((child.at, wrong_kind(child)))
    return nodes, findings


def children(node: Node) -> Iterator[Node]:
    """The objects that stand right in another; their values may be of any type yet."""
    for word, form in GRAMMAR[node.kind].items():
        if word not in node.value or not form or ("$ref" in node.value and node.kind in REFERABLE):
            continue
        value, at, kind = node.value[word], (*node.at, word), form.rstrip("[]{}")
        within = (*node.within, "condition" if word in CONDITIONS and node.kind == "schema" else node.kind)
        if word == "additionalProperties" and isinstance(value, bool):
            continue
        if form.endswith("[]") and isinstance(value, list):
            yield from (Node(kind, (*at, index), entry, within) for index, entry in enumerate(value))
        elif form.endswith("{}") and isinstance(value, dict):
            free = node.kind not in ("schema", "components")  # there, a name may begin with x-
            yield from (
                Node(kind, (*at, name), entry, within) for name, entry in value.items() if not (free and name.startswith("x-"))
            )
        else:
            yield Node(form, at, value, within)


def wrong_kind(node: Node) -> str:
    if node.kind == "schema" and isinstance(node.value, bool):
        return "a boolean schema, which the generator does not read: write {} for anything, or leave it out"
    expected = "a list" if node.kind.endswith("[]") else "a mapping"
    return f"{expected} is expected here, not {kind_of(node.value)}"


def kind_of(value: Any) -> str:
    names = {dict: "a mapping", list: "a list", str: "text", bool: "a boolean", type(None): "nothing"}
    return names.get(type(value), "a number")


def keyword_findings(node: Node) -> Iterator[Finding]:
    known = GRAMMAR[node.kind]
    reference = "$ref" in node.value and node.kind in REFERABLE
    for word in node.value:
        at = (*node.at, word)
        if reference and word in {"$ref", *BESIDE_REFERENCE}:
            continue
        if word.startswith("x-"):
            if not EXTENSION.fullmatch(word) or node.value[word] is None:
                yield at, f"`{word}` is no keyword: {CUT}"
        elif reference:
            yield at, f"`{word}` beside a $ref is not seen by the generator: {beside_reference(word)}"
        elif word in REFUSED.get(node.kind, {}):
            yield at, f"`{word}`: {REFUSED[node.kind][word]}"
        elif word not in known:
            yield at, unknown(node, word, known)
        elif node.value[word] is None and not known[word] and word not in MAY_BE_NULL:
            yield at, f"`{word}` has no value: write one; if it is part of a text that YAML cut, put the whole text in quotes"


def beside_reference(word: str) -> str:
    return "write oneOf with the $ref and {type: 'null'}" if word in ("type", "nullable") else "move it to what the $ref names"


def unknown(node: Node, word: str, known: dict[str, str]) -> str:
    near = difflib.get_close_matches(word, known, n=1)
    text = f"did you mean `{near[0]}`?" if near else f"known are {', '.join(known)}"
    if " " in word or word.endswith(".") or (node.value[word] is None and not near):
        text = CUT
    return f"`{word}` is no keyword of {LABELS.get(node.kind, f'a {node.kind}')}: {text}"
