"""What a change means to users, on a frozen spec: to Python callers, and on the wire; and the version that must follow."""

import copy
import itertools
import shutil
import subprocess
from collections.abc import Callable, Iterator
from functools import reduce
from operator import getitem
from pathlib import Path
from typing import Any

import pytest
from packaging.version import Version
from ruamel.yaml import YAML

from tools import spec_diff
from tools.command_line import option_changes, options
from tools.facets import SpecError, facets, steps
from tools.python_api import compared, model_roles, project_changes, python_changes
from tools.sync import ROOT
from tools.verdicts import BREAKING, COMPATIBLE, NOTHING, UNKNOWN, Relation, Verdict, spec_changes

FROZEN = ROOT / "tests/fixtures/frozen"
WHOLE: Any = YAML(typ="safe").load(FROZEN / "spec/openapi.yaml")
LINK = "/v3/appointments/{appointment}/link"
SPEC = copy.deepcopy(WHOLE)
del SPEC["paths"][LINK]["post"]["responses"]["2XX"]  # it shares all with 200, and doubles the time of a comparison
Edit = Callable[[Any], object]


def schema(spec: Any, name: str = "Appointment") -> Any:
    return spec["components"]["schemas"][name]


def fields(spec: Any, name: str = "Appointment") -> Any:
    return schema(spec, name)["properties"]


def action(spec: Any) -> Any:
    return schema(spec, "AppointmentLinkAction")


def operation(spec: Any) -> Any:
    return spec["paths"][LINK]["post"]


def parameter(spec: Any) -> Any:
    return spec["components"]["parameters"]["Appointment"]


def content(spec: Any) -> Any:
    return spec["components"]["requestBodies"]["AppointmentLinkAction"]["content"]


def note(**keywords: Any) -> Edit:
    """A request field `note` with these keywords."""
    return lambda spec: fields(spec, "AppointmentLinkAction").update(note={"type": "string", **keywords})


def amount(**keywords: Any) -> Edit:
    """A number in a request with these keywords."""
    return lambda spec: fields(spec, "AppointmentLinkAction").update(amount={"type": "number", **keywords})


def status(**keywords: Any) -> Edit:
    """The field `status` of an answer with these keywords."""
    return lambda spec: fields(spec).update(status=keywords)


def query(**keywords: Any) -> Edit:
    """A query parameter."""
    given = {"name": "with", "in": "query", "schema": {"type": "array", "items": {"type": "string"}}, **keywords}
    return lambda spec: spec["paths"][LINK].update(parameters=[spec["paths"][LINK]["parameters"][0], given])


def secured(*alternatives: Any, **schemes: Any) -> Edit:
    def edit(spec: Any) -> None:
        spec["components"]["securitySchemes"].update(schemes)
        operation(spec)["security"] = list(alternatives)

    return edit


def media(*names: str) -> Edit:
    return lambda spec: spec["components"]["requestBodies"]["AppointmentLinkAction"].update(
        content={name: content(spec)["application/json"] for name in names}
    )


def swapped(spec: Any) -> None:
    action(spec)["then"], action(spec)["else"] = action(spec)["else"], action(spec)["then"]


def reordered(spec: Any) -> None:
    action(spec)["properties"] = dict(reversed(action(spec)["properties"].items()))


def split(spec: Any) -> None:
    """Appointment as an allOf of a read and its links, in the old order of properties."""
    whole = schema(spec)
    last = {name: whole["properties"].pop(name) for name in ("links", "created_at", "updated_at")}
    spec["components"]["schemas"]["AppointmentRead"] = {
        **whole,
        "required": [name for name in whole["required"] if name not in last],
    }
    extra = {"type": "object", "properties": last, "required": list(last)}
    spec["components"]["schemas"]["Appointment"] = {"allOf": [{"$ref": "#/components/schemas/AppointmentRead"}, extra]}


def inlined(spec: Any) -> None:
    """Every reference but those to classes, replaced by what it refers to."""
    parts = spec["components"]
    for item in spec["paths"].values():
        item["parameters"] = [parts["parameters"]["Appointment"]]
        item["post"]["requestBody"] = parts["requestBodies"]["AppointmentLinkAction"]
        responses = item["post"]["responses"]
        for code, node in responses.items():
            responses[code] = parts["responses"][node["$ref"].rpartition("/")[2]] if "$ref" in node else node
    action(spec)["then"]["properties"]["id"] = schema(spec, "ProfileId")


def renamed_class(spec: Any) -> None:
    spec["components"]["schemas"]["Failure"] = schema(spec, "ErrorMessage")
    for name in ("AuthenticationException", "AuthorizationException", "ModelNotFoundException"):
        spec["components"]["responses"][name]["content"]["application/json"]["schema"] = {"$ref": "#/components/schemas/Failure"}


def renamed_path_parameter(spec: Any) -> None:
    item = spec["paths"].pop(LINK)
    spec["paths"][LINK.replace("appointment}", "id}")] = {**item, "parameters": [{**parameter(spec), "name": "id"}]}


def both_ways(spec: Any) -> None:
    """A schema that is sent and comes back gains a required field."""
    fields(spec)["sent"] = {"$ref": "#/components/schemas/AppointmentLinkAction"}


def shuffled(spec: Any) -> None:
    """Everything but the order of properties in another order."""
    for name in ("schemas", "responses"):
        spec["components"][name] = dict(reversed(spec["components"][name].items()))
    spec["paths"] = dict(reversed(spec["paths"].items()))
    schema(spec)["required"].reverse()
    schema(spec, "MorphAlias")["enum"].reverse()
    fields(spec)["approved_by"]["type"].reverse()
    spec["components"]["schemas"]["Appointment"] = dict(reversed(schema(spec).items()))


def nothing(spec: Any) -> None:
    assert spec


def required_note(spec: Any) -> None:
    note()(spec)
    action(spec)["required"].append("note")


def node(**keywords: Any) -> Edit:
    """A tree in an answer: a schema that contains itself, `child` among its properties."""
    return lambda spec: (
        spec["components"]["schemas"].update(
            Node={"type": "object", "properties": {"name": {"type": "string"}, "child": keywords}}
        ),
        fields(spec).update(tree=NODE),
    )


def free(**keywords: Any) -> Edit:
    """An object in an answer with these keywords."""
    return lambda spec: fields(spec).update(free={"type": "object", **keywords})


def moved(before: str, after: str) -> Edit:
    """One path goes and another comes, which begins as it does."""
    return lambda spec: (spec["paths"].pop(before), spec["paths"].update({after: {"get": {"responses": {}}}}))


def path(name: str, **keywords: Any) -> Edit:
    return lambda spec: spec["paths"].update({name: {"get": {"responses": {}, **keywords}}})


def pair(first: str, second: str, one: str, other: str) -> Edit:
    """A path with two parameters, by name and type."""
    given = [
        {"name": name, "in": "path", "required": True, "schema": {"type": kind}} for name, kind in ((first, one), (second, other))
    ]
    return lambda spec: spec["paths"].update({f"/a/{{{first}}}/b/{{{second}}}": {"get": {"parameters": given, "responses": {}}}})


def oauth(**flows: Any) -> Edit:
    return secured({"login": ["read"]}, login={"type": "oauth2", "flows": flows})


def without(holder: Callable[[Any], Any], key: str) -> Edit:
    return lambda spec: holder(spec).pop(key)


def kind(value: str) -> dict[str, Any]:
    """An object that names its kind."""
    return {"type": "object", "required": ["kind"], "properties": {"kind": {"const": value}}}


