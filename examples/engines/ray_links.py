"""Link the rows of a table with Ray Data: `python ray_links.py links.csv outcomes RATE`, RATE in requests per second."""

import asyncio
import sys
from collections.abc import AsyncIterator

import pandas as pd
import ray
from link_rows import COLUMNS, KEY, OUTCOMES, link_rows_async
from omneo_appointments import AsyncOmneo

WORKERS = 2


class Linker:
    """One actor: it has one client, and sends one block at a time, since Ray hands an async actor several at once."""

    def __init__(self, rate: float) -> None:
        self.client, self.rate, self.turn = AsyncOmneo(), rate, asyncio.Lock()

    async def __call__(self, rows: pd.DataFrame) -> AsyncIterator[pd.DataFrame]:
        async with self.turn:
            records = await link_rows_async(self.client, rows.to_dict("records"), self.rate)
        yield pd.DataFrame(records, columns=list(OUTCOMES)).astype(OUTCOMES)


def main(source: str, target: str, rate: float) -> None:
    # On a cluster: ray.init(address="auto"), with link_rows.py in a runtime environment.
    ray.init(num_cpus=WORKERS + 1, object_store_memory=100 * 2**20, include_dashboard=False, _node_ip_address="127.0.0.1")
    rows = ray.data.from_pandas(pd.read_csv(source, dtype=COLUMNS, keep_default_na=False))
    parts = rows.repartition(WORKERS, keys=[KEY])
    outcomes = parts.map_batches(
        Linker,
        fn_constructor_args=[rate / WORKERS],
        compute=ray.data.ActorPoolStrategy(size=WORKERS),
        batch_size=None,  # whole blocks
        batch_format="pandas",
    )
    outcomes.write_json(target)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], float(sys.argv[3]))
