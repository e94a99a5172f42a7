"""Rules for servers, paths, operations, parameters and bodies."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

from openapi_python_client.strings import PythonIdentifier

from tools.lint.document import Finding, Pointer, pointer_text
from tools.lint.grammar import Node
from tools.lint.spec import Spec, in_braces, types

PREFIX = "field_"  # the generator's own, put before what is no identifier
VERBS = "add approve archive cancel close complete confirm create delete get link list read reject remove replace unlink update"
OPERATION_ID = re.compile(rf"({'|'.join(VERBS.split())})([A-Z][a-z0-9]*)+")
STATUS = re.compile(r"[2-5](XX|[0-9]{2})")
BODILESS = {"204", "205", "304"}
JSON = re.compile(r"application/(json|[a-z0-9.-]+\+json)")
SERVER = re.compile(r"https://[A-Za-z0-9.{}-]+(:[0-9]+)?(/[A-Za-z0-9._~{}-]+)*")
LABEL = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")
LONGEST = 100  # characters of a name that becomes a file's
RESERVED_ARGUMENTS = {"client", "url", "body"}


def identifier(name: object) -> str:
    return str(PythonIdentifier(str(name), PREFIX))


def bound(name: object) -> str:
    """The identifier as Python compares it, which takes a ligature or a wide letter for the plain one."""
    return unicodedata.normalize("NFKC", identifier(name))


def one_server(spec: Spec) -> Iterator[Finding]:
    servers = spec.value.get("servers") or []
    if len(servers) != 1:
        yield ("servers",), f"{len(servers)} servers: write one, `Omneo(tenant=...)` fills it in"
        return
    at: Pointer = ("servers", 0)
    url, variables = str(servers[0].get("url", "")), servers[0].get("variables") or {}
    if in_braces(url) != ["tenant"]:
        yield (*at, "url"), f"the variables in {url!r}: write {{tenant}} once and no other, `Omneo(tenant=...)` fills it in"
    if not url.startswith("https://"):
        yield (*at, "url"), f"{url!r} is not https: the token would travel in clear"
    elif not SERVER.fullmatch(url):
        yield (
            (*at, "url"),
            f"{url!r} is not a plain URL: write https, a host and steps, without a user, a query or a `/` at the end",
        )
    if set(variables) != {"tenant"}:
        yield (*at, "variables"), f"variables are {', '.join(variables) or 'missing'}: write `tenant` and no other"
    elif not LABEL.fullmatch(str(variables["tenant"].get("default", ""))):
        yield (*at, "variables", "tenant", "default"), "the default is not one DNS label: write one such as example"


def paths_are_given(spec: Spec) -> Iterator[Finding]:
    if not spec.operations:
        yield ("paths",), "no operation: write a path with get, put, post, patch or delete"
    seen: dict[str, str] = {}
    for path in spec.value.get("paths") or {}:
        same = re.sub(r"\{[^{}]*\}", "{}", path)
        if path.startswith("x-"):
            continue
        if same in seen:
            yield ("paths", path), f"the same path as {seen[same]}: put both under one, with one name for each parameter"
        if not re.fullmatch(r"(/[A-Za-z0-9._~{}-]+)+", path) or re.search(r"\{[^{}]*(\{|$)|\{\}", path):
            yield (
                ("paths", path),
                "not a plain path: write steps of letters, digits, `.`, `_`, `-`, `~` and {name}, each after one `/`",
            )
        seen.setdefault(same, path)


def operation_ids(spec: Spec) -> Iterator[Finding]:
    seen: dict[str, tuple[str, Pointer]] = {}
    for _, node in spec.operations:
        at, name = (*node.at, "operationId"), str(node.value.get("operationId", ""))
        if len(name) > LONGEST:
            yield at, f"{len(name)} characters, which name a file: write at most {LONGEST}"
        elif not OPERATION_ID.fullmatch(name):
            yield at, f"{name!r} is not verb and noun: write one such as linkAppointment, with one of: {VERBS}"
        if identifier(name) in seen:
            other, place = seen[identifier(name)]
            yield at, f"{name!r} is already the operationId {other!r} of {pointer_text(place)}: write another"
        seen.setdefault(identifier(name), (name, node.at))


def tags_are_declared(spec: Spec) -> Iterator[Finding]:
    declared = [tag["name"] for tag in spec.value.get("tags") or []]
    for index, name in enumerate(declared):
        if identifier(name) in map(identifier, declared[:index]):
            yield ("tags", index, "name"), f"{name!r} gives the same Python package as another tag: write another name"
    used = {tag for _, node in spec.operations for tag in node.value.get("tags") or []}
    for index, name in enumerate(declared if used else ()):
        if name not in used:
            yield ("tags", index), f"no operation has the tag {name!r}: take it out"
    for _, node in spec.operations:
        tags = node.value.get("tags") or []
        if len(tags) != 1:
            yield (*node.at, "tags"), f"{len(tags)} tags: write one, it is the operation's Python package"
        for index, name in enumerate(tags):
            if name not in declared:
                yield (*node.at, "tags", index), f"{name!r} is no tag of the root: known are {', '.join(declared) or 'none'}"


def schemes_are_bearer(spec: Spec) -> Iterator[Finding]:
    used = {name for _, node in spec.operations for entry in node.value.get("security") or [] for name in entry}
    for name, scheme in spec.components.get("securitySchemes", {}).items():
        at: Pointer = ("components", "securitySchemes", name)
        if (scheme.get("type"), str(scheme.get("scheme")).lower()) != ("http", "bearer"):
            yield at, "the client sends a bearer token only: write `type: http`, `scheme: bearer`"
        if used and name not in used:
            yield at, f"no operation's security names {name!r}: take it out"


def operations_are_secured(spec: Spec) -> Iterator[Finding]:
    schemes = spec.components.get("securitySchemes", {})
    advice = f"write `security: [{{{next(iter(schemes), 'bearerAuth')}: []}}]`"
    for _, node in spec.operations:
        required = node.value.get("security")
        if not required:
            yield node.at, f"no security: {advice} here, the generator does not look at the root"
        for index, entry in enumerate(required or []):
            at = (*node.at, "security", index)
            if len(entry) != 1:
                yield at, f"{len(entry)} schemes in one entry, the client sends one token: {advice}"
            for name, scopes in entry.items():
                if name not in schemes:
                    yield (*at, name), f"{name!r} is no security scheme: known are {', '.join(schemes) or 'none'}"
                if scopes:
                    yield (*at, name), f"scopes are not known to a bearer token: {advice}"


def statuses_are_known(nodes: list[Node]) -> Iterator[Finding]:
    for node in nodes:
        for status in node.value.get("responses") or {} if node.kind == "operation" else ():
            at = (*node.at, "responses", status)
            if status == "default":
                yield at, "the client raises for every status that is not 2xx: write the statuses one by one"
            elif not STATUS.fullmatch(status) and not status.startswith("x-"):
                yield at, f"{status!r} is no status: write three digits, or a class such as 4XX, in quotes"


def responses_are_whole(spec: Spec) -> Iterator[Finding]:
    for _, node in spec.operations:
        responses = node.value.get("responses") or {}
        if not any(str(status).startswith("2") for status in responses):
            yield (*node.at, "responses"), "no 2xx response: write what the operation answers when it has worked"
        for status, response in responses.items():
            at = (*node.at, "responses", status)
            if status in BODILESS and "content" in spec.resolve(response):
                yield at, f"{status} never has a body: take `content` out, or write 200"


def bodies_are_sent(spec: Spec) -> Iterator[Finding]:
    for _, node in spec.operations:
        if "requestBody" in node.value:
            at, body = (*node.at, "requestBody"), spec.resolve(node.value["requestBody"])
            if node.at[-1] in ("get", "delete"):
                yield at, f"a {str(node.at[-1]).upper()} has no body: write parameters, or another method"
            if body.get("required") is not True:
                yield at, "the body is optional: write `required: true`, no client sends the request without it"


def contents_are_json(spec: Spec) -> Iterator[Finding]:
    for node in spec.of("body", "response"):
        content = node.value.get("content")
        if content is not None and len(content) != 1:
            yield (*node.at, "content"), f"{len(content)} content types: keep one, the generator takes the first it knows"
        for kind, body in (content or {}).items():
            at = (*node.at, "content", kind)
            if not JSON.fullmatch(kind):
                yield at, f"{kind!r} is not JSON: write application/json, the clients send and read nothing else"
            if "schema" not in body:
                yield at, "no schema: the generator would drop the body; write `schema:`"
            elif "example" not in body and not body.get("examples"):
                yield at, "no example: write `example:` with a whole body"
            elif "example" in body and "examples" in body:
                yield (*at, "example"), "`example` beside `examples`: keep one of the two"


def parameters_fit(spec: Spec) -> Iterator[Finding]:
    for path, node in spec.operations:
        found = list(spec.parameters(path, node))
        given = [parameter["name"] for _, parameter in found if parameter["in"] == "path"]
        for name in dict.fromkeys(in_braces(path)):
            if name not in given:
                yield node.at, f"the path has {{{name}}}, the parameters have not: write one with `in: path`"
            if in_braces(path).count(name) > 1:
                yield ("paths", path), f"{{{name}}} stands twice in the path: write another name"
        for at, parameter in found:
            name, place = parameter["name"], parameter["in"]
            if place == "path" and name not in in_braces(path):
                yield at, f"{name!r} is not in the path {path}: write {{{name}}} there, or take the parameter out"
            if place == "path" and not types(spec.resolve(parameter.get("schema", {}))) <= {"string", "integer"}:
                yield at, f"{name!r} stands in the path: write `type: string` or `type: integer`"
        yield from distinct_arguments(found)


def distinct_arguments(found: list[tuple[Pointer, dict[str, object]]]) -> Iterator[Finding]:
    """Parameters become arguments: their names must stay apart."""
    levels = Counter((at[:-1], parameter["name"], parameter["in"]) for at, parameter in found)
    seen: dict[str, tuple[object, object]] = {}
    for at, parameter in found:
        key, argument = (parameter["name"], parameter["in"]), bound(parameter["name"])
        if levels[(at[:-1], *key)] > 1:
            yield at, f"{parameter['name']!r} stands twice among these parameters: keep one"
        elif argument in RESERVED_ARGUMENTS:
            yield at, f"{parameter['name']!r} becomes the argument `{argument}`, which the generated function has already"
        elif seen.setdefault(argument, key) != key:
            yield at, f"{parameter['name']!r} and {seen[argument][0]!r} become the same argument `{argument}`"


def parameters_are_plain(spec: Spec) -> Iterator[Finding]:
    for node in spec.of("parameter"):
        if "$ref" in node.value:
            continue
        if node.value["in"] not in ("path", "query"):
            yield (*node.at, "in"), f"the client sets {node.value['in']}s itself: leave the parameter out and describe it"
        if "schema" not in node.value:
            yield node.at, "no schema: the generator would drop the parameter; write `schema:`"
        if "example" in node.value and "examples" in node.value:
            yield (*node.at, "example"), "`example` beside `examples`: keep one of the two"


RULES = (
    one_server,
    paths_are_given,
    operation_ids,
    tags_are_declared,
    schemes_are_bearer,
    operations_are_secured,
    responses_are_whole,
    bodies_are_sent,
    contents_are_json,
    parameters_fit,
    parameters_are_plain,
)
