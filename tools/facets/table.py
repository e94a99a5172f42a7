"""From a document to its table of facets, and from two tables to what differs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from tools.facets.keywords import unknown_keywords
from tools.facets.references import METHODS, Spec, SpecError, mapping, resolve, sequence
from tools.facets.schemas import ANY, UNKNOWN_KEYWORD, Flat, as_json, aspects, beside, canonical_form, expanded, flat, is_class

Value = str | frozenset[str] | tuple[str, ...]
Facets = dict[str, Value]
Line = tuple[str, Value]
ABSENT = "absent"
NONE = "none"
DEFAULT_STYLE = {"path": "simple", "query": "form", "header": "simple", "cookie": "form"}
DIALECT = "https://spec.openapis.org/oas/3.1/dialect/base"
# What belongs to a place and is no schema's: where the name of a facet ends.
ENDS = ".:[ {<"
NAMES = re.compile(r"\{([^}]*)\}")


def facets(spec: Spec) -> Facets:
    """Facet -> value for each operation of a spec; a path or operation that cannot be read is the facet `problem`."""
    found: Facets = {}
    for path, node in mapping(spec.get("paths"), "paths").items():
        if str(path).startswith("x-"):
            continue
        place = quote(str(path), safe="/{}~@!$&'()*+,;=")
        try:
            item = {**resolve(spec, node), **{word: child for word, child in mapping(node, "a node").items() if word != "$ref"}}
        except SpecError as error:
            found[f"ANY {place} :problem"] = str(error)
            continue
        for method in METHODS:
            if method in item:
                found.update(operation_facets(spec, f"{method.upper()} {place}", item, item[method]))
    return found


def quoted(name: object) -> str:
    """A name that holds nothing of what parts a facet."""
    return quote(str(name), safe="").replace(".", "%2E")


def operation_facets(spec: Spec, name: str, item: Spec, node: Any) -> Iterator[Line]:
    """Facets of one operation, its parameters, its body and its responses."""
    yield name, "present"
    try:
        operation = mapping(node, "the operation")
    except SpecError as error:
        yield f"{name} :problem", str(error)
        return
    yield from unknown_facets(f"{name} document", (spec, "document"), (spec.get("components"), "components"))
    yield from unknown_facets(f"{name} ", (item, "path item"), (operation, "operation"))
    yield f"{name} operationId", str(operation.get("operationId", NONE))
    yield from guarded(f"{name} tags", tag_facets(f"{name} tags", operation))
    dialect = str(spec.get("jsonSchemaDialect", DIALECT))
    yield f"{name} openapi", ".".join(str(spec.get("openapi", NONE)).split(".")[:2]) + (f" {dialect}" if dialect != DIALECT else "")
    yield from guarded(f"{name} callbacks", callback_facets(spec, f"{name} callbacks", operation))
    yield from ((f"{name} {word}", "true") for word in ("deprecated",) if operation.get(word))
    yield from guarded(f"{name} security", security_facets(spec, f"{name} security", operation))
    servers: Any = next((node["servers"] for node in (operation, item, spec) if node.get("servers")), None)
    yield from guarded(f"{name} servers", server_facets(f"{name} servers", servers))
    yield from guarded(f"{name} parameter", parameter_facets(spec, f"{name} parameter", item, operation))
    if operation.get("requestBody"):
        yield from guarded(f"{name} request", request_facets(spec, f"{name} request", operation["requestBody"]))
    yield from guarded(f"{name} response", response_facets(spec, f"{name} response", operation))


def tag_facets(part: str, operation: Spec) -> Iterator[Line]:
    yield part, tuple(map(str, sequence(operation.get("tags"), "tags"))) or NONE


def callback_facets(spec: Spec, part: str, operation: Spec) -> Iterator[Line]:
    if operation.get("callbacks"):
        yield part, as_json(expanded(spec, operation["callbacks"], names=True))


def unknown_facets(part: str, *nodes: tuple[Any, str]) -> Iterator[Line]:
    """The keywords of objects of these kinds that OpenAPI does not have."""
    if unknown := frozenset().union(*(unknown_keywords(node, kind) for node, kind in nodes)):
        yield f"{part}:{UNKNOWN_KEYWORD}", unknown


def guarded(part: str, lines: Iterator[Line]) -> Iterator[Line]:
    """The lines; what cannot be read ends them with one that says why."""
    try:
        yield from lines
    except SpecError as error:
        yield f"{part}:problem", str(error)
    except (AttributeError, TypeError, ValueError) as error:
        yield f"{part}:problem", f"malformed: {error}"
    except RecursionError:
        yield f"{part}:problem", "nested too deeply"


def security_facets(spec: Spec, part: str, operation: Spec) -> Iterator[Line]:
    """The alternatives, each a set of schemes with their scopes, and the definition of each scheme."""
    entries = sequence(operation.get("security", spec.get("security")), "security")
    yield part, frozenset(requirement(entry) for entry in entries) or NONE
    schemes = mapping(mapping(spec.get("components"), "components").get("securitySchemes"), "securitySchemes")
    for name in sorted({scheme for entry in entries for scheme in entry}):
        scheme = resolve(spec, schemes.get(name))
        yield from unknown_facets(f"{part}.{quoted(name)}", (scheme, "security scheme"))
        yield f"{part}.{quoted(name)}:definition", as_json(definition(scheme)) if scheme else "undefined"


def definition(scheme: Spec) -> Spec:
    """A security scheme without words and hints; schemes of HTTP and names of headers have no case (RFC 9110)."""
    found: Spec = {word: scheme[word] for word in ("type", "in", "name", "scheme", "openIdConnectUrl") if word in scheme}
    caseless = {"scheme"} | ({"name"} if scheme.get("in") == "header" else set())
    found.update({word: str(found[word]).lower() for word in caseless & found.keys()})
    flows = mapping(scheme.get("flows"), "flows")
    if flows:
        found["flows"] = {kind: {word: url for word, url in flow.items() if word.endswith("Url")} for kind, flow in flows.items()}
    return found


def requirement(entry: Any) -> str:
    """One alternative in words; an empty one needs no credentials."""
    parts = sorted(mapping(entry, "a security requirement").items())
    return " and ".join(scheme + (f"({' '.join(sorted(scopes))})" if scopes else "") for scheme, scopes in parts) or NONE


def server_facets(part: str, servers: Any) -> Iterator[Line]:
    """The addresses in order, and the variables of each server: of the first by name, of the others with their number."""
    found = [mapping(server, "a server") for server in sequence(servers, "servers")]
    if not found or found == [{"url": "/"}]:
        return  # the same, says OpenAPI
    yield part, "present"
    yield f"{part}:url", tuple(str(server.get("url")) for server in found)
    for number, server in enumerate(found, start=1):
        label = part if number == 1 else f"{part}.{number}"
        yield from unknown_facets(label, (server, "server"))
        for name, node in sorted(mapping(server.get("variables"), "server variables").items()):
            variable = mapping(node, "a server variable")
            yield f"{label}.{quoted(name)}", "present"
            yield from unknown_facets(f"{label}.{quoted(name)}", (variable, "server variable"))
            yield f"{label}.{quoted(name)}:default", str(variable.get("default", NONE))
            if variable.get("enum"):
                yield f"{label}.{quoted(name)}:enum", frozenset(map(str, variable["enum"]))


def parameter_facets(spec: Spec, part: str, item: Spec, operation: Spec) -> Iterator[Line]:
    """Facets of each parameter; an operation's own replaces the path's of the same name and place.

    Of several with the same name, the first in the order of DEFAULT_STYLE goes without its place.
    """
    nodes = [*sequence(item.get("parameters"), "parameters"), *sequence(operation.get("parameters"), "parameters")]
    found = {}
    for one in (resolve(spec, node) for node in nodes):
        name, place = str(one.get("name")), str(one.get("in"))
        found[quoted(name.lower() if place == "header" else name), place] = one  # names of headers have no case
    order = [*DEFAULT_STYLE]
    seen: set[str] = set()
    for (name, place), one in sorted(found.items(), key=lambda entry: order.index(entry[0][1]) if entry[0][1] in order else 9):
        label = f"{part}.{name}" + (f"@{place}" if name in seen else "")
        seen.add(name)
        yield label, "present"
        yield f"{label}:in", place
        yield from unknown_facets(label, (one, "parameter"))
        yield from carried_facets(spec, label, one, DEFAULT_STYLE.get(place, NONE))


def carried_facets(spec: Spec, part: str, one: Spec, default_style: str) -> Iterator[Line]:
    """Facets of a parameter or a header: whether it is required, how it is written, and its schema."""
    yield f"{part}:required", "true" if one.get("required") else "false"
    style = str(one.get("style", default_style))
    yield f"{part}:style", style
    yield f"{part}:explode", "true" if one.get("explode", style == "form") else "false"
    yield from ((f"{part}:{word}", "true") for word in ("allowReserved", "allowEmptyValue", "deprecated") if one.get(word))
    if "content" in one:
        yield from content_facets(spec, part, one)
    else:
        yield from schema_facets(spec, part, one.get("schema", {}), {})


def request_facets(spec: Spec, part: str, node: Any) -> Iterator[Line]:
    yield part, "present"
    body = resolve(spec, node)
    yield from unknown_facets(part, (body, "request body"))
    yield f"{part}:required", "true" if body.get("required") else "false"
    yield from content_facets(spec, part, body)


def response_facets(spec: Spec, part: str, operation: Spec) -> Iterator[Line]:
    responses = mapping(operation.get("responses"), "responses")
    if responses:
        yield part, "present"
    for status, node in responses.items():
        if str(status).startswith("x-"):
            continue
        name = f"{part}.{status}"
        yield name, "present"
        yield from guarded(name, one_response(spec, name, node))


def one_response(spec: Spec, part: str, node: Any) -> Iterator[Line]:
    response = resolve(spec, node)
    yield from unknown_facets(part, (response, "response"))
    yield from content_facets(spec, part, response)
    for name, header in mapping(response.get("headers"), "headers").items():
        if name.lower() != "content-type":  # OpenAPI: such an entry is ignored
            label = f"{part} header.{quoted(name.lower())}"
            yield label, "present"
            yield from guarded(label, header_facets(spec, label, header))


def header_facets(spec: Spec, part: str, node: Any) -> Iterator[Line]:
    header = resolve(spec, node)
    yield from unknown_facets(part, (header, "header"))
    yield from carried_facets(spec, part, header, "simple")


def content_facets(spec: Spec, part: str, holder: Spec) -> Iterator[Line]:
    """The media types, and the schema of each; JSON, or else the first by name, goes without its name."""
    content = {media_name(name): body for name, body in mapping(holder.get("content"), "content").items()}
    if content:
        yield f"{part}:media", frozenset(content)
    for index, media in enumerate(sorted(content, key=media_order)):
        label = part if index == 0 else f"{part}{{{quote(media, safe='/+')}}}"
        if index:
            yield label, "present"
        body = mapping(content[media], f"the content of {media}")
        yield from unknown_facets(label, (body, "media type"))
        if body.get("encoding"):
            yield f"{label}:encoding", as_json(expanded(spec, body["encoding"], names=True))
        yield from schema_facets(spec, label, body.get("schema", {}), {})


def media_name(name: object) -> str:
    """A media type without case, and without blanks around its parameters (RFC 9110)."""
    return re.sub(r"\s*;\s*", "; ", str(name).strip().lower())


def media_order(name: str) -> tuple[bool, bool, str]:
    return "json" not in name, name != "application/json", name


def schema_facets(spec: Spec, part: str, schema: Any, seen: dict[str, str]) -> Iterator[Line]:
    """Facets of a schema and of all below it; a schema that contains itself is followed once.

    `seen` has for each reference on the way the place where it was met.
    """
    try:
        found = flat(spec, schema)
        plain = [(f"{part}:{aspect}", value) for aspect, value in aspects(spec, found)]
    except SpecError as error:
        yield f"{part}:problem", str(error)
        return
    yield from type_facets(part, found)
    yield from plain
    references = found.get("references", frozenset())
    if again := [reference for reference in sorted(references) if reference in seen]:
        own = beside(spec, found, again[0])
        below = {word: own[word] for word in ("properties", "items", "extra", "required") if own.get(word)}
        more = f" and {as_json(canonical_form(spec, {**below, 'types': ANY}))}" if below else ""
        yield f"{part}:recursion", seen[again[0]] + more
        return
    yield from child_facets(spec, part, found, {**seen, **dict.fromkeys(references, part)})


def type_facets(part: str, found: Flat) -> Iterator[Line]:
    types = found["types"]
    everything = types >= ANY
    yield f"{part}:type", frozenset({"any"}) if everything else (types - {"null"} or frozenset({"null" if types else "never"}))
    yield f"{part}:nullable", "true" if "null" in types and not everything else "false"
    if is_class(found):
        members = frozenset().union(*(names for _, _, names in found.get("unions", ())))
        yield f"{part}:class", members or found["name"] or "inline"
    elif found.get("literal"):
        yield f"{part}:class", "literal"


def child_facets(spec: Spec, part: str, found: Flat, seen: dict[str, str]) -> Iterator[Line]:
    properties, required = found.get("properties", {}), found.get("required", frozenset())
    if properties:
        yield f"{part}:constructor", constructor(spec, properties, required)
    for name, child in properties.items():
        label = f"{part}.{quoted(name)}"
        yield label, "present"
        yield f"{label}:required", "true" if name in required else "false"
        yield from schema_facets(spec, label, child, seen)
    yield from ((f"{part}.{quoted(name)}:required", "true") for name in sorted(required - properties.keys()))
    if "object" in found["types"] and "extra" in found:
        yield f"{part}:additionalProperties", "forbidden" if found["extra"] is False else "typed"
        if found["extra"] is not False:
            yield from schema_facets(spec, f"{part}.<key>", found["extra"], seen)
    if "array" in found["types"] and ("items" in found or not found["types"] >= ANY):
        yield f"{part}[]", "present"
        yield from schema_facets(spec, f"{part}[]", found.get("items", {}), seen)


def constructor(spec: Spec, properties: Spec, required: frozenset[str]) -> tuple[str, ...]:
    """The parameters of the model that the generator makes, all keyword-only; `=` follows what may be left out."""
    needed = {name for name in required & properties.keys() if not has_default(spec, properties[name])}
    return ("*", *(name if name in needed else f"{name}=" for name in sorted(properties)))


def has_default(spec: Spec, schema: Any) -> bool:
    try:
        return "default" in flat(spec, schema)
    except SpecError:
        return False


def changes(old: Facets, new: Facets) -> dict[str, tuple[Value, Value]]:
    """Facet -> (value before, value after) wherever they differ.

    What came or went, or cannot be read on one side, is one line, not one for each child.
    """
    differing = {facet for facet in old.keys() | new.keys() if old.get(facet) != new.get(facet)}
    heads = {facet: place for facet in differing if (place := headed(old, new, facet))}
    tops = set(heads.values())
    types = {facet for facet in differing if facet.endswith(":type")}
    retyped = {facet.removesuffix(":type") for facet in types if other_children(old.get(facet), new.get(facet))}

    def hidden(facet: str) -> bool:
        place = heads.get(facet, facet)
        other_head = {place, f"{place}:problem"} & differing - {facet}
        if implied(old, new, facet) or other_head or begins_with(place, tops, ENDS):
            return True
        return begins_with(facet, retyped, ".[<") or (
            facet.endswith(":constructor") and facet.removesuffix(":constructor") in retyped
        )

    return {facet: (told(old, facet), told(new, facet)) for facet in sorted(differing) if not hidden(facet)}


def headed(old: Facets, new: Facets, facet: str) -> str | None:
    """The place that a difference stands for, with all that lies below it: what came or went, or cannot be followed on one side."""
    if "present" in (old.get(facet), new.get(facet)) or facet.endswith(" security"):
        return facet
    place, _, aspect = facet.rpartition(":")
    if aspect == "additionalProperties" and "typed" in (old.get(facet), new.get(facet)):
        return f"{place}.<key>"
    one_sided = aspect == "media" and (facet in old) != (facet in new)
    return place.rstrip() if one_sided or aspect in ("problem", "recursion") else None


def begins_with(place: str, tops: set[str], ends: str) -> bool:
    """Whether a place lies below one of the others, of the same operation."""
    start = len(taken_apart(place)[0])
    return any(place[end] in ends and place[:end] in tops for end in range(start, len(place)))


def other_children(old: Value | None, new: Value | None) -> bool:
    """Whether a place lost or gained objects or arrays, and with them all that lies below it."""
    return any((kind in (old or ())) != (kind in (new or ())) for kind in ("object", "array"))


def implied(old: Facets, new: Facets, facet: str) -> bool:
    """Whether a difference follows from another that is told: of `any` in the type, of a rule or a union that came or went."""
    part, _, aspect = facet.rpartition(":")
    if aspect == "nullable":
        return any(side.get(f"{part}:type") == frozenset({"any"}) for side in (old, new))
    return aspect in ("rule", "union") and (facet in old) != (facet in new)


def told(side: Facets, facet: str) -> Value:
    """The value of a facet; one that is left out is absent, an aspect that is left out is none."""
    return side.get(facet, NONE if ":" in facet or facet.endswith((" security", " deprecated", " callbacks", " tags")) else ABSENT)


def words(value: Value) -> str:
    """A value in words."""
    if isinstance(value, frozenset):
        return ", ".join(sorted(value))
    return value if isinstance(value, str) else ", ".join(value)


def aligned(before: Facets, after: Facets) -> tuple[Facets, Facets]:
    """Both tables, the second with the first's names of path parameters where only those differ: the wire does not carry them."""
    blank = {blanked(name): name for name in before if name.count(" ") == 1 and name not in after}
    pairs = {name: blank[blanked(name)] for name in after if name.count(" ") == 1 and name not in before and blanked(name) in blank}
    templates = {f"{then} path:template": then for then in pairs.values()}
    renamed: Facets = {f"{then} path:template": now for now, then in pairs.items()}
    for facet, value in after.items():
        name, part = taken_apart(facet)
        then = pairs.get(name, name)
        names = {quoted(new): quoted(old) for new, old in zip(NAMES.findall(name), NAMES.findall(then), strict=True)}
        if parameter := re.match(r"parameter\.([^.:\[ {<@]+)", part):
            part = f"parameter.{names.get(parameter[1], parameter[1])}{part[parameter.end() :]}"
        renamed[f"{then} {part}".rstrip()] = value
    return {**before, **templates}, renamed


def blanked(name: str) -> str:
    return NAMES.sub("{}", name)


def taken_apart(facet: str) -> tuple[str, str]:
    """The operation of a facet, and the rest."""
    method, path, part = (*facet.split(" ", 2), "")[:3]
    return f"{method} {path}", part


def problems(table: Facets) -> list[str]:
    """A line for each place of a table that cannot be read."""
    return [
        f"{facet.removesuffix(':problem').rstrip()}: {words(text)}" for facet, text in table.items() if facet.endswith(":problem")
    ]
