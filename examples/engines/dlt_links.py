"""Link the rows of a table with dlt: `python dlt_links.py links.csv outcomes RATE`, RATE in requests per second."""

import csv
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zlib import crc32

import dlt
from link_rows import KEY, client, link_rows

WORKERS = 2
BATCH = 100_000  # rows; what a part has more than that is sent in a second batch, after the first


def part_of(row: dict[str, Any]) -> str:
    return f"part_{crc32(row[KEY].encode()) % WORKERS}"


@dlt.resource(table_name=part_of)
def links(source: str) -> Iterator[dict[str, Any]]:
    with Path(source).open(encoding="utf-8", newline="") as file:
        yield from ({**row, "row": int(row["row"])} for row in csv.DictReader(file))


def main(source: str, target: str, rate: float) -> None:
    told = []

    # One load job for each table at a time: the threads of one process, which may share its client.
    @dlt.destination(batch_size=BATCH, loader_parallelism_strategy="table-sequential", max_parallel_load_jobs=WORKERS)
    def omneo(items: list[dict[str, Any]], _table: dict[str, Any]) -> None:
        told.extend(link_rows(client(), items, rate / WORKERS))

    dlt.pipeline("links", destination=omneo).run(links(source))
    table = dlt.destinations.filesystem(Path(target).absolute().as_uri())
    dlt.pipeline("outcomes", destination=table, dataset_name="links").run(told, table_name="outcomes")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], float(sys.argv[3]))
