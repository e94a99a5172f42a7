"""The spec as the rules see it: its objects by kind, its references resolved, and which schemas an answer may hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from typing import Any

from tools.lint.document import Pointer
from tools.lint.grammar import REFERABLE, Node

METHODS = ("get", "put", "post", "delete", "patch")
Operation = tuple[str, Node]  # its path, and itself


class Spec:
    """A document whose shape is right: every object is what the grammar says."""

    def __init__(self, value: dict[str, Any], nodes: list[Node]) -> None:
        self.value, self.nodes = value, nodes

    def of(self, *kinds: str) -> list[Node]:
        return [node for node in self.nodes if node.kind in kinds]

    @cached_property
    def components(self) -> dict[str, dict[str, Any]]:
        return self.value.get("components") or {}

    @cached_property
    def schemas(self) -> list[Node]:
        """Every schema that is written out and makes a class or a field; conditions and references are left out."""
        return [node for node in self.of("schema") if not node.is_condition and "$ref" not in node.value]

    @cached_property
    def named(self) -> dict[str, Node]:
        return {str(node.at[2]): node for node in self.of("schema") if len(node.at) == 3}

    @cached_property
    def named_at(self) -> set[Pointer]:
        return {node.at for node in self.named.values()}

    @cached_property
    def operations(self) -> list[Operation]:
        return [(str(node.at[1]), node) for node in self.of("operation")]

    @cached_property
    def references(self) -> list[tuple[Node, Pointer]]:
        """Each reference, and the pointer of what it names."""
        return [(node, steps(node.value["$ref"])) for node in self.nodes if is_reference(node)]

    def resolve(self, value: dict[str, Any]) -> dict[str, Any]:
        """What a reference names, or the object itself; a component is never a reference, see references.py."""
        if "$ref" not in value:
            return value
        _, section, name = steps(value["$ref"])
        found: dict[str, Any] = self.components[str(section)][str(name)]
        return found

    @cached_property
    def in_answers(self) -> set[Pointer]:
        """The pointers of all schemas that an answer may hold, behind references too."""
        below: dict[Pointer, list[Node]] = {}  # component -> its objects
        for node in self.nodes:
            below.setdefault(node.at[:3], []).append(node)
        waiting = [node for node in self.nodes if "response" in node.within]
        found: set[Pointer] = set()
        while waiting:
            node = waiting.pop()
            if node.at not in found and not node.is_condition:
                found.add(node.at)
                waiting += below.get(steps(node.value["$ref"]), []) if is_reference(node) else []
        return found

    def parameters(self, path: str, operation: Node) -> Iterator[tuple[Pointer, dict[str, Any]]]:
        """An operation's parameters and those of its path, resolved; the operation's own come first."""
        item = self.value["paths"][path]
        for at, holder in ((operation.at, operation.value), (operation.at[:2], item)):
            for index, parameter in enumerate(holder.get("parameters", [])):
                yield (*at, "parameters", index), self.resolve(parameter)


def is_reference(node: Node) -> bool:
    return "$ref" in node.value and node.kind in REFERABLE


def steps(reference: str) -> Pointer:
    """The keys that a reference within the document leads through (RFC 6901)."""
    return tuple(step.replace("~1", "/").replace("~0", "~") for step in reference.removeprefix("#/").split("/"))


def types(schema: dict[str, Any]) -> set[str]:
    """The types that a schema states, null left out."""
    stated = schema.get("type", [])
    return ({stated} if isinstance(stated, str) else set(stated)) - {"null"}


def may_be_null(schema: dict[str, Any]) -> bool:
    return schema.get("type") == "null" or (isinstance(schema.get("type"), list) and "null" in schema["type"])


def in_braces(path: str) -> list[str]:
    return re.findall(r"\{([^{}]*)\}", path)
