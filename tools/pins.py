"""Whether this environment holds exactly the pinned packages: `python tools/pins.py requirements/test.txt ...`.

It exits with 1, and names the first package that differs, where it does not; `make setup` then installs again. Not looked at: the
files of an installed package, and packages that no pin names.
"""

from __future__ import annotations

import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from packaging.requirements import Requirement


def pinned(file: Path) -> dict[str, str]:
    """Package -> exact version, for every pin of a requirements file that counts on this machine."""
    pins = {}
    for line in file.read_text(encoding="utf-8").splitlines():
        text = line.partition("#")[0].strip().removesuffix("\\").strip()
        if text and not text.startswith("--"):
            requirement = Requirement(text)
            if requirement.marker is None or requirement.marker.evaluate():
                pins[requirement.name] = str(requirement.specifier).removeprefix("==")
    return pins


def differing(file: Path) -> list[str]:
    """A line for each pin that is not what is installed."""
    lines = []
    for name, wanted in pinned(file).items():
        try:
            installed = version(name)
        except PackageNotFoundError:
            installed = "none"
        if installed != wanted:
            lines.append(f"{file.name} pins {name} {wanted}, installed is {installed}")
    return lines


if __name__ == "__main__":
    sys.exit("\n".join([line for name in sys.argv[1:] for line in differing(Path(name))][:1]) or 0)
