"""Draw benchmarks/results.json as benchmarks/results.png: `make bench-plot`."""

from __future__ import annotations

import json

import matplotlib as mpl

from benchmarks.run import RESULTS

mpl.use("Agg")
import matplotlib.pyplot as plt

OURS, PEER = "#0a7d5a", "#b8bec4"


def main() -> None:
    results = json.loads(RESULTS.read_text())
    figure, axes = plt.subplots(1, 3, figsize=(15, 4.2))
    ten = results["decode"]["10"]
    bars(axes[0], "Decode 10 KB, relative to the stock client (less is better)", ten, ten["stock generated client"])
    calls = results["calls"]
    sync = {name: times["cpu"] for name, times in calls["sync"].items()}
    bars(axes[1], "CPU time of one sync call, relative to httpx + .json() (less is better)", sync, sync["httpx"])
    busy = {f"{name}, {count}": by["cpu"] for count in ("32", "200") for name, by in calls[count].items() if "cpu" in by}
    bars(axes[2], "CPU time of one async call, relative to httpx at 32 in flight", busy, busy["httpx, 32"])
    figure.tight_layout()
    figure.savefig(RESULTS.with_suffix(".png"), dpi=110, metadata={"Software": None})


def bars(axis: plt.Axes, title: str, values: dict[str, float], base: float) -> None:
    names = list(values)[::-1]
    ratios = [values[name] / base for name in names]
    drawn = axis.barh(names, ratios, color=[OURS if name.startswith("ours") else PEER for name in names])
    axis.bar_label(drawn, fmt="%.2f", padding=3, fontsize=8)
    axis.set_title(title, fontsize=8)
    axis.margins(x=0.15)
    axis.tick_params(labelsize=8)
    axis.spines[["top", "right"]].set_visible(False)


if __name__ == "__main__":
    main()
