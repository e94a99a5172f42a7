"""How long a first async call keeps the loop from other tasks, in a process of its own: prints seconds. Argument: the base URL."""

from __future__ import annotations

import asyncio
import json
import sys
import time
from contextlib import suppress

import omneo_appointments
from omneo_appointments import AsyncOmneo


async def main(base_url: str) -> None:
    client = AsyncOmneo(base_url=base_url, token="fake", max_retries=0)  # noqa: S106 - it opens nothing
    longest = {"wall": 0.0, "cpu": 0.0}

    async def tick() -> None:
        wall, cpu = time.perf_counter(), time.thread_time()
        while True:
            await asyncio.sleep(0)
            now_wall, now_cpu = time.perf_counter(), time.thread_time()
            longest["wall"], longest["cpu"] = max(longest["wall"], now_wall - wall), max(longest["cpu"], now_cpu - cpu)
            wall, cpu = now_wall, now_cpu

    ticking = asyncio.create_task(tick())
    await asyncio.sleep(0.05)
    with suppress(omneo_appointments.APIConnectionError):  # what speaks no TLS fails after everything was set up
        await client.appointments.link(42, "list", 204)
    ticking.cancel()
    await client.close()
    print(json.dumps(longest))


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
