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


PUBLISHED = {
    node["operationId"]: (method.upper(), path, node)
    for path, item in SPEC["paths"].items()
    for method, node in item.items()
    if method != "parameters"
}
BODIES = {
    name: schema(node["requestBody"]["$ref"].removeprefix("#/components/") + "/content/application~1json/schema")
    for name, (_, _, node) in PUBLISHED.items()
    if "requestBody" in node
}
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
    name = FILES["answers"]["cases"][0]["name"]
    with pytest.raises(SystemExit, match=f"more than one case has the name 'answers: {name}'"):
        cases()


def test_appointment() -> None:
    """The appointment that answers are made from is the spec's own example."""
    example = SPEC["components"]["responses"]["LinkedAppointment"]["content"]["application/json"]["example"]

    assert example == {"data": json.loads((VECTORS / "appointment.json").read_text())}


def test_operations() -> None:
    """The vectors have each operation with the method and path of the spec. tests/house says which one they lack."""
    for name, entry in OPERATIONS.items():
        request = entry["request"]
        assert PUBLISHED[name][:2] == (request["method"], request["path"].replace("/42", "/{appointment}"))


def merged(part: dict[str, Any]) -> dict[str, Any]:
    """A schema without $ref and allOf at its head."""
    if "$ref" in part:
        return merged(SPEC["components"]["schemas"][part["$ref"].rpartition("/")[2]])
    whole = dict(part)
    for one in map(merged, part.get("allOf", [])):
        joined = {
            "required": [*one.get("required", []), *whole.get("required", [])],
            "properties": one.get("properties", {}) | whole.get("properties", {}),
        }
        whole = one | whole | joined
    return whole


def requirements(part: dict[str, Any], pointer: str = "") -> Iterator[tuple[str, Any]]:
    """What an answer must have, by the spec: everything required that may not be null."""
    part = merged(part)
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


def answered(operation: str) -> dict[str, Any] | None:
    """The schema of what an operation answers when it has worked, wherever it is written; None where there is no body."""
    responses = PUBLISHED[operation][2]["responses"]
    answer = responses[min(status for status in responses if status.startswith("2"))]
    if "$ref" in answer:
        answer = SPEC["components"]["responses"][answer["$ref"].rpartition("/")[2]]
    schema: dict[str, Any] | None = answer.get("content", {}).get("application/json", {}).get("schema")
    return schema


def test_required() -> None:
    """What the vectors require of an operation's answer is what the spec requires, for each that answers something."""
    schemas = {name: schema for name in PUBLISHED if (schema := answered(name))}

    assert FILES["answers"]["required"] == {name: dict(requirements(schema)) for name, schema in schemas.items()}


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
    body = {name: digits(given) for name, given in case.arguments.items() if name != "appointment"}
    return bool(APPOINTMENT_ID.is_valid(appointment) and (BODIES[case.operation].is_valid(body) if body else True))


def sent_fits(case: Case) -> bool:
    """Whether the body that a case sends satisfies its operation's schema; without one there is no body."""
    rule, body = BODIES.get(case.operation), case.request["body"]
    return bool(rule.is_valid(json.loads(body))) if rule else body == ""


def test_at_one_with_the_spec() -> None:
    """The arguments of a request fit the spec where it is accepted, and so does what is sent; they break it where it is refused."""
    accepted = [case for case in REQUESTS if "success" in case.outcomes[0]]

    assert [case.name for case in REQUESTS if fits_the_spec(case) != (case in accepted)] == []
    assert [case.name for case in accepted if not sent_fits(case)] == []
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
