"""The sandbox: it refuses and accepts what the spec does, and answers as Laravel would."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from omneo_appointments import Omneo
from omneo_appointments.sandbox import SPEC, TOKEN, Running, Sandbox, serve

from tests.conftest import PROFILE

LIST = {"type": "list", "id": "204"}
ACTION = Draft202012Validator({"$ref": "#/components/schemas/AppointmentLinkAction", "components": SPEC["components"]})


@contextmanager
def client(state: Sandbox | None = None) -> Iterator[httpx.Client]:
    with serve(state) as running:
        headers = {"Authorization": f"Bearer {TOKEN}"}
        with httpx.Client(base_url=f"{running.base_url}/v3/appointments", headers=headers) as http:
            yield http


@pytest.fixture(scope="module")
def http() -> Iterator[httpx.Client]:
    with client() as http:
        yield http


ids = st.from_regex(r"[0-9]{1,20}\n?|[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\n?", fullmatch=True)
json_values = (
    st.none() | st.booleans() | st.floats(allow_nan=False, allow_infinity=False) | st.text() | st.lists(st.integers(), max_size=2)
)


@given(
    body=st.fixed_dictionaries({}, optional={"type": st.sampled_from(["profile", "list"]) | json_values, "id": ids | json_values})
    | json_values
)
def test_accepts_what_the_spec_accepts(http: httpx.Client, body: Any) -> None:
    """The sandbox refuses exactly the bodies that the schema in the spec refuses."""
    status = http.post("/1/link", content=json.dumps(body)).status_code

    assert status == (200 if ACTION.is_valid(body) else 422)


@given(st.integers(min_value=-3) | st.sampled_from([2**63 - 1, 2**63]))
def test_numbers_for_lists(http: httpx.Client, number: int) -> None:
    """A list's id may be a JSON number, as the real server takes it: then it counts as its digits."""
    status = http.post("/1/link", json={"type": "list", "id": number}).status_code

    assert status == (200 if ACTION.is_valid({"type": "list", "id": str(number)}) else 422)


@pytest.mark.parametrize(
    ("body", "message", "errors"),
    [
        (
            {},
            "The type field is required. (and 1 more error)",
            {"type": ["The type field is required."], "id": ["The id field is required."]},
        ),
        ({"type": "shop", "id": "1"}, "The selected type is invalid.", {"type": ["The selected type is invalid."]}),
        ({"type": "list", "id": "x"}, "The id field must be an integer.", {"id": ["The id field must be an integer."]}),
        ({"type": "profile", "id": "x"}, "The id field must be a valid UUID.", {"id": ["The id field must be a valid UUID."]}),
        ({"type": "list", "id": ["1"]}, "The id field must be a string.", {"id": ["The id field must be a string."]}),
    ],
)
def test_messages(http: httpx.Client, body: object, message: str, errors: dict[str, list[str]]) -> None:
    """A refusal is Laravel's 422: the first message with a count, and all of them by field."""
    assert http.post("/1/link", json=body).json() == {"message": message, "errors": errors}


@pytest.mark.parametrize("content", [b"", b"{", b"[" * 100_000, b"\xff", b"[]"])
def test_broken_bodies(http: httpx.Client, content: bytes) -> None:
    """A body that is no JSON object counts as an empty one."""
    assert http.post("/1/unlink", content=content).status_code == 422


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer wrong", f"Basic {TOKEN}", f"Bearer {TOKEN}x"])
def test_401(http: httpx.Client, header: str) -> None:
    """Without the token: Laravel's 401, whatever else is wrong."""
    answer = http.post("/999/link", content=b"{", headers={"Authorization": header})

    assert (answer.status_code, answer.json()) == (401, {"message": "Unauthenticated."})


@pytest.mark.parametrize("appointment", ["0", "101", "x", "-1", "٣"])
def test_unknown_appointment(http: httpx.Client, appointment: str) -> None:
    """Appointments 1 to 100 exist; others are 404 even with a bad body."""
    assert http.post(f"/{appointment}/link", json={}).status_code == 404


def test_other_routes(http: httpx.Client) -> None:
    """Any other route or method has a JSON answer too."""
    assert (http.get("/1/link").status_code, http.get("/1/link").json()) == (
        405,
        {"message": "The GET method is not supported for route api/v3/appointments/1/link. Supported methods: POST."},
    )
    assert http.post("/1").status_code == 404


@pytest.fixture
def fresh() -> Iterator[httpx.Client]:
    with client() as http:
        yield http


def targets(answer: httpx.Response) -> list[str]:
    return [link["target_id"] for link in answer.json()["data"]["links"]]


def test_state(fresh: httpx.Client) -> None:
    """Link is idempotent and answers all links; unlink removes one; appointments do not share them."""
    first = fresh.post("/1/link", json=LIST)
    profile = {"type": "profile", "id": PROFILE.upper()}

    assert targets(first) == targets(fresh.post("/1/link", json={"type": "list", "id": 204})) == ["204"]
    assert targets(fresh.post("/1/link", json=profile)) == ["204", PROFILE]
    assert fresh.post("/1/unlink", json=LIST).status_code == 204
    assert targets(fresh.post("/1/link", json=profile)) == [PROFILE]
    assert targets(fresh.post("/2/link", json=LIST)) == ["204"]


@pytest.mark.parametrize("status", [404, 422])
def test_unknown_target(status: int) -> None:
    """What an unknown record is answered with is a switch."""
    bodies = [LIST, {"type": "list", "id": "205"}, {"type": "profile", "id": PROFILE}]
    with client(Sandbox(known={"list": {"204"}}, unknown_target=status)) as strict:
        statuses = [strict.post("/1/link", json=body).status_code for body in bodies]

    assert statuses == [200, status, status]


@pytest.mark.parametrize("status", [204, 404, 422])
def test_not_linked(status: int) -> None:
    """What unlinking a stranger is answered with is a switch."""
    with client(Sandbox(not_linked=status)) as http:
        assert http.post("/1/unlink", json=LIST).status_code == status


def test_answer_fits_the_spec(http: httpx.Client) -> None:
    """What the sandbox answers is what the spec says."""
    answer = Draft202012Validator({"$ref": "#/components/schemas/AppointmentEnvelope", "components": SPEC["components"]})

    answer.validate(http.post("/1/link", json=LIST).json())
    answer.validate(http.post("/1/link", json={"type": "profile", "id": PROFILE}).json())


def test_served_in_process(sandbox: Running) -> None:
    """serve() gives a base URL and a token that a client can use as they are."""
    with Omneo(base_url=sandbox.base_url, token=sandbox.token) as omneo:
        assert omneo.appointments.link(7, "list", 204).links[0].target_id == "204"
