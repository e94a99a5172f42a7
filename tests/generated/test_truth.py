"""The type never lies, the data is never lost, the call never breaks: on answers that are damaged at random."""

import os
import sys
import time
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from tests.generated.truth import answers, check_promises

EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "1000"))


class Progress:
    """A line on the terminal now and then, for `make fuzz`."""

    def __init__(self) -> None:
        self.done, self.begun = 0, time.monotonic()

    def step(self) -> None:
        self.done += 1
        if "FUZZ_EXAMPLES" in os.environ and self.done % 5000 == 0:
            line = f"{self.done:,} of {EXAMPLES:,} answers in {time.monotonic() - self.begun:.0f} s"
            print(line, file=sys.__stderr__, flush=True)


@pytest.fixture(scope="module")
def progress() -> Progress:
    return Progress()


@given(document=answers())
@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
def test_promises(progress: Progress, document: Any) -> None:
    """Each attribute is of its type, to_dict() is the input, misfits are what the spec refuses; only UnfitError is raised."""
    progress.step()
    check_promises(document)
