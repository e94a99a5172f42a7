"""Many links from rows: checked first, paced, written down, and started again where they stopped.

>>> from omneo_appointments import Omneo, bulk
>>> for problem in bulk.check([{"appointment": 42, "type": "lists", "id": "204"}]):
...     print(problem)
line 1, column 'type': 'lists' is not allowed; allowed: 'list', 'profile'; did you mean 'list'?
"""

from types import FunctionType as _FunctionType

from ._errors import BulkError, BulkStoppedError, InputError, JournalError, OptionError, Reason, StorageError
from ._outcomes import Outcome, Progress, Skip, Status
from ._read import read
from ._rows import Action, Kind, Problem, Row, UnknownActionError, UnreadableRowError
from ._run import DEFAULT_CONCURRENCY, run
from ._store import check
from ._tasks import AsyncRun
from ._threads import Run

__all__ = [
    "DEFAULT_CONCURRENCY",
    "Action",
    "AsyncRun",
    "BulkError",
    "BulkStoppedError",
    "InputError",
    "JournalError",
    "Kind",
    "OptionError",
    "Outcome",
    "Problem",
    "Progress",
    "Reason",
    "Row",
    "Run",
    "Skip",
    "Status",
    "StorageError",
    "UnknownActionError",
    "UnreadableRowError",
    "check",
    "read",
    "run",
]

for _value in [globals()[_name] for _name in __all__]:
    if isinstance(_value, type | _FunctionType):
        _value.__module__ = __name__  # where users import it from, and what a traceback shows
