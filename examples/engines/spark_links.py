"""Link the rows of a table with Spark: `python spark_links.py links.csv outcomes RATE`, RATE in requests per second."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pandas as pd
from pyspark.sql import SparkSession

WORKERS = 2
COLUMNS = "row long, appointment string, type string, id string, action string"
OUTCOMES = f"{COLUMNS}, status string, status_code long, tries long, skipped string, error string"


def linker(rate: float) -> Callable[[Iterator[pd.DataFrame]], Iterator[pd.DataFrame]]:
    def link_partition(batches: Iterator[pd.DataFrame]) -> Iterator[pd.DataFrame]:
        from link_rows import OUTCOMES, client, link_rows  # on the worker, which got the file by addPyFile

        records = link_rows(client(), (row for batch in batches for row in batch.to_dict("records")), rate)
        yield pd.DataFrame(records, columns=list(OUTCOMES)).astype(OUTCOMES)

    return link_partition


def main(source: str, target: str, rate: float) -> None:
    # As many tasks at once as the rate is divided by; on a cluster, executors times cores of each.
    builder = SparkSession.builder.master(f"local[{WORKERS}]").config("spark.driver.memory", "512m")
    spark = builder.config("spark.ui.enabled", "false").config("spark.speculation", "false").getOrCreate()
    spark.sparkContext.addPyFile(str(Path(__file__).with_name("link_rows.py")))
    rows = spark.read.csv(source, schema=COLUMNS, header=True, enforceSchema=False).fillna("")
    parts = rows.repartition(WORKERS, "appointment")
    parts.mapInPandas(linker(rate / WORKERS), schema=OUTCOMES).write.json(target)
    spark.stop()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], float(sys.argv[3]))
