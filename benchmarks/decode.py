"""One decoder on one size, for pyperf: BENCH_CASE names them, as in `10|ours`."""

import os

import pyperf

from benchmarks.answers import answer
from benchmarks.peers import DECODERS

if __name__ == "__main__":
    size, name = os.environ["BENCH_CASE"].split("|")
    pyperf.Runner().bench_func(f"{name}, {size} KB", DECODERS[name](), answer(int(size)))
