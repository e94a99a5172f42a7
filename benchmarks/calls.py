"""Calls over a socket: CPU time of the client's process for each, and wall time beside it. `python -m benchmarks.calls --quick`.

CPU time (user and system) repeats within a few per cent on a busy machine, where wall time does not. The peers take turns in short
slices, and each figure is the median of its slices; only ratios of one run mean something.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import http.client
import json
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any, cast

import aiohttp
import httpx
from omneo_appointments import AiohttpTransport, AsyncOmneo, Omneo, _body

from benchmarks.answers import answer

HERE = Path(__file__).parent
PATH = "/v3/appointments/42/link"
ACTION = {"type": "list", "id": "204"}
TOKEN = "fake"  # noqa: S105 - it opens nothing
HEADERS = {"Authorization": f"Bearer {TOKEN}"}
PARTS = ["sync", "1", "32", "200", "1500", "first"]  # the numbers are calls in flight
Figures = dict[str, dict[str, float]]  # peer -> cpu and wall -> seconds for one call
Call = Callable[[], Awaitable[Any]]
MSGSPEC = _body.fast_decode


@contextmanager
def server(body: bytes) -> Iterator[str]:
    """A server in a process of its own that answers everything with `body`; its base URL."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with tempfile.NamedTemporaryFile() as file:
        file.write(body)
        file.flush()
        with subprocess.Popen([sys.executable, HERE / "server.py", str(port), file.name]) as process:
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


def without_msgspec() -> None:
    """Let the client parse as one does that was installed without extras."""
    _body.fast_decode = None


@contextmanager
def slice_of(calls: int, figures: dict[str, list[float]]) -> Iterator[None]:
    """Add the CPU and wall seconds of one call to the figures, from a block that makes `calls` of them."""
    gc.collect()
    wall, cpu = time.perf_counter(), time.process_time()
    yield
    figures["cpu"].append((time.process_time() - cpu) / calls)
    figures["wall"].append((time.perf_counter() - wall) / calls)


def medians(taken: dict[str, dict[str, list[float]]]) -> Figures:
    return {peer: {kind: statistics.median(each) for kind, each in kinds.items() if each} for peer, kinds in taken.items()}


def sync_calls(base: str, rounds: int) -> Figures:
    plain = http.client.HTTPConnection(httpx.URL(base).host, httpx.URL(base).port or 80)

    def standard_library() -> Any:
        plain.request("POST", f"/api{PATH}", json.dumps(ACTION), {"Content-Type": "application/json", **HEADERS})
        return json.loads(plain.getresponse().read())

    without_msgspec()
    with httpx.Client(base_url=base, headers=HEADERS) as raw, Omneo(base_url=base, token=TOKEN) as ours:
        peers: dict[str, Callable[[], Any]] = {
            "http.client": standard_library,
            "httpx": lambda: raw.post(PATH, json=ACTION).json(),
            "ours": lambda: ours.appointments.link(42, "list", 204),
        }
        taken: dict[str, dict[str, list[float]]] = {peer: {"cpu": [], "wall": []} for peer in peers}
        for turn in range(rounds + 1):
            for peer, call in peers.items():
                with slice_of(50, taken[peer] if turn else {"cpu": [], "wall": []}):
                    for _ in range(50):
                        call()
    return medians(taken)


@asynccontextmanager
async def with_httpx(base: str) -> AsyncIterator[Call]:
    async with httpx.AsyncClient(base_url=base, timeout=60, headers=HEADERS) as client:

        async def call() -> Any:
            return (await client.post(PATH, json=ACTION)).json()

        yield call


@asynccontextmanager
async def with_aiohttp(base: str) -> AsyncIterator[Call]:
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=1000), headers=HEADERS) as client:

        async def call() -> Any:
            async with client.post(f"{base}{PATH}", json=ACTION) as response:
                return await response.json()

        yield call


@asynccontextmanager
async def with_ours(
    base: str, transport: httpx.AsyncBaseTransport | None = None, parser: Callable[[bytes], Any] | None = None
) -> AsyncIterator[Call]:
    """parser: msgspec's, which the extra [aiohttp] brings, or None for the standard library's."""
    async with AsyncOmneo(base_url=base, token=TOKEN, transport=transport) as client:

        def call() -> Awaitable[Any]:
            _body.fast_decode = parser
            return client.appointments.link(42, "list", 204)

        yield call


@asynccontextmanager
async def transport_alone(base: str) -> AsyncIterator[Call]:
    """AiohttpTransport beneath json.loads: what is left is what the client costs."""
    transport = AiohttpTransport()
    url, body = httpx.URL(f"{base}{PATH}"), json.dumps(ACTION).encode()
    headers = httpx.Headers({**HEADERS, "Content-Type": "application/json", "Accept": "*/*", "Accept-Encoding": "gzip"})
    extensions = {"timeout": httpx.Timeout(30).as_dict()}

    async def call() -> Any:
        request = httpx.Request("POST", url, headers=headers, content=body, extensions=extensions)
        response = await transport.handle_async_request(request)
        pieces = [piece async for piece in cast(httpx.AsyncByteStream, response.stream)]
        await response.aclose()
        return json.loads(b"".join(pieces))

    yield call
    await transport.aclose()


async def at_once(call: Call, calls: int, in_flight: int) -> None:
    """Make `calls` calls with `in_flight` workers."""
    left = calls

    async def worker() -> None:
        nonlocal left
        while left > 0:
            left -= 1
            await call()

    await asyncio.gather(*(worker() for _ in range(in_flight)))