B, U, C, N = BREAKING, UNKNOWN, COMPATIBLE, NOTHING
KEY = {"type": "apiKey", "in": "header", "name": "X-Key"}
NODE = {"$ref": "#/components/schemas/Node"}
SECOND = {"url": "https://{r}.example", "variables": {"r": {"default": "a", "enum": ["a", "b"]}}}
FLOW = {"tokenUrl": "https://login.example", "scopes": {"read": "Reads"}}
EVERY = ["null", "boolean", "object", "array", "number", "string"]
BODY = {"content": {"application/json": {"schema": {"type": "string"}}}}
ONE, OTHER = {"type": "object", "properties": {"a": {}}}, {"type": "object", "properties": {"b": {}}}
# Worst verdict for Python callers, worst on the wire, what one of the lines says, the change, and what was changed before it.
TABLE: list[tuple[Verdict, Verdict, str, Edit] | tuple[Verdict, Verdict, str, Edit, Edit]] = [
    # The document
    (B, B, "every operation servers url https://api.{tenant}.getomneo.com/api -> https://other.example/api", lambda s: s["servers"][0].update(url="https://other.example/api")),
    (B, B, "servers url https://api.{tenant}.getomneo.com/api -> https://api.{tenant}.getomneo.com/v2", lambda s: s["servers"][0].update(url="https://api.{tenant}.getomneo.com/v2")),
    (C, C, "servers url", lambda s: s["servers"].append({"url": "https://second.example"})),
    (B, B, "servers url", lambda s: s["servers"].insert(0, {"url": "https://first.example"})),
    (C, B, "servers.tenant default example -> shop", lambda s: s["servers"][0]["variables"]["tenant"].update(default="shop")),
    (B, B, "servers.tenant enum none -> example", lambda s: s["servers"][0]["variables"]["tenant"].update(enum=["example"])),
    (B, B, "servers.2.r enum a, b -> a", lambda s: s["servers"][1]["variables"]["r"]["enum"].remove("b"), lambda s: s["servers"].append(copy.deepcopy(SECOND))),
    (N, N, "", lambda s: s.update(servers=[{"url": "/"}]), lambda s: s.pop("servers")),
    (B, B, "servers added", lambda s: s.update(servers=[{"url": "https://a.example"}]), lambda s: s.pop("servers")),
    (B, B, "response removed", path("/a"), path("/a", responses={"200": {}, "404": {}})),
    (U, U, "openapi 3.1 -> 3.1 https://json-schema.org", lambda s: s.update(jsonSchemaDialect="https://json-schema.org/draft/2019-09/schema")),
    (B, B, "`GET /a.json` removed", moved("/a.json", "/a"), path("/a.json")),
    (B, B, "`GET /a/{id}` removed", moved("/a/{id}", "/a/"), path("/a/{id}")),
    (C, C, "`GET /a:stop` request added", path("/a:stop", requestBody=BODY), path("/a:stop")),
    (B, N, "path template GET /a/{x}/b/{y} -> GET /a/{y}/b/{x}", lambda s: (s["paths"].pop("/a/{x}/b/{y}"), pair("y", "x", "integer", "string")(s)), pair("x", "y", "integer", "string")),
    (B, B, "parameter.x type integer -> string", lambda s: (s["paths"].pop("/a/{x}/b/{y}"), pair("y", "x", "string", "integer")(s)), pair("x", "y", "integer", "string")),
    (B, B, "`GET /a` request added, required", lambda s: s["paths"]["/a"]["get"].update(requestBody={**BODY, "required": True}), lambda s: (s["components"].update(pathItems={"A": {"summary": "words"}}), path("/a")(s), s["paths"]["/a"].update({"$ref": "#/components/pathItems/A"}))),
    (N, N, "", lambda s: (s["paths"].update({"x-a": "b"}), operation(s)["responses"].update({"x-a": "b"}), operation(s).update({"x-a": 1}))),
    (B, N, "tags A, B -> A, C", lambda s: operation(s).update(tags=["A, C"]), lambda s: operation(s).update(tags=["A, B"])),
    (U, U, "every operation openapi 3.1 -> 3.0", lambda s: s.update(openapi="3.0.3")),
    (B, N, "tags Appointment Link -> Links", lambda s: operation(s).update(tags=["Links"])),
    (N, N, "", lambda s: operation(s)["tags"].append("Second")),
    (B, N, "operationId linkAppointment -> addLink", lambda s: operation(s).update(operationId="addLink")),
    (C, C, "deprecated none -> true", lambda s: operation(s).update(deprecated=True)),
    (B, B, "removed", lambda s: s["paths"].pop(LINK)),
    (C, C, "added", lambda s: s["paths"].update({LINK: SPEC["paths"][LINK]}), lambda s: s["paths"].pop(LINK)),
    (B, N, "path template", renamed_path_parameter),
    # Security
    (B, B, "security.bearerAuth definition", lambda s: s["components"]["securitySchemes"]["bearerAuth"].update(scheme="basic")),
    (B, B, "security bearerAuth -> bearerAuth(links)", secured({"bearerAuth": ["links"]})),
    (C, C, "security bearerAuth(links) -> bearerAuth", secured({"bearerAuth": []}), secured({"bearerAuth": ["links"]})),
    (C, C, "security bearerAuth -> bearerAuth, key", secured({"bearerAuth": []}, {"key": []}, key=KEY)),
    (B, B, "security bearerAuth, key -> bearerAuth and key", secured({"bearerAuth": [], "key": []}), secured({"bearerAuth": []}, {"key": []}, key=KEY)),
    (C, C, "security bearerAuth -> none", secured()),
    (B, B, "security none -> bearerAuth", secured({"bearerAuth": []}), secured()),
    (N, N, "", secured({"token": []}, token=SPEC["components"]["securitySchemes"]["bearerAuth"])),
    (N, N, "", lambda s: (s.update(security=operation(s).pop("security")))),
    (N, N, "", lambda s: s["components"]["securitySchemes"]["bearerAuth"].update(scheme="Bearer", bearerFormat="JWT")),
    (N, N, "", secured({"key": []}, key={**KEY, "name": "x-key"}), secured({"key": []}, key=KEY)),
    (N, N, "", oauth(password={**FLOW, "scopes": {"read": "Other words", "write": "One more"}}), oauth(password=FLOW)),
    (C, C, "security.login definition", oauth(password=FLOW, clientCredentials=FLOW), oauth(password=FLOW)),
    (B, B, "security.login definition", oauth(password={**FLOW, "tokenUrl": "https://other.example"}), oauth(password=FLOW)),
    # Parameters
    (N, N, "", query(**{"in": "header", "name": "x-with"}), query(**{"in": "header", "name": "X-With"})),
    (C, C, "parameter.appointment@query added", query(name="appointment")),
    (B, B, "parameter.with media none -> application/json", lambda s: (query()(s), s["paths"][LINK]["parameters"][1].pop("schema"), s["paths"][LINK]["parameters"][1].update(BODY)), query(schema={"type": "string"})),
    (B, B, "parameter.with in query -> header", query(**{"in": "header"}), query()),
    (B, B, "parameter.with explode true -> false", query(explode=False), query()),
    (C, C, "parameter.appointment explode false -> true", lambda s: parameter(s).update(explode=True)),
    (B, B, "parameter.with style form -> pipeDelimited", query(style="pipeDelimited", explode=True), query()),
    (N, N, "", query(style="form", explode=True), query()),
    (B, B, "parameter.with added, required", query(required=True)),
    (C, C, "parameter.with added", query()),
    (B, B, "parameter.with removed", nothing, query()),
    (B, B, "parameter.with required false -> true", query(required=True), query()),
    (B, U, "parameter.with default none -> [\"a\"]", query(schema={"type": "array", "items": {"type": "string"}, "default": ["a"]}), query()),
    (B, B, "parameter.appointment minimum 1 -> 101", lambda s: parameter(s)["schema"].update(exclusiveMinimum=100)),
    (B, B, "parameter.appointment maximum 9223372036854775807 -> 10", lambda s: parameter(s)["schema"].update(maximum=10)),
    (C, C, "parameter.appointment minimum 1 -> none", without(lambda s: parameter(s)["schema"], "minimum")),
    # Bodies and media types
    (B, B, "request media application/json -> application/x-www-form-urlencoded", media("application/x-www-form-urlencoded")),
    (C, C, "request media application/json -> application/json, text/json", media("text/json", "application/json")),
    (B, B, "request media application/json, text/json -> application/json", media("application/json"), media("text/json", "application/json")),
    (C, C, "request required true -> false", lambda s: s["components"]["requestBodies"]["AppointmentLinkAction"].update(required=False)),
    (B, B, "request required false -> true", nothing, lambda s: s["components"]["requestBodies"]["AppointmentLinkAction"].pop("required")),
    (U, U, "request media application/json -> application/json; charset=utf-8", media("application/json;charset=utf-8")),
    (U, U, "request encoding", lambda s: content(s)["application/json"].update(encoding={"description": {"contentType": "text/plain"}})),
    (U, U, "request encoding", lambda s: content(s)["application/json"].update(encoding={"id": {"contentType": "text/plain"}})),
    # What is sent
    (C, C, "request.note added", note()),
    (B, B, "request.note added, required", required_note),
    (B, B, "request.note removed", lambda s: fields(s, "AppointmentLinkAction").pop("note"), note()),
    (B, B, "request.note required false -> true", lambda s: action(s)["required"].append("note"), note()),
    (C, C, "request.id required true -> false", lambda s: action(s)["required"].remove("id")),
    (B, U, "request.note default none -> x", note(default="x"), note()),
    (B, U, "request.note default x -> y", note(default="y"), note(default="x")),
    (C, C, "request.note type string -> integer, string", note(type=["string", "integer"]), note()),
    (B, B, "request.note type string -> integer", note(type="integer"), note()),
    (C, C, "request.amount type integer -> number", amount(), amount(type="integer")),
    (B, B, "request.amount type number -> integer", amount(type="integer"), amount()),
    (C, C, "request.note nullable false -> true", note(type=["string", "null"]), note()),
    (B, B, "request.note nullable true -> false", note(), note(type=["string", "null"])),
    (C, C, "request.type enum list, profile -> list, order, profile", lambda s: schema(s, "MorphAlias")["enum"].append("order")),
    (B, B, "request.type enum list, profile -> profile", lambda s: schema(s, "MorphAlias")["enum"].remove("list")),
    (B, B, "request.note enum none -> x", note(const="x"), note()),
    (B, B, "request.note maxLength none -> 10", note(maxLength=10), note()),
    (C, C, "request.note maxLength 10 -> 20", note(maxLength=20), note(maxLength=10)),
    (B, B, "request.note maxLength 20 -> 10", note(maxLength=10), note(maxLength=20)),
    (B, B, "request.note minLength none -> 1", note(minLength=1), note()),
    (N, N, "", note(minLength=0), note()),
    (N, N, "", note(minimum=3), note()),
    (B, B, "request.amount minimum 1 -> more than 1", amount(exclusiveMinimum=1), amount(minimum=1)),
    (C, C, "request.amount maximum less than 5 -> 5", amount(maximum=5), amount(exclusiveMaximum=5)),
    (B, B, "request.amount multipleOf none -> 0.01", amount(multipleOf=0.01), amount()),
    (C, C, "request.amount multipleOf 10 -> 5", amount(multipleOf=5), amount(multipleOf=10)),
    (B, B, "request.amount multipleOf 10 -> 3", amount(multipleOf=3), amount(multipleOf=10)),
    (B, B, "request.tags maxItems none -> 3", lambda s: fields(s, "AppointmentLinkAction")["tags"].update(maxItems=3), lambda s: fields(s, "AppointmentLinkAction").update(tags={"type": "array", "items": {"type": "string"}})),
    (B, B, "request.tags uniqueItems none -> true", lambda s: fields(s, "AppointmentLinkAction")["tags"].update(uniqueItems=True), lambda s: fields(s, "AppointmentLinkAction").update(tags={"type": "array", "items": {"type": "string"}})),
    (B, B, "request.note pattern none -> ^a", note(pattern="^a"), note()),
    (C, C, "request.note pattern ^a -> none", note(), note(pattern="^a")),
    (U, U, "request.note pattern ^a -> ^b", note(pattern="^b"), note(pattern="^a")),
    (B, B, "request.note format none -> email", note(format="email"), note()),
    (U, U, "request.note format email -> hostname", note(format="hostname"), note(format="email")),
    (B, C, "request.note format uuid -> none", note(), note(format="uuid")),
    (C, C, "request.amount format int32 -> int64", amount(type="integer", format="int64"), amount(type="integer", format="int32")),
    (B, B, "request.note not none ->", note(**{"not": {"const": ""}}), note()),
    (U, U, "request.note not", note(**{"not": {"const": "a"}}), note(**{"not": {"const": "b"}})),
    (U, U, "request if, then, else differ at else.id", swapped),
    (U, U, "if, then, else differ at then.id.pattern", lambda s: schema(s, "ProfileId").update(pattern="^[0-9a-f-]{36}$")),
    (U, U, "if, then, else differ at if.type.enum", lambda s: action(s)["if"]["properties"]["type"].update(const="list")),
    (C, C, "request conditional if, then, else -> none", without(action, "if")),
    (B, B, "request conditional none -> if, then, else", nothing, without(action, "if")),
    (U, U, "request.note readOnly none -> true", note(readOnly=True), note()),
    (C, C, "request.note deprecated none -> true", note(deprecated=True), note()),
    (B, B, "request additionalProperties none -> forbidden", lambda s: action(s).update(additionalProperties=False)),
    (U, U, "request patternProperties", lambda s: action(s)["patternProperties"]["title"].update(type="integer"), lambda s: action(s).update(patternProperties={"title": {"type": "string"}})),
    (N, N, "", lambda s: action(s).update(patternProperties={"^x": {"allOf": [{"type": "string"}], "description": "words"}}), lambda s: action(s).update(patternProperties={"^x": {"type": "string"}})),
    (U, U, "request.note prefixItems", note(type="array", prefixItems=[{"properties": {"title": {"type": "integer"}}}]), note(type="array", prefixItems=[{"properties": {"title": {"type": "string"}}}])),
    (B, B, "request dependentRequired none ->", lambda s: action(s).update(dependentRequired={"title": ["id", "type"]})),
    (N, N, "", lambda s: action(s).update(dependentRequired={"note": ["type", "id"]}), lambda s: action(s).update(dependentRequired={"note": ["id", "type"]})),
    (N, N, "", lambda s: action(s).update(propertyNames=True, unevaluatedProperties={}, patternProperties={}, **{"not": False})),
    (U, U, "request.note unknown keyword $dynamicRef -> none", note(), note(**{"$dynamicRef": "#a"})),
    (B, B, "request.note[] type string -> integer", note(type=EVERY, items={"type": "integer"}), note(type=EVERY, items={"type": "string"})),
    (C, C, "request.note type null -> string", note(type=["string", "null"]), note(type="null")),
    (B, B, "request.a%2Eb type string -> integer", lambda s: fields(s, "AppointmentLinkAction").update({"a.b": {"type": "integer"}, "a": ONE}), lambda s: fields(s, "AppointmentLinkAction").update({"a.b": {"type": "string"}, "a": ONE})),
    (U, U, "request patternProperties", lambda s: action(s).update(patternProperties={"^x": {"type": "string"}})),
    (N, N, "", reordered),
    (N, N, "", lambda s: (action(s)["properties"]["type"].clear(), action(s)["properties"]["type"].update({"$ref": "#/components/schemas/MorphAlias"}), action(s)["properties"].update(type=action(s)["properties"].pop("type")))),
    (B, N, "model AppointmentLinkAction class AppointmentLinkAction -> LinkBody", lambda s: (s["components"]["schemas"].update(LinkBody=s["components"]["schemas"].pop("AppointmentLinkAction")), content(s)["application/json"].update(schema={"$ref": "#/components/schemas/LinkBody"}))),
    # What comes back
    (C, C, "response.200.data.colour added", lambda s: fields(s).update(colour={"type": "string"})),
    (C, C, "response.200.data.colour added", lambda s: schema(s).update(properties={"colour": {"type": "string"}, **fields(s)})),
    (B, B, "response.200.data.notes removed", lambda s: fields(s).pop("notes")),
    (B, B, "response.200.data.links required true -> false", lambda s: schema(s)["required"].remove("links")),
    (U, C, "model Linkable parameters: id is required", lambda s: schema(s, "Linkable").update(required=["id"])),
    (N, N, "", lambda s: schema(s, "ProfileSummary").update(properties=dict(reversed(fields(s, "ProfileSummary").items())))),
    (B, B, "response.200.data.status nullable false -> true", status(type=["string", "null"])),
    (C, C, "response.200.data.notes nullable true -> false", lambda s: fields(s).update(notes={"type": "string"})),
    (B, B, "response.200.data.status type string -> integer", status(type="integer")),
    (C, C, "response.200.data.approved_by type integer, string -> string", lambda s: fields(s).update(approved_by={"type": ["string", "null"]})),
    (B, B, "response.200.data.status type string -> integer, string", status(type=["integer", "string"])),
    (C, C, "response.200.data.transaction.total type number -> integer", lambda s: fields(s, "TransactionSummary").update(total={"type": ["integer", "null"]})),
    (B, B, "response.200.data.id type integer -> number", lambda s: fields(s).update(id={"type": "number"})),
    (B, C, "response.200.data.meta type any -> object", lambda s: fields(s).update(meta={"type": "object"})),
    (B, B, "response.200.data.id type integer -> any", lambda s: fields(s).update(id={})),
    (B, C, "response.200.data.status enum none -> a", status(type="string", enum=["a"])),
    (B, C, "response.200.data.status enum a, b -> a", status(type="string", enum=["a"]), status(type="string", enum=["a", "b"])),
    (C, B, "response.200.data.status enum a -> a, b", status(type="string", enum=["a", "b"]), status(type="string", enum=["a"])),
    (B, C, "response.200.data.status format none -> date-time", status(type="string", format="date-time")),
    (B, B, "response.200.data.status maxLength 10 -> 20", status(type="string", maxLength=20), status(type="string", maxLength=10)),
    (C, C, "response.200.data.status maxLength 20 -> 10", status(type="string", maxLength=10), status(type="string", maxLength=20)),
    (C, C, "response.200.data.status pattern none -> ^a", status(type="string", pattern="^a")),
    (C, C, "response.200.data.status default none -> new", status(type="string", default="new")),
    (B, C, "response.200.data.links[] additionalProperties none -> forbidden", lambda s: schema(s, "AppointmentLink").update(additionalProperties=False)),
    (C, B, "response.200.data.links[].colour added", lambda s: fields(s, "AppointmentLink").update(colour={"type": "string"}), lambda s: schema(s, "AppointmentLink").update(additionalProperties=False)),
    (B, N, "model ErrorMessage class ErrorMessage -> Failure", renamed_class),
    (B, N, "model ErrorMessage class ErrorMessage -> Failure", lambda s: schema(s, "ErrorMessage").update(title="Failure")),
    (C, C, "response.200.data.free additionalProperties none -> typed", free(additionalProperties={"type": "string"}), free()),
    (B, B, "response.200.data.free additionalProperties typed -> none", free(), free(additionalProperties={"type": "string"})),
    (B, B, "response.200.data.profile nullable false -> true", lambda s: fields(s)["profile"].update(nullable=True), lambda s: fields(s).update(profile={"allOf": [{"$ref": "#/components/schemas/ProfileSummary"}]})),
    # Schemas that contain themselves
    (B, B, "response.200.data.tree.child nullable false -> true", node(anyOf=[NODE, {"type": "null"}]), node(**NODE)),
    (B, B, "response.200.data.tree.child maxProperties 2 -> none", node(**NODE), node(**NODE, maxProperties=2)),
    (U, U, "response.200.data.tree.child recursion", node(**NODE, properties={"name": {"minLength": 1}}), node(**NODE)),
    (N, N, "", node(allOf=[NODE]), node(**NODE)),
    (U, U, "response.200.data.tree.child members of anyOf: 2 gone, 2 new", node(anyOf=[NODE, ONE]), node(anyOf=[NODE, OTHER])),
    (B, N, "model ProfileSummary class ProfileSummary -> inline", lambda s: fields(s).update(profile={"oneOf": [copy.deepcopy(schema(s, "ProfileSummary")), {"type": "null"}]})),
    # Statuses and headers
    (B, B, "response.200 removed", without(lambda s: operation(s)["responses"], "200")),
    (U, U, "response.202 added", lambda s: operation(s)["responses"].update({"202": operation(s)["responses"]["200"]})),
    (C, C, "response.401 removed", without(lambda s: operation(s)["responses"], "401")),
    (C, C, "response.429 added", lambda s: operation(s)["responses"].update({"429": {"description": "Too many"}})),
    (C, C, "response.200 header.x-request-id added", lambda s: s["components"]["responses"]["LinkedAppointment"].update(headers={"X-Request-Id": {"schema": {"type": "string"}}})),
    (B, B, "response.200 media application/json -> none", lambda s: s["components"]["responses"]["LinkedAppointment"].pop("content")),
    (U, U, "callbacks", lambda s: operation(s).update(callbacks={"done": {"{$request.body#/url}": {"post": {"responses": {}}}}})),
    (B, B, "`GET /a` response.default removed", path("/a", responses={"404": {}}), path("/a", responses={"404": {}, "default": {}})),
    # Unions
    (N, N, "", status(anyOf=[ONE, OTHER, {"type": "string"}]), status(anyOf=[ONE, {"anyOf": [{"type": "string"}, OTHER]}])),
    (N, N, "", status(anyOf=[ONE, ONE]), status(**ONE)),
    (B, B, "response.200.data.status members of oneOf: 0 gone, 1 new", status(oneOf=[OTHER, ONE, ONE]), status(oneOf=[OTHER, ONE])),
    (U, U, "request.note members of oneOf: 0 gone, 1 new", note(type="object", oneOf=[ONE, OTHER, {"required": ["c"]}]), note(type="object", oneOf=[ONE, OTHER])),
    (C, C, "request.note members of anyOf: 0 gone, 1 new", note(type="object", anyOf=[ONE, OTHER, {"required": ["c"]}]), note(type="object", anyOf=[ONE, OTHER])),
    (C, C, "members of oneOf: 0 gone, 1 new", note(type=EVERY, oneOf=[kind("a"), kind("b"), kind("c")]), note(type=EVERY, oneOf=[kind("a"), kind("b")])),
    (B, B, "request.c added, required", lambda s: fields(s, "AppointmentLinkAction").update(c={"type": "string"}), lambda s: action(s)["required"].append("c")),
    (N, N, "", status(type=["string", "integer", "null"]), status(anyOf=[{"type": ["string", "null"]}, {"type": ["integer", "null"]}])),
    (N, N, "", status(anyOf=[{"type": "string"}, {"type": "integer"}]), status(type=["integer", "string"])),
    (B, B, "response.200.data.status type string -> integer, string", status(oneOf=[{"type": "string"}, {"type": "integer"}])),
    (B, B, "members of oneOf: 0 gone, 1 new", lambda s: fields(s)["profile"]["oneOf"].append({"$ref": "#/components/schemas/Linkable"}), lambda s: fields(s)["profile"]["oneOf"].append({"$ref": "#/components/schemas/OrderSummary"})),
    (N, N, "", lambda s: fields(s)["profile"]["oneOf"].reverse(), lambda s: fields(s)["profile"]["oneOf"].append({"$ref": "#/components/schemas/OrderSummary"})),
    (B, B, "response.200.data.transaction nullable false -> true", nothing, lambda s: fields(s).update(transaction={"allOf": [{"$ref": "#/components/schemas/TransactionSummary"}, {"type": ["object"]}]})),
    (C, C, "response.200.data.notes nullable true -> false", lambda s: fields(s).update(notes={"allOf": [{"type": ["string", "null"]}, {"type": "string"}]})),
    (B, B, "response.200 untyped none -> true", lambda s: schema(s, "AppointmentEnvelope").pop("type")),
    (C, C, "request untyped none -> true", lambda s: action(s).pop("type")),
    # Both ways
    (B, B, "request.type enum list, profile -> profile", lambda s: schema(s, "MorphAlias")["enum"].remove("list"), both_ways),
    (C, B, "response.200.data.sent.type enum list, profile -> list, order, profile", lambda s: schema(s, "MorphAlias")["enum"].append("order"), both_ways),
    (B, B, "response.200.data.sent.note added", required_note, both_ways),
    # What changes nothing
    (N, N, "", nothing),
    (N, N, "", shuffled),
    (N, N, "", inlined),
    (N, N, "", split, lambda s: (fields(s).update({name: fields(s).pop(name) for name in ("links", "created_at", "updated_at")}))),
    (N, N, "", lambda s: fields(s).update(links={"allOf": [fields(s)["links"]]})),
    (N, N, "", lambda s: fields(s).update(notes={"anyOf": [{"type": "string"}, {"type": "null"}]})),
    (N, N, "", lambda s: fields(s).update(profile={"anyOf": [{"type": "null"}, {"allOf": [{"$ref": "#/components/schemas/ProfileSummary"}]}]})),
    (N, N, "", lambda s: schema(s).update(additionalProperties={})),
    (N, N, "", lambda s: schema(s).update(additionalProperties=True, description="other words", title="Appointment")),
    (N, N, "", lambda s: s["info"].update(title="Other", version="9")),
    (N, N, "", lambda s: (parameter(s)["schema"].pop("minimum"), parameter(s)["schema"].update(exclusiveMinimum=0))),
    (N, N, "", lambda s: action(s)["if"]["properties"]["type"].update(enum=[action(s)["if"]["properties"]["type"].pop("const")])),
    (N, N, "", lambda s: fields(s, "FieldErrors") if "properties" in schema(s, "FieldErrors") else schema(s, "FieldErrors").update({"x-note": 1})),
]  # fmt: skip


