"""What decoding costs, from bytes to a model.

With BENCH_CASE, as in `10|ours`: one decoder on one size, for pyperf. Without: every decoder that can be made here on 10 KB, in
turns and by CPU time, with ratios to the stock client and to pydantic: `python -m benchmarks.decode [KB]`.
"""

from __future__ import annotations

import os
import sys
import time

import pyperf

from benchmarks import peers
from benchmarks.answers import answer

ROUNDS, CALLS = 60, 50


def seconds() -> dict[str, float]:
    """Decoder -> CPU seconds for one call: the best of many rounds, in each of which all decoders take their turn."""
    body = answer(int(sys.argv[1]) if len(sys.argv) > 1 else 10)
    decoders = {name: peers.DECODERS[name]() for name in peers.made()}
    best = dict.fromkeys(decoders, float("inf"))
    for _ in range(ROUNDS):
        for name, decode in decoders.items():
            begun = time.process_time()
            for _ in range(CALLS):
                decode(body)
            best[name] = min(best[name], (time.process_time() - begun) / CALLS)
    return best


def main() -> None:
    peers.make()
    found = seconds()
    print(f"{'':24} {'us':>8} {'of stock':>9} {'of pydantic':>12}")
    for name, taken in sorted(found.items(), key=lambda entry: entry[1]):
        stock, pydantic = found["stock generated client"], found["pydantic v2"]
        print(f"{name:24} {taken * 1e6:8.1f} {taken / stock:9.2f} {taken / pydantic:12.2f}")


if __name__ == "__main__":
    if "BENCH_CASE" in os.environ:
        size, name = os.environ["BENCH_CASE"].split("|")
        pyperf.Runner().bench_func(f"{name}, {size} KB", peers.DECODERS[name](), answer(int(size)))
    else:
        main()
