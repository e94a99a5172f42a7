"""The sandbox: it refuses and accepts what the spec does, and answers as Laravel would."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from omneo_appointments import Omneo
from omneo_appointments.sandbox import HANDLERS, SPEC, TOKEN, Running, Sandbox, serve

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


@settings(deadline=None)
@given(
    body=st.fixed_dictionaries({}, optional={"type": st.sampled_from(["profile", "list"]) | json_values, "id": ids | json_values})
    | json_values
)
def test_accepts_what_the_spec_accepts(http: httpx.Client, body: Any) -> None:
    """The sandbox refuses exactly the bodies that the schema in the spec refuses."""
    status = http.post("/1/link", content=json.dumps(body)).status_code

    assert status == (200 if ACTION.is_valid(body) else 422)


@settings(deadline=None)
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
        ({"type": "shop", "id": "x"}, "The selected type is invalid.", {"type": ["The selected type is invalid."]}),
        ({"type": None, "id": "x"}, "The type field must be a string.", {"type": ["The type field must be a string."]}),
        ({"id": "x"}, "The type field is required.", {"type": ["The type field is required."]}),
        ({"type": "list"}, "The id field is required.", {"id": ["The id field is required."]}),
        ({"type": "list", "id": "x"}, "The id field must be an integer.", {"id": ["The id field must be an integer."]}),
        ({"type": "profile", "id": "x"}, "The id field must be a valid UUID.", {"id": ["The id field must be a valid UUID."]}),
        ({"type": "list", "id": ["1"]}, "The id field must be a string.", {"id": ["The id field must be a string."]}),
    ],
)
def test_messages(http: httpx.Client, body: object, message: str, errors: dict[str, list[str]]) -> None:
    """A refusal is Laravel's 422: the first message with a count, and all of them by field."""
    assert http.post("/1/link", json=body).json() == {"message": message, "errors": errors}


BROKEN = [b"", b"{", b"[" * 100_000, b"\xff", b"[]", b"null", b'"list"', json.dumps(LIST).encode("utf-16"), b"\xef\xbb\xbf{}"]
BROKEN += [b'{"type": "list", "id": NaN}', b'{"type": "list", "id": %s}' % (b"9" * 5000), b'{"type": {"a": {}}, "id": {}}']


@pytest.mark.parametrize("content", BROKEN, ids=lambda content: repr(content)[:20])
def test_broken_bodies(http: httpx.Client, content: bytes) -> None:
    """A body that is no JSON object, or that holds something else than its fields, is Laravel's 422."""
    answer = http.post("/1/unlink", content=content)

    assert (answer.status_code, answer.json()["errors"].keys() <= {"type", "id"}) == (422, True)


@pytest.mark.parametrize("media", ["text/plain", "application/x-www-form-urlencoded", "application/xml; charset=utf-8", "x"])
def test_content_type(http: httpx.Client, media: str) -> None:
    """A body that is declared as anything but JSON is a 415 that says what to send."""
    answer = http.post("/1/link", content=json.dumps(LIST), headers={"Content-Type": media})

    assert (answer.status_code, "send application/json" in answer.json()["message"]) == (415, True)


@pytest.mark.parametrize("media", ["application/json", "APPLICATION/JSON; charset=utf-8", "application/json;charset=utf-8"])
def test_json_content_type(http: httpx.Client, media: str) -> None:
    """JSON is known by its media type, whatever its case and parameters."""
    assert http.post("/1/link", content=json.dumps(LIST), headers={"Content-Type": media}).status_code == 200


@pytest.mark.parametrize("path", ["/1/link", "/../../../_sandbox/faults", "/../../../_sandbox/settings"])
@pytest.mark.parametrize("chunked", [False, True])
def test_huge_body(http: httpx.Client, path: str, chunked: bool) -> None:
    """More than 1 MiB is a 413, and the connection can be used again."""
    content: Any = (b" " * 2**16 for _ in range(40)) if chunked else b" " * 2**21
    url = str(http.base_url).replace("/api/v3/appointments/", path[9:]) if ".." in path else path

    assert http.post(url, content=content).status_code == 413
    assert http.post("/1/link", json=LIST).status_code == 200


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer wrong", f"Basic {TOKEN}", f"Bearer {TOKEN}x"])
def test_401(http: httpx.Client, header: str) -> None:
    """Without the token: Laravel's 401, whatever else is wrong."""
    answer = http.post("/999/link", content=b"{", headers={"Authorization": header})

    assert (answer.status_code, answer.json()) == (401, {"message": "Unauthenticated."})