@pytest.mark.parametrize("row", TABLE, ids=[f"{number}-{row[2] or 'nothing'}"[:90] for number, row in enumerate(TABLE)])
def test_judged(row: tuple[Any, ...]) -> None:
    """Each change has its worst verdict for Python callers and its worst on the wire, and a line that names it."""
    python, wire, text, change, *earlier = row
    old = copy.deepcopy(SPEC)
    for edit in earlier:
        edit(old)
    new = copy.deepcopy(SPEC) if change is nothing else copy.deepcopy(old)
    change(new)
    found = spec_changes(old, new)
    rank = list(Verdict).index

    assert python == max((line.python for line in found), key=rank, default=NOTHING), found
    assert wire == max((line.wire for line in found), key=rank, default=NOTHING), found
    assert any(text in f"{line.where} {line.what}" for line in found) or not (text or found), found


def reduced() -> Any:
    """The frozen spec with one operation and few fields, so that hundreds of comparisons take seconds."""
    spec = copy.deepcopy(SPEC)
    spec["paths"] = {LINK: spec["paths"][LINK]}
    for name, kept in (
        ("Appointment", {"id", "status", "meta", "links", "approved_by", "transaction"}),
        ("TransactionSummary", {"id", "total"}),
    ):
        schema(spec, name)["properties"] = {key: child for key, child in fields(spec, name).items() if key in kept}
    schema(spec)["required"] = ["id", "status", "meta", "links"]
    return spec


