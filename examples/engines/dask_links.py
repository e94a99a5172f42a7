"""Link the rows of a table with Dask: `python dask_links.py links.csv outcomes RATE`, RATE in requests per second."""

import sys
from pathlib import Path

import dask.dataframe as dd
import pandas as pd
from distributed import Client, LocalCluster
from link_rows import COLUMNS, KEY, OUTCOMES

WORKERS = 2


def link_partition(rows: pd.DataFrame, rate: float) -> pd.DataFrame:
    from link_rows import client, link_rows  # on the worker, which got the file by upload_file

    records = link_rows(client(), rows.to_dict("records"), rate)
    return pd.DataFrame(records, columns=list(OUTCOMES)).astype(OUTCOMES)


def main(source: str, target: str, rate: float) -> None:
    # One thread for each worker, so that as many parts are at work as the rate was divided by.
    with (
        LocalCluster(n_workers=WORKERS, threads_per_worker=1, memory_limit="1GB", dashboard_address=None) as cluster,
        Client(cluster) as engine,
    ):
        engine.upload_file(str(Path(__file__).with_name("link_rows.py")))
        rows = dd.read_csv(source, dtype=COLUMNS, keep_default_na=False)
        parts = rows.shuffle(on=KEY, npartitions=WORKERS)
        # Without meta, Dask would call link_partition with rows of its own making to see what it returns.
        meta = pd.DataFrame(columns=list(OUTCOMES)).astype(OUTCOMES)
        parts.map_partitions(link_partition, rate=rate / WORKERS, meta=meta).to_json(f"{target}/*.json", lines=True)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], float(sys.argv[3]))
