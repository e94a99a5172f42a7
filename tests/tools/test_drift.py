"""Drift, on a frozen spec and a frozen page in the manner of the vendor's: silent on what is known, one line for what is new."""

import copy
import functools
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tools import drift
from tools.facets import facets, words
from tools.sync import ROOT, SPEC

FROZEN = ROOT / "tests/fixtures/frozen"
LINK, UNLINK = "/v3/appointments/{appointment}/link", "/v3/appointments/{appointment}/unlink"
Edit = Callable[[Any], object]
LOAD = functools.cache(drift.load)


@pytest.fixture(autouse=True)
def _read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file of YAML is read once for all tests."""
    monkeypatch.setattr(drift, "load", LOAD)


@pytest.fixture
def upstream() -> Any:
    """The whole description as the vendor would publish it today, as far as the facts go."""
    return json.loads((FROZEN / "published.json").read_text())


def page(spec: Any) -> str:
    return f"# An endpoint\n\nSome words.\n\n````yaml POST /appointments\n{json.dumps(spec)}\n````\n\nMore words.\n"


def run(tmp_path: Path, spec: Any, capsys: pytest.CaptureFixture[str]) -> tuple[int, list[str]]:
    (tmp_path / "page.md").write_text(page(spec))
    status = drift.main([str(tmp_path / "page.md")], FROZEN)
    told = capsys.readouterr()
    return status, [line.removeprefix(f"{tmp_path / 'page.md'}: ") for line in (told.out + told.err).splitlines()]


def schema(spec: Any, name: str = "Appointment") -> Any:
    return spec["components"]["schemas"][name]


def fields(spec: Any, name: str = "Appointment") -> Any:
    return schema(spec, name)["properties"]


def link(spec: Any) -> Any:
    return spec["paths"][LINK]["post"]


def answer(spec: Any, name: str = "LinkedAppointment") -> Any:
    return spec["components"]["responses"][name]["content"]["application/json"]


def split(spec: Any) -> None:
    """Appointment as an allOf of a read and its links."""
    links = {"links": fields(spec).pop("links")}
    schema(spec)["required"].remove("links")
    spec["components"]["schemas"]["AppointmentRead"] = schema(spec)
    extra = {"type": "object", "properties": links, "required": ["links"]}
    spec["components"]["schemas"]["Appointment"] = {"allOf": [{"$ref": "#/components/schemas/AppointmentRead"}, extra]}


def without(spec: Any, name: str, key: str = "Appointment") -> None:
    """A schema as if the server had no such property."""
    fields(spec, key).pop(name)
    schema(spec, key)["required"].remove(name)


def swap_ids(spec: Any) -> None:
    spec["paths"][LINK]["post"]["operationId"] = "appointmentLink.unlink"
    spec["paths"][UNLINK]["post"]["operationId"] = "appointmentLink.link"


def circular(spec: Any) -> None:
    spec["components"]["schemas"]["ErrorMessage"] = {"$ref": "#/components/schemas/ErrorMessage"}


NEW, OLD, UNREAD = f"new:      POST {LINK} ", "obsolete: * ", "unread:   POST "
# How many lines, the beginning of one of them, and what the page has that the frozen one has not.
VARIANTS: list[tuple[int, str, Edit]] = [
    # What is the same
    (0, "", copy.deepcopy),
    (0, "", lambda s: s["paths"].pop(LINK)),
    (0, "", split),
    (0, "", lambda s: fields(s).update(notes={"allOf": [{"type": "string"}], "description": "words"})),
    (0, "", lambda s: s["paths"].update({LINK: {**s["paths"][LINK], "summary": "words"}})),
    (0, "", lambda s: schema(s).update(additionalProperties={})),
    (0, "", lambda s: fields(s).update(answers={**fields(s)["answers"], "items": {"allOf": [fields(s)["answers"]["items"]]}})),
    (0, "", lambda s: fields(s)["answers"].update(items={"allOf": [{"$ref": "#/components/schemas/QuestionnaireAnswer"}]})),
    (0, "", lambda s: s.update(info={"title": "Other"}, tags=[], externalDocs={"url": "https://docs.example"})),
    (0, "", lambda s: fields(s, "NormalHours").update(is_closed={"type": "boolean"})),  # upstream has caught up in part
    # What is new
    (1, f"{NEW}response.200.data.colour: published present, ours absent", lambda s: fields(s).update(colour={"type": "string"})),
    (1, f"{NEW}response.200.data.notes: published absent, ours present", lambda s: without(s, "notes")),
    (1, f"{NEW}response.200.data.links: published absent, ours present", lambda s: without(s, "links")),
    (1, f"{NEW}response.200.data.appointment_definition: published absent, ours present", lambda s: without(s, "appointment_definition")),
    (1, f"{NEW}response.200.data.answers: published absent, ours present", lambda s: without(s, "answers")),
    (1, f"{NEW}response.200.data.location_id:type: published string, ours integer", lambda s: fields(s).update(location_id={"type": "string"})),
    (2, f"{NEW}request.note: published present, ours absent", lambda s: fields(s, "AppointmentLinkAction").update(note={"type": "string"})),
    (2, f"{NEW}request.type:enum: published list, order, profile, ours list, profile", lambda s: fields(s, "AppointmentLinkAction").update(type={"type": "string", "enum": ["profile", "list", "order"]})),
    (1, f"new:      POST {UNLINK} response.429: published present, ours absent", lambda s: s["paths"][UNLINK]["post"]["responses"].update({"429": {"description": "Too many"}})),
    (1, f"{NEW}parameter.dry_run: published present, ours absent", lambda s: s["paths"][LINK]["parameters"].append({"name": "dry_run", "in": "query", "schema": {"type": "boolean"}})),
    (1, "new:      GET /v3/appointments: published, not in our spec", lambda s: s["paths"].update({"/v3/appointments": {"get": {"responses": {}}}})),
    (2, f"{NEW}response.201: published present, ours absent", lambda s: link(s)["responses"].update({"201": link(s)["responses"].pop("200")})),
    (2, f"{NEW}operationId: published appointmentLink.unlink, ours linkAppointment", swap_ids),
    (2, f"{NEW}servers:url: published https://api.getomneo.com/api, ours", lambda s: s["servers"][0].update(url="https://api.getomneo.com/api")),
    (2, f"{NEW}request:media: published application/x-www-form-urlencoded, ours application/json", lambda s: s["components"]["requestBodies"]["AppointmentLinkAction"].update(content={"application/x-www-form-urlencoded": s["components"]["requestBodies"]["AppointmentLinkAction"]["content"]["application/json"]})),
    (1, f"{NEW}path:template: published POST {LINK.replace('appointment}', 'id}')}, ours POST {LINK}", lambda s: s["paths"].update({LINK.replace("appointment}", "id}"): {**s["paths"].pop(LINK), "parameters": [{"name": "id", "in": "path", "required": True, "schema": {"type": "integer"}}]}})),
    (1, f"{NEW}response.200.data.meta:type: published object, ours any", lambda s: fields(s).update(meta={"type": "object"})),
    (1, f"{NEW}response.200.data.is_closed: published present", lambda s: (fields(s).update(is_closed={"type": "string"}), schema(s)["required"].append("is_closed"))),
    (1, f"{NEW}response.200.data.status:enum: published a, b, ours none", lambda s: fields(s).update(status={"type": "string", "enum": ["a", "b"]})),
    (1, f"{NEW}response.200.data.id:unknown keyword: published colour, ours none", lambda s: fields(s).update(id={"type": "integer", "colour": "red"})),
    (1, f"{NEW}response.200.data.created_at:format: published date-time, ours none", lambda s: fields(s).update(created_at={"type": "string", "format": "date-time"})),
    (1, f"{NEW}response.200.data.appointment_definition.booking_questionnaire.pages:type: published any, ours array", lambda s: fields(s, "BookingQuestionnaire").update(pages=True)),
    # What has vanished is one line
    (1, f"{NEW}response: published absent, ours present", lambda s: link(s).pop("responses")),
    (1, f"{NEW}servers: published absent, ours present", lambda s: (s["paths"][UNLINK].update(servers=s["servers"]), s.pop("servers"))),
    (1, f"{NEW}response.200.data.*:required: published false, ours true (33 places: answers, ", lambda s: schema(s).pop("required")),
    (1, f"{NEW}response.200.data.links:type: published any, ours array", lambda s: fields(s).update(links={})),
    # What upstream has caught up with
    (1, f"{OLD}security: ours bearerAuth is published now", lambda s: (s["components"].update(securitySchemes={"bearerAuth": {"type": "http", "scheme": "bearer"}}), s.update(security=[{"bearerAuth": []}]))),
    (1, f"{OLD}response.*.answers[].value:type: ours any is published now", lambda s: fields(s, "QuestionnaireAnswer").update(value={})),
    (2, f"{OLD}response.*.meta[]: ours absent is published now", lambda s: [fields(s, name).update(meta={}) for name in ("Appointment", "AppointmentDefinition", "QuestionnaireAnswer")]),
    (1, f"{OLD}request.type:enum: ours list, profile is published now", lambda s: fields(s, "AppointmentLinkAction").update(type={"type": "string", "enum": ["profile", "list"]})),
    # What cannot be read is one line
    (1, f"{UNREAD}{LINK} parameter: #/components/parameters/Appointment leads nowhere", lambda s: s.update(components={})),
    (1, f"{UNREAD}{LINK} response.401: #/components/schemas/ErrorMessage leads nowhere", lambda s: s["components"]["schemas"].pop("ErrorMessage")),
    (1, f"{UNREAD}{LINK} response.200: 'schemas.yaml#/A' leads out of the document", lambda s: answer(s).update(schema={"$ref": "schemas.yaml#/A"})),
    (1, f"{UNREAD}{LINK} response.200.data.links: items is an array: expected an object", lambda s: fields(s)["links"].update(items=[])),
    (1, f"{UNREAD}{LINK} response.401: #/components/schemas/ErrorMessage refers to itself", circular),
    (1, f"{UNREAD}{LINK} response: responses is an array", lambda s: link(s).update(responses=[])),
    (1, f"{UNREAD}{LINK} tags: tags is a number", lambda s: link(s).update(tags=5)),
    (1, f"{UNREAD}{LINK} callbacks: #/components/callbacks/C leads nowhere", lambda s: link(s).update(callbacks={"c": {"$ref": "#/components/callbacks/C"}})),
    (1, f"{UNREAD}{LINK} servers: a server variable is a string", lambda s: s["paths"][LINK].update(servers=[{"url": "https://a.example", "variables": {"a": "b"}}])),
    (1, f"{UNREAD}{LINK} parameter: parameters is a string", lambda s: link(s).update(parameters="none")),
    (1, f"{UNREAD}{LINK}: the operation is an array", lambda s: s["paths"][LINK].update(post=[])),
    (1, f"{NEW}response.200.data.links[]:type: published any, ours object", lambda s: fields(s)["links"].update(items=True)),
    (1, f"{NEW}response.200.data.notes:type: published never, ours string", lambda s: fields(s).update(notes=False)),
    (1, f"{NEW}response.200.data.profile:recursion", lambda s: fields(s).update(profile={"$ref": "#/components/schemas/Appointment"})),
]  # fmt: skip


@pytest.mark.parametrize(
    ("count", "expected", "doctor"), VARIANTS, ids=[f"{n}-{row[1] or 'same'}"[:90] for n, row in enumerate(VARIANTS)]
)
def test_variants(
    tmp_path: Path, upstream: Any, capsys: pytest.CaptureFixture[str], count: int, expected: str, doctor: Edit
) -> None:
    """What is new upstream, what it has caught up with and what cannot be read is a line or two; nothing else is said."""
    doctor(upstream)
    status, told = run(tmp_path, upstream, capsys)

    assert told == ["nothing new in 1 page(s)"] or count, told
    assert status == bool(count)
    assert len(told) == max(count, 1), told
    assert any(line.startswith(expected) for line in told), told


def test_corpus_is_large() -> None:
    """At least thirty-one variants of a page are read."""
    assert len(VARIANTS) >= 31


@pytest.mark.parametrize(
    ("spec", "said"),
    [
        ({"paths": None}, "`paths` holds no operation"),
        ({"paths": {}}, "`paths` holds no operation"),
        ({"paths": []}, "paths is an array: expected an object"),
        ({"openapi": "3.1.0"}, "page.md holds no OpenAPI block"),
        ([], "page.md holds no OpenAPI block"),
    ],
)
def test_empty_pages(tmp_path: Path, capsys: pytest.CaptureFixture[str], spec: Any, said: str) -> None:
    """A page that describes nothing is one clear line, and never nothing new."""
    status, told = run(tmp_path, spec, capsys)

    assert (status, len(told)) == (2, 1)
    assert said in told[0]


@pytest.mark.parametrize("name", ["no.md", str(ROOT / "LICENSE"), str(ROOT), "http://host.example/page.md", "https://a b/page.md"])
def test_no_page(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A page that is not there, or is none, is one clear line."""
    assert drift.main([name], FROZEN) == 2
    assert capsys.readouterr().err.count("\n") == 1


