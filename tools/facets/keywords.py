"""The keywords of OpenAPI 3.0 and 3.1 objects other than schemas; any other is a mistake, or a rule that would go uncompared."""

from __future__ import annotations

from typing import Any

_WORDS = {"summary", "description", "externalDocs"}
_CARRIED = {"description", "required", "deprecated", "style", "explode", "allowReserved", "allowEmptyValue", "schema", "content"}
_CARRIED |= {"example", "examples"}
_ROOT = {"openapi", "info", "jsonSchemaDialect", "servers", "paths", "webhooks", "components", "security", "tags", "externalDocs"}
_PARTS = {"schemas", "responses", "parameters", "examples", "requestBodies", "headers", "securitySchemes", "links", "callbacks"}
_METHODS = {"get", "put", "post", "delete", "options", "head", "patch", "trace"}
_REST = {"tags", "operationId", "parameters", "requestBody", "responses", "callbacks", "deprecated", "security", "servers"}
KEYWORDS: dict[str, set[str]] = {
    "document": _ROOT,
    "components": _PARTS | {"pathItems"},
    "path item": _METHODS | {"$ref", "summary", "description", "servers", "parameters"},
    "operation": _WORDS | _REST,
    "parameter": _CARRIED | {"name", "in"},
    "header": _CARRIED,
    "request body": {"description", "content", "required"},
    "response": {"description", "headers", "content", "links"},
    "media type": {"schema", "example", "examples", "encoding"},
    "server": {"url", "description", "variables"},
    "server variable": {"enum", "default", "description"},
    "security scheme": {"type", "description", "name", "in", "scheme", "bearerFormat", "flows", "openIdConnectUrl"},
}


def unknown_keywords(node: Any, kind: str) -> frozenset[str]:
    """The keys of an object of a kind that OpenAPI does not have; keys that begin with `x-` are free."""
    keys = {str(key) for key in node} if isinstance(node, dict) else set()
    return frozenset(f"{key} in the {kind}" for key in keys - KEYWORDS[kind] if not key.startswith("x-"))