def raw_post(http: httpx.Client, target: str) -> httpx.Response:
    """A POST to a target that is sent byte for byte; httpx itself would decode or normalise it."""
    return http.post(http.base_url.copy_with(raw_path=target.encode()), json=LIST)


WRITTEN_OTHERWISE = [
    "0",
    "101",
    "x",
    "-1",
    "%D9%A3",
    "%31",
    "001",
    "+1",
    "1.0",
    "1e0",
    "1%20",
    "1;a=b",
    "9" * 5000,
    str(2**63),
    str(2**63 - 1),
]


@pytest.mark.parametrize("appointment", WRITTEN_OTHERWISE, ids=lambda text: text[:20])
def test_unknown_appointment(http: httpx.Client, appointment: str) -> None:
    """An id counts exactly as the spec writes it: anything else is 404, as an appointment that does not exist."""
    answer = raw_post(http, f"/api/v3/appointments/{appointment}/link")

    assert (answer.status_code, answer.json()) == (404, {"message": f"No query results for model [Appointment] {appointment}"})


def test_unknown_appointment_before_the_body(http: httpx.Client) -> None:
    """An unknown appointment is 404 even with a bad body."""
    assert http.post("/999/link", json={}).status_code == 404


PATHS = [
    "/1/link/",
    "//1/link",
    "/1/link%2F",
    "/1/LINK",
    "/1/lin%6B",
    "//link",
    "/1/2/link",
    "/1/link/x",
]


@pytest.mark.parametrize("path", PATHS)
def test_unknown_route(http: httpx.Client, path: str) -> None:
    """A path that the spec does not have is 404, never a redirect."""
    answer = raw_post(http, f"/api/v3/appointments{path}")

    assert (answer.status_code, answer.json()) == (
        404,
        {"message": f"The route api/v3/appointments{path} could not be found."},
    )


def test_query(http: httpx.Client) -> None:
    """A query is no part of the path."""
    assert raw_post(http, "/api/v3/appointments/1/link?a=/link").status_code == 200


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "PATCH", "TRACE", "NONSENSE"])
def test_405(http: httpx.Client, method: str) -> None:
    """Another method is 405 and says which are allowed."""
    answer = http.request(method, "/1/link")
    message = f"The {method} method is not supported for route api/v3/appointments/1/link. Supported methods: POST."

    assert (answer.status_code, answer.headers["Allow"], answer.json()) == (405, "POST, OPTIONS", {"message": message})


def test_405_of_a_page(http: httpx.Client) -> None:
    """What is read with GET is read with HEAD too, and the 405 says so."""
    page = http.base_url.copy_with(path="/")
    message = "The DELETE method is not supported for route /. Supported methods: GET, HEAD."
    answer = http.delete(page)

    assert (answer.headers["Allow"], answer.json()["message"]) == ("GET, HEAD, OPTIONS", message)
    assert http.head(page).status_code == 200


