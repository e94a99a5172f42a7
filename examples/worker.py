"""A pool of forked workers that take tasks from a queue, as Celery's prefork pool does: `python worker.py < tasks.jsonl`.

Each process makes one client when it starts and keeps it for all of its tasks. Each line of the input is an object with
appointment, type and id; each line of the output tells what became of one.
"""

import json
import multiprocessing
import os
import sys
from collections.abc import Iterable, Iterator
from typing import Any

from omneo_appointments import Omneo, OmneoError

PROCESSES = 2
client: Omneo


def start_worker() -> None:
    """Runs once in each process; in Celery, a handler of the signal `worker_process_init`."""
    global client
    client = Omneo()


def link(task: dict[str, Any]) -> dict[str, Any]:
    """One task. An error is its result: it need not travel to another process as an exception."""
    try:
        appointment = client.appointments.link(task["appointment"], task["type"], task["id"])
    except OmneoError as error:
        return {**task, "ok": False, "error": str(error), "worker": os.getpid()}
    return {**task, "ok": True, "links": len(appointment.links), "worker": os.getpid()}


def work(tasks: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """What became of each task, in the order in which they end."""
    with multiprocessing.get_context("fork").Pool(PROCESSES, initializer=start_worker) as pool:
        yield from pool.imap_unordered(link, tasks)


if __name__ == "__main__":
    for told in work(map(json.loads, sys.stdin)):
        print(json.dumps(told))