async def async_calls(base: str, in_flight: int, rounds: int, calls: int) -> Figures:
    """All peers in one loop, each with its own connections, taking turns at `calls` calls."""
    openers: dict[str, AbstractAsyncContextManager[Call]] = {
        "httpx": with_httpx(base),
        "ours": with_ours(base),
        "aiohttp": with_aiohttp(base),
        "transport alone": transport_alone(base),
        "ours [aiohttp]": with_ours(base, AiohttpTransport(), MSGSPEC),
        "ours, aiohttp without msgspec": with_ours(base, AiohttpTransport()),
    }
    if in_flight > 200:
        openers = {"ours": openers["ours"], "ours [aiohttp]": openers["ours [aiohttp]"]}  # the others time out
    taken: dict[str, dict[str, list[float]]] = {peer: {"cpu": [], "wall": []} for peer in openers}
    async with AsyncExitStack() as opened:
        peers = {peer: await opened.enter_async_context(opener) for peer, opener in openers.items()}
        for call in peers.values():
            await at_once(call, in_flight, in_flight)
        for _ in range(rounds):
            for peer, call in peers.items():
                with slice_of(calls, taken[peer]):
                    await at_once(call, calls, in_flight)
            if in_flight in (32, 200) and shutil.which("node"):
                taken.setdefault("node", {"cpu": [], "wall": []})["wall"].append(node(base, in_flight, 1.0))
    return medians(taken)


def node(base: str, in_flight: int, seconds: float) -> float:
    """Wall seconds for one call by Node's fetch."""
    command = ["node", str(HERE / "node_fetch.mjs"), f"{base}{PATH}", str(in_flight), str(seconds)]
    return float(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def first_call(base: str, rounds: int) -> dict[str, float]:
    """The longest time that a first call blocks the loop, over http and, up to the handshake, over https: the longer median."""
    runs = []
    for address in (base, base.replace("http:", "https:")):
        command = [sys.executable, str(HERE / "first_call.py"), address]
        told = [json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout) for _ in range(rounds)]
        runs.append({kind: statistics.median(run[kind] for run in told) for kind in ("cpu", "wall")})
    return {kind: max(run[kind] for run in runs) for kind in ("cpu", "wall")}


def measure(base: str, parts: list[str], quick: bool) -> dict[str, Any]:
    """The named parts: sync, first, or a number of calls in flight."""
    results: dict[str, Any] = {}
    for part in parts:
        print(f"measuring calls: {part} ...", file=sys.stderr, flush=True)
        if part == "sync":
            results[part] = sync_calls(base, 20 if quick else 60)
        elif part == "first":
            results[part] = first_call(base, 2 if quick else 9)
        else:
            rounds, calls = (3, 100) if quick else (9, 300)
            results[part] = asyncio.run(async_calls(base, int(part), rounds, max(calls, int(part))))
    return results


def goals(results: dict[str, Any]) -> list[tuple[str, float, float | None, str]]:
    """Rows of (what, ratio of CPU time, ratio of wall time, goal), as far as it was measured."""
    rows: list[tuple[str, float, float | None, str]] = []

    def row(part: str, ours: str, peer: str, goal: str) -> None:
        if part in results:
            mine, other = results[part][ours], results[part][peer]
            what = "sync" if part == "sync" else f"{part} in flight"
            rows.append((f"{what}, {ours} / {peer}", mine["cpu"] / other["cpu"], mine["wall"] / other["wall"], goal))

    row("sync", "ours", "httpx", "<= 1.00")
    for count, goal in (("1", "<= 1.05"), ("32", "<= 0.40"), ("200", "<= 0.40")):
        row(count, "ours", "httpx", goal)
    for count, goal in (("32", "<= 2.0"), ("200", "<= 1.6")):
        row(count, "transport alone", "aiohttp", "")
        row(count, "ours, aiohttp without msgspec", "aiohttp", "")
        row(count, "ours [aiohttp]", "aiohttp", goal)
    for count in ("32", "200"):
        if "node" in results.get(count, {}):
            pace = results[count]["node"]["wall"] / results[count]["ours [aiohttp]"]["wall"]
            rows.append((f"{count} in flight, calls/s of ours [aiohttp] / Node's fetch", pace, None, ">= 1.5"))
    if "1500" in results and "32" in results:
        cpu = results["1500"]["ours"]["cpu"] / results["32"]["ours"]["cpu"]
        rows.append(("ours, 1,500 in flight / 32 in flight", cpu, None, "flat"))
    if "first" in results:
        cpu, wall = (results["first"][kind] * 1000 for kind in ("cpu", "wall"))
        rows.append(("a first async call blocks the loop, ms", cpu, wall, "<= 50"))
    return rows


def table(results: dict[str, Any]) -> str:
    lines = [f"{'what':62} {'CPU':>6} {'wall':>6}  goal"]
    for what, cpu, wall, goal in goals(results):
        lines.append(f"{what:62} {cpu:6.2f} {'' if wall is None else f'{wall:.2f}':>6}  {goal}")
    lines += ["", "microseconds for one call: CPU (wall)"]
    for part, peers in results.items():
        if part != "first":
            cells = (f"{peer} {times.get('cpu', 0) * 1e6:.0f} ({times['wall'] * 1e6:.0f})" for peer, times in peers.items())
            lines.append(f"{part:>6}: " + ", ".join(cells))
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.calls", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="fewer rounds: under a minute for everything")
    parser.add_argument("parts", nargs="*", default=PARTS, metavar="part", help=f"of {', '.join(PARTS)}; all of them by default")
    chosen = parser.parse_args()
    with server(answer(10)) as base:
        print(table(measure(base, chosen.parts, chosen.quick)))


if __name__ == "__main__":
    main()