@pytest.mark.parametrize(
    "written",
    [
        lambda spec: json.dumps(spec),
        lambda spec: f"\ufeff```JSON\n{json.dumps(spec)}\n```\n",
        lambda spec: f"~~~openapi\n{json.dumps(spec)}\n~~~\n",
        lambda spec: f'```json\n{{"paths": "an example"}}\n```\n{page(spec)}',
        lambda spec: (
            f"1. words\n\n   ```yaml\n   openapi: 3.1.0\n   paths: {json.dumps(spec['paths'])}\n   components: {json.dumps(spec['components'])}\n"
            f"   servers: {json.dumps(spec['servers'])}\n   ```\n"
        ),
        lambda spec: "".join(page({**spec, "paths": {path: item}}) for path, item in spec["paths"].items()),
        lambda spec: page(spec).replace("\n", "\r\n"),
    ],
)
def test_forms(tmp_path: Path, upstream: Any, capsys: pytest.CaptureFixture[str], written: Callable[[Any], str]) -> None:
    """A description is found in any block, or as the page itself; of several blocks, each is compared."""
    file = tmp_path / "page.md"
    file.write_text(written(upstream))

    assert (drift.main([str(file)], FROZEN), capsys.readouterr().out) == (0, "nothing new in 1 page(s)\n")

    upstream["paths"][UNLINK]["post"]["operationId"] = "other"
    file.write_text(written(upstream))

    assert drift.main([str(file)], FROZEN) == 1
    assert "operationId: published other" in capsys.readouterr().out


