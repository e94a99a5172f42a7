"""Calls over a socket: one after the other, and many at once."""

from __future__ import annotations

import asyncio
import http.client
import importlib
import json
import os
import shutil
import socket
import statistics
import subprocess
import sys
import time
import urllib.request
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import aiohttp
import httpx
from omneo_api.models import AppointmentLinkAction, MorphAlias
from omneo_appointments import AiohttpTransport, AsyncOmneo, Omneo

from benchmarks.peers import FOLDER

PATH = "/v3/appointments/42/link"
ACTION = {"type": "list", "id": "204"}
TOKEN = "fake"  # noqa: S105 - it opens nothing
IN_FLIGHT = (1, 32, 200)
ROUNDS, SECONDS = 3, 1.5
Run = dict[str, float]


@contextmanager
def server(body: bytes) -> Iterator[str]:
    """A server in a process of its own that answers every POST with `body`; its base URL."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    file = FOLDER / "answer.json"
    file.write_bytes(body)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "granian", "--interface", "rsgi", "--port", str(port), "--no-ws", "--log-level", "error"]
    command += ["--loop", "asyncio", "benchmarks.server:app"]
    environment = {**os.environ, "BENCH_ANSWER": str(file)}
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            wait_for(port)
            yield f"http://127.0.0.1:{port}/api"
        finally:
            process.terminate()


def wait_for(port: int) -> None:
    for _ in range(200):
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise SystemExit("the benchmark's server did not start")


def served(base: str) -> int:
    with urllib.request.urlopen(base) as answer:  # noqa: S310 - our own server
        return int(answer.read())


def sync_calls(base: str) -> dict[str, float]:
    """Seconds for one call, the best of many interleaved rounds, by peer."""
    peers = sync_peers(base)
    best = dict.fromkeys(peers, float("inf"))
    for _ in range(60):
        for name, call in peers.items():
            started = time.perf_counter()
            for _ in range(40):
                call()
            best[name] = min(best[name], (time.perf_counter() - started) / 40)
    return best


def sync_peers(base: str) -> dict[str, Callable[[], Any]]:
    plain = http.client.HTTPConnection(httpx.URL(base).host, httpx.URL(base).port)
    raw = httpx.Client(base_url=base, headers={"Authorization": f"Bearer {TOKEN}"})
    ours = Omneo(base_url=base, token=TOKEN)
    stock = stock_api()
    client = stock.AuthenticatedClient(base_url=base, token=TOKEN)
    operation = importlib.import_module("stock_api.api.appointment_link.link_appointment")
    action = importlib.import_module("stock_api.models").AppointmentLinkAction.from_dict(ACTION)

    def standard_library() -> Any:
        plain.request("POST", f"/api{PATH}", json.dumps(ACTION), {"Content-Type": "application/json"})
        return json.loads(plain.getresponse().read())

    return {
        "http.client": standard_library,
        "httpx + .json()": lambda: raw.post(PATH, json=ACTION).json(),
        "stock generated client": lambda: operation.sync_detailed(42, client=client, body=action).parsed,
        "ours": lambda: ours.appointments.link(42, "list", 204),
    }


def stock_api() -> Any:
    if str(FOLDER) not in sys.path:
        sys.path.insert(0, str(FOLDER))
    return importlib.import_module("stock_api")


async def at_once(call: Callable[[], Awaitable[Any]], count: int) -> tuple[list[float], float]:
    """Latencies of all calls that `count` workers make in SECONDS, and how long that really took; first one each to warm up."""
    await asyncio.gather(*(call() for _ in range(count)))
    latencies: list[float] = []
    end = time.perf_counter() + SECONDS

    async def worker() -> None:
        while time.perf_counter() < end:
            started = time.perf_counter()
            await call()
            latencies.append(time.perf_counter() - started)

    started = time.perf_counter()
    await asyncio.gather(*(worker() for _ in range(count)))
    return latencies, time.perf_counter() - started


async def with_ours(base: str, count: int, transport: httpx.AsyncBaseTransport | None) -> tuple[list[float], float]:
    async with AsyncOmneo(base_url=base, token=TOKEN, transport=transport) as client:
        return await at_once(lambda: client.appointments.link(42, "list", 204), count)


async def with_httpx(base: str, count: int) -> tuple[list[float], float]:
    async with httpx.AsyncClient(base_url=base, timeout=30, headers={"Authorization": f"Bearer {TOKEN}"}) as client:

        async def call() -> Any:
            return (await client.post(PATH, json=ACTION)).json()

        return await at_once(call, count)


async def with_stock(base: str, count: int) -> tuple[list[float], float]:
    client = stock_api().AuthenticatedClient(base_url=base, token=TOKEN)
    operation = importlib.import_module("stock_api.api.appointment_link.link_appointment")
    action = AppointmentLinkAction(type_=MorphAlias.LIST, id="204")
    async with client:
        return await at_once(lambda: operation.asyncio_detailed(42, client=client, body=action), count)


async def with_aiohttp(base: str, count: int) -> tuple[list[float], float]:
    connector = aiohttp.TCPConnector(limit=1000)
    async with aiohttp.ClientSession(connector=connector, headers={"Authorization": f"Bearer {TOKEN}"}) as client:

        async def call() -> Any:
            async with client.post(f"{base}{PATH}", json=ACTION) as answer:
                return await answer.json()

        return await at_once(call, count)


def with_node(base: str, count: int) -> tuple[list[float], float]:
    script = str(Path(__file__).with_name("node_fetch.mjs"))
    command = ["node", script, f"{base}{PATH}", str(count), str(SECONDS)]
    told = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    return told["latencies"], told["elapsed"]


def async_calls(base: str) -> dict[str, dict[int, Run]]:
    """Peer -> calls in flight -> rps, p50 and p99; the median of interleaved rounds. Counts every call on the server too."""
    peers: dict[str, Callable[[int], tuple[list[float], float]]] = {
        "stock generated client": lambda count: asyncio.run(with_stock(base, count)),
        "httpx + .json()": lambda count: asyncio.run(with_httpx(base, count)),
        "ours": lambda count: asyncio.run(with_ours(base, count, None)),
        "ours [aiohttp]": lambda count: asyncio.run(with_ours(base, count, AiohttpTransport())),
        "aiohttp + .json()": lambda count: asyncio.run(with_aiohttp(base, count)),
    }
    if shutil.which("node"):
        peers["Node fetch + .json()"] = lambda count: with_node(base, count)
    runs: dict[str, dict[int, list[Run]]] = {name: {count: [] for count in IN_FLIGHT} for name in peers}
    for _ in range(ROUNDS):
        for count in IN_FLIGHT:
            for name, peer in peers.items():
                before = served(base)
                latencies, elapsed = peer(count)
                answered = served(base) - before - count  # the warm-up is on top
                if answered != len(latencies):
                    raise SystemExit(f"{name}: {len(latencies)} calls, but the server answered {answered}")
                cuts = statistics.quantiles(latencies, n=100)
                runs[name][count].append({"rps": len(latencies) / elapsed, "p50": cuts[49], "p99": cuts[98]})
    return {name: {count: middle(each) for count, each in by.items()} for name, by in runs.items()}


def middle(runs: list[Run]) -> Run:
    return {key: statistics.median(run[key] for run in runs) for key in runs[0]}