def places(spec: Any, node: Any, at: tuple[Any, ...], seen: set[str]) -> Iterator[tuple[Any, ...]]:
    """The pointer of everything that an operation reaches, but for words and examples."""
    entries = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, child in entries:
        if key not in ("description", "summary", "example", "examples"):
            yield (*at, key)
            yield from places(spec, child, (*at, key), seen)
        if key == "$ref" and child not in seen:
            seen.add(child)
            target = steps(child)
            yield from places(spec, reduce(getitem, target, spec), target, seen)


def altered(spec: Any, at: tuple[Any, ...], delete: bool) -> Any:
    """A copy in which one thing is gone, or has another value; None where it is no single value."""
    new = copy.deepcopy(spec)
    holder = reduce(getitem, at[:-1], new)
    value = holder[at[-1]]
    if delete:
        del holder[at[-1]]
    elif isinstance(value, bool):
        holder[at[-1]] = not value
    elif isinstance(value, str | int):
        holder[at[-1]] = value + ("x" if isinstance(value, str) else 1)  # type: ignore[operator]
    else:
        return None
    return new


def test_never_silent() -> None:
    """Whatever is deleted or altered in what an operation reaches is told or refused; the type of an enum follows from its values."""
    spec = reduced()
    silent = []
    starts = [places(spec, spec["paths"], ("paths",), set()), places(spec, spec["servers"], ("servers",), set())]
    schemes = places(spec, spec["components"]["securitySchemes"], ("components", "securitySchemes"), set())
    for at in itertools.chain(*starts, schemes):
        for new in (altered(spec, at, delete) for delete in (True, False)):
            try:
                told = new is None or spec_changes(spec, new)
            except SpecError:
                told = True
            if not told:
                silent.append(at)

    assert silent == [("components", "schemas", "MorphAlias", "type")]