def test_the_others_are_read(tmp_path: Path, upstream: Any, capsys: pytest.CaptureFixture[str]) -> None:
    """A page that cannot be read does not hide what is new in another, and a page that is named twice is read once."""
    fields(upstream)["colour"] = {"type": "string"}
    (tmp_path / "page.md").write_text(page(upstream))
    names = [str(tmp_path / "page.md"), "no.md", str(tmp_path / "page.md")]

    assert drift.main(names, FROZEN) == 2
    told = capsys.readouterr()
    assert (told.out.count("\n"), told.err.count("\n")) == (1, 1)
    assert "colour" in told.out


def test_standard_input(upstream: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """A page may come from standard input, and its name from the environment's PAGES."""
    monkeypatch.setattr("sys.stdin", io.StringIO(page(upstream)))
    monkeypatch.setenv("PAGES", "-")

    assert (drift.main([], FROZEN), capsys.readouterr().out) == (0, "nothing new in 1 page(s)\n")


def test_no_pages(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Without a page there is a line that says how to give one."""
    monkeypatch.delenv("PAGES", raising=False)

    assert drift.main([], FROZEN) == 2
    assert "PAGES=" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("pattern", "facet", "covered"),
    [
        ("* operationId", "POST /a operationId", True),
        ("* operationId", "POST /a response.200.data operationId", False),
        ("* response.*.id:type", "POST /a response.200.data.id:type", True),
        ("* response.*.id:type", "POST /a response.200.data.id:type.id:type", False),
        ("* response.*:nullable", "POST /a request.id:nullable", False),
        ("* response.*.meta[]", "POST /a response.200.meta[].x", False),
        ("POST /a request.*:enum", "POST /b request.x:enum", False),
    ],
)
def test_patterns(pattern: str, facet: str, covered: bool) -> None:
    """A wildcard covers what it names and no more."""
    assert drift.matches(pattern, facet) is covered


def test_values_are_exact() -> None:
    """A record covers its own two values; lists of the same length are pairs, and sets have no order."""
    pairs = {"published": "a.link, a.unlink", "ours": "link, unlink"}
    types = {"published": "string", "ours": "string, integer"}

    assert drift.meant(pairs, "a.link", "link")
    assert not drift.meant(pairs, "a.unlink", "link")
    assert drift.meant(types, frozenset({"string"}), frozenset({"integer", "string"}))
    assert not drift.meant(types, frozenset({"string"}), frozenset({"integer"}))
    assert not drift.meant(types, frozenset({"string", "boolean"}), frozenset({"integer", "string"}))


# Evidence

MEASURED: list[tuple[str, Any, int, str]] = [
    ("unknown_target", 404, 0, "answered: unknown_target (Is a well-formed id of a record that does not exist 422 or 404?): 404; as the spec has it"),
    ("unknown_target", 409, 1, "differs:  unknown_target (Is a well-formed id of a record that does not exist 422 or 404?): 409; the spec does not have 409"),
    ("unlink_missing", [204, 422], 0, "answered: unlink_missing (Is unlinking what is not linked 204, 404 or 422?): [204, 422]; as the spec has it"),
    ("unknown_target", [], 0, "answered: unknown_target (Is a well-formed id of a record that does not exist 422 or 404?): nothing was measured"),
    ("link_status", 2, 1, "differs:  link_status"),
    ("aliases", ["string"], 1, "differs:  aliases"),
    ("unlink_missing", 200, 1, "differs:  unlink_missing"),
    ("link_status", 201, 0, "answered: link_status"),
    ("list_link_id_type", "integer", 0, "answered: list_link_id_type"),
    ("list_target_id_type", ["integer", "string"], 0, "answered: list_target_id_type"),
    ("list_target_id_type", "boolean", 1, 'differs:  list_target_id_type (What do `links[].id` and `links[].target_id` look like for lists?): "boolean"; the spec does not have "boolean"'),
    ("profile_linkable", "null", 0, "answered: profile_linkable"),
    ("profile_linkable", "absent", 0, "answered: profile_linkable"),
    ("profile_linkable", "array", 1, "differs:  profile_linkable"),
    ("empty_meta", "array", 0, "answered: empty_meta"),
    ("timestamp_type", "integer", 1, "differs:  timestamp_type"),
    ("aliases", ["profile", "list"], 0, "answered: aliases"),
    ("aliases", ["profile", "order"], 1, "differs:  aliases"),
    ("throttle_headers", ["X-RateLimit-Limit"], 0, 'answered: throttle_headers (Is there a rate limit, and which headers tell of it?): ["X-RateLimit-Limit"]; the spec says nothing of it'),
    ("colour", "red", 1, "unknown:  colour: not a question; expected one of unknown_target, "),
]  # fmt: skip


@pytest.mark.parametrize(("question", "value", "status", "said"), MEASURED, ids=[f"{row[0]}-{row[1]}" for row in MEASURED])
def test_evidence(tmp_path: Path, capsys: pytest.CaptureFixture[str], question: str, value: Any, status: int, said: str) -> None:
    """A probe's report says which open question is answered, and how the answer agrees with the spec."""
    name = tmp_path / "probe.json"
    name.write_text(json.dumps({"probe": 1, "answers": {question: value}}))

    assert drift.main([str(name)], FROZEN) == status
    assert capsys.readouterr().out.startswith(f"{name}: {said}")


@pytest.mark.parametrize("report", [{"probe": 2, "answers": {}}, {"probe": 1}, {"probe": 1, "answers": [1]}])
def test_other_reports(tmp_path: Path, capsys: pytest.CaptureFixture[str], report: Any) -> None:
    """A report of another form is one clear line."""
    (tmp_path / "probe.json").write_text(json.dumps(report))

    assert drift.main([str(tmp_path / "probe.json")], FROZEN) == 2
    assert "expected" in capsys.readouterr().err


# The project's own records


def test_every_departure_holds() -> None:
    """Each departure names a facet that our spec has, or has not, as it says."""
    ours = facets(drift.load(ROOT / SPEC))
    for departure in drift.load(ROOT / drift.DEPARTURES):
        for pattern in departure["at"]:
            values = {words(value) for facet, value in ours.items() if drift.matches(pattern, facet)} or {"absent"}
            stated = str(departure["ours"])
            assert values & {stated, ", ".join(sorted(stated.split(", "))), *stated.split(", ")}, pattern


def test_readme_table() -> None:
    """The table in spec/README.md is the one that departures.yaml gives."""
    text = (ROOT / drift.README).read_text(encoding="utf-8")

    assert drift.with_table(text, drift.load(ROOT / drift.DEPARTURES)) == text


def test_every_question_is_open() -> None:
    """Each question that a probe can answer is a row of spec/README.md."""
    assert set(drift.open_questions((ROOT / drift.README).read_text(encoding="utf-8"))) == set(drift.QUESTIONS)


def test_page_is_not_changed_by_reading(upstream: Any) -> None:
    """Reading facets leaves a document as it was."""
    before = copy.deepcopy(upstream)
    facets(upstream)

    assert upstream == before
