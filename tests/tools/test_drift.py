"""Drift, on pages made here in the manner of the vendor's: silent on what we know, loud on what is new."""

import copy
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tools import drift
from tools.facets import facets, resolve
from tools.sync import ROOT, SPEC

LINK, UNLINK = "/v3/appointments/{appointment}/link", "/v3/appointments/{appointment}/unlink"
FALLBACK = {
    "is_closed",
    "approved_by",
    "cancelled_by",
    "rejected_by",
    "answerable_id",
    "mappable_id",
    "target_id",
    "is_active",
    "pages",
}
UNPUBLISHED = {"short_description", "long_description", "icon", "image_url", "terms_conditions", "internal_notes", "queue_code"}
UNPUBLISHED |= {
    "visibility_condition",
    "completed_target_id",
    "notify_completed_offset_days",
    "notify_completed_offset_hours",
    "questions",
}
STRING_IDS = {"AppointmentLink", "Linkable", "StaffNormalHours", "StaffSpecialHours", "BookingQuestionnaire"}


def published(name: str, schema: dict[str, Any]) -> dict[str, Any]:
    """A schema as the vendor publishes it: nothing nullable, everything required, string for what was not inferred."""
    fields = {key: child for key, child in schema.get("properties", {}).items() if key not in UNPUBLISHED}
    if name == "StaffSpecialHours":
        fields.pop("is_closed")
        fields["is_repeating"] = {"type": "string"}
    for key, child in fields.items():
        types = child.get("type", [])
        if "oneOf" in child:
            fields[key] = {"$ref": child["oneOf"][0]["$ref"]}
        elif key == "meta":
            fields[key] = {"type": "array", "items": {}}
        elif key == "value":
            fields[key] = {"type": "boolean"}
        elif (key == "id" and name in STRING_IDS) or (key in FALLBACK and (name, key) != ("DefinitionStaff", "is_active")):
            fields[key] = {"type": "string"}
        elif isinstance(types, list) and types:
            items = {"items": child["items"]} if "items" in child else {}
            fields[key] = {"type": next(kind for kind in types if kind != "null"), **items}
    return {"type": "object", "properties": fields, "required": list(fields)} if fields else schema


@pytest.fixture
def upstream() -> Any:
    """The whole description as the vendor would publish it today, as far as the facts go."""
    spec = copy.deepcopy(drift.load(ROOT / SPEC))
    schemas = spec["components"]["schemas"]
    answers = schemas.keys() - {"AppointmentLinkAction", "MorphAlias", "FieldErrors", "ProfileId", "RecordId"}
    schemas.update({name: published(name, schemas[name]) for name in answers})
    action = {"properties": {"type": {"type": "string"}, "id": {"type": "string"}}, "required": ["type", "id"], "type": "object"}
    schemas["AppointmentLinkAction"] = action
    spec["components"]["parameters"]["Appointment"]["schema"] = {"type": "integer"}
    for path, name in ((LINK, "appointmentLink.link"), (UNLINK, "appointmentLink.unlink")):
        operation = spec["paths"][path]["post"]
        operation.pop("security")
        operation["responses"].pop("2XX", None)
        operation["operationId"] = name
    return spec


def page(spec: dict[str, Any]) -> str:
    return f"# An endpoint\n\nSome words.\n\n````yaml POST /appointments\n{json.dumps(spec)}\n````\n\nMore words.\n"


def run(tmp_path: Path, spec: dict[str, Any], capsys: pytest.CaptureFixture[str]) -> tuple[int, list[str]]:
    (tmp_path / "page.md").write_text(page(spec))
    status = drift.main([str(tmp_path / "page.md")])
    return status, capsys.readouterr().out.splitlines()


def test_silent(tmp_path: Path, upstream: dict[str, Any], capsys: pytest.CaptureFixture[str]) -> None:
    """A page that is as we know it has nothing new."""
    assert run(tmp_path, upstream, capsys) == (0, ["nothing new in 1 page(s)"])


def test_one_endpoint_of_two(tmp_path: Path, upstream: dict[str, Any], capsys: pytest.CaptureFixture[str]) -> None:
    """A page speaks for its own endpoint only."""
    upstream["paths"].pop(LINK)

    assert run(tmp_path, upstream, capsys) == (0, ["nothing new in 1 page(s)"])


def appointment(spec: Any) -> Any:
    return spec["components"]["schemas"]["Appointment"]["properties"]