@pytest.mark.parametrize("origin", ["http://localhost:3000", "https://127.0.0.1", "http://[::1]:8", "null"])
def test_cors(http: httpx.Client, origin: str) -> None:
    """A page on this machine may call: the preflight says so, and the answers can be read."""
    asked = {"Origin": origin, "Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "authorization,x-y"}
    preflight = http.options("/1/link", headers=asked)
    answer = http.post("/1/link", json=LIST, headers={"Origin": origin})

    assert preflight.status_code == 204
    assert preflight.headers["Access-Control-Allow-Origin"] == answer.headers["Access-Control-Allow-Origin"] == origin
    assert preflight.headers["Access-Control-Allow-Headers"] == "authorization,x-y"
    assert "POST" in preflight.headers["Access-Control-Allow-Methods"]
    assert "Retry-After" in answer.headers["Access-Control-Expose-Headers"]


@pytest.mark.parametrize("origin", ["https://shop.example", "http://localhost.shop.example", "http://127.0.0.1.shop.example"])
def test_cors_elsewhere(http: httpx.Client, origin: str) -> None:
    """A page from elsewhere may not read anything."""
    for answer in (http.options("/1/link", headers={"Origin": origin}), http.post("/1/link", headers={"Origin": origin})):
        assert not [name for name in answer.headers if name.startswith("access-control")]


def test_encoded_slash(http: httpx.Client) -> None:
    """An encoded slash is a character of its segment: it does not lead to the path that it would be decoded."""
    assert raw_post(http, "/api/v3/appointments/1%2Flink").status_code in (404, 405)


def test_options(http: httpx.Client) -> None:
    """OPTIONS says what a path allows, without a token, and is 404 for an unknown path."""
    answer = http.options("/1/link", headers={"Authorization": ""})

    assert (answer.status_code, answer.headers["Allow"], answer.content) == (204, "POST, OPTIONS", b"")
    assert http.options("/1/nothing").status_code == 404


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


def test_records_are_checked() -> None:
    """A record that could never be linked is refused when it is named, with the reason."""
    with pytest.raises(ValueError, match="known: list:x: The id field must be an integer"):
        Sandbox(known={"list": ["x"]})
    with pytest.raises(ValueError, match="known: shop:1: The selected type is invalid"):
        Sandbox(known={"shop": [1]})
    for known in ({"list": "204"}, {"list": 204}, ["list"], "list"):
        with pytest.raises(ValueError, match="known must be a mapping such as"):
            Sandbox(known=known)  # type: ignore[arg-type]
    assert Sandbox(known={"list": iter([1, 2])}).known == {"list": {"1", "2"}}


@pytest.mark.parametrize(
    ("switches", "body", "expected"),
    [
        ({}, LIST, {"target_id": "204", "profile": None}),
        ({"list_target_id": "number"}, LIST, {"target_id": 204}),
        ({"list_target_id": "number"}, {"type": "profile", "id": PROFILE}, {"target_id": PROFILE, "linkable": None}),
        ({"profile_linkable": "id"}, {"type": "profile", "id": PROFILE}, {"linkable": {"id": PROFILE}}),
    ],
)
def test_shapes_of_a_link(switches: dict[str, Any], body: dict[str, str], expected: dict[str, Any]) -> None:
    """What the facts leave open in a link is a switch."""
    with client(Sandbox(**switches)) as http:
        (link,) = http.post("/1/link", json=body).json()["data"]["links"]

    assert expected.items() <= link.items()


@pytest.mark.parametrize(("empty", "meta"), [("[]", []), ("{}", {}), ("null", None), ("example", {"source": "kiosk"})])
def test_empty_meta(empty: str, meta: object) -> None:
    """The form of an empty meta is a switch."""
    with client(Sandbox(empty_meta=empty)) as http:
        assert http.post("/1/link", json=LIST).json()["data"]["meta"] == meta


def test_link_status() -> None:
    """The status of a link is a switch."""
    with client(Sandbox(link_status=201)) as http:
        assert http.post("/1/link", json=LIST).status_code == 201


@pytest.mark.parametrize(
    ("argument", "message"),
    [
        ({"not_linked": 500}, "not_linked must be 204 or 404 or 422, not 500"),
        ({"empty_meta": ""}, "empty_meta must be example or"),
        ({"token": "a b"}, "token must be a string of visible ASCII characters"),
        ({"token": 1}, "token must be a string"),
        ({"appointments": range(0)}, "appointments must be a range of ids from 1"),
        ({"appointments": range(3)}, "appointments must be a range of ids from 1"),
        ({"appointments": 100}, "appointments must be a range of ids from 1"),
        ({"rate_limit": "60/h"}, "rate_limit: '60/h' is not a number of requests such as 60/s or 1000/m"),
        ({"rate_limit": 0}, "rate_limit: 0 is not"),
    ],
)
def test_bad_settings(argument: dict[str, Any], message: str) -> None:
    """A setting that makes no sense is one clear line."""
    with pytest.raises(ValueError, match=message):
        Sandbox(**argument)


def test_handlers() -> None:
    """No handler is left of an operation that the spec does not have. tests/house says which one is missing."""
    operations = {one["operationId"] for item in SPEC["paths"].values() for one in item.values() if isinstance(one, dict)}

    assert HANDLERS.keys() <= operations


def test_answer_fits_the_spec(http: httpx.Client) -> None:
    """What the sandbox answers is what the spec says."""
    answer = Draft202012Validator({"$ref": "#/components/schemas/AppointmentEnvelope", "components": SPEC["components"]})

    answer.validate(http.post("/1/link", json=LIST).json())
    answer.validate(http.post("/1/link", json={"type": "profile", "id": PROFILE}).json())


def test_served_in_process(sandbox: Running) -> None:
    """serve() gives a base URL and a token that a client can use as they are."""
    with Omneo(base_url=sandbox.base_url, token=sandbox.token) as omneo:
        assert "204" in {link.target_id for link in omneo.appointments.link(7, "list", 204).links}  # other tests link 7, too