def test_told_once() -> None:
    """What 200 and 2XX share is told once, and so is what every operation has."""
    new = copy.deepcopy(WHOLE)
    fields(new)["colour"] = {"type": "string"}
    schema(new, "MorphAlias")["enum"].append("order")

    assert [line.where for line in spec_changes(WHOLE, new)] == [
        "every operation request.type",
        f"`POST {LINK}` response.200.data.colour",
    ]


def test_table_is_large() -> None:
    """At least sixty changes are judged."""
    assert len(TABLE) >= 60


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda s: schema(s, "ErrorMessage").update(descripton="x"), "response.401: unknown keyword in the schema: descripton"),
        (lambda s: schema(s, "ProfileId").update(patern="x"), "unknown keyword"),
        (lambda s: fields(s).update(status={"type": "text"}), "unknown type 'text'"),
        (lambda s: fields(s).update(status={"$ref": "#/components/schemas/Nowhere"}), "#/components/schemas/Nowhere leads nowhere"),
        (lambda s: fields(s).update(status={"$ref": "other.yaml"}), "'other.yaml' leads out of the document"),
        (lambda s: s["components"]["schemas"].update(Appointment={"$ref": "#/components/schemas/Appointment"}), "refers to itself"),
        (lambda s: fields(s).update(links={"type": "array", "items": []}), "items is an array: expected an object"),
        (lambda s: fields(s).update(status={"type": "integer", "minimum": "one"}), "minimum is 'one': expected a number"),
        (lambda s: action(s).update(patternProperties={"^x": {"patern": "x"}}), "unknown keyword in the schema: .*patern"),
        (lambda s: fields(s).update(status={"$dynamicRef": "#a"}), r"unknown keyword in the schema: \$dynamicRef"),
        (lambda s: s.update(secrity=[]), "document: unknown keyword: secrity in the document"),
        (lambda s: s["components"].update(schema={}), "unknown keyword: schema in the components"),
        (lambda s: s["paths"][LINK].update(pst={}), "link: unknown keyword: pst in the path item"),
        (lambda s: operation(s).update(requestbody={}), "link: unknown keyword: requestbody in the operation"),
        (lambda s: parameter(s).update(requird=True), "parameter.appointment: unknown keyword: requird in the parameter"),
        (lambda s: content(s)["application/json"].update(shema={}), "request: unknown keyword: shema in the media type"),
        (lambda s: s["servers"][0].update(varibles={}), "servers: unknown keyword: varibles in the server"),
        (lambda s: s["components"]["securitySchemes"]["bearerAuth"].update(nam="x"), "unknown keyword: nam in the security scheme"),
        (lambda s: s["paths"].update({LINK: {"post": None}}), ""),
        (lambda s: operation(s).update(responses=[]), "responses is an array: expected an object"),
    ],
)
def test_not_comparable(change: Edit, said: str) -> None:
    """What cannot be compared in the newer spec is one clear line, never silence."""
    new = copy.deepcopy(SPEC)
    change(new)
    if said:
        with pytest.raises(SpecError, match=said.replace("[", r"\[")):
            spec_changes(SPEC, new)
    else:
        assert spec_changes(SPEC, new)


def test_told_of_every_operation() -> None:
    """What is the same at 200 of one operation and at 201 of another is one line that names both."""

    def spec(kind: str) -> Any:
        answer = {"content": {"application/json": {"schema": {"type": kind}}}}
        return {"paths": {f"/{status}": {"get": {"responses": {status: answer}}} for status in ("200", "201", "400")}}

    assert "`GET /200`, `GET /201` response.200" in {line.where for line in spec_changes(spec("string"), spec("integer"))}


def test_unknown_keyword_in_the_older_spec() -> None:
    """A mistake that was released does not stop the comparison with what mends it."""
    old = copy.deepcopy(SPEC)
    schema(old, "ErrorMessage")["descripton"] = "x"

    assert spec_changes(old, SPEC) == []