DOCTORED: list[tuple[str, Callable[[Any], object]]] = [
    (f"new:      POST {LINK} response.200.data.colour: published present, ours absent", lambda s: appointment(s).update(colour={"type": "string"})),
    (f"new:      POST {LINK} response.200.data.notes: published absent, ours present", lambda s: appointment(s).pop("notes")),
    (f"new:      POST {LINK} response.200.data.location_id:type: published string, ours integer", lambda s: appointment(s).update(location_id={"type": "string"})),
    (f"new:      POST {LINK} request.note: published present, ours absent", lambda s: s["components"]["schemas"]["AppointmentLinkAction"]["properties"].update(note={"type": "string"})),
    (f"new:      POST {LINK} request.type:enum: published list, order, profile, ours list, profile", lambda s: s["components"]["schemas"]["AppointmentLinkAction"]["properties"].update(type={"type": "string", "enum": ["profile", "list", "order"]})),
    (f"new:      POST {UNLINK} response.429: published present, ours absent", lambda s: s["paths"][UNLINK]["post"]["responses"].update({"429": {"description": "Too many"}})),
    (f"new:      POST {LINK} parameter.dry_run: published present, ours absent", lambda s: s["paths"][LINK]["parameters"].append({"name": "dry_run", "in": "query", "schema": {"type": "boolean"}})),
    ("new:      GET /v3/appointments: published, not in our spec", lambda s: s["paths"].update({"/v3/appointments": {"get": {"responses": {}}}})),
    ("obsolete: * security: ours bearerAuth is published now", lambda s: s.update(security=[{"bearerAuth": []}])),
    ("obsolete: * response.*.answers[].value:type: ours any is published now", lambda s: s["components"]["schemas"]["QuestionnaireAnswer"]["properties"].update(value={})),
]  # fmt: skip


@pytest.mark.parametrize(("expected", "doctor"), DOCTORED, ids=[text[:90] for text, _ in DOCTORED])
def test_found(tmp_path: Path, upstream: dict[str, Any], capsys: pytest.CaptureFixture[str], expected: str, doctor: Any) -> None:
    """Whatever is new upstream is one line, and so is a departure that upstream has caught up with."""
    doctor(upstream)
    status, lines = run(tmp_path, upstream, capsys)
    told = [line.removeprefix(f"{tmp_path / 'page.md'}: ") for line in lines]

    assert status == 1
    assert any(line.startswith(expected) for line in told), told
    assert len(told) <= 2


def test_standard_input(upstream: dict[str, Any], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """A page may come from standard input, where there is no internet."""
    monkeypatch.setattr("sys.stdin", io.StringIO(page(upstream)))

    assert (drift.main(["-"]), capsys.readouterr().out) == (0, "nothing new in 1 page(s)\n")


@pytest.mark.parametrize(
    ("name", "expected"), [("no.md", "cannot read no.md: "), (str(ROOT / "LICENSE"), "holds no OpenAPI block")]
)
def test_no_page(name: str, expected: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A page that isn't there, or isn't one, is one clear line."""
    assert drift.main([name]) == 2
    assert expected in capsys.readouterr().err


def test_every_departure_holds() -> None:
    """Each departure names a facet that our spec has, or has not, as it says."""
    ours = facets(drift.load(ROOT / SPEC))
    for departure in drift.load(ROOT / drift.DEPARTURES):
        for pattern in departure["at"]:
            values = {value for facet, value in ours.items() if drift.matches(pattern, facet)} or {"absent"}
            assert values & drift.meant(departure["ours"]), pattern


def test_readme_table() -> None:
    """The table in spec/README.md is the one that departures.yaml gives."""
    text = (ROOT / drift.README).read_text(encoding="utf-8")

    assert drift.with_table(text, drift.load(ROOT / drift.DEPARTURES)) == text


def test_recursive_schemas_end() -> None:
    """A schema that contains itself is followed once."""
    node = {"type": "object", "properties": {"child": {"$ref": "#/components/schemas/Node"}}}
    body = {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Node"}}}}
    spec = {"paths": {"/a": {"get": {"responses": {"200": body}}}}, "components": {"schemas": {"Node": node}}}

    assert facets(spec)["GET /a response.200.child"] == "present"
    assert resolve(spec, {"$ref": "#/components/schemas/Node"}) == node
