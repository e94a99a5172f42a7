"""The programs under examples/ run as they stand there, against the sandbox on real sockets."""

from __future__ import annotations

import asyncio
import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from omneo_appointments import AsyncOmneo, Omneo
from omneo_appointments.sandbox import Running, Sandbox, serve

from tools import recipes

EXAMPLES = Path(__file__).parent.parent / "examples"
RATE = 10_000


@pytest.fixture
def place() -> Iterator[Running]:
    with serve(Sandbox(appointments=range(1, recipes.APPOINTMENTS + 1))) as running:
        yield running


def environment(place: Running) -> dict[str, str]:
    return {"OMNEO_BASE_URL": place.base_url, "OMNEO_TOKEN": place.token, "PYTHONWARNINGS": "error", "PYTHONUNBUFFERED": "1"}


def run(program: str, place: Running, given: str = "") -> list[str]:
    command = [sys.executable, str(EXAMPLES / program)]
    done = subprocess.run(command, env=environment(place), input=given, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout.splitlines()


@contextmanager
def served(place: Running) -> Iterator[str]:
    """The FastAPI application behind uvicorn, in a process of its own; its address."""
    command = [sys.executable, "-m", "uvicorn", "fastapi_app:app", "--port", "0"]
    process = subprocess.Popen(command, cwd=EXAMPLES, env=environment(place), stderr=subprocess.PIPE, text=True)
    assert process.stderr
    try:
        lines = iter(process.stderr.readline, "")
        addresses = (re.search(r"running on (http://127\.0\.0\.1:\d+)", line) for line in lines)
        address = next((found[1] for found in addresses if found), None)
        assert address, "uvicorn ended before it listened"
        yield address
    finally:
        process.terminate()
        process.communicate()


def test_fastapi_app(place: Running) -> None:
    """The route links and returns the appointment; a refused record is a 422 without a request, an unknown appointment a 404."""
    with served(place) as address, httpx.Client(base_url=address, trust_env=False, timeout=60) as caller:
        linked = caller.put("/bookings/42/links/list/204")
        refused = caller.put("/bookings/42/links/lists/204")
        unknown = caller.put("/bookings/9999/links/list/204")
        described = caller.get("/openapi.json")

    assert (linked.status_code, linked.json()["id"]) == (200, 42)
    assert [link["target_id"] for link in linked.json()["links"]] == ["204"]
    assert (refused.status_code, unknown.status_code) == (422, 404)
    assert "did you mean 'list'" in refused.json()["detail"]
    assert "timezone" in json.dumps(described.json())
    assert [request.status for request in place.requests()] == [200, 404]


def test_fastapi_app_without_omneo(place: Running) -> None:
    """A refused token is a 502 for the caller, who cannot cure it."""
    place.sandbox.token = "another-token"
    with served(place) as address, httpx.Client(base_url=address, trust_env=False, timeout=60) as caller:
        assert caller.put("/bookings/42/links/list/204").status_code == 502


def test_worker(place: Running) -> None:
    """Each task is told once, done by one of two forked workers, and a failed one says why."""
    tasks = [{"appointment": number, "type": "list", "id": "204"} for number in range(1, 41)]
    wrong = [{"appointment": 1, "type": "lists", "id": "204"}, {"appointment": 9999, "type": "list", "id": "204"}]

    told = [json.loads(line) for line in run("worker.py", place, "\n".join(map(json.dumps, tasks + wrong)))]

    assert sorted((one["appointment"], one["ok"]) for one in told) == sorted(
        [*((n, True) for n in range(1, 41)), (1, False), (9999, False)]
    )
    assert len({one["worker"] for one in told}) <= 2
    assert all(one["error"] for one in told if not one["ok"])
    assert {("list", number) for _, _, number in recipes.links_of(place)} == {("list", "204")}
    assert len(recipes.links_of(place)) == 40


def test_notebook_like(place: Running) -> None:
    """Two hundred calls at once on one loop succeed or fail each by itself, and are undone."""
    place.sandbox.appointments = range(1, 151)

    assert run("notebook_like.py", place) == [
        "150 linked, 50 failed",
        "confirmed ['204']",
        "1 x 404 POST /api/v3/appointments/151/link: No query results for model [Appointment] 151",
        "150 unlinked",
    ]
    assert recipes.links_of(place) == set()


# The recipes for engines: `make recipes` runs them; here is what they share ---------------------------------------------------------------

SHARED = recipes.shared()
ROWS = list(recipes.rows_of(50))


def one_by_one(place: Running, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    with Omneo(base_url=place.base_url, token=place.token) as client:
        return list(SHARED.link_rows(client, rows, RATE))


def in_tasks(place: Running, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    async def link() -> list[dict[str, Any]]:
        async with AsyncOmneo(base_url=place.base_url, token=place.token) as client:
            return list(await SHARED.link_rows_async(client, rows, RATE))

    return asyncio.run(link())


Link = Callable[[Running, list[dict[str, Any]]], list[dict[str, Any]]]


@pytest.mark.parametrize("link", [one_by_one, in_tasks])
def test_parts_end_as_the_whole(place: Running, link: Link) -> None:
    """Two parts in any order of rows end as one job does: same outcomes, same links, every column of the table."""
    parts = [[row for row in reversed(ROWS) if int(row["appointment"]) % 2 == half] for half in (0, 1)]

    told = [outcome for part in parts for outcome in link(place, part)]

    expected = recipes.by_bulk(ROWS)
    assert recipes.differences(expected, recipes.result(place, told, 0.0)) == []
    assert {status for status, *_ in expected.outcomes.values()} == {"SUCCESS", "FAILED"}
    assert {tuple(one) for one in told} == {tuple(SHARED.OUTCOMES)}


@pytest.mark.parametrize("link", [one_by_one, in_tasks])
def test_a_part_that_stops(place: Running, link: Link) -> None:
    """A part that must stop returns a row for each of its rows, and says why it stopped."""
    place.sandbox.token = "another-token"
    running = Running(place.base_url, "fake-token", place.sandbox)

    told = link(running, ROWS)

    pending = [one for one in told if one["status"] == "PENDING"]
    assert len(told) == len(ROWS)
    assert {one["error"][:4] for one in pending} == {"401 "}


def test_one_client_for_each_process(monkeypatch: pytest.MonkeyPatch, place: Running) -> None:
    """A process makes its client once, from the environment."""
    for name, value in environment(place).items():
        monkeypatch.setenv(name, value)

    with SHARED.client() as client:
        assert SHARED.client() is client
    SHARED.client.cache_clear()


# The tool that runs them ----------------------------------------------------------------------------------------------------------------

OUTCOME = ("SUCCESS", 200, None, None)
RIGHT = recipes.Result({1: OUTCOME, 2: OUTCOME}, {("1", "list", "2")}, 0, 1.0)


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (RIGHT, []),
        (recipes.Result({1: OUTCOME}, RIGHT.links, 0, 1.0), ["row 2: None, bulk says ('SUCCESS', 200, None, None)"]),
        (recipes.Result(RIGHT.outcomes, set(), 0, 1.0), ["link ('1', 'list', '2') is missing"]),
        (
            recipes.Result(RIGHT.outcomes, RIGHT.links | {("1", "list", "3")}, 0, 1.0),
            ["link ('1', 'list', '3') should not be there"],
        ),
        (recipes.Result(RIGHT.outcomes, RIGHT.links, 4, 1.0), ["4 requests were refused: the workers exceeded 100/s together"]),
    ],
)
def test_differences(found: recipes.Result, expected: list[str]) -> None:
    """A row, a link or a refused request that bulk does not have makes a recipe wrong."""
    assert expected == recipes.differences(RIGHT, found)


def test_a_row_told_twice_is_wrong(place: Running) -> None:
    """A row that a table holds twice is not equal to one."""
    row = {"row": 1, "status": "SUCCESS", "status_code": 200}

    assert recipes.differences(RIGHT, recipes.result(place, [row, row], 0.0))[0].startswith("row 1: ('told 2 times'")


def test_exit_codes(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """An engine that cannot be started here is one line and exit code 0; a recipe that fails or differs is exit code 1."""

    def pretend(engine: str, *_: object) -> recipes.Result:
        if engine == "dask":
            raise recipes.SkippedError("cannot be installed: no network")
        if engine == "ray":
            raise AssertionError("it ended with 1")
        return RIGHT if engine == "spark" else recipes.Result({}, set(), 0, 1.0)

    monkeypatch.setattr(recipes, "build", lambda _: Path("wheel"))
    monkeypatch.setattr(recipes, "by_bulk", lambda _: RIGHT)
    monkeypatch.setattr(recipes, "by_engine", pretend)

    assert [recipes.main([engine]) for engine in ("dask", "spark", "ray", "dlt")] == [0, 0, 1, 1]
    assert "dask    skipped: cannot be installed: no network\n" in capsys.readouterr().out


def test_a_program_without_end(tmp_path: Path) -> None:
    """A recipe that does not end is ended with its children, and says so."""
    program = (
        "import subprocess, sys, time; subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)']); time.sleep(600)"
    )

    done = recipes.run([sys.executable, "-c", program], 0.5, tmp_path)

    assert (done.returncode, recipes.last_line(done.stdout)) == (-9, "no end within 0.5 s")


def test_pins() -> None:
    """Each recipe has exact pins with hashes, and none of them says where a package comes from."""
    assert {file.stem.removesuffix("_links") for file in recipes.RECIPES.glob("*_links.py")} == set(recipes.STARTS)
    for engine in recipes.STARTS:
        pins = (recipes.PINS / f"{engine}.txt").read_text().replace("\\\n", "").splitlines()
        assert [pin for pin in pins if not re.fullmatch(r"[\w.-]+==[\w.]+( ; [^:]+?)?( +--hash=sha256:[0-9a-f]{64})+", pin)] == []
