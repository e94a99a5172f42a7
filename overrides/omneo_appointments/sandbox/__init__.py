"""A local Omneo for the appointment link endpoints, so that nobody needs a tenant to try, test or teach.

    python -m omneo_appointments.sandbox --port 0

Or inside a program: `with serve() as place: Omneo(base_url=place.base_url, token=place.token)`. Needs the extra `[sandbox]`.

Paths, ids and request rules come from the spec. It answers as Laravel does. Appointments 1 to 100 exist, each like the spec's
example and without links at first. A list's id may also be a JSON number, as for the real server. Faults can be ordered:
`place.order("503 x2", "reset after commit")`; see `_faults.py` for how an order is written.
"""

from types import FunctionType as _FunctionType

try:
    import h11 as _h11  # noqa: F401 - imported for the message below
except ImportError as _absent:
    raise ImportError("the sandbox needs an extra: pip install 'omneo-appointments[sandbox]'") from _absent

from ._handlers import HANDLERS
from ._limits import RateLimit
from ._server import Running, serve
from ._spec import ACTION, SPEC, sample_appointment
from ._state import TOKEN, Received, Sandbox

__all__ = ["ACTION", "HANDLERS", "SPEC", "TOKEN", "RateLimit", "Received", "Running", "Sandbox", "sample_appointment", "serve"]

for _value in [globals()[_name] for _name in __all__]:
    if isinstance(_value, type | _FunctionType):
        _value.__module__ = __name__  # where users import it from, and what a traceback shows
