"""What the recipes beside this file share: one worker's part of the rows, as a table of outcomes. It knows no engine.

A row is a mapping with the columns `row` (its place in the whole input), `appointment`, `type`, `id` and `action`. All rows of one
appointment belong into one part: they are sent one after the other, in the order of `row`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from operator import itemgetter
from typing import Any

from omneo_appointments import AsyncOmneo, Omneo, bulk

KEY = "appointment"  # what the rows are divided by
COLUMNS = {"row": "int64", "appointment": "string", "type": "string", "id": "string", "action": "string"}
# The table of outcomes, as pandas names the types.
OUTCOMES = COLUMNS | {"status": "string", "status_code": "Int64", "tries": "int64", "skipped": "string", "error": "string"}

Record = dict[str, Any]


@cache
def client() -> Omneo:
    """The one client of this process, made on first use from OMNEO_TENANT and OMNEO_TOKEN, so that no client is ever pickled."""
    return Omneo()


def link_rows(client: Omneo, rows: Iterable[Mapping[str, Any]], rate: float) -> list[Record]:
    """Send the rows, at most `rate` requests per second, and return an outcome for each.

    If the job stops, for instance since the token is refused, the rows that are left are PENDING and `error` says why.
    """
    outcomes, reason = [], None
    with bulk.run(client, in_order(rows), rate=rate) as job:
        try:
            for outcome in job:
                outcomes.append(outcome)  # noqa: PERF402 - what came before the job stopped is kept
        except bulk.BulkStoppedError as stopped:
            reason = str(stopped)
    return [record(outcome, reason) for outcome in outcomes]


async def link_rows_async(client: AsyncOmneo, rows: Iterable[Mapping[str, Any]], rate: float) -> list[Record]:
    """The same over an AsyncOmneo."""
    outcomes, reason = [], None
    async with bulk.run(client, in_order(rows), rate=rate) as job:
        try:
            async for outcome in job:
                outcomes.append(outcome)  # noqa: PERF401 - the same
        except bulk.BulkStoppedError as stopped:
            reason = str(stopped)
    return [record(outcome, reason) for outcome in outcomes]


def in_order(rows: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """An engine that moves rows between workers does not keep their order."""
    return sorted(rows, key=itemgetter("row"))


def record(outcome: bulk.Outcome, reason: str | None) -> Record:
    found = outcome.to_dict()
    if outcome.status is bulk.Status.PENDING:
        found["error"] = reason
    return {name: found[name] for name in OUTCOMES}
