"""The rate limit, as Laravel's throttle has it."""

import time
from collections.abc import Iterator

import httpx
import pytest
from omneo_appointments.sandbox import TOKEN, RateLimit, Running, Sandbox, serve
from omneo_appointments.sandbox._limits import rate_limit

LIST = {"type": "list", "id": "204"}


@pytest.fixture
def place() -> Iterator[Running]:
    with serve(Sandbox(rate_limit="3/m")) as running:
        yield running


def call(place: Running, token: str = TOKEN) -> httpx.Response:
    return httpx.post(f"{place.base_url}/v3/appointments/1/link", json=LIST, headers={"Authorization": f"Bearer {token}"})


def test_limit(place: Running) -> None:
    """So many requests pass, each told how many are left; the next is a 429 that says when to come back."""
    answers = [call(place) for _ in range(4)]
    last = answers[-1]

    assert [one.status_code for one in answers] == [200, 200, 200, 429]
    assert [one.headers["X-RateLimit-Remaining"] for one in answers] == ["2", "1", "0", "0"]
    assert {one.headers["X-RateLimit-Limit"] for one in answers} == {"3"}
    assert last.json() == {"message": "Too Many Attempts."}
    assert 1 <= int(last.headers["Retry-After"]) <= 60
    assert abs(int(last.headers["X-RateLimit-Reset"]) - time.time() - int(last.headers["Retry-After"])) < 30


def test_window(place: Running) -> None:
    """A window begins with its first request and ends after its time, as Retry-After said."""
    place.sandbox.rate_limit = RateLimit(2, 0.2)
    assert call(place).headers["X-RateLimit-Remaining"] == "1"
    time.sleep(0.25)

    assert call(place).headers["X-RateLimit-Remaining"] == "1"


def test_without_retry_after(place: Running) -> None:
    """Whether a 429 says when to come back is a switch."""
    place.sandbox.retry_after = "no"
    last = [call(place) for _ in range(4)][-1]

    assert last.status_code == 429
    assert not {"retry-after", "x-ratelimit-reset"} & set(last.headers)


def test_strangers_do_not_count(place: Running) -> None:
    """A request without the token is a 401, whatever the limit, and uses nothing of it."""
    assert [call(place, "wrong").status_code for _ in range(5)] == [401] * 5
    assert call(place).headers["X-RateLimit-Remaining"] == "2"


def settings(place: Running, **wanted: object) -> httpx.Response:
    return httpx.post(place.base_url.replace("/api", "/_sandbox/settings"), json=wanted)


def test_change_while_running(place: Running) -> None:
    """The limit and every switch can be changed over HTTP, and a reset brings the first ones back."""
    assert settings(place, rate_limit="1/s", link_status=201).json().items() >= {"rate_limit": "1/s", "link_status": 201}.items()
    assert (call(place).status_code, place.sandbox.rate_limit) == (201, RateLimit(1, 1.0))
    assert settings(place, rate_limit=None).json()["rate_limit"] is None
    assert "X-RateLimit-Limit" not in call(place).headers

    place.reset()

    assert (str(place.sandbox.rate_limit), place.sandbox.link_status) == ("3/m", 200)


@pytest.mark.parametrize("wanted", [{"link_status": 201, "not_linked": 1}, {"nonsense": 1}, {"rate_limit": "60/h"}, {"token": "x"}])
def test_bad_change(place: Running, wanted: dict[str, object]) -> None:
    """A bad setting is a 400 in one clear line, and changes nothing."""
    before = place.state()["settings"]

    assert settings(place, **wanted).status_code == 400
    assert place.state()["settings"] == before


@pytest.mark.parametrize("content", [b"[]", b"", b"{"])
def test_unreadable_change(place: Running, content: bytes) -> None:
    """What is no JSON object is a 400."""
    assert httpx.post(place.base_url.replace("/api", "/_sandbox/settings"), content=content).status_code == 400


@pytest.mark.parametrize(("given", "limit"), [(60, (60, 1.0)), ("60", (60, 1.0)), ("60/s", (60, 1.0)), ("1000/m", (1000, 60.0))])
def test_written(given: int | str, limit: tuple[int, float]) -> None:
    """A limit is a number a second, or a number with its unit."""
    parsed = rate_limit(given)

    assert parsed == RateLimit(*limit)
    assert rate_limit(str(parsed)) == rate_limit(parsed) == parsed
