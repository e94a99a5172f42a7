"""The contract vectors: well formed, at one with the spec, and passed by the Python clients over a real socket."""

import asyncio
import json
from pathlib import Path
from typing import Any

import judge
import pytest
from jsonschema import Draft202012Validator
from omneo_appointments.sandbox import ACTION, SPEC, sample_appointment
from reference_server import ReferenceServer

from tests.parity import python_runner

ROOT = Path(__file__).parent.parent.parent
VECTORS = ROOT / "spec/vectors"
CASES = judge.cases()
REQUESTS = [case for case in CASES if case["kind"] == "requests"]
APPOINTMENT_ID = Draft202012Validator(SPEC["components"]["parameters"]["Appointment"]["schema"])


def named(cases: list[dict[str, Any]]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("case", cases, ids=[case["name"] for case in cases])


@pytest.mark.parametrize("kind", judge.KINDS)
def test_form(kind: str) -> None:
    """Each file has the form that the vectors' own schema asks for."""
    schema = json.loads((VECTORS / "vectors.schema.json").read_text())
    Draft202012Validator.check_schema(schema)

    Draft202012Validator(schema).validate(json.loads((VECTORS / f"{kind}.json").read_text()))


def test_number_and_names() -> None:
    """There are many, each has a name of its own, and the README counts them right."""
    counts = {kind: sum(case["kind"] == kind for case in CASES) for kind in judge.KINDS}
    readme = (VECTORS / "README.md").read_text()

    assert len(CASES) >= 120
    assert len({case["name"] for case in CASES}) == len(CASES)
    assert readme.splitlines()[2].startswith(f"{len(CASES)} cases")
    assert all(f"| `{kind}.json` | {count} |" in readme for kind, count in counts.items())


def test_appointment() -> None:
    """The appointment that answers are made from is the spec's own example."""
    assert json.loads((VECTORS / "appointment.json").read_text()) == sample_appointment()


def digits(given: Any) -> Any:
    """A value as it would travel: an integer of any kind in digits, anything else as it is."""
    found = python_runner.value(given)
    return found if isinstance(found, bool | str) or not isinstance(found, int) else str(found)


@named(REQUESTS)
def test_at_one_with_the_spec(case: dict[str, Any]) -> None:
    """What is accepted satisfies the schema in the spec; what is refused breaks it."""
    if "request" in case:
        assert ACTION.is_valid(json.loads(case["request"]["body"]))
        assert APPOINTMENT_ID.is_valid(int(case["request"]["path"].split("/")[3]))
    elif case["refusal"]["field"] == "appointment":
        text = digits(case["appointment"])
        number = (
            int(text)
            if isinstance(text, str) and str(text).isascii() and text.lstrip("-").isdigit() and text == str(int(text))
            else text
        )
        assert not APPOINTMENT_ID.is_valid(number)
    else:
        assert not ACTION.is_valid({"type": case["type"], "id": digits(case["id"])})


@pytest.mark.parametrize("kind", ["sync", "async"])
@named(CASES)
def test_python(reference: ReferenceServer, case: dict[str, Any], kind: str) -> None:
    """Both Python clients do what the vectors say, over a real socket."""
    (task,), (session,) = judge.tasks([case], reference)
    run = python_runner.run_sync(task, judge.TOKEN) if kind == "sync" else asyncio.run(python_runner.run_async(task, judge.TOKEN))

    assert judge.complaints(case, json.loads(json.dumps(run)), session.requests) == []


def test_the_judge_can_fail(reference: ReferenceServer) -> None:
    """A wrong outcome, a request too many and other bytes are each complained of."""
    case = REQUESTS[0]
    (task,), (session,) = judge.tasks([case], reference)
    outcome = python_runner.run_sync(task | {"id": 205}, judge.TOKEN)
    complaints = judge.complaints(case, outcome, session.requests * 2)

    assert [line[:20] for line in complaints] == ["expected 1 request(s", 'expected {"method": ', 'expected {"method": ']
    assert judge.complaints(CASES[-1], {"success": {}}, [])[0].startswith('expected {"error"')