def test_recursive_schemas() -> None:
    """A schema that contains itself is followed once, and compared."""

    def spec(child: Any) -> Any:
        node = {"type": "object", "properties": {"child": child, "name": {"type": "string"}}}
        body = {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Node"}}}}
        return {"paths": {"/a": {"get": {"responses": {"200": body}}}}, "components": {"schemas": {"Node": node}}}

    looped = spec({"$ref": "#/components/schemas/Node"})

    assert spec_changes(looped, copy.deepcopy(looped)) == []
    assert [change.what for change in spec_changes(looped, spec({"type": "string"}))][-1].startswith("recursion")


# Versions and the changelog


@pytest.mark.parametrize(
    ("base", "breaking", "version"),
    [("0.3.1", True, "0.4.0"), ("0.3.1", False, "0.3.2"), ("1.2.3", True, "2.0.0"), ("1.2.3", False, "1.3.0")],
)
def test_bump(base: str, breaking: bool, version: str) -> None:
    """The version that follows, by semantic versioning; below 1.0.0 the second number counts what breaks."""
    assert spec_diff.needed(Version(base), breaking, True) == version
    assert spec_diff.needed(Version(base), False, False) == base


NO_PART = "CHANGELOG.md has no `### Breaking` that says what breaks under "


@pytest.mark.parametrize(
    ("head", "changelog", "said"),
    [
        (
            "0.1.0",
            "## Unreleased\n\n### Breaking\n\n- x\n",
            ["pyproject.toml says 0.1.0; a breaking change after 0.1.0 needs 0.2.0"],
        ),
        ("0.2.0rc1", "## Unreleased\n\n### Breaking\n- x\n", []),
        ("0.2.0", "## 0.1.0\n- Breaking: x\n", ["CHANGELOG.md begins with 0.1.0: expected `## Unreleased` or `## 0.2.0`"]),
        ("0.2.0", "## 0.2.0\n- New.\n## 0.1.0\n\n### Breaking\n- x\n", [f"{NO_PART}0.2.0"]),
        ("0.2.0", "## Unreleased\n\nNo breaking changes.\n", [f"{NO_PART}Unreleased"]),
        ("0.2.0", "## Unreleased\n\n### Breaking\n\n### Added\n- x\n", [f"{NO_PART}Unreleased"]),
        ("0.2.0", "## Unreleased\n\n### Breaking\n\n- None.\n", [f"{NO_PART}Unreleased"]),
        ("0.2.0", "## Unreleased\n\n### Breaking\n\n<!-- say it here -->\n", [f"{NO_PART}Unreleased"]),
        ("0.2.0", "## Unreleased\n\n```\n### Breaking\n- x\n```\n", [f"{NO_PART}Unreleased"]),
        ("0.2.0", "## Unreleased\n\n### Breaking\n\nThere are no breaking changes.\n- TODO\n", [f"{NO_PART}Unreleased"]),
        ("0.2.0", "## Unreleased\n\n### Breaking changes\n\nNo breaking changes.\n", [f"{NO_PART}Unreleased"]),
        ("0.2.0", "# Changelog\n\n## [0.2.0] - 2026-11-22\n- **Breaking**: x\n", []),
        ("0.2.0", "## Unreleased\n\n### Breaking\n\n- `status` may be None.\n\n## 0.1.0 - 2026-01-01\n", []),
        ("0.3.0", "## Unreleased\n\n### Breaking changes\n\nNone of the old aliases\n\nwork.\n", []),
    ],
)
def test_complaints(head: str, changelog: str, said: list[str]) -> None:
    """A breaking change has to be declared in both places, by what it is."""
    assert spec_diff.complaints(Version("0.1.0"), head, changelog, True, True) == said
    assert spec_diff.complaints(Version("0.1.0"), "0.1.0", "", False, True) == []


# The Python packages


MODEL = """
from attrs import define as _attrs_define
from attrs import field as _attrs_field

@_attrs_define
class Model:
    {fields}
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)
"""
FUNCTION = "def call({parameters}) -> {result}: ...\n"
DOOR = "from ._client import Client\n__all__ = ['Client']\n"
CLIENT = "class Calls:\n    def link(self, {parameters}) -> int: ...\n\nclass Client:\n    @property\n    def calls(self) -> Calls: ...\n"
COMMAND = """
import click
EXIT_CODES = "words"
DONE, FAILED = 0, {failed}
common = click.option('--tenant')
@click.group(epilog=EXIT_CODES)
def main(): ...
def verb(function):
    command = click.option('--rate', default={default})(click.argument('{first}')(click.argument('id')(lambda **_: 0)))
    return main.command(function.__name__)(common(command))
@verb
def link(): ...
@verb
def unlink(): ...
"""
PARSER = """
import argparse
def main():
    add = (parser := argparse.ArgumentParser()).add_argument
    add('--host', '-H', default={default}, help='{words}')
    {more}
    parser.parse_args()
main()
"""
FIXTURE = """
from collections.abc import Iterator
import pytest
@pytest.fixture{scope}
def place({needs}) -> {result}: ...
"""
SETTER = "class Box:\n    @property\n    def lid(self) -> int: ...\n"
FAULT = "class Base(Exception): ...\nclass Fault({bases}): ...\n"
ALIAS = "from ._client import Target\ndef call(a: Target) -> int: ...\n"
OVERLOADS = """
from typing import overload
@overload
def call(a: int) -> int: ...
@overload
def call(a: {kind}) -> str: ...
def call(a): ...
"""
RESOURCE = """
class Calls:
    def link(self, number: {kind}) -> int: ...
class Client:
    calls: Resource[Calls] = Resource(lambda: Calls)
"""


def command(default: int = 3, failed: int = 1, first: str = "type") -> dict[str, str]:
    return {"cli": COMMAND.format(default=default, failed=failed, first=first)}


def parser(default: str = "'x'", more: str = "", words: str = "words") -> dict[str, str]:
    return {"sandbox": "", "parser": PARSER.format(default=default, more=more, words=words)}


def fixture(scope: str = "", needs: str = "", result: str = "Iterator[int]") -> dict[str, str]:
    return {"plugin": FIXTURE.format(scope=scope, needs=needs, result=result)}


def door(client: str) -> dict[str, str]:
    return {"door": DOOR, "client": client}


def tree(folder: Path, **files: str) -> Path:
    places = {
        "model": "generated/omneo_api/models.py",
        "door": "overrides/omneo_appointments/__init__.py",
        "client": "overrides/omneo_appointments/_client.py",
        "cli": "overrides/omneo_appointments/cli.py",
        "bulk": "overrides/omneo_appointments/bulk.py",
        "plugin": "overrides/omneo_appointments/pytest_plugin.py",
        "sandbox": "overrides/omneo_appointments/sandbox/__init__.py",
        "parser": "overrides/omneo_appointments/sandbox/__main__.py",
    }
    for name, text in {"door": "", **files}.items():
        path = folder / places[name]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    (folder / "generated/omneo_api").mkdir(parents=True, exist_ok=True)
    (folder / "generated/omneo_api/__init__.py").write_text("")
    return folder


def model(*fields: str) -> dict[str, str]:
    return {"model": MODEL.format(fields="\n    ".join(fields))}


def bulk(parameters: str, result: str = "int") -> dict[str, str]:
    return {"bulk": FUNCTION.format(parameters=parameters, result=result)}


def keyword(*fields: str) -> dict[str, str]:
    """A model that is built by keyword alone, as the generated ones are."""
    return {"model": model(*fields)["model"].replace("@_attrs_define", "@_attrs_define(kw_only=True)")}


SENT, BACK = {"model": {True}}, {"model": {False}}
PYTHON: list[tuple[Verdict, str, dict[str, str], dict[str, str], dict[str, set[bool]]]] = [
    (N, "", model("a: str"), model("a: str"), BACK),
    (N, "", model("a: str | None"), model("a: None | str"), BACK),
    (N, "", model("a: list[str | int]"), model("a: list[int | str]"), BACK),
    (B, "Model.a` type str -> None | str", model("a: str"), model("a: None | str"), BACK),
    (C, "Model.a` type str -> None | str", model("a: str"), model("a: None | str"), SENT),
    (B, "Model.a` type str -> None | str", model("a: str"), model("a: None | str"), {"model": {True, False}}),
    (C, "Model.a` type None | str -> str", model("a: None | str"), model("a: str"), BACK),
    (B, "Model.a` type None | str -> str", model("a: None | str"), model("a: str"), SENT),
    (C, "Model.a` type float -> int", model("a: float"), model("a: int"), BACK),
    (C, "Model.a` type int -> float", model("a: int"), model("a: float"), SENT),
    (B, "Model.a` type dict[str, int | str] -> dict[str, bytes]", model("a: dict[str, int | str]"), model("a: dict[str, bytes]"), BACK),
    (C, "Model.a` type dict[str, int | str] -> dict[str, int]", model("a: dict[str, int | str]"), model("a: dict[str, int]"), BACK),
    (B, "Model` parameters: a moves to 2, b moves to 1", model("a: str", "b: str"), model("b: str", "a: str"), SENT),
    (U, "Model` parameters: b is required", model("a: str"), model("a: str", "b: str"), BACK),
    (C, "Model.b` added", model("a: str"), model("a: str", "b: str = ''"), BACK),
    (B, "Model` parameters: b moves to 2", model("_x: ClassVar[int] = 1", "b: str = ''"), model("_x: ClassVar[int] = 1", "a: str = ''", "b: str = ''"), SENT),
    (B, "Model` parameters: a is keyword-only", model("a: str"), keyword("a: str"), SENT),
    (B, "Model` parameters: b is keyword-only", model("a: str", "b: str = ''"), model("a: str", "b: str = field(default='', kw_only=True)"), SENT),
    (N, "", keyword("a: str", "b: str"), keyword("b: str", "a: str"), SENT),
    (C, "Model.b` added", keyword("a: str = ''"), keyword("b: str = ''", "a: str = ''"), SENT),
    (U, "Model` parameters: b is required", keyword("a: str"), keyword("b: str", "a: str"), BACK),
    (U, "Model` parameters: a is required", keyword("a: str = field(default='')"), keyword("a: str = field()"), BACK),
    (N, "", keyword("a: str = ''"), keyword("a: str = _attrs_field(default='')"), BACK),
    (B, "Model.a` removed", model("a: str", "b: str"), model("b: str"), BACK),
    (C, "bulk.call(a)` type int -> int | str", bulk("a: int"), bulk("a: int | str"), {}),
    (B, "bulk.call(a)` type int | str -> int", bulk("a: int | str"), bulk("a: int"), {}),
    (B, "bulk.call()` type int -> None", bulk("", "int"), bulk("", "None"), {}),
    (B, "bulk.call` parameter was removed: a", bulk("a: int"), bulk("b: int = 1"), {}),
    (B, "bulk` removed", bulk("a: int"), {}, {}),
    (B, "omneo_appointments.Client` removed from __all__", door(CLIENT.format(parameters="")), {**door(CLIENT.format(parameters="")), "door": DOOR.replace("'Client'", "")}, {}),
    (N, "", {"bulk": "__all__ = ['a', 'b']\na = b = 1\n"}, {"bulk": "__all__ = ['b', 'a']\na = b = 1\n"}, {}),
    (B, "Client.calls.link(number)` type int -> str", door(CLIENT.format(parameters="number: int")), door(CLIENT.format(parameters="number: str")), {}),
    (B, "Client.calls.link` parameter was removed: number", door(CLIENT.format(parameters="number: int")), door(CLIENT.format(parameters="")), {}),
    (B, "Client.calls.link(number)` type int -> str", door(RESOURCE.format(kind="int")), door(RESOURCE.format(kind="str")), {}),
    (B, "bulk.call` parameter was removed: b", bulk("a: int, b: int"), bulk("a: int | str"), {}),
    (C, "bulk.call(b)` added", bulk("a: int"), bulk("a: int, *, b: int = 1"), {}),
    (B, "bulk.call` positional parameter was moved: a", bulk("a: int, b: int"), bulk("b: int, a: int"), {}),
    (B, "bulk.call` parameter kind was changed: a", bulk("a: int"), bulk("*, a: int"), {}),
    (B, "bulk.call` parameter default was changed: a", bulk("a: int = 1"), bulk("a: int = 2"), {}),
    (B, "bulk.call` plain -> async", bulk("a: int"), {"bulk": f"async {bulk('a: int')['bulk']}"}, {}),
    (B, "bulk.Box.lid` writable -> plain", {"bulk": SETTER + "    @lid.setter\n    def lid(self, value: int) -> None: ...\n"}, {"bulk": SETTER}, {}),
    (B, "bulk.Fault` no longer a ValueError", {"bulk": FAULT.format(bases="Base, ValueError")}, {"bulk": FAULT.format(bases="Base, TypeError")}, {}),
    (B, "bulk.Fault` no longer a omneo_appointments.bulk.Base", {"bulk": FAULT.format(bases="Base")}, {"bulk": FAULT.format(bases="Exception")}, {}),
    (C, "bulk.Fault` is a ValueError too", {"bulk": FAULT.format(bases="Base")}, {"bulk": FAULT.format(bases="Base, ValueError")}, {}),
    (B, "bulk.call(a)` type int | str -> int", {"client": "Target = int | str\n", "bulk": ALIAS}, {"client": "Target: TypeAlias = int\n", "bulk": ALIAS}, {}),
    (N, "", {"client": "Target = int | str\n", "bulk": ALIAS}, {"bulk": ALIAS.replace("Target)", "int | str)").replace("from ._client import Target", "")}, {}),
    (U, "bulk.call` overloads: 1 gone, 1 new", {"bulk": OVERLOADS.format(kind="str | bytes")}, {"bulk": OVERLOADS.format(kind="str")}, {}),
    (C, "bulk.Kind` type Literal['a'] -> Literal['a', 'b']", {"bulk": "Kind = Literal['a']\n"}, {"bulk": "Kind = Literal['a', 'b']\n"}, {}),
    (B, "bulk.call()` type Literal['a'] -> Literal['a', 'b']", {"bulk": "Kind = Literal['a']\ndef call() -> Kind: ...\n"}, {"bulk": "Kind = Literal['a', 'b']\ndef call() -> Kind: ...\n"}, {}),
    (U, "bulk.LIMIT` value 3 -> 4", {"bulk": "LIMIT: int = 3\n"}, {"bulk": "LIMIT: int = 4\n"}, {}),
    (C, "bulk.KNOWN` value ['a'] -> ['a', 'b']", {"bulk": "KNOWN = ['a']\n"}, {"bulk": "KNOWN = ['a', 'b']\n"}, {}),
    (U, "Model.a` value 1 -> 2", model("a: int = 1"), model("a: int = 2"), BACK),
    (U, "Model` decorator _attrs_define -> _attrs_define(frozen=True)", model("a: int"), {"model": model("a: int")["model"].replace("@_attrs_define", "@_attrs_define(frozen=True)")}, BACK),
    (U, "omneo_appointments.Model` is omneo_api.models.Other, was omneo_api.models.Model", {**model("a: int"), "door": "from omneo_api.models import Model\n__all__ = ['Model']\n"}, {**model("a: int"), "door": "from omneo_api.models import Other as Model\n__all__ = ['Model']\n"}, BACK),
    (N, "", fixture(), fixture(needs="request"), {}),
    (B, "pytest_plugin.place()` type int -> str", fixture(), fixture(result="str"), {}),
    (U, "pytest_plugin.place` decorator pytest.fixture -> pytest.fixture(scope='session')", fixture(), fixture(scope="(scope='session')"), {}),
    (U, "command line `omneo-appointments link --rate` default 3 -> 5", command(), command(default=5), {}),
    (B, "command line `omneo-appointments unlink --tenant` removed", command(), {"cli": command()["cli"].replace("--tenant", "--shop")}, {}),
    (B, "command line `omneo-appointments unlink` removed", command(), {"cli": command()["cli"].replace("@verb\ndef unlink", "def unlink")}, {}),
    (U, "command line `omneo-appointments link argument 1` name \"type\" -> \"id\"", command(), command(first="id"), {}),
    (U, "command line `exit code FAILED` value 1 -> 3", command(), command(failed=3), {}),
    (U, "command line `omneo_appointments.cli` cannot be read after: NameError", command(), {"cli": command()["cli"] + "nowhere\n"}, {}),
    (N, "", parser(), parser(words="other words"), {}),
    (U, "command line `omneo_appointments.sandbox -H` default \"x\" -> \"y\"", parser(), parser(default="'y'"), {}),
    (B, "command line `omneo_appointments.sandbox --key` added, required", parser(), parser(more="add('--key', required=True)"), {}),
    (C, "command line `omneo_appointments.sandbox --key` added", parser(), parser(more="add('--key')"), {}),
    (B, "command line `omneo_appointments.sandbox --key` removed", parser(more="add('--key')"), parser(), {}),
]  # fmt: skip


@pytest.mark.parametrize(
    ("verdict", "text", "before", "after", "roles"), PYTHON, ids=[f"{number}-{row[1]}"[:80] for number, row in enumerate(PYTHON)]
)
def test_python(tmp_path: Path, verdict: Verdict, text: str, before: Any, after: Any, roles: Any) -> None:
    """Generated and hand-written code, and the command line, are compared without being imported."""
    old, new = tree(tmp_path / "old", **before), tree(tmp_path / "new", **after)
    found = python_changes(old, new, roles)

    assert verdict == max((line.python for line in found), key=list(Verdict).index, default=NOTHING), found
    assert any(text in f"{line.where} {line.what}" for line in found) or not (text or found), found
    assert {NOTHING} >= {line.wire for line in found}


@pytest.mark.parametrize(
    ("old", "new", "relation"),
    [
        ("str", "str | None", Relation.WIDER),
        ("Optional[str]", "str | None", Relation.SAME),
        ("Union[int, str]", "str", Relation.NARROWER),
        ("Literal['a']", "Literal['a', 'b']", Relation.WIDER),
        ("list[int]", "list[Any]", Relation.WIDER),
        ("Literal['a'] | str", "str", Relation.SAME),
        ("Literal['a', 1]", "str", Relation.OTHER),
        ("Callable[[int], str]", "Callable[[int], bytes]", Relation.OTHER),
        ("a b", "c", Relation.UNKNOWN),
        ("", "Any", Relation.SAME),
    ],
)
def test_annotations(old: str, new: str, relation: Relation) -> None:
    """Unions are sets of member types, at any depth."""
    assert compared(old, new) == relation


def test_roles() -> None:
    """Whether a model is sent follows from where its schema is reached, not from its name."""
    roles = model_roles(facets(SPEC))

    assert roles["appointmentlinkaction"] == roles["morphalias"] == {True}
    assert roles["appointment"] == roles["errormessage"] == {False}


def test_own_command_line() -> None:
    """The project's own programs are read as they are: verbs that a decorator makes, shared options, exit codes, the sandbox."""
    found = options(ROOT)

    assert found["omneo-appointments unlink --tenant"]["required"] is False
    assert found["omneo-appointments link argument 2"]["name"] == "type"
    assert found["exit code INTERRUPTED"] == {"value": 130}
    assert found["omneo_appointments.sandbox --port"]["default"] == 8765
    assert [*option_changes(found, found)] == []


def test_unreadable_module(tmp_path: Path) -> None:
    """A module that is not Python is one line, not an empty module."""
    old, new = tree(tmp_path / "old", **bulk("a: int")), tree(tmp_path / "new", bulk="def call(:\n")

    with pytest.raises(SpecError, match=r"^overrides/omneo_appointments/bulk.py cannot be read: invalid syntax"):
        python_changes(old, new)


def test_project_names() -> None:
    """Commands, plugins and extras of pyproject.toml may come and not go; another range of Pythons is not decided."""
    old = {
        "scripts": {"a": "x:y"},
        "entry-points": {"pytest11": {"p": "x"}},
        "optional-dependencies": {"cli": []},
        "requires-python": ">=3.11",
    }
    new = {"scripts": {"a": "x:z", "b": "x:y"}, "optional-dependencies": {"cli": ["click"]}, "requires-python": ">=3.12"}
    found = {
        (line.where.removeprefix("pyproject.toml "), line.what): line.python
        for line in project_changes({"project": old}, {"project": new})
    }

    assert found == {
        ("command `b`", "added"): C,
        ("pytest11 plugin `p`", "removed"): B,
        ("requires-python", ">=3.11 -> >=3.12"): U,
    }
    assert [*project_changes({"project": old}, {"project": old})] == []


# From end to end


def git(folder: Path, *arguments: str) -> None:
    identity = ["-c", "user.name=T", "-c", "user.email=t@t.example", "-c", "commit.gpgsign=false", "-c", "tag.gpgsign=false"]
    subprocess.run(["git", *identity, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository of its own with the frozen spec and two small packages, version 0.1.0."""
    tree(tmp_path, **model("a: str"), **bulk("a: int"))
    (tmp_path / "spec").mkdir()
    shutil.copy(FROZEN / "spec/openapi.yaml", tmp_path / "spec/openapi.yaml")
    release(tmp_path, "0.1.0", "## 0.1.0\n")
    for command in (["init"], ["add", "--all"], ["commit", "--message", "base"]):
        git(tmp_path, *command)
    return tmp_path


def release(folder: Path, version: str, changelog: str) -> None:
    (folder / "pyproject.toml").write_text(f'[project]\nname = "x"\nversion = "{version}"\n')
    (folder / "CHANGELOG.md").write_text(changelog)


def edit(folder: Path, change: Edit) -> None:
    yaml = YAML()
    spec = yaml.load(folder / "spec/openapi.yaml")
    change(spec)
    yaml.dump(spec, folder / "spec/openapi.yaml")


def test_whole_report(repository: Path) -> None:
    """From a git ref to a report on both halves, with what is missing for what breaks to be declared."""
    edit(repository, status(type=["string", "null"]))
    tree(repository, **model("a: None | str"), **bulk("a: int"))
    report, missing = spec_diff.compare(repository, "HEAD")

    assert "Last release 0.1.0, now 0.1.0; needed: 0.2.0." in report
    assert (
        "| `POST /v3/appointments/{appointment}/link` response.200.data.status nullable false -> true | **breaking** | **breaking** |"
        in report
    )
    assert "| `omneo_api.models.Model.a` type str -> None \\| str | **breaking** | nothing |" in report
    assert len(missing) == 2


def test_one_step_for_one_release(repository: Path) -> None:
    """A second breaking change before a release asks for no other step, and the first still counts."""
    git(repository, "tag", "v0.1.0")
    edit(repository, status(type=["string", "null"]))
    release(repository, "0.2.0", "## Unreleased\n\n### Breaking\n\n- `status` may be None.\n\n## 0.1.0\n")
    git(repository, "commit", "--all", "--message", "first")
    edit(repository, lambda s: fields(s).update(notes={}))
    report, missing = spec_diff.compare(repository, "HEAD")

    assert (missing, "needed: 0.2.0." in report) == ([], True)
    assert ("notes type string -> any" in report, "status" in report) == (True, False)

    git(repository, "commit", "--all", "--message", "second")
    release(repository, "0.1.1", "## Unreleased\n\n### Breaking\n\n- `status` may be None.\n\n## 0.1.0\n")

    assert spec_diff.compare(repository, "HEAD")[1] == ["pyproject.toml says 0.1.1; a breaking change after 0.1.0 needs 0.2.0"]
    assert "status nullable" in spec_diff.compare(repository, None)[0]


def test_dated_section_is_a_release(repository: Path) -> None:
    """Without tags the changelog's newest dated section is the last release."""
    release(repository, "0.4.0", "## Unreleased\n\n### Breaking\n- x\n\n## 0.3.0 - 2026-01-02\n\n## 0.2.0 - 2026-01-01\n")
    edit(repository, status(type="integer"))

    assert "Last release 0.3.0" in spec_diff.compare(repository, "HEAD")[0]


def test_nothing_changed(repository: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Compared with itself, a project has nothing to report; BASE may come from the environment."""
    monkeypatch.setattr(spec_diff, "ROOT", repository)
    monkeypatch.setenv("BASE", "HEAD")

    assert spec_diff.main([]) == 0
    assert capsys.readouterr().out.count("\nnothing\n") == 2


@pytest.mark.parametrize(
    ("base", "said"), [("nowhere", "'nowhere' is not a git ref of a tree in this clone"), (None, "^nothing is released yet, or")]
)
def test_unknown_base(repository: Path, base: str | None, said: str) -> None:
    """A ref that does not exist, or none, is one clear line."""
    with pytest.raises(SystemExit, match=said):
        spec_diff.compare(repository, base)


def test_dated_section_is_no_base(repository: Path) -> None:
    """A dated section says what was released, and so which tag is missing, but not where to find it."""
    release(repository, "0.4.0", "## 0.3.0 - 2026-01-02\n")

    with pytest.raises(SystemExit, match=r"^the tag v0\.3\.0 is not in this clone: type `git fetch --tags`, or .* BASE="):
        spec_diff.compare(repository, None)


def test_folder_of_a_repository(repository: Path) -> None:
    """The project may be a folder of a larger repository."""
    inner = repository / "inner"
    inner.mkdir()
    for name in ("spec", "generated", "overrides", "pyproject.toml", "CHANGELOG.md"):
        shutil.move(repository / name, inner / name)
    git(repository, "add", "--all")
    git(repository, "commit", "--message", "moved")
    edit(inner, status(type="integer"))

    assert "status type string -> integer" in spec_diff.compare(inner, "HEAD")[0]


@pytest.mark.parametrize(
    ("file", "content", "said"),
    [
        ("spec/openapi.yaml", b"a: [", "spec/openapi.yaml cannot be read as YAML"),
        ("spec/openapi.yaml", b"a: 2026-13-45", "spec/openapi.yaml cannot be read as YAML: month"),
        ("spec/openapi.yaml", b"\xff\xfe", "openapi.yaml cannot be read"),
        ("spec/openapi.yaml", None, "spec/openapi.yaml holds no object"),
        ("pyproject.toml", b"a =", "pyproject.toml: Invalid value"),
        ("pyproject.toml", None, "pyproject.toml: 'None' is not a version"),
    ],
)
def test_broken_files(
    repository: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    file: str,
    content: bytes | None,
    said: str,
) -> None:
    """A file that is missing or damaged is one line and status 2, which is not the 1 of what breaks."""
    monkeypatch.setattr(spec_diff, "ROOT", repository)
    (repository / file).unlink()
    if content is not None:
        (repository / file).write_bytes(content)

    assert spec_diff.main(["HEAD"]) == 2
    assert said in (told := capsys.readouterr().err)
    assert told.count("\n") == 1


def test_no_git(repository: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Without git there is one line and status 2."""
    monkeypatch.setattr(spec_diff, "ROOT", repository)
    monkeypatch.setenv("PATH", "/nowhere")

    assert spec_diff.main(["HEAD"]) == 2
    assert "git cannot be run" in capsys.readouterr().err


def test_mistake_in_the_spec(repository: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """A keyword that nobody knows ends the comparison with one line."""
    monkeypatch.setattr(spec_diff, "ROOT", repository)
    edit(repository, lambda s: schema(s, "ErrorMessage").update(requird=["x"]))

    assert spec_diff.main(["HEAD"]) == 2
    assert "unknown keyword in the schema: requird" in capsys.readouterr().err
