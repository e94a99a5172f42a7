"""The contract vectors: well formed, at one with the spec, and passed by the Python clients over a real socket."""

import asyncio
import json
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import judge
import pytest
from cases import FILES, KINDS, OPERATIONS, RETRY, TOKEN, Case, cases
from jsonschema import Draft202012Validator
from reference_server import ReferenceServer

from tests.parity import python_runner

Task = dict[str, Any]
ROOT = Path(__file__).parent.parent.parent
VECTORS = ROOT / "spec/vectors"
SPEC = json.loads((ROOT / "generated/omneo_api/openapi.json").read_text())
CASES = cases()
REQUESTS = [case for case in CASES if case.name.startswith("requests:")]
FIRST_STATUS = {
    case.script[0]["status"]: case.requests for case in CASES if case.name.startswith("retries:") and "fault" not in case.script[0]
}


def schema(reference: str) -> Draft202012Validator:
    """A validator of one part of the spec."""
    return Draft202012Validator({"$ref": f"#/components/{reference}", "components": SPEC["components"]})


ACTION = schema("schemas/AppointmentLinkAction")
APPOINTMENT_ID = schema("parameters/Appointment/schema")


@pytest.mark.parametrize("kind", KINDS)
def test_form(kind: str) -> None:
    """Each file has the form that the vectors' own schema asks for."""
    form = json.loads((VECTORS / "vectors.schema.json").read_text())
    Draft202012Validator.check_schema(form)

    Draft202012Validator(form).validate(FILES[kind])


def test_number_and_names() -> None:
    """Each case has a name of its own, and the README counts the cases right."""
    counts = {kind: len(FILES[kind]["cases"]) for kind in KINDS}
    readme = (VECTORS / "README.md").read_text()

    assert len({case.name for case in CASES}) == len(CASES) == sum(counts.values())
    assert readme.splitlines()[2].startswith(f"{len(CASES)} cases")
    assert all(f"| `{kind}.json` | {count} |" in readme for kind, count in counts.items())


def test_no_name_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two cases of one name are an error that tells the name."""
    monkeypatch.setitem(FILES["answers"], "cases", FILES["answers"]["cases"][:1] * 2)
    with pytest.raises(SystemExit, match="more than one case has the name 'answers: 200 with links'"):
        cases()


def test_appointment() -> None:
    """The appointment that answers are made from is the spec's own example."""
    example = SPEC["components"]["responses"]["LinkedAppointment"]["content"]["application/json"]["example"]

    assert example == {"data": json.loads((VECTORS / "appointment.json").read_text())}


def test_operations() -> None:
    """The vectors know each operation of the spec, with its method and path."""
    published = {
        node["operationId"]: (method.upper(), path)
        for path, item in SPEC["paths"].items()
        for method, node in item.items()
        if method != "parameters"
    }
    known = {
        name: (entry["request"]["method"], entry["request"]["path"].replace("/42", "/{appointment}"))
        for name, entry in OPERATIONS.items()
    }

    assert published == known


def requirements(part: dict[str, Any], pointer: str = "") -> Iterator[tuple[str, Any]]:
    """What an answer must have, by the spec: everything required that may not be null."""
    while "$ref" in part:
        part = SPEC["components"]["schemas"][part["$ref"].rpartition("/")[2]]
    kinds = [
        kind
        for one in part.get("anyOf", [part])
        for kind in ([one["type"]] if isinstance(one.get("type"), str) else one.get("type", []))
    ]
    if not kinds or "null" in kinds or "oneOf" in part:
        return
    yield pointer, kinds[0] if len(kinds) == 1 else kinds
    for key in part.get("required", []):
        yield from requirements(part["properties"][key], f"{pointer}/{key}")
    if part["type"] == "array" if "type" in part else False:
        yield from requirements(part["items"], f"{pointer}/*")


def test_required() -> None:
    """What the vectors require of an answer is what the spec requires."""
    assert FILES["answers"]["required"] == dict(requirements({"$ref": "#/components/schemas/AppointmentEnvelope"}))


def test_retry_table() -> None:
    """The cases try exactly those statuses again that the table of retries has."""
    assert set(RETRY["statuses"]) == {status for status, requests in FIRST_STATUS.items() if requests > 1}
    assert len([status for status in FIRST_STATUS if status not in RETRY["statuses"]]) > 20


def digits(given: Any) -> Any:
    """A value as it would travel: a number in digits, a UUID as its string, anything else as it is."""
    found = python_runner.value(given)
    return str(found) if isinstance(found, int | float | uuid.UUID) and not isinstance(found, bool) else found


def fits_the_spec(case: Case) -> bool:
    """Whether the arguments of a case satisfy the schemas in the spec."""
    text = digits(case.arguments["appointment"])
    plain = isinstance(text, str) and text.isascii() and text.removeprefix("-").isdigit() and len(text) < 1000
    appointment = int(text) if plain and text == str(int(text)) else text
    body = {"type": case.arguments["type"], "id": digits(case.arguments["id"])}
    return bool(APPOINTMENT_ID.is_valid(appointment) and ACTION.is_valid(body))


def test_at_one_with_the_spec() -> None:
    """The arguments of a request fit the spec where it is accepted, and so does what is sent; they break it where it is refused."""
    accepted = [case for case in REQUESTS if "success" in case.outcomes[0]]

    assert [case.name for case in REQUESTS if fits_the_spec(case) != (case in accepted)] == []
    assert [case.name for case in accepted if not ACTION.is_valid(json.loads(case.request["body"]))] == []
    assert len(accepted) > 30


def run_sync(listed: list[Task]) -> list[Any]:
    return [python_runner.run_sync(task, TOKEN) for task in listed]


def run_async(listed: list[Task]) -> list[Any]:
    return asyncio.run(python_runner.run_all(listed, TOKEN))


@pytest.mark.parametrize("run", [run_sync, run_async], ids=["sync", "async"])
@pytest.mark.parametrize("kind", KINDS)
def test_python(reference: ReferenceServer, kind: str, run: Callable[[list[Task]], list[Any]]) -> None:
    """Both Python clients do what the vectors say, over a real socket."""
    listed = [case for case in CASES if case.name.startswith(f"{kind}:")]
    sessions = [reference.session(case.script) for case in listed]
    outcomes = json.loads(json.dumps(run(list(map(judge.task, listed, sessions)))))

    told = {case.name: judge.complaints(case, *found) for case, *found in zip(listed, outcomes, sessions, strict=True)}
    assert {name: lines for name, lines in told.items() if lines} == {}
    assert judge.without_jitter(listed, outcomes) == []
